"""The lesson on uses: the recommender against sums by hand, your stars, what the pen writes, and its questions."""

from __future__ import annotations

import math

import numpy as np
import pytest

from engine import gradient_check
from engine.tensor import Tensor
from lessons.kit.charts import Lines, Table
from lessons.kit.check_demos import WHOLE_RUN, frames_of
from lessons.kit.course import load
from lessons.kit.demo import Demo, Frame
from lessons.kit.knobs import Setting
from lessons.kit.questions import Choice, Number, Predict
from lessons.the_bigger_picture.applications.demo_babble import babble, what_it_writes
from lessons.the_bigger_picture.applications.demo_for_you import for_you
from lessons.the_bigger_picture.applications.demo_tastes import tastes
from lessons.the_bigger_picture.applications.demo_uses import uses
from lessons.the_bigger_picture.applications.recommender import (
    TITLES,
    YOU,
    Recommender,
    first_for_you,
    learned,
    one_rating,
)
from lessons.the_bigger_picture.applications.tasks import TASKS, takes
from lessons.the_bigger_picture.applications.uses import USES, example
from lessons.the_bigger_picture.next_letter import NextLetter

ASKED = load("applications").questions


def last_of(demo: Demo, seed: int = 0, **settings: Setting) -> Frame:
    return frames_of(demo.run(seed, **settings), WHOLE_RUN)[-1]


def test_a_recommenders_first_update_is_adams_along_the_gradient_by_hand() -> None:
    """Adam's first move is the rate, against the sign of each slope; the slopes are worked out rating by rating."""
    recommender = Recommender(3, mine={4: 5.0, 8: 1.0})
    before = recommender.numbers()
    rows = [(int(u), int(f), float(s)) for (u, f), (s,) in zip(*_train(recommender), strict=True)]
    rows += [(YOU, 4, 5.0), (YOU, 8, 1.0)]
    slopes = {"films": np.zeros_like(before.films), "liking": np.zeros(len(TITLES))}
    for viewer, film, stars in rows:
        miss = before.stars()[viewer, film] - stars
        slopes["films"][film] += 2 * miss * before.tastes[viewer] + 2 * 0.1 * before.films[film]
        slopes["liking"][film] += 2 * miss + 2 * 0.1 * before.liking[film]
    recommender.update()
    after = recommender.numbers()
    assert after.films - before.films == pytest.approx(-0.05 * np.sign(slopes["films"]), abs=1e-4)
    assert after.liking - before.liking == pytest.approx(-0.05 * np.sign(slopes["liking"]), abs=1e-4)


def _train(recommender: Recommender) -> tuple[np.ndarray, np.ndarray]:
    return recommender.data.train.inputs, recommender.data.train.targets


def test_one_ratings_slopes_are_those_of_a_central_difference_and_of_the_formula() -> None:
    u, f, usual, stars = np.array([0.5, -1.2]), np.array([0.8, 0.3]), 3.2, 5.0
    miss = u @ f + usual - stars
    here = one_rating(u, f, usual, stars)
    assert here.value() == pytest.approx(miss**2)
    assert here.slopes("film") == pytest.approx(2 * miss * u) and here.slopes("tastes") == pytest.approx(2 * miss * f)
    table = np.random.default_rng(0).normal(size=(4, 2))
    assert (
        gradient_check(lambda t: ((t[np.array([0, 2, 2])] * t[np.array([1, 1, 3])]).sum(axis=1) ** 2).sum(), table)
        < 1e-6
    )
    assert isinstance(Tensor(table)[np.array([0, 0])], Tensor)


@pytest.mark.parametrize("seed", range(10))
def test_two_numbers_beat_the_mean_on_ratings_kept_back(seed: int) -> None:
    recommender, numbers = learned(seed)
    kept_back = recommender.data.test
    off = [
        np.clip(numbers.stars()[int(u), int(f)], 1, 5) - s
        for (u, f), (s,) in zip(kept_back.inputs, kept_back.targets, strict=True)
    ]
    assert recommender.miss(numbers, kept_back=True) == pytest.approx(math.sqrt(np.mean(np.square(off))))
    assert recommender.miss(numbers, kept_back=True) < 0.8 < recommender.miss_of_the_mean()


@pytest.mark.parametrize("seed", range(10))
def test_many_numbers_without_restraint_learn_by_heart_and_the_remedy_mends_it(seed: int) -> None:
    last = last_of(tastes, seed, tastes=6, restraint="none")
    assert last.trouble is not None and last.trouble.name == "Learnt by heart" and last.trouble.name in last.caption
    mended = last_of(tastes, seed, **last.trouble.fix)
    assert mended.trouble is None and mended.outcome == 0
    assert float(mended.readings["kept back"]) < float(last.readings["kept back"])


@pytest.mark.parametrize(
    ("stars", "kind"),
    [((1, 2, 5, 5, 1), 1), ((5, 4, 1, 1, 2), 0), ((1, 1, 2, 1, 5), 2), ((0, 0, 1, 1, 1), 0), ((0, 0, 5, 5, 0), 1)],
)
def test_your_stars_decide_what_is_first_for_you(stars: tuple[int, ...], kind: int) -> None:
    knobs = dict(zip(for_you.controls, stars, strict=True))
    assert [last_of(for_you, seed, **knobs).outcome for seed in range(10)] == [kind] * 10


