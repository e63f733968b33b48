"""The app's colours. Each is one of the 256 that every terminal has, so that it looks the same over SSH."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="nntutor-dark",
    primary="#87afff",
    secondary="#af87d7",
    accent="#ffaf5f",
    warning="#ffd787",
    error="#ff8787",
    success="#87d787",
    foreground="#d0d0d0",
    background="#1c1c1c",
    surface="#262626",
    panel="#303030",
    dark=True,
    variables={
        "text-muted": "#949494",
        "border": "#4e4e4e",
        "block-cursor-background": "#303030",
        "block-cursor-foreground": "#eeeeee",
        "input-cursor-background": "#ffaf5f",
        "input-cursor-foreground": "#1c1c1c",
        "input-selection-background": "#5f87af",
        "scrollbar": "#4e4e4e",
        "scrollbar-background": "#1c1c1c",
    },
)

LIGHT = Theme(
    name="nntutor-light",
    primary="#005faf",
    secondary="#875faf",
    accent="#af5f00",
    warning="#875f00",
    error="#af0000",
    success="#008700",
    foreground="#303030",
    background="#eeeeee",
    surface="#e4e4e4",
    panel="#d7d7d7",
    dark=False,
    variables={
        "text-muted": "#6c6c6c",
        "border": "#bcbcbc",
        "block-cursor-background": "#d7d7d7",
        "block-cursor-foreground": "#121212",
        "input-cursor-background": "#af5f00",
        "input-cursor-foreground": "#eeeeee",
        "input-selection-background": "#afd7ff",
        "scrollbar": "#bcbcbc",
        "scrollbar-background": "#eeeeee",
    },
)

THEMES = (DARK, LIGHT)
