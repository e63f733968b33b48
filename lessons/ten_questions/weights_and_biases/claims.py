"""The proofs of what the text asserts about neurons, with and without a bias."""

from __future__ import annotations

import numpy as np

from lessons.kit.lesson import claim
from lessons.ten_questions.weights_and_biases.demo_learn import UPDATES, taste
from lessons.ten_questions.weights_and_biases.demo_season import FUSS, LIMIT
from lessons.ten_questions.weights_and_biases.model import (
    Guests,
    answers,
    blamed,
    one_miss,
    sums,
    tipping_point,
    weighted,
)

_SEEDS = range(10)


@claim("2 × 3 − 1 × 4 + 0.5 = 2.5")
def adds_up() -> bool:
    return weighted((2.0, -1.0), 0.5, (3.0, 4.0)) == 2.5


@claim("A larger *w* makes the curve steeper; another *b* slides it sideways")
def steeper_and_sideways() -> bool:
    """Half-way up, a heavier weight rises faster; another bias gives the same curve, moved."""
    near, grams = np.array([-0.01, 0.01]), np.linspace(-2.0, 2.0, 9)
    rises = [float(np.diff(answers(w, 0.0, near))[0]) for w in (0.5, 1.0, 2.0, 4.0)]
    moved = np.allclose(answers(2.0, 1.0, grams), answers(2.0, 0.0, grams + 0.5))
    return moved and bool(np.all(np.diff(rises) > 0))


@claim("a positive bias slides it to the *left*")
def slides_left() -> bool:
    tips = [tipping_point(w, 1.0) for w in (0.5, 1.0, 4.0)]
    return all(tip is not None and tip < 0 for tip in tips)


@claim("A nudge of the weight is multiplied by its input on the way, and so is its slope")
def input_times() -> bool:
    neurons = [(x, blamed(0.3, 1.0, x, squashed=squashed)) for x in (-2.0, 0.5, 3.0) for squashed in (False, True)]
    return all(abs(neuron.slope("w") - x * neuron.slope("b")) < 1e-12 for x, neuron in neurons)


@claim("within 60 updates both weights have changed their sign")
def change_their_sign() -> bool:
    runs = [list(taste(Guests.invited(LIMIT, FUSS, seed), 2.0)) for seed in _SEEDS]
    return UPDATES == 60 and all(run[0].w.max() < 0 < run[UPDATES].w.min() for run in runs)


@claim("A neuron without a bias says exactly one half to 0 g, whatever its weight")
def half_at_none() -> bool:
    return all(answers(w, 0.0, np.array([0.0]))[0] == 0.5 for w in (-3.0, -0.1, 0.0, 1.0, 40.0))


@claim("It never learns where the guests draw the line")
def never_learns_the_line() -> bool:
    """Without a bias it tips at 0 g after every update; with one it nears what the guests want and gets more right."""
    for seed in _SEEDS:
        guests = Guests.invited(LIMIT, FUSS, seed)
        run = list(taste(guests, 2.0))
        tips = [tipping_point(float(tasting.w[1]), float(tasting.b[1])) for tasting in run]
        both, nailed = (guests.right(float(run[-1].w[i]), float(run[-1].b[i])) for i in (0, 1))
        found = tipping_point(float(run[-1].w[0]), float(run[-1].b[0]))
        if any(tip for tip in tips) or found is None or abs(found - LIMIT) > 0.4 or nailed >= both:
            return False
    return True


@claim("the weight shrinks to a thousandth and the sauce tastes the same")
def milligrams() -> bool:
    grams = np.linspace(-3.0, 3.0, 13)
    return np.allclose(sums(0.002, -1.0, 1000 * grams), sums(2.0, -1.0, grams))


@claim("A positive bias slides the curve to the left (for a positive w)")
def curve_to_the_left() -> bool:
    """The larger the bias, the further to the left the neuron tips."""
    tips = [tipping_point(w, b) for w in (0.5, 1.0, 4.0) for b in (0.0, 0.5, 2.0)]
    rows = [tips[i : i + 3] for i in range(0, len(tips), 3)]
    return all(none == 0 and none > some > more for none, some, more in rows if some is not None and more is not None)


@claim("twice the weight, half the way. And the curve gets steeper")
def half_the_way() -> bool:
    near = np.array([-0.01, 0.01])
    for w, b in ((0.5, 1.0), (1.0, 1.0), (1.5, -2.0)):
        tips, doubled = tipping_point(w, b), tipping_point(2 * w, b)
        if tips is None or doubled is None or abs(doubled - tips / 2) > 1e-9:
            return False
        if np.diff(answers(2 * w, b, doubled + near)) <= np.diff(answers(w, b, tips + near)):
            return False
    return True


@claim("along b, twice the miss; along w that, `× x`")
def twice_the_miss() -> bool:
    neurons = [(one_miss(0.5, b, x, 4.0), x) for x in (-2.0, 0.5, 3.0) for b in (-1.0, 0.5)]
    along_b = all(abs(neuron.slope("b") - 2 * neuron["miss"]) < 1e-12 for neuron, _ in neurons)
    return along_b and all(abs(neuron.slope("w") - x * neuron.slope("b")) < 1e-12 for neuron, x in neurons)


@claim("Both turned their weight round")
def turned_round() -> bool:
    runs = [list(taste(Guests.invited(LIMIT, FUSS, seed), 2.0)) for seed in _SEEDS]
    return all(run[0].w.max() < 0 < run[-1].w.min() for run in runs)


@claim("a neuron without a bias says one half to 0 g, whatever its weight")
def half_to_none() -> bool:
    return all(answers(w, 0.0, np.array([0.0]))[0] == 0.5 for w in (-2.0, 0.3, 7.0))


@claim("it shrinks to a thousandth, and the sauce is the same")
def in_milligrams() -> bool:
    grams = np.linspace(-3.0, 3.0, 13)
    return np.allclose(answers(0.001, 1.0, 1000 * grams), answers(1.0, 1.0, grams))
