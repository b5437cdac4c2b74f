"""Measures of quality over labelled data, apart from what they measure."""
