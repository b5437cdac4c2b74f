"""Matching people to roles: evidence from their own words, honest scores, gaps and ways forward."""
