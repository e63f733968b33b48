"""The demo of the film map: a few numbers for each viewer and film are learnt from stars alone."""

from __future__ import annotations

from lessons.kit.demo import Frame, Frames, Prediction, Trouble, demo
from lessons.kit.figures import figure
from lessons.kit.knobs import Choices, Knob
from lessons.the_bigger_picture.applications.pictures import film_map, miss_lines
from lessons.the_bigger_picture.applications.recommender import (
    KIND_OF,
    KINDS,
    RESTRAINT,
    TITLES,
    UPDATES,
    Learned,
    Recommender,
    like_its_neighbour,
    one_rating,
)

TOGETHER, SCATTERED = 0.7, 0.5
"""Above the one share of films next to one of their kind, kinds lie together; below the other they do not."""
BY_HEART, MUCH = 0.1, 8.0
"""Off by less than this on what it learnt from, and by this many times as much elsewhere: it learnt by heart."""
STRENGTHS = {"some": RESTRAINT, "none": 0.0}


@demo(
    prediction=Prediction(
        "Which films will lie side by side on its map?", ("Films of a kind", "Kinds half mixed", "Any films at all")
    ),
    tastes=Knob(1, 6, start=2, steps=5, whole=True, label="numbers each"),
    restraint=Choices(*STRENGTHS),
)
def tastes(tastes: float, restraint: str, seed: int) -> Frames:
    """A map of films, from stars alone."""
    recommender = Recommender(seed, int(tastes), STRENGTHS[restraint])
    own: list[float] = []
    kept_back: list[float] = []
    for update in range(UPDATES + 1):
        if update:
            recommender.update()
        now = recommender.numbers()
        own.append(recommender.miss(now, kept_back=False))
        kept_back.append(recommender.miss(now, kept_back=True))
        yield _frame(recommender, now, own, kept_back)


def mixed(numbers: Learned) -> int:
    """Return which option comes true: 0 for kinds together, 1 half mixed, 2 for any films at all."""
    share = like_its_neighbour(numbers)
    return 0 if share >= TOGETHER else 1 if share >= SCATTERED else 2


def _frame(recommender: Recommender, now: Learned, own: list[float], kept_back: list[float]) -> Frame:
    update, mean = len(own) - 1, recommender.miss_of_the_mean()
    over, share = update == UPDATES, like_its_neighbour(now)
    trouble = _trouble(own[-1], kept_back[-1]) if over else None
    first = one_rating(now.tastes[0], now.films[0], now.mean + now.generosity[0] + now.liking[0], _stars(recommender))
    named = f"{trouble.name}. " if trouble else ""
    return Frame(
        update,
        (film_map(now.films), miss_lines(own, kept_back, mean)),
        f"{named}After {update} updates {share:.0%} of the films lie next to one of their kind; on ratings kept back "
        f"it is {figure(kept_back[-1])} stars off, and always saying the mean {figure(mean)}.",
        {"update": update, "like its neighbour": f"{share:.0%}", "kept back": kept_back[-1]},
        over,
        trouble,
        first.inspect("film", title=f"One viewer's stars for “{TITLES[0]}”, one of the {KINDS[KIND_OF[0]]}"),
        mixed(now) if over else None,
    )


def _stars(recommender: Recommender) -> float:
    """Return the stars of the first film's first rating."""
    rated = recommender.data.table[:, 0]
    return float(rated[rated == rated][0])


def _trouble(own: float, kept_back: float) -> Trouble | None:
    if own > BY_HEART or kept_back < MUCH * own:
        return None
    why = (
        f"On the stars it learnt from it is {figure(own)} off, on others {figure(kept_back)}: so many numbers, held "
        "back by nothing, fit every whim."
    )
    return Trouble("Learnt by heart", why, {"restraint": "some", "tastes": 2})
