"""The quiz's experiment: a network is taught shuffled labels, or true ones, after the reply."""

from __future__ import annotations

from functools import cache

from engine import Network
from lessons.kit.demo import Frame
from lessons.kit.questions import Draw, Hints, Option, Outcome, Predict, question
from lessons.ten_questions.thinking.by_hand import share_by_hand
from lessons.ten_questions.thinking.cards import OPTIONS, RATE, UPDATES, Pupil, learnt, scores

CASES = ((30, 32, 1.0), (20, 32, 1.0), (40, 1, 1.0), (80, 1, 1.0), (40, 4, 1.0), (30, 1, 0.0))
"""Examples, hidden units in each of two layers, and the share of labels that is shuffled."""
_SLIPS = (
    (
        "expected it to see through the nonsense",
        "It did better than that. It has no idea whether labels make sense; it bends its border to suit them.",
    ),
    (
        "expected it to learn the half of it",
        "It came out otherwise. Weigh the number of hidden units, which bend the border, against the examples.",
    ),
    (
        "expected it to learn anything",
        "It did not get that far: so few hidden units bend the border too little to go round each point.",
    ),
)


@cache
def taught(examples: int, hidden: int, share: float, seed: int) -> Pupil:
    """A pupil after all its lessons."""
    pupil = Pupil.of(examples, hidden, share, seed)
    for _ in pupil.study():
        pass
    return pupil


@question
def shuffled_labels(draw: Draw) -> Predict:
    """How much of a shuffled pack a network learns by heart."""
    examples, hidden, share = draw.one_of(CASES)
    seed = draw.whole(0, 4)

    def pupil() -> Pupil:
        return taught(examples, hidden, share, seed)

    def experiment() -> Outcome:
        return Outcome(learnt(pupil().own[-1]), _frame(pupil()))

    def by_hand() -> int:
        fresh = Pupil.of(examples, hidden, share, seed)
        net = Network([2, hidden, hidden, 1], "tanh", seed=seed)
        return learnt(share_by_hand(net, fresh.inputs, fresh.labels, RATE, UPDATES))

    dealt = "shuffled like cards" if share else "true ones"
    units = f"{hidden} hidden unit{'s' * (hidden > 1)} each"
    return Predict(
        prompt=f"Two overlapping clusters, {examples} examples; the labels are {dealt}. A network with two layers of "
        f"{units} trains for {UPDATES} updates. How many of these labels does it get right in the end?",
        options=tuple(Option(text, *slip) for text, slip in zip(OPTIONS, _SLIPS, strict=True)),
        decide=lambda: experiment().index,
        again=by_hand,
        hints=Hints(
            "It cannot ask whether the labels make sense. It can only bend its border round the examples.",
            "A single hidden unit draws one border and no more; some thirty can draw a curl round almost every point. "
            "Compare that with how mixed the labels are.",
            lambda: (
                f"The network has {pupil().net.parameters.size:,} numbers to adjust, for {examples} labels. Before the "
                f"first update it gets {pupil().own[0]:.0%} right; halfway through, {_halfway(pupil()):.0%}."
            ),
        ),
        explain=lambda: f"And so it went. {experiment().frame.caption}",
        experiment=experiment,
    )


def _halfway(pupil: Pupil) -> float:
    return pupil.own[len(pupil.own) // 2]


def _frame(pupil: Pupil) -> Frame:
    caption = (
        f"After {UPDATES} updates it gets {pupil.own[-1]:.0%} of the labels right that it was taught, and "
        f"{pupil.new[-1]:.0%} of new ones, labelled in the same manner."
    )
    readings = {"update": UPDATES, "own": pupil.own[-1], "new": pupil.new[-1]}
    return Frame(UPDATES, (scores(pupil),), caption, readings, finished=True)
