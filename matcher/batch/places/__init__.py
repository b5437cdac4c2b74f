"""Places: limited placements shared out over a cohort, as many and as fairly as can be, with reasons."""