def test_the_list_is_in_order_leaves_out_what_you_rated_and_your_arrow_is_your_taste() -> None:
    last = last_of(for_you, 2, **dict(zip(for_you.controls, (1, 2, 5, 5, 1), strict=True)))
    drawn, listed = last.charts
    assert isinstance(drawn, Lines) and isinstance(listed, Table)
    stars = [float(row[2]) for row in listed.rows]
    assert stars == sorted(stars, reverse=True) and "Night Ferry" not in [row[0] for row in listed.rows]
    _, numbers = learned(2, mine={TITLES.index(t): s for t, s in _stars((1, 2, 5, 5, 1)).items()})
    arrow = drawn.series[-1]
    assert (arrow.x[-1], arrow.y[-1]) == pytest.approx(np.clip(numbers.tastes[YOU], -1.8, 1.8))
    assert listed.rows[0][0] == TITLES[int(first_for_you(numbers, {TITLES.index(t): 1.0 for t in _stars((1,) * 5)})[0])]


def _stars(stars: tuple[int, ...]) -> dict[str, float]:
    titles = ("Honk", "Two Left Boots", "Night Ferry", "Avalanche Season", "Snow on the Piano")
    return dict(zip(titles, map(float, stars), strict=True))


def test_no_stars_at_all_still_give_a_list() -> None:
    last = last_of(for_you, 1, honk=0, boots=0, ferry=0, avalanche=0, snow=0)
    assert "no film" in last.caption and last.outcome in range(4)


@pytest.mark.parametrize("seed", range(10))
def test_the_pen_babbles_better_and_the_likeliest_goes_round(seed: int) -> None:
    frames = frames_of(babble.run(seed), WHOLE_RUN)
    table = frames[-1].charts[0]
    assert isinstance(table, Table) and [row[0] for row in table.rows] == ["0", "20", "50", "100", "200", "400"]
    assert frames[-1].outcome == 1 and float(frames[-1].readings["words of the tale"]) > 0.15
    first = NextLetter(seed)
    assert what_it_writes(first, first.write("the ", 600, np.random.default_rng(seed))) == 0
    assert last_of(babble, seed, picks="the likeliest").outcome == 3


def test_a_text_of_whole_words_of_the_tale_counts_as_the_tale() -> None:
    assert what_it_writes(NextLetter(0), "where is the house said the woman and the fog said nothing at all.") == 2


def test_each_use_charges_what_its_formula_says() -> None:
    for use in USES:
        for skill in (0.0, 2.5, 5.0):
            right = skill - 1
            if use.charge == "one of many":
                by_hand = -math.log(math.exp(right) / (math.exp(right) + math.exp(0.5) + math.exp(-0.5)))
            elif use.charge == "yes or no":
                by_hand = math.log1p(math.exp(-right))
            else:
                by_hand = (skill - 5) ** 2
            assert example(use, skill).value() == pytest.approx(by_hand)


@pytest.mark.parametrize("field", ["all", "seeing", "language", "advice"])
def test_the_uses_of_a_field_fill_a_table_and_two_kinds_of_loss_will_do(field: str) -> None:
    last = last_of(uses, field=field)
    (table,) = last.charts
    assert isinstance(table, Table) and len({row[3] for row in table.rows}) <= 2
    assert last.readings["kinds of loss"] == len({row[3] for row in table.rows})
    assert len(table.rows) == sum(field in ("all", use.field) for use in USES)
    assert last.outcome == 0


def test_the_targets_of_a_task_leave_one_loss_that_takes_them() -> None:
    strictest = [
        next(n for n, loss in enumerate(("softmax_cross_entropy", "binary_cross_entropy", "mse")) if takes(loss, each))
        for _, each in TASKS
    ]
    assert strictest == [0, 0, 0, 1, 1, 1, 2, 2, 2]
    body = ASKED["which_output"].draw(4).body
    assert isinstance(body, Choice) and len(body.listed) == 3


def test_the_surprise_at_a_word_is_worked_out_from_its_prompt() -> None:
    for seed in range(10):
        body = ASKED["surprise_of_a_word"].draw(seed).body
        assert isinstance(body, Number)
        told = body.prompt.split("chances ")[1].split(". What")[0]
        assert body.answer() == pytest.approx(np.mean([-math.log(float(p)) for p in told.split(", ")]))


def test_a_table_of_pairs_is_followed_row_by_row() -> None:
    for seed in range(10):
        body = ASKED["what_it_writes_next"].draw(seed).body
        assert isinstance(body, Predict) and body.chart is not None
        table = body.chart.charts[0]
        assert isinstance(table, Table)
        follows = {row[0]: table.columns[1 + int(np.argmax([int(n) for n in row[1:]]))] for row in table.rows}
        text = body.prompt.split("begins with “")[1][0]
        for _ in range(6):
            text += follows[text[-1]]
        assert body.listed[body.answer()] == text
