"""The lesson on layers: the network reads scans and drawings, says what is so, and its questions know their answers."""

from __future__ import annotations

import math
import re
from itertools import pairwise

import numpy as np
import pytest

from engine import Network, datasets
from lessons.inside_the_network.layers.demo import Sheet, digits, in_rows, settle
from lessons.inside_the_network.layers.demo import frame as frame_of
from lessons.inside_the_network.layers.outcomes import forward_by_hand, which_digit
from lessons.inside_the_network.layers.reader import (
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
from lessons.inside_the_network.layers.units import Unit, hidden_activation
from lessons.kit.asking import told
from lessons.kit.charts import Bars, Lines, Picture
from lessons.kit.course import load
from lessons.kit.demo import Frame, Run
from lessons.kit.knobs import Knob, Setting, Sketch
from lessons.kit.questions import Draw, Number, Predict

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


def frames_of(run: Run) -> list[Frame]:
    frames: list[Frame] = []
    while not frames or not frames[-1].finished:
        frame = run.next()
        assert frame is not None
        frames.append(frame)
    return frames


@pytest.fixture(scope="module")
def frames() -> list[Frame]:
    """The demo's run when nobody turns a knob."""
    return frames_of(digits.run(0))


def parts(frame: Frame) -> tuple[Picture, Bars, Picture, Lines]:
    """The frame's four charts: input, output, hidden layer, progress."""
    seen, bars, hidden, progress = frame.charts
    assert isinstance(seen, Picture)
    assert isinstance(bars, Bars)
    assert isinstance(hidden, Picture)
    assert isinstance(progress, Lines)
    return seen, bars, hidden, progress


def next_frame(run: Run, **turned: Setting) -> Frame:
    for name, setting in turned.items():
        run.turn(name, setting)
    frame = run.next()
    assert frame is not None
    return frame


def test_the_run_is_short_and_reads_nine_in_ten_before_it_is_half_over(frames: list[Frame]) -> None:
    assert len(datasets.digits().train) == A_PASS * BATCH
    assert 40 <= len(frames) <= 80
    assert [frame.number for frame in frames] == sorted({frame.number for frame in frames})
    assert frames[-1].number == A_PASS * PASSES
    assert float(frames[len(frames) // 2].readings["accuracy"]) > 0.9
    assert frames[-1].trouble is None


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
        order = np.argsort(-bars.values)
        first, second = int(order[0]), int(order[1])
        score = float(progress.series[0].y[-1])
        assert bars.highlight == first
        assert f"nseen scan 1 wakes {int(np.sum(hidden.pixels > 0))} of 32 hidden units" in frame.caption
        assert (
            f"the network is {per_cent(bars.values[first] / 100)} sure that this is {a_digit(first)};" in frame.caption
        )
        assert f"second thought: {second} ({per_cent(bars.values[second] / 100)})" in frame.caption
        assert frame.caption.endswith("Right." if first == truth else f"Wrong: its writer meant {a_digit(truth)}.")
        assert f"reads {per_cent(score / 100)} of the unseen scans right" in frame.caption
        assert float(frame.readings["accuracy"]) == pytest.approx(score / 100, abs=0.0005)
        assert frame.readings["update"] == frame.number == progress.series[0].x[-1]
        assert ("Untrained" in frame.caption) == (frame.number == 0)
        told = re.search(r"pass (\d+) of 20", frame.caption)
        assert int(told[1] if told else 0) == frame.number // A_PASS


def test_the_same_seed_gives_the_same_run_and_another_does_not(frames: list[Frame]) -> None:
    again, other = (frames_of(digits.run(seed)) for seed in (0, 1))
    assert [frame.caption for frame in again] == [frame.caption for frame in frames]
    assert [frame.readings for frame in again] == [frame.readings for frame in frames]
    assert [frame.readings for frame in other] != [frame.readings for frame in frames]


@pytest.mark.parametrize("digit", DRAWN)
def test_a_plain_drawing_of_each_digit_is_read(digit: int, network: Network) -> None:
    reading = read(network, scan(SHEET.read(DRAWN[digit])))
    assert reading.digit == digit
    assert float(reading.confidences[digit]) > 0.5


def test_without_the_scanner_fewer_drawings_are_read(network: Network) -> None:
    raw = [read(network, SHEET.read(drawn)).digit == digit for digit, drawn in DRAWN.items()]
    assert sum(raw) < len(DRAWN) - 1


def test_a_drawing_is_read_wherever_on_the_sheet_it_stands(network: Network) -> None:
    small = SHEET.read(".###/...#/..#./..#./.#../.#..")
    moved = [np.roll(small, shift, axis=(0, 1)) for shift in ((0, 0), (2, 0), (1, 3), (2, 4))]
    seen = [scan(drawing) for drawing in moved]
    assert all(other == pytest.approx(seen[0]) for other in seen[1:])
    assert read(network, seen[0]).digit == 7


def test_a_drawing_before_the_run_is_read_in_every_frame() -> None:
    frames = frames_of(digits.run(0, drawing=SHEET.read(DRAWN[7])))
    assert all("Your drawing wakes" in frame.caption and "nseen scan 1" not in frame.caption for frame in frames)
    assert parts(frames[0])[0].title == "your ink"
    assert "sure that this is a 7;" in frames[-1].caption


def test_drawing_during_the_run_is_read_at_once_and_costs_no_update() -> None:
    run = digits.run(0)
    before = [next_frame(run) for _ in range(5)][-1]
    drawn = next_frame(run, drawing=SHEET.read(DRAWN[0]))
    assert drawn.number == before.number
    assert drawn.readings == before.readings
    assert "Your drawing wakes" in drawn.caption
    after = next_frame(run)
    assert after.number > drawn.number
    assert "Your drawing wakes" in after.caption
    plain = frames_of(digits.run(0))[-1]
    assert frames_of(run)[-1].readings == plain.readings


def test_after_the_run_it_reads_what_is_drawn_as_often_as_it_is_asked(network: Network) -> None:
    run = digits.run(0)
    last = frames_of(run)[-1]
    for digit, drawn in DRAWN.items():
        frame = next_frame(run, drawing=SHEET.read(drawn))
        assert (frame.number, frame.finished, frame.readings) == (last.number, True, last.readings)
        assert f"sure that this is {a_digit(digit)};" in frame.caption
        assert parts(frame)[1].values == pytest.approx(100 * read(network, scan(SHEET.read(drawn))).confidences)
    wiped = next_frame(run, drawing=SHEET.start, example=17)
    assert "Unseen scan 17 wakes" in wiped.caption
    assert next_frame(run, example=1).caption == last.caption
    assert next_frame(run).caption == last.caption


@pytest.mark.parametrize("hidden", [1, 13, 64])
@pytest.mark.parametrize("rate", [0.025, 0.4, 3.2])
def test_every_end_of_the_knobs_ends_in_time_and_names_what_failed(hidden: int, rate: float) -> None:
    frames = frames_of(digits.run(0, hidden=hidden, rate=rate))
    last = frames[-1]
    assert [settle(frame) for frame in frames if frame.number < A_PASS and not frame.finished].count(None) == sum(
        frame.number < A_PASS and not frame.finished for frame in frames
    )
    assert settle(last) is not None
    assert all(frame.trouble is None for frame in frames[:-1])
    assert (last.trouble is None) == (float(last.readings["accuracy"]) >= 0.85)
    assert np.isfinite(parts(last)[2].pixels).sum() == hidden
    if last.trouble:
        mended = frames_of(digits.run(0, **{"hidden": hidden, "rate": rate, **last.trouble.fix}))[-1]
        assert mended.trouble is None
        assert float(mended.readings["accuracy"]) > 0.9


def test_each_trouble_has_its_own_name_and_tells_figures_that_are_so() -> None:
    silent = frames_of(digits.run(0, rate=3.2))[-1]
    leaping = frames_of(digits.run(0, rate=1.6))[-1]
    narrow = frames_of(digits.run(0, hidden=2))[-1]
    slow = frames_of(digits.run(0, hidden=8, rate=0.025))[-1]
    named = [frame.trouble.name if frame.trouble else "" for frame in (silent, leaping, narrow, slow)]
    assert named == ["The hidden layer fell silent", "Steps too long", "A bottleneck", "Out of time"]
    assert not parts(silent)[2].pixels.any()
    assert silent.number < A_PASS * PASSES
    for frame in (leaping, narrow, slow):
        assert frame.trouble
        assert per_cent(float(frame.readings["accuracy"])) in frame.trouble.why
    assert slow.trouble
    assert slow.trouble.fix == {"rate": 0.4}


def test_a_run_that_blew_up_says_so_and_points_at_no_digit() -> None:
    scans = datasets.digits()
    run = training(scans, 4)
    next(run)
    run.net.parameters[...] = math.inf
    update = next(run)
    trouble = trouble_with(run.net, scans.train, update, rate=3.2)
    blown = frame_of(run.net, update, Sheet(scans.validation, 1, SHEET.start), [0.1], True, trouble)
    assert update.diverged
    assert trouble
    assert (trouble.name, trouble.fix) == ("It diverged", {"hidden": 32, "rate": 0.4})
    assert "beyond all bounds" in blown.caption
    assert parts(blown)[1].highlight is None


def test_the_prediction_settles_with_the_first_pass(frames: list[Frame]) -> None:
    settled = [settle(frame) for frame in frames]
    first = next(i for i, index in enumerate(settled) if index is not None)
    assert frames[first].number == A_PASS
    score = float(frames[first].readings["accuracy"])
    assert settled[first] == sum(score >= edge for edge in (0.2, 0.5, 0.9))
    assert digits.prediction
    assert "half to nine in ten" in digits.prediction.options[settled[first] or 0]


def test_the_example_knob_reaches_every_unseen_scan_and_no_other() -> None:
    knob = digits.controls["example"]
    unseen = datasets.digits().validation
    assert isinstance(knob, Knob)
    assert knob.stops() == tuple(range(1, len(unseen) + 1))
    for example in (1, 150, 300):
        sheet = Sheet(unseen, example, SHEET.start)
        assert np.array_equal(sheet.picture.pixels.reshape(-1), unseen.inputs[example - 1])


def test_the_scanner_fills_the_height_centres_and_keeps_ink_between_0_and_1() -> None:
    ink = [scan(SHEET.read(drawn)) for drawn in DRAWN.values()]
    for pixels in ink:
        assert pixels.min() >= 0.0
        assert pixels.max() <= 1.0
        assert pixels[[0, -1]].any(axis=1).all()
        columns = np.flatnonzero(pixels.any(axis=0))
        assert abs(columns[0] + columns[-1] - 7) <= 1


def test_the_scanner_copes_with_an_empty_sheet_a_dot_a_dash_faint_ink_and_a_full_sheet() -> None:
    dot, dash, faint = SHEET.read("/...#"), SHEET.read("..####"), SHEET.read("+/+/+/+")
    assert not scan(SHEET.start).any()
    assert scan(dot).sum() == pytest.approx(math.pi * PEN**2, rel=0.1)
    assert np.flatnonzero(scan(dash).any(axis=1)).tolist() == [3, 4]
    assert scan(faint).max() == pytest.approx(0.5)
    assert scan(np.ones((8, 8))).mean() > 0.7


def test_strokes_are_joined_along_rows_columns_and_bare_diagonals() -> None:
    diagonal = scan(np.eye(8))
    along = np.flatnonzero(diagonal.any(axis=0))
    assert diagonal.any(axis=1).all()
    assert (diagonal[:, along].max(axis=0) > 0.5).all()
    assert not scan(SHEET.read("##/.#"))[-2:, :3].any()
    parted = scan(SHEET.read("#......./......../......../......../......../......../......../.......#"))
    assert parted[3:5, 3:5].sum() == 0.0


def test_units_are_laid_out_eight_to_a_row_and_places_without_one_hold_no_number() -> None:
    assert in_rows(np.arange(3.0)).tolist() == [[0, 1, 2]]
    two_rows = in_rows(np.arange(10.0))
    assert two_rows.shape == (2, 8)
    assert two_rows[1, :2].tolist() == [8, 9]
    assert np.isnan(two_rows[1, 2:]).all()


def test_shares_are_never_rounded_to_certainty_or_to_nothing() -> None:
    assert [per_cent(share) for share in (0.0, 0.004, 0.005, 0.126, 0.994, 0.9951, 1.0)] == [
        "0%", "under 1%", "0%", "13%", "99%", "over 99%", "100%"]  # fmt: skip


def test_softmax_is_finite_for_enormous_outputs() -> None:
    assert softmax(np.array([1e4, -1e4, 0.0])).tolist() == [1.0, 0.0, 0.0]


def test_a_unit_is_silent_about_one_time_in_three_and_told_so() -> None:
    silent = 0
    for seed in range(60):
        asked = hidden_activation.draw(seed).body
        assert isinstance(asked, Number)
        assert len(asked.misconceptions) >= 3
        silent += asked.answer() == 0
        assert ("silent" in asked.explain()) == (asked.answer() == 0)
    assert 10 <= silent <= 35


def test_a_units_sum_by_the_engine_is_its_sum_on_paper() -> None:
    for seed in range(50):
        unit = Unit.drawn(Draw(seed))
        assert unit.activation() == pytest.approx(unit.by_hand())


def test_the_scans_of_the_quiz_are_often_read_wrong_and_the_reply_says_what_was_meant() -> None:
    wrong = 0
    for seed in range(25):
        body = which_digit.draw(seed).body
        assert isinstance(body, Predict)
        chosen = body.answer()
        verdict = body.mark(str(chosen + 1))
        assert verdict.outcome == "right"
        assert verdict.frame
        meant = [option for option in body.options if told(option.because).startswith("Its writer meant that")]
        assert len(meant) == 1
        misread = body.options[chosen] is not meant[0]
        assert ("and wrong" in verdict.frame.caption) == misread
        wrong += misread
    assert 3 <= wrong <= 22


def test_the_pages_are_of_a_length_to_be_read() -> None:
    pages = load("layers").pages
    words = [len(re.sub(r"```.*?```", "", page.prose, flags=re.DOTALL).split()) for page in pages if not page.questions]
    assert 200 <= sum(words) <= 450
    assert max(words) <= 140
    assert 4 <= len(pages) <= 6


def test_losses_fall_in_the_run(frames: list[Frame]) -> None:
    scores = parts(frames[-1])[3].series[0].y
    assert scores[-1] > scores[0] + 60
    assert sum(after < before - 10 for before, after in pairwise(scores)) <= 2
