"""The sets of colours one can choose from. Nothing is ever said by colour alone.

Contrast of text on its background is at least 7 : 1 in each (a test works it out).
"""

from __future__ import annotations

from textual.theme import Theme

THEMES: tuple[Theme, ...] = (
    Theme(
        name="dark",
        primary="#5aa9e6",
        secondary="#7f9cc0",
        accent="#ffb454",
        warning="#ffb454",
        error="#ff8080",
        success="#7fd88f",
        foreground="#e6e6e6",
        background="#14181d",
        surface="#1b2027",
        panel="#252c35",
        boost="#20262e",
        dark=True,
    ),
    Theme(
        name="light",
        primary="#0b5394",
        secondary="#3d5a80",
        accent="#6e2f00",
        warning="#7a4a00",
        error="#9c0f0f",
        success="#14532d",
        foreground="#1a1a1a",
        background="#fbfaf7",
        surface="#f3f1ea",
        panel="#e6e3d8",
        boost="#ffffff",
        dark=False,
    ),
    Theme(
        name="contrast",
        primary="#ffff00",
        secondary="#ffffff",
        accent="#ffff00",
        warning="#ffff00",
        error="#ffffff",
        success="#ffffff",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#000000",
        boost="#000000",
        dark=True,
        text_alpha=1.0,
        variables={"text-muted": "#ffffff"},
    ),
    Theme(
        # The colours of Okabe and Ito (2008), told apart with every kind of colour vision.
        name="okabe-ito",
        primary="#56b4e9",
        secondary="#cc79a7",
        accent="#f0e442",
        warning="#e69f00",
        error="#e69f00",
        success="#56b4e9",
        foreground="#ffffff",
        background="#0b0f14",
        surface="#10161d",
        panel="#1c2530",
        boost="#151c25",
        dark=True,
    ),
)
"""In the order in which one key goes through them; the first is the one to begin with."""

NAMES: tuple[str, ...] = tuple(theme.name for theme in THEMES)
