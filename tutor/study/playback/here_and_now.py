"""Carries out a timeline's jobs where there is neither a thread nor an event loop."""

from __future__ import annotations

from tutor.study.playback.timeline import Timeline


def carry_out(timeline: Timeline) -> None:
    """Do all that is wished, here and now; of a run that plays, until it ends."""
    while (job := timeline.next_job()) is not None:
        timeline.take(job, job.do())
