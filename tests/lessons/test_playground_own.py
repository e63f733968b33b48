"""Data of one's own: how files are read, what is taken for what, how rows are dealt out, standardised and drawn."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from lessons.kit.charts import Field, Lines
from lessons.kit.check_frames import frames_problem
from lessons.kit.demo import Frame
from lessons.kit.errors import Unreadable
from lessons.kit.sameness import same
from lessons.playground.bench import made_bench
from lessons.playground.examples import PlaygroundData
from lessons.playground.frame import PlaygroundFrame
from lessons.playground.own import file as own_file
from lessons.playground.own.choice import name_among_data, own_data
from lessons.playground.own.names import cells, clean, different, quoted_path
from lessons.playground.own.planes import limits_around, principal
from lessons.playground.own.prepare import dealt, prepared
from lessons.playground.own.scale import scale_of
from lessons.playground.own.table import OwnChoice, OwnTable, read_table
from lessons.playground.own.thinning import CHUNK, Thinning
from lessons.playground.run import playground
from lessons.playground.settings import PlaygroundSettings
from tests.lessons.own_files import kinds, rows_of, table, values, written

HEADER = ("width", "height", "kind")


def read(folder: Path, content: str | bytes, **choice: Any) -> OwnTable:
    return read_table(OwnChoice(str(written(folder, content)), **choice))


def frames_of(folder: Path, content: str, most: int = 12, **settings: Any) -> list[Frame]:
    own = own_data(OwnChoice(str(written(folder, content))))
    run = playground(own).run(5, epochs=2, **settings)
    return [frame for frame in (run.next() for _ in range(most)) if frame is not None]


def data_of(frame: Frame) -> PlaygroundData:
    assert isinstance(frame, PlaygroundFrame)
    return frame.moment.bench.data


GERMAN = "Breite;Höhe;Art\n1,5;2;Ahorn\n2,5;3;Ahorn\n-3,25;4;Eiche\n1e1;5;Eiche\n"


@pytest.mark.parametrize(
    ("content", "names", "first", "remark"),
    [
        ("a,b,k\n1,2,x\n3,4,x\n5,6,y\n7,8,y\n", ("a", "b"), [1, 2], ""),
        ("1,2,x\n3,4,x\n5,6,y\n7,8,y\n", ("column 1", "column 2"), [1, 2], "It has no row of names"),
        ("1,2,0\n3,4,0\n5,6,1\n7,8,1\n", ("column 1", "column 2"), [1, 2], "It has no row of names"),
        ("a\tb\tk\r\n1\t2\tx\r\n3\t4\tx\r\n5\t6\ty\r\n7\t8\ty\r\n", ("a", "b"), [1, 2], "a tab between fields"),
        ("a|b|k\r1|2|x\r3|4|x\r5|6|y\r7|8|y\r", ("a", "b"), [1, 2], "an upright stroke between fields"),
        ("  a  b k \n  1  2 x \n 3 4   x\n5 6 y\n7 8 y\n", ("a", "b"), [1, 2], "a space between fields"),
        ('"a, or so","b","k"\n"1","2","x, y"\n3, 4, "x, y"\n5,6,z\n7,8,z\n', ("a, or so", "b"), [1, 2], ""),
        ('"a\nb",b,k\n1,2,x\n3,4,x\n\n\n5,6,y\n7,8,y', ("a b", "b"), [1, 2], ""),
        ("a,,k\n1,2,x\n3,4,x\n5,6,y\n7,8,y\n", ("a", "column 2"), [1, 2], ""),
        ("a,a,k\n1,2,x\n3,4,x\n5,6,y\n7,8,y\n", ("a", "a (2)"), [1, 2], ""),
        (GERMAN, ("Breite", "Höhe"), [1.5, 2], "a semicolon between fields, and a comma before decimals"),
        (GERMAN.encode("utf-8-sig"), ("Breite", "Höhe"), [1.5, 2], "a semicolon"),
        (GERMAN.encode("utf-16"), ("Breite", "Höhe"), [1.5, 2], "It was read as UTF-16."),
        (GERMAN.encode("utf-32"), ("Breite", "Höhe"), [1.5, 2], "It was read as UTF-32."),
        (GERMAN.encode("latin-1"), ("Breite", "Höhe"), [1.5, 2], "its letters were read as Windows-1252"),
        (GERMAN.encode("latin-1") + b"1;2;\x81\n1;3;\x81\n", ("Breite", "Höhe"), [1.5, 2], "read as Windows-1252"),
        (GERMAN.replace(",", ".").replace(";", ","), ("Breite", "Höhe"), [1.5, 2], ""),
        ("when,n,k\n2020-01-01 10:00,1,x\n2020-01-02 10:00,2,x\n", ("n",), [1], ""),
    ],
)  # fmt: skip
def test_files_are_read_as_people_write_them(
    tmp_path: Path, content: str | bytes, names: tuple[str, ...], first: list[float], remark: str
) -> None:
    columns = "n" if "n" in names else None
    if columns:
        assert isinstance(content, str)
        content += content.partition("\n")[2].replace("x", "y")
    found = read(tmp_path, content, columns=columns)
    assert found.names == names
    assert found.inputs[0].tolist() == first
    assert remark in " ".join(found.remarks) and (remark or not found.remarks)


@pytest.mark.parametrize(
    ("labels", "task", "classes"),
    [
        ("x y x y x y", "classes", ("x", "y")),
        ("yes no yes no yes no", "classes", ("no", "yes")),
        ("1 0 1 0 1 0", "classes", ("0", "1")),
        ("10 9 10 9.0 9 1e1", "classes", ("9", "10")),
        ("1 2 x 1 2 x", "classes", ("1", "2", "x")),
        ("1 2 3 4 5 6", "values", ()),
        ("1 2 1 2 1 2.5", "values", ()),
        ("0.5 1.5 0.5 1.5 0.5 1.5", "values", ()),
        ("3 -0 3 0 3 0", "classes", ("0", "3")),
    ],
)
def test_a_label_is_classes_or_values_by_what_it_holds(
    tmp_path: Path, labels: str, task: str, classes: tuple[str, ...]
) -> None:
    rows = [[number, label] for number, label in enumerate(labels.split())]
    label = read(tmp_path, table(rows, "a", "label")).label
    assert (label.task, label.classes) == (task, classes)
    assert label.targets.shape == ((6,) if classes else (6, 1))
    if classes:
        first = {"x": 0, "yes": 1, "1": 1 if "0" in labels else 0, "10": 1, "3": 1}[labels.split()[0]]
        assert label.targets[0] == first


def test_whoever_knows_better_says_what_a_label_is(tmp_path: Path) -> None:
    content = table([[number, number % 3] for number in range(9)], "a", "label")
    assert read(tmp_path, content).label.classes == ("0", "1", "2")
    assert read(tmp_path, content, task="values").label.targets[:4].tolist() == [[0], [1], [2], [0]]
    halves = table([[number, number % 3 / 2] for number in range(9)], "a", "label")
    assert read(tmp_path, halves, task="classes").label.classes == ("0", "0.5", "1")


@pytest.mark.parametrize(
    ("columns", "label", "names", "title"),
    [
        (None, None, ("a", "B b", "2"), "k"),
        ("b b,A", None, ("B b", "a"), "k"),
        ("B B,1", None, ("B b", "a"), "k"),
        ("2", None, ("2",), "k"),
        ("3,4", "a", ("2", "k"), "a"),
        (None, "B b", ("a", "2", "k"), "B b"),
    ],
)
def test_columns_are_chosen_by_name_before_position_and_in_the_order_of_choice(
    tmp_path: Path, columns: str | None, label: str | None, names: tuple[str, ...], title: str
) -> None:
    content = table([[*row, number % 2] for number, row in enumerate(rows_of(8, 3))], "a", "B b", "2", "k")
    found = read(tmp_path, content, columns=columns, label=label)
    assert (found.names, found.title) == (names, title)


def test_a_name_with_a_comma_is_chosen_between_quotation_marks(tmp_path: Path) -> None:
    content = table([[*row, number % 2] for number, row in enumerate(rows_of(8, 2))], '"a, b"', "c", "k")
    assert read(tmp_path, content, columns='c,"a, b"').names == ("c", "a, b")


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, kinds())

    class Growing(io.FileIO):
        def read(self, size: int | None = -1) -> bytes:
            data = super().read(size if size is not None else -1)
            with path.open("ab") as other:
                other.write(b"1,2,oak\n")
            return data

    with Growing(path) as file, pytest.raises(Unreadable, match="has changed while it was read: open it again"):
        own_file.whole(file, "“points.csv”")


def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object) -> int:
        raise PermissionError

    path = written(tmp_path, kinds())
    with monkeypatch.context() as patched, pytest.raises(Unreadable, match="“p” may not be read: give yourself the"):
        patched.setattr(os, "open", forbidden)
        own_file.read_once(path, "“p”")


def test_a_large_file_is_refused_before_it_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(own_file.LARGEST + 1)
    with monkeypatch.context() as patched, pytest.raises(Unreadable, match="at most 100 MB are read"):
        patched.setattr(os, "open", lambda *_: pytest.fail("it was opened"))
        own_file.read_once(path, "“large.csv”")


# Many rows


@pytest.mark.parametrize("count", [1, 5, CHUNK, 3 * CHUNK + 1, 20 * CHUNK + 77])
@pytest.mark.parametrize("most", [4, 1000, 100_000])
def test_rows_are_taken_evenly_from_first_to_last(count: int, most: int) -> None:
    thinning, kept, held = Thinning(most), np.empty(0, int), 0
    for start in range(0, count, CHUNK):
        rows = np.arange(start, min(start + CHUNK, count))
        kept = np.concatenate([kept, rows[thinning.of_chunk(len(rows))]])
        if (fewer := thinning.of_kept()) is not None:
            kept = kept[fewer]
        held = max(held, len(kept))
    if (fewer := thinning.at_the_end()) is not None:
        kept = kept[fewer]
    assert len(kept) == min(count, most) and held <= 2 * most + CHUNK
    assert np.all(np.diff(kept) > 0) and kept[0] >= 0 and kept[-1] < count
    gaps = np.diff([-1, *kept, count])
    assert gaps.max() <= max(1, 4 * count / most), "no stretch of the file is left out"


def test_a_hundred_thousand_rows_are_thinned_and_classes_that_take_turns_stay(tmp_path: Path) -> None:
    content = "x,y,kind\n" + "".join(f"{n % 977},{n % 101},{'ab'[n % 2]}\n" for n in range(100_000))
    found = read(tmp_path, content)
    assert found.rows == 100_000 and len(found.inputs) == len(found.label.targets) == 20_000
    assert 0.48 < found.label.targets.mean() < 0.52
    assert np.array_equal(found.inputs, read(tmp_path, content).inputs), "the same rows every time"
    told = prepared(found, 0.5, 0).told["data"]
    assert "20,000 of the 100,000 rows of points.csv, taken evenly from first to last" in told
    with pytest.raises(Unreadable, match=r"The class “rare” of “kind” has 0 rows of the 20,000 that are taken"):
        read(tmp_path, content.replace("5,5,b\n", "5,5,rare\n", 1))
    with pytest.raises(Unreadable, match=r"Row 100,002 of .* has “z” in the column “x”"):
        read(tmp_path, content + "z,1,a\n")


# The deal and the scale


@given(some.lists(some.integers(2, 30), min_size=2, max_size=6), some.floats(0.1, 0.9), some.integers(0, 2**53))
def test_each_class_is_on_both_sides_in_its_share(counts: list[int], share: float, seed: int) -> None:
    strata = np.repeat(np.arange(len(counts)), counts)
    train, test = dealt(strata, share, seed)
    assert sorted([*train, *test]) == list(range(len(strata)))
    for stratum, count in enumerate(counts):
        held = int(np.sum(strata[test] == stratum))
        assert 1 <= held < count and abs(held - share * count) <= 1
    again = dealt(strata, share, seed)
    assert np.array_equal(again[0], train) and np.array_equal(again[1], test)


@pytest.mark.parametrize("content", [values(4), kinds(4, 2, ("a", "b"))])
def test_the_smallest_file_runs_with_all_that_may_be_asked_of_it(tmp_path: Path, content: str) -> None:
    frames = frames_of(tmp_path, content, test=90, normalise="on", dropout=0.5, batch=1)
    assert frames_problem(frames) == "" and len(data_of(frames[0]).train) == 2 == len(data_of(frames[0]).test)
    assert {len(data_of(frame).train) for frame in frames_of(tmp_path, values(4), test=10)} == {3}


def test_the_test_has_no_part_in_standardising(tmp_path: Path) -> None:
    found = read(tmp_path, values(60, 2))
    data = prepared(found, 0.4, 7)
    train, test = dealt(np.zeros(60, int), 0.4, 7)
    for made, raw in ((data.train.inputs, found.inputs[train]), (data.test.inputs, found.inputs[test])):
        expected = (raw - found.inputs[train].mean(axis=0)) / found.inputs[train].std(axis=0)
        assert np.allclose(made, expected, rtol=1e-12, atol=1e-12)
    figures = found.label.targets[train]
    assert np.allclose(data.test.targets, (found.label.targets[test] - figures.mean()) / figures.std(), rtol=1e-12)
    assert np.allclose(data.train.inputs.mean(axis=0), 0, atol=1e-12)
    assert np.allclose([data.train.inputs.std(axis=0), [data.train.targets.std()] * 2], 1)
    assert not np.allclose(data.test.inputs.mean(axis=0), 0, atol=1e-3)
    label = data.facts["label"]
    assert isinstance(label, dict) and np.isclose(label["mean"], figures.mean())


@pytest.mark.parametrize("figure", [0.0, 0.1, -3.7, 1e100, 1e-300, 123456789.123])
def test_a_constant_column_is_nothing_and_not_the_dust_of_rounding(figure: float) -> None:
    scale = scale_of(np.full((7, 1), figure))
    assert scale.deviation.tolist() == [0.0]
    assert scale.standardised(np.array([[figure], [figure + 5]])).tolist() == [[0.0], [0.0]]


@pytest.mark.parametrize("factor", [1e-150, 1e-5, 1.0, 1e99])
def test_figures_of_any_size_are_standardised(factor: float) -> None:
    figures = factor * np.array([[1.0], [2.0], [4.0]])
    scale = scale_of(figures)
    made = scale.standardised(figures)
    assert np.allclose([made.mean(), made.std()], [0, 1]) and np.allclose(scale.back(made), figures, rtol=1e-12, atol=0)


def test_a_constant_column_is_taken_and_told(tmp_path: Path) -> None:
    rows = [[number, 3.5, number * number, number % 2] for number in range(12)]
    data = prepared(read(tmp_path, table(rows, "a", "same", "c", "kind")), 0.5, 0)
    assert not data.train.inputs[:, 1].any() and not data.test.inputs[:, 1].any()
    assert "same is the same in every row to learn from, and so 0 for the network." in data.told["inputs"]


# What is drawn


def test_two_inputs_are_a_map_in_the_files_own_units(tmp_path: Path) -> None:
    frames = frames_of(tmp_path, kinds(60, 2, ("oak", "elm", "ash"), *HEADER))
    assert frames_problem(frames) == ""
    chart, data = frames[-1].charts[0], data_of(frames[-1])
    assert isinstance(chart, Field) and (chart.x_label, chart.y_label) == ("width", "height")
    assert set(chart.regions) == {"oak", "elm", "ash"} and chart.title == "What it decides"
    raw = read(tmp_path, kinds(60, 2, ("oak", "elm", "ash"), *HEADER)).inputs
    for column, limits in enumerate((chart.x_limits, chart.y_limits)):
        assert limits[0] < raw[:, column].min() and raw[:, column].max() < limits[1]
        assert limits[1] - limits[0] == pytest.approx(1.1 * np.ptp(raw[:, column]))
    assert data.plane is not None
    assert np.allclose(data.plane.points(data.plane.places(data.test.inputs)), data.test.inputs)
    drawn = {(x, y) for cloud in chart.points for x, y in zip(cloud.x.round(3), cloud.y.round(3), strict=True)}
    assert drawn == {tuple(row) for row in raw.round(3)}


def test_one_input_is_a_curve(tmp_path: Path) -> None:
    frames = frames_of(tmp_path, values(30, 1))
    assert frames_problem(frames) == ""
    chart = frames[-1].charts[0]
    assert isinstance(chart, Lines)
    assert (chart.x_label, chart.y_label) == ("in1, standardised", "price, standardised")
    assert "standard deviations of price: from left to right" in frames[-1].caption


def test_more_inputs_are_the_plane_of_two_components(tmp_path: Path) -> None:
    frames = frames_of(tmp_path, values(80, 4))
    assert frames_problem(frames) == ""
    chart, data = frames[-1].charts[0], data_of(frames[-1])
    assert isinstance(chart, Field) and chart.title == "Principal components"
    assert "over the map (principal components)." in frames[-1].caption
    assert data.plane is not None
    spread = np.linalg.eigvalsh(np.corrcoef(data.train.inputs.T))[::-1] / 4  # the other way to the same figures
    assert data.plane.names == (f"comp. 1 ({spread[0]:.0%})", f"comp. 2 ({spread[1]:.0%})")
    places = np.array([[0.0, 0.0], [1.0, -2.0]])
    examples = data.plane.points(places)
    assert np.allclose(data.plane.places(examples), places), "on the plane nothing moves"
    assert np.allclose(examples[0], 0) and np.isclose(np.linalg.norm(examples[1]), np.sqrt(5))
    assert f"({spread[0]:.0%} and {spread[1]:.0%} of the spread), with all others at 0" in data.told["inputs"]


def test_components_do_not_turn_with_chance() -> None:
    examples = np.random.default_rng(3).normal(size=(50, 5)) @ np.diag([3, 2, 1, 1, 0.1])
    directions, shares = principal(examples)
    assert np.isclose(shares.sum(), 1) and np.all(np.diff(shares) <= 0)
    assert np.allclose(directions.T @ directions, np.eye(5))
    for turned in (-examples, examples[::-1]):
        assert np.allclose(principal(turned)[0], directions)
    assert np.all(np.take_along_axis(directions, np.abs(directions).argmax(axis=0)[np.newaxis], 0) > 0)
    assert principal(np.zeros((4, 3)))[1].tolist() == [0, 0, 0]


@given(some.lists(some.floats(-1e100, 1e100), min_size=1, max_size=5))
def test_limits_hold_all_places_and_go_up(places: list[float]) -> None:
    low, high = limits_around(np.array(places))
    assert np.isfinite([low, high]).all() and low < high
    assert low <= min(places) and max(places) <= high


# The run


@pytest.mark.parametrize("content", [kinds(40, 2), kinds(40, 5, ("a", "b", "c")), values(40, 1), values(40, 3)])
def test_the_same_choice_and_seed_make_the_same_frames(tmp_path: Path, content: str) -> None:
    first, again = frames_of(tmp_path, content), frames_of(tmp_path, content)
    assert len(first) > 4 and all(same(one, other) for one, other in zip(first, again, strict=True))
    assert not same(first[-1], frames_of(tmp_path, content, test=20)[-1])


def test_what_has_no_meaning_says_why_and_what_has_stays(tmp_path: Path) -> None:
    own = own_data(OwnChoice(str(written(tmp_path, kinds(40, 3)))))
    bench = made_bench(PlaygroundSettings(data="points.csv"), own)
    assert bench.why_not("noise") == "points.csv is as it was collected: it has the noise that it has."
    assert "points.csv has 3 inputs" in bench.why_not("inputs")
    assert [bench.why_not(name) for name in ("test", "loss", "rate", "seed")] == [""] * 4
    assert made_bench(PlaygroundSettings(), own).data.told == {}, "the engine's data stand beside it"


def test_two_columns_may_be_given_features_of(tmp_path: Path) -> None:
    own = own_data(OwnChoice(str(written(tmp_path, kinds(40, 2, ("a", "b"), *HEADER)))))
    bench = made_bench(PlaygroundSettings(data="points.csv", inputs="x1,x1x2"), own)
    assert bench.features == ("x1", "x1x2")
    assert np.array_equal(bench.train_inputs[:, 1], bench.data.train.inputs.prod(axis=1))
    assert bench.data.told["inputs"] == "x₁ is width and x₂ is height."


def test_the_words_of_a_choice_stand_in_the_line_of_its_settings(tmp_path: Path) -> None:
    path = written(tmp_path, kinds(40, 2, ("a", "b"), *HEADER), "my points.csv")
    frame = playground(own_data(OwnChoice(str(path), "height,1", "kind"))).run(3, rate=0.5).next()
    assert isinstance(frame, PlaygroundFrame)
    settings = frame.moment.bench.settings
    chosen = f"nntutor play --data '{path}' --columns height,1 --label kind --rate 0.5 --seed 3"
    assert settings.line == chosen and settings.in_short.startswith("my points.csv, 4,2 tanh")


# Names


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("width", "width"),
        ("  a \t b\n c ", "a b c"),
        ("\x1b[2J\x07evil\x00", "[2Jevil"),
        ("\u202edrawkcab\u200b", "drawkcab"),
        ("n" * 200, "n" * 19 + "…"),
        ("幅" * 30, "幅" * 9 + "…"),
        ("e\u0301" * 300, "e\u0301" * 19 + "…"),
        ("\u200b\ufeff", "none"),
        ("\u0301\u0301", "none"),
    ],
)
def test_names_are_cleaned_and_cut_for_the_screen(name: str, shown: str) -> None:
    assert clean(name, 20, "none") == shown


@given(some.text(max_size=40), some.integers(2, 15))
def test_no_name_takes_more_cells_or_moves_a_cursor(name: str, most: int) -> None:
    shown = clean(name, most)
    assert cells(shown) <= most and len(shown) <= 2 * most and (not shown or shown.isprintable())


@given(some.lists(some.sampled_from(["a", "a (2)", "b", "a (3)"]), max_size=8))
def test_names_are_made_different(names: list[str]) -> None:
    found = different(names)
    assert len(set(found)) == len(names) and all(one.startswith(two) for one, two in zip(found, names, strict=True))


@pytest.mark.parametrize(
    ("name", "told"), [("spiral", "file spiral"), ("Spiral", "file Spiral"), ("a.csv", "a.csv"), ("\u200b", "own data")]
)
def test_no_file_is_mistaken_for_data_of_the_engine(name: str, told: str) -> None:
    assert name_among_data(name) == told


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("a/points.csv", "“a/points.csv”"),
        ("\x1b[1m" + "a" * 40 + "/points.csv", "“[1m" + "a" * 40 + "/points.csv”"),
        ("/" + "a" * 200 + "/points.csv", "“…" + "a" * 48 + "/points.csv”"),
        ("幅" * 80, "“…" + "幅" * 29 + "”"),
    ],
)
def test_of_a_long_path_the_end_is_told(path: str, shown: str) -> None:
    assert quoted_path(path) == shown


def test_odd_names_harm_no_picture_and_no_word(tmp_path: Path) -> None:
    odd = ("*a*[x](y)_`", "\x1b[31m" + "幅" * 100, "<b>&amp;", "kind")
    content = kinds(40, 3, ("|#_", "\u202e" + "宽" * 80), *odd)
    frames = frames_of(tmp_path, content)
    assert frames_problem(frames) == "" and "\x1b" not in frames[-1].caption
    assert "\\|\\#\\_" in frames[-1].caption, "Markdown takes a name as it is"
    whole = frames_of(tmp_path, kinds(40, 2, ("two words", "three of them"), *HEADER), layers="none", rate=1e-5)
    assert all("two words" in frame.caption or "three of them" in frame.caption for frame in whole)


# Whatever a file holds


FIELDS = some.sampled_from(
    ["1", "2.5", "-3e4", "0", "x", "y", "", "NA", "1,5", "1e99", "1e-99", "inf", '"', '"a,b"', " ", "é", "\t"]
)
TABLES = some.tuples(some.lists(some.lists(FIELDS, min_size=1, max_size=4), max_size=12), some.sampled_from(",;\t| :"))


@given(some.binary(max_size=60) | TABLES.map(lambda made: "\n".join(made[1].join(row) for row in made[0]).encode()))
def test_any_file_is_read_or_refused_with_a_sentence(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    check_any(tmp_path_factory.getbasetemp(), content)


@given(some.lists(some.lists(some.floats(allow_nan=False), min_size=3, max_size=3), min_size=4, max_size=9))
def test_any_figures_make_a_picture_or_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[float]]
) -> None:
    check_any(tmp_path_factory.getbasetemp(), table(rows).encode())


def check_any(folder: Path, content: bytes) -> None:
    path = written(folder, content, "any.csv")
    try:
        own = own_data(OwnChoice(str(path)))
    except Unreadable as problem:
        assert str(problem).endswith((".", "?")) and str(problem).isprintable()
        return
    frame = playground(own).run(0, layers="2").next()
    assert frame is not None and (frames_problem([frame]) == "" or frame.trouble is not None)
    assert isinstance(frame, PlaygroundFrame) and np.isfinite(frame.moment.bench.train_inputs).all()
