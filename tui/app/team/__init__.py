"""The pages of the Team place: each lists what can be looked at and writes a paper about it."""
