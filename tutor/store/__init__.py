"""What a learner did, kept: each answer is on the disk before they are told whether it was right.

    store = open_store()
    trouble = store.record(Attempt("gradient", "slope_here", seed=7, reply="6", verdict="right"))

`open_store` never fails. Where nothing can be kept the session goes on in memory, and `notices` says so.
"""

from tutor.store.open import open_store
from tutor.store.records import JSON, Attempt, Bookmark, Event, KeptPrediction
from tutor.store.store import Store

__all__ = ["JSON", "Attempt", "Bookmark", "Event", "KeptPrediction", "Store", "open_store"]
