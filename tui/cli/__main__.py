"""`python -m tui.cli`: the same as `shopladder`."""

from tui.cli import main

main()
