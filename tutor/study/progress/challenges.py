"""Which challenges of the playground are done: kept as events, with the line of the run that did it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutor.store.records import Event

if TYPE_CHECKING:
    from tutor.store import Store

DONE = "challenge"
"""The kind of event. It belongs to no lesson: what was done stays done when a lesson starts afresh."""


def challenges_done(store: Store) -> frozenset[str]:
    """Return the challenges that were done, by name, without those that a reset of everything hides."""
    return frozenset(name for event in store.events(DONE) if isinstance(name := event.data.get("name"), str))


def keep_challenge(store: Store, name: str, line: str) -> str | None:
    """Keep that a challenge was done; the first time counts, and more are not kept.

    Args:
        store: where.
        name: of the challenge.
        line: the command that makes the run again, or what was said of the one that cannot be done.

    Returns:
        A sentence for the learner when, from now on, it is kept in memory only; otherwise None.
    """
    if name in challenges_done(store):
        return None
    return store.add_event(Event(DONE, "", {"name": name, "line": line}))
