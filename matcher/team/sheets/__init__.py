"""Performance sheets: a stage's scheme worked out for a team, every figure with its numbers."""
