"""The terminal interface: commands (`tui.cli`) and screens (`tui.app`). Holds no rules of its own."""
