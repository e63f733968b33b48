"""The lesson on layers: the network reads scans and drawings, says what is so, and its questions know their answers."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest

from engine import Network, datasets
from lessons.inside_the_network.layers.demo_clerk import clerk
from lessons.inside_the_network.layers.demo_digits import Sheet, digits, in_rows, moment
from lessons.inside_the_network.layers.demo_shares import shares
from lessons.inside_the_network.layers.demo_stranger import stranger
from lessons.inside_the_network.layers.examination import forward_by_hand
from lessons.inside_the_network.layers.model import (
    A_PASS,
    BATCH,
    PASSES,
    a_digit,
    per_cent,
    read,
    softmax,
    trained,
    training,
)
from lessons.inside_the_network.layers.scanner import PEN, scan
from lessons.inside_the_network.layers.troubles import trouble_with
from lessons.kit.asking import told
from lessons.kit.charts import Bars, Lines, Picture
from lessons.kit.check_demos import WHOLE_RUN, frames_of
from lessons.kit.course import load
from lessons.kit.demo import Frame, Run
from lessons.kit.knobs import Knob, Setting, Sketch
from lessons.kit.live import Live
from lessons.kit.questions import Number, Predict

LESSON = load("layers")
ASKED = LESSON.questions
SHEET = Sketch(8, 8)
DRAWN = {
    0: "..####../.##..##./.#....#./.#....#./.#....#./.#....#./.##..##./..####..",
    1: "....#.../...##.../..#.#.../....#.../....#.../....#.../....#.../....#...",
    2: "..###.../.#...#../.....#../.....#../....#.../...#..../..#...../.######.",
    3: "..####../.#....#./......#./...###../......#./......#./.#....#./..####..",
    4: "......#./.....##./....#.#./...#..#./..#...#./.#######/......#./......#.",
    5: "..#####./..#...../..#...../..####../......#./......#./.#....#./..####..",
    6: "...#..../..#...../.#....../.#....../.####.../.#...#../.#...#../..###...",
    7: ".######./......#./.....#../.....#../....#.../....#.../...#..../...#....",
    8: "...##.../..#..#../..#..#../...##.../..#..#../..#..#../..#..#../...##...",
    9: "..####../.#....#./.#....#./..#####./......#./......#./......#./..####..",
}


@pytest.fixture(scope="module")
def network() -> Network:
    """The network of the demo as it comes out when nobody turns a knob."""
    return trained(datasets.digits(), 32)


@pytest.fixture(scope="module")
def frames() -> list[Frame]:
    """The demo's run when nobody turns a knob."""
    return run_of()


def run_of(**settings: Setting) -> list[Frame]:
    return frames_of(digits.run(0, **settings), WHOLE_RUN)


def parts(frame: Frame) -> tuple[Picture, Bars, Picture, Lines]:
    """The frame's four charts: input, output, hidden layer, progress."""
    seen, hidden, bars, progress = frame.charts
    assert isinstance(seen, Picture) and isinstance(bars, Bars)
    assert isinstance(hidden, Picture) and isinstance(progress, Lines)
    return seen, bars, hidden, progress


def next_frame(run: Run, **turned: Setting) -> Frame:
    for name, setting in turned.items():
        run.turn(name, setting)
    frame = run.next()
    assert frame is not None
    return frame


SCENES = {"digits": {3}, "clerk": {1}, "shares": {0}, "digits-2": {0, 1, 2}, "stranger": {2}}


@pytest.mark.parametrize(("key", "outcomes"), SCENES.items())
def test_each_scene_comes_out_as_its_words_have_it(key: str, outcomes: set[int]) -> None:
    page = LESSON.scene_page(key)
    assert page is not None
    scene = LESSON.scene(page)
    ends = [frames_of(scene.demo.run(seed, **scene.settings), WHOLE_RUN)[-1] for seed in range(10)]
    assert {end.outcome for end in ends} == outcomes
    assert key != "digits-2" or max(float(end.readings["accuracy"]) for end in ends) <= 0.7


