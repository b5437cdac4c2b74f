"""One module a group of commands; each is imported when it is called."""
