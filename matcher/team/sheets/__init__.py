"""Performance sheets: a stage's scheme worked out for a team and its people, every figure with its numbers."""