@pytest.mark.parametrize(("bias", "outcome"), [(-0.75, 1), (-0.25, 2), (-0.5, 1), (1.0, 2)])
def test_the_clerk_adds_up_and_passes_on_what_is_above_zero(bias: float, outcome: int) -> None:
    *under_way, last = frames_of(clerk.run(0, bias=bias), WHOLE_RUN)
    added = 0.9 * 1.0 - 0.5 * 1.5 + 0.7 * 0.5 + bias
    assert last.readings["sum"] == pytest.approx(added, abs=1e-12)
    assert last.readings["passed on"] == pytest.approx(max(0.0, added), abs=1e-12) and last.outcome == outcome
    assert [frame.outcome for frame in under_way] == [None] * 6
    assert not any("passed on" in frame.readings for frame in under_way)


@pytest.mark.parametrize(
    ("added", "factor", "outcome"), [(3.0, 1.0, 0), (-3.0, 1.0, 0), (0.0, 2.0, 1), (3.0, 0.5, 2), (0.0, -1.0, 3)]
)
def test_only_the_gaps_between_raw_outputs_count(added: float, factor: float, outcome: int) -> None:
    frames = frames_of(shares.run(0, added=added, factor=factor), WHOLE_RUN)
    assert [frame.outcome for frame in frames] == [None] * 10 + [outcome]
    powers = np.exp((np.array([2.0, 1.0, -1.0]) + added) * factor)
    bars = frames[-1].charts[1]
    assert isinstance(bars, Bars) and bars.values == pytest.approx(100 * powers / powers.sum())
    assert f"{per_cent(float(powers.max() / powers.sum()))} sure" in frames[-1].caption


def test_the_stranger_is_the_drawing_before_the_network_of_the_other_scenes(network: Network) -> None:
    dash = SHEET.read("///.######.")
    last = frames_of(stranger.run(0, drawing=dash), WHOLE_RUN)[-1]
    reading = read(network, scan(dash))
    sure = per_cent(float(reading.confidences[reading.digit]))
    assert (last.readings["answer"], last.readings["sure"]) == (str(reading.digit), sure)


