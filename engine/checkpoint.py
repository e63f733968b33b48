"""A copy of where a run of training stands: what `Training.snapshot` gives and `Training.restore` takes."""

from typing import NamedTuple

from engine.early_stopping import Watch
from engine.equality import by_part
from engine.place import DescentPlace


@by_part
class Checkpoint(NamedTuple):
    """Everything that a run needs to go on from a place: see `Training.snapshot`."""

    place: DescentPlace
    stopping: Watch | None
