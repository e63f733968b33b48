"""What programs read of a run: an object for each frame, with its figures, how its layers fare, and what is wrong."""

from __future__ import annotations

from collections.abc import Mapping

from lessons.kit.demo import Demo, Frame
from lessons.kit.knobs import Setting
from lessons.playground.diagnosis import health_of
from lessons.playground.frame import PlaygroundFrame


def as_record(demo: Demo, seed: int, settings: Mapping[str, Setting], frame: Frame) -> Mapping[str, object]:
    """Return a frame as an object for programs; numbers are unrounded."""
    assert isinstance(frame, PlaygroundFrame)
    at, trouble = frame.moment.standing, frame.trouble
    return {
        "type": "frame",
        "seed": seed,
        "settings": {name: control.exact(settings[name]) for name, control in demo.controls.items()},
        "parameters": frame.moment.snapshot.parameters.size,
        "update": at.number,
        "epoch": at.epoch,
        "loss": at.train_loss,
        "test_loss": at.test_loss,
        "accuracy": at.train_accuracy,
        "test_accuracy": at.test_accuracy,
        "rate": at.rate,
        "layers": [
            {
                "activation": layer.activation,
                "saturated": layer.saturated,
                "dead": layer.dead,
                "gradient": layer.gradient,
                "log10_update_over_weight": layer.update,
            }
            for layer in health_of(frame.moment)
        ],
        "caption": frame.caption,
        "finished": frame.finished,
        "halt": frame.halt,
        "trouble": {"name": trouble.name, "why": trouble.why, "fix": trouble.fix, "lesson": trouble.lesson}
        if trouble
        else None,
    }