def test_the_run_is_short_reads_nine_in_ten_before_it_is_half_over_and_settles_at_its_end(
    frames: list[Frame],
) -> None:
    assert len(datasets.digits().train) == A_PASS * BATCH
    assert 40 <= len(frames) <= 80 and frames[-1].number == A_PASS * PASSES
    assert float(frames[len(frames) // 2].readings["accuracy"]) > 0.9 and frames[-1].trouble is None
    assert [frame.outcome for frame in frames] == [None] * (len(frames) - 1) + [3], "nine in ten or more"


def test_the_last_frame_is_the_network_that_was_trained(frames: list[Frame], network: Network) -> None:
    unseen = datasets.digits().validation
    correct = int(np.sum(forward_by_hand(network, unseen.inputs).argmax(axis=1) == unseen.targets))
    assert frames[-1].readings["accuracy"] == round(correct / len(unseen), 3)
    seen, bars, hidden, _ = parts(frames[-1])
    first, output = network.layers
    heard = np.maximum(seen.pixels.reshape(-1) @ first.weights + first.biases, 0.0)
    powers = np.exp(heard @ output.weights + output.biases)
    assert hidden.pixels.reshape(-1) == pytest.approx(heard)
    assert bars.values == pytest.approx(100 * powers / powers.sum())


def test_every_caption_tells_what_its_charts_show(frames: list[Frame]) -> None:
    truth = int(datasets.digits().validation.targets[0])
    for frame in frames:
        _, bars, hidden, progress = parts(frame)
        first, second = (int(digit) for digit in np.argsort(-bars.values)[:2])
        score = float(progress.series[0].y[-1])
        assert bars.highlight == first
        assert f"nseen scan 1 wakes {int(np.sum(hidden.pixels > 0))} of 32 hidden units" in frame.caption
        assert f"is {per_cent(bars.values[first] / 100)} sure that this is {a_digit(first)};" in frame.caption
        assert f"second thought: {second} ({per_cent(bars.values[second] / 100)})" in frame.caption
        assert frame.caption.endswith("Right." if first == truth else f"Wrong: its writer meant {a_digit(truth)}.")
        assert f"reads {per_cent(score / 100)} of the unseen scans right" in frame.caption
        assert float(frame.readings["accuracy"]) == pytest.approx(score / 100, abs=0.0005)
        assert frame.readings["update"] == frame.number == progress.series[0].x[-1]
        passes = re.search(r"pass (\d+) of 20", frame.caption)
        assert int(passes[1] if passes else 0) == frame.number // A_PASS


def test_plain_drawings_are_read_during_the_run_and_after_it_and_cost_no_update(
    frames: list[Frame], network: Network
) -> None:
    run = digits.run(0)
    before = [next_frame(run) for _ in range(5)][-1]
    for digit in (0, 7):
        drawn = next_frame(run, drawing=SHEET.read(DRAWN[digit]))
        assert (drawn.number, drawn.readings) == (before.number, before.readings)
        assert "Your drawing wakes" in drawn.caption and parts(drawn)[0].title == "your ink"
    assert "Your drawing wakes" in next_frame(run).caption
    last = frames_of(run, WHOLE_RUN)[-1]
    assert last.readings == frames[-1].readings and "sure that this is a 7;" in last.caption
    for digit, sheet in DRAWN.items():
        frame = next_frame(run, drawing=SHEET.read(sheet))
        assert (frame.number, frame.finished, frame.readings) == (last.number, True, last.readings)
        reading = read(network, scan(SHEET.read(sheet)))
        assert reading.digit == digit and float(reading.confidences[digit]) > 0.5
        assert f"sure that this is {a_digit(digit)};" in frame.caption
        assert parts(frame)[1].values == pytest.approx(100 * reading.confidences)
    assert "Unseen scan 17 wakes" in next_frame(run, drawing=SHEET.start, example=17).caption
    assert next_frame(run, example=1).caption == frames[-1].caption


def test_the_scanner_is_what_makes_drawings_readable_wherever_on_the_sheet_they_stand(network: Network) -> None:
    raw = [read(network, SHEET.read(drawn)).digit == digit for digit, drawn in DRAWN.items()]
    assert sum(raw) < len(DRAWN) - 1
    small = SHEET.read(".###/...#/..#./..#./.#../.#..")
    seen = [scan(np.roll(small, shift, axis=(0, 1))) for shift in ((0, 0), (2, 0), (1, 3), (2, 4))]
    assert all(other == pytest.approx(seen[0]) for other in seen[1:])
    assert read(network, seen[0]).digit == 7


@pytest.mark.parametrize("hidden", [1, 13, 64])
@pytest.mark.parametrize("rate", [0.025, 0.4, 3.2])
def test_every_end_of_the_knobs_ends_in_time_and_names_what_failed(hidden: int, rate: float) -> None:
    *under_way, last = run_of(hidden=hidden, rate=rate)
    assert last.outcome is not None and all(frame.trouble is None for frame in under_way)
    assert (last.trouble is None) == (float(last.readings["accuracy"]) >= 0.85)
    assert np.isfinite(parts(last)[2].pixels).sum() == hidden
    if last.trouble:
        mended = run_of(**{"hidden": hidden, "rate": rate, **last.trouble.fix})[-1]
        assert mended.trouble is None and float(mended.readings["accuracy"]) > 0.9


@pytest.mark.parametrize(
    ("settings", "name"),
    [
        ({"rate": 3.2}, "The hidden layer fell silent"),
        ({"rate": 1.6}, "Steps too long"),
        ({"hidden": 2}, "A bottleneck"),
        ({"hidden": 8, "rate": 0.025}, "Out of time"),
    ],
)
def test_each_trouble_has_its_own_name_and_tells_figures_that_are_so(settings: dict[str, Setting], name: str) -> None:
    last = run_of(**settings)[-1]
    assert last.trouble and last.trouble.name == name
    if name == "The hidden layer fell silent":
        assert not parts(last)[2].pixels.any() and last.number < A_PASS * PASSES
    else:
        assert per_cent(float(last.readings["accuracy"])) in last.trouble.why


def test_a_run_that_blew_up_says_so_and_points_at_no_digit() -> None:
    scans = datasets.digits()
    run = training(scans, 4)
    next(run)
    run.net.parameters[...] = math.inf
    update = next(run)
    trouble = trouble_with(run.net, scans.train, update, rate=3.2)
    blown = moment(run.net, update, Sheet(scans.validation, Live(1.0), Live(SHEET.start)), [0.1], True, trouble)
    assert update.diverged and trouble
    assert (trouble.name, trouble.fix) == ("It diverged", {"hidden": 32, "rate": 0.4})
    assert "beyond all bounds" in blown.caption and parts(blown)[1].highlight is None


def test_the_example_knob_reaches_every_unseen_scan_and_no_other() -> None:
    knob, unseen = digits.controls["example"], datasets.digits().validation
    assert isinstance(knob, Knob) and knob.stops() == tuple(range(1, len(unseen) + 1))
    for number in (1, 150, 300):
        sheet = Sheet(unseen, Live(float(number)), Live(SHEET.start))
        assert np.array_equal(sheet.picture.pixels.reshape(-1), unseen.inputs[number - 1])


def test_the_scanner_fills_the_height_centres_and_keeps_ink_between_0_and_1() -> None:
    for pixels in (scan(SHEET.read(drawn)) for drawn in DRAWN.values()):
        assert 0.0 <= pixels.min() <= pixels.max() <= 1.0
        assert pixels[[0, -1]].any(axis=1).all()
        columns = np.flatnonzero(pixels.any(axis=0))
        assert abs(columns[0] + columns[-1] - 7) <= 1


def test_the_scanner_copes_with_an_empty_sheet_a_dot_a_dash_faint_ink_and_a_full_sheet() -> None:
    dot, dash, faint = SHEET.read("/...#"), SHEET.read("..####"), SHEET.read("+/+/+/+")
    assert not scan(SHEET.start).any()
    assert scan(dot).sum() == pytest.approx(math.pi * PEN**2, rel=0.1)
    assert np.flatnonzero(scan(dash).any(axis=1)).tolist() == [3, 4]
    assert scan(faint).max() == pytest.approx(0.5) and scan(np.ones((8, 8))).mean() > 0.7


def test_strokes_are_joined_along_rows_columns_and_bare_diagonals() -> None:
    diagonal = scan(np.eye(8))
    along = np.flatnonzero(diagonal.any(axis=0))
    assert diagonal.any(axis=1).all() and (diagonal[:, along].max(axis=0) > 0.5).all()
    assert not scan(SHEET.read("##/.#"))[-2:, :3].any()
    parted = scan(SHEET.read("#......./......../......../......../......../......../......../.......#"))
    assert parted[3:5, 3:5].sum() == 0.0


def test_units_stand_eight_to_a_row_shares_are_never_rounded_to_certainty_and_softmax_stays_finite() -> None:
    assert in_rows(np.arange(3.0)).tolist() == [[0, 1, 2]]
    assert np.array_equal(in_rows(np.arange(10.0))[1], [8, 9, *[np.nan] * 6], equal_nan=True)
    assert [per_cent(share) for share in (0.0, 0.004, 0.005, 0.126, 0.994, 0.9951, 1.0)] == [
        "0%", "under 1%", "0%", "13%", "99%", "over 99%", "100%"]  # fmt: skip
    assert softmax(np.array([1e4, -1e4, 0.0])).tolist() == [1.0, 0.0, 0.0]


def test_of_two_units_one_is_silent_and_told_so() -> None:
    first = []
    for body in (ASKED["hidden_activation"].draw(seed).body for seed in range(60)):
        assert isinstance(body, Number)
        first.append("The first unit is silent" in body.explain())
        one, other = body.figures["sums"]()  # type: ignore[operator,misc]
        assert (one < 0 < other) if first[-1] else (other < 0 < one)
        assert body.answer() == pytest.approx(max(one, other))
        assert body.tells("forgot the activation")
    assert 15 <= sum(first) <= 45


def test_the_scans_of_the_quiz_are_often_read_wrong_and_the_reply_says_what_was_meant() -> None:
    wrong = 0
    for body in (ASKED["which_digit"].draw(seed).body for seed in range(25)):
        assert isinstance(body, Predict)
        meant = [i for i, option in enumerate(body.options) if told(option.because).startswith("Its writer meant that")]
        assert len(meant) == 1
        misread = body.answer() != meant[0]
        assert ("and wrong" in body.outcome.frame.caption) == misread
        wrong += misread
    assert 3 <= wrong <= 22
