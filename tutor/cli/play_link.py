"""`nntutor play --link LINK`: what the link sets up, before any other option, which wins."""

from __future__ import annotations

from types import SimpleNamespace

from lessons.kit.errors import Unreadable
from lessons.playground.from_link import Linked, from_link
from lessons.playground.run import playground
from tutor.cli.demo import script_of
from tutor.console.shell import Misused


def read_link(options: SimpleNamespace) -> Linked:
    """Put what a link says among the options, as if it had been typed before them.

    Returns:
        The settings of the run that this makes, and what the link says that has no counterpart.

    Raises:
        Misused: the link makes no sense, or another option does not.
    """
    try:
        linked = from_link(options.link)
    except Unreadable as problem:
        raise Misused(f"--link: {problem}") from problem
    demo = playground()
    named = [(name, str(getattr(linked.settings, name))) for name in demo.controls]
    options.knobs = (*named, *options.knobs)
    options.seed = linked.settings.seed if options.seed is None else options.seed
    script = script_of(demo, options, usual=1)
    return linked._replace(settings=type(linked.settings).of(script.settings, script.seed))
