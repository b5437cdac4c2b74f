"""Screens of the app, one a file, each with its sheet beside it."""
