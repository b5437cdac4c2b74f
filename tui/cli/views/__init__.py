"""Records and results as text for people; pure functions that return strings."""
