"""The words beside a scene's picture, as Markdown: those before its run, and when that is over those after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lessons.kit.lesson import Page


def opening(page: Page) -> str:
    """Return the words with which a page opens."""
    return in_scene(page, told=False) if page.demo else f"## {page.title}\n\n{page.prose}"


def in_scene(page: Page, *, told: bool) -> str:
    """Return a scene's words; its title runs into them, since every row that they take is one less for the picture."""
    title = page.title if page.title.endswith(("?", "!", ".")) else f"{page.title}."
    return f"**{title}** {page.after if told and page.after else page.before}"
