"""What a learner can set: the names, the values that each can have, and what each of those means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple, cast

if TYPE_CHECKING:
    from tutor.store import Store

Motion = Literal["full", "reduced", "off"]
WantedMarkers = Literal["auto", "braille", "blocks", "ascii"]
WantedColours = Literal["auto", "truecolor", "256", "16", "none"]

THEME = "nntutor-"
"""How the names of our themes begin; nobody has to type it."""


class SettingChoice(NamedTuple):
    """Something that can be set.

    Attributes:
        name: what it is called, by learners and in the store.
        help: what it is about, a sentence.
        values: what it can be, the default first, each with what that means, a clause.
    """

    name: str
    help: str
    values: Mapping[str, str]

    @property
    def default(self) -> str:
        """The value that holds until another is set."""
        return next(iter(self.values))

    def valid(self, kept: str | None) -> str:
        """A value as it was kept; the default instead of one that means nothing (any more)."""
        return kept if kept is not None and kept in self.values else self.default

    def read(self, typed: str) -> str | None:
        """The value that somebody means, or None."""
        meant = typed.strip().casefold()
        return next((value for value in self.values if meant in (value, shown(value))), None)


CHOICES = (
    SettingChoice(
        "theme",
        "Whether the page is dark or light.",
        {f"{THEME}dark": "light letters on a dark page", f"{THEME}light": "dark letters on a light page"},
    ),
    SettingChoice(
        "motion",
        "How much moves while a demo plays. The training is as fast either way.",
        {
            "full": "up to fifteen pictures a second, as many as your line carries",
            "reduced": "two pictures a second, so that movement becomes steps",
            "off": "no picture while it plays: it is drawn when you pause, step or turn a knob, and at the end",
        },
    ),
    SettingChoice(
        "markers",
        "What curves and signs are drawn with.",
        {
            "auto": "braille dots, or ASCII where the locale knows no Unicode",
            "braille": "braille dots, the finest",
            "blocks": "half blocks, for fonts without braille dots",
            "ascii": "letters and signs that every terminal has",
        },
    ),
    SettingChoice(
        "colours",
        "How many colours the terminal is sent.",
        {
            "auto": "as many as the terminal says it has; over SSH that is rarely more than 256",
            "truecolor": "all 16 million",
            "256": "the 256 that nearly every terminal has",
            "16": "the 16 of the terminal's own palette",
            "none": "everything is told by words and shapes",
        },
    ),
)
BY_NAME: Mapping[str, SettingChoice] = {choice.name: choice for choice in CHOICES}


class Settings(NamedTuple):
    """All settings, with where each of them stands."""

    theme: str = BY_NAME["theme"].default
    motion: Motion = "full"
    markers: WantedMarkers = "auto"
    colours: WantedColours = "auto"

    def value(self, name: str) -> str:
        """The value of the setting of that name."""
        return cast(str, getattr(self, name))


def kept_settings(store: Store) -> Settings:
    """Read the settings that are kept; one that was never set, or makes no sense, has its default."""
    return with_values({choice.name: choice.valid(store.setting(choice.name)) for choice in CHOICES})


def with_values(values: Mapping[str, str]) -> Settings:
    """Settings out of valid values by name."""
    return Settings(
        values["theme"],
        cast(Motion, values["motion"]),
        cast(WantedMarkers, values["markers"]),
        cast(WantedColours, values["colours"]),
    )


def changed(settings: Settings, name: str, value: str) -> Settings:
    """Return settings in which one has another value."""
    return with_values({**{choice.name: settings.value(choice.name) for choice in CHOICES}, name: value})


def shown(value: str) -> str:
    """A value as people write it."""
    return value.removeprefix(THEME)
