"""`nntutor play --data points.csv` without a screen: its line makes the same run, and each bad file gets a sentence."""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.lessons.own_files import kinds, rows_of, table, values, written
from tests.tutor.shell_support import Said, said
from tutor.text.served import SERVED

HEADER = ("width", "height", "kind")
GOOD = kinds(40, 2, ("oak", "elm"), *HEADER)
ROWS = rows_of(12)
LINES = GOOD.splitlines()


def changed(row: int, line: str) -> str:
    """Return the good file with another line, counted from 1."""
    return "\n".join([*LINES[: row - 1], line, *LINES[row:]]) + "\n"


def bad(content: str | bytes) -> Callable[[Path], object]:
    return lambda folder: written(folder, content)


def _too_large(folder: Path) -> None:
    with (folder / "points.csv").open("wb") as file:
        file.truncate(2_000_000_000)  # a hole: nothing is written to the disk


BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "no file": (lambda _: None, "There is no file “points.csv”: is it in another folder, or called otherwise?"),
    "a folder": (lambda folder: (folder / "points.csv").mkdir(), "is a folder: name one of the files in it."),
    "a pipe": (lambda folder: os.mkfifo(folder / "points.csv"), "is no plain file, and might never end"),
    "never ends": (lambda folder: (folder / "points.csv").symlink_to("/dev/zero"), "is no plain file"),
    "a circle": (lambda folder: (folder / "points.csv").symlink_to("points.csv"), "cannot be read (Too many levels"),
    "2 GB": (_too_large, "has 2,000 MB, and at most 100 MB are read: take fewer rows or columns."),
    "empty": (bad(""), "“points.csv” is empty: it wants a row for each example"),
    "empty lines": (bad("\n \n\n"), "holds nothing but empty lines"),
    "a mark alone": (bad(b"\xef\xbb\xbf"), "holds nothing but empty lines"),
    "header only": (bad("width,height,kind\n"), "has a header and nothing below it: it takes at least 4 rows"),
    "1 row": (bad("width,height,kind\n1,2,oak\n"), "has 1 row of data: it takes at least 4 rows"),
    "1 row, no header": (bad("1,2,3\n"), "has 1 row of data: it takes at least 4 rows"),
    "one class": (bad(kinds(9, 2, ("oak",), *HEADER)), "each row has the same label, “oak”, in the column “kind”"),
    "one value": (bad(table([[*row, 1.5] for row in ROWS])), "each row has the same label, “1.5”"),
    "a class of one": (bad(changed(3, "1,2,ash")), "The class “ash” of “kind” has 1 row, and it takes two"),
    "a missing number": (bad(changed(3, "1,,oak")), "Row 3 of “points.csv” has nothing in the column “height”: fill"),
    "missing numbers": (
        bad(changed(3, "1,NA,oak").replace(LINES[7], ",,elm")),
        "Row 3 of “points.csv” has nothing (“NA”) in the column “height”, and so it is with 2 more fields: fill",
    ),
    "a missing label": (bad(changed(4, "1,2,")), "Row 4 of “points.csv” has nothing in the column “kind”: fill"),
    "text for a number": (
        bad(changed(4, f"1,tall{'e' * 300}r,oak").replace(LINES[7], "x,y,elm")),
        "“talleeeeeeeeeeeeeeeeeee…” in the column “height”, where a number is wanted, and so it is with 2 more fields:",
    ),
    "a number with a unit": (bad(changed(5, "1,2 cm,oak")), "Row 5 of “points.csv” has “2 cm” in the column “height”"),
    "an underscore": (bad(changed(5, "1,1_000,oak")), "Row 5 of “points.csv” has “1_000” in the column “height”"),
    "infinite": (bad(changed(5, "1,inf,oak")), "Row 5 of “points.csv” has “inf” in the column “height”, too large"),
    "overflowing": (bad(changed(5, "1,1e400,oak")), "has “1e400” in the column “height”, too large to reckon with"),
    "not a number": (bad(changed(5, "1,NaN,oak")), "Row 5 of “points.csv” has nothing (“NaN”) in the column “height”"),
    "after empty lines": (bad(GOOD.replace("\n", "\n\n") + "1,x,oak\n"), "Row 83 of “points.csv” has “x”"),
    "text in a value": (bad(values().replace(",", ",", 1) + "3,dear\n"), "Row 42 of “points.csv” has “dear”"),
    "a wrong delimiter": (bad(GOOD.replace(",", ":")), "is a single field: put one of these between its fields: comma"),
    "a row too short": (bad(changed(6, "1,2")), "Row 6 of “points.csv” has 2 fields, and the header has 3: mend"),
    "a row too long": (bad(table([*ROWS, [1, 2, 3]])), "Row 13 of “points.csv” has 3 fields, and the others 2: mend"),
    "an open quote": (bad(changed(6, '1,"2,oak')), "Row 6 of “points.csv” cannot be read: its quotation marks"),
    "a long field": (bad(changed(6, f'1,"{"2" * 200_000}",oak')), "Row 6 of “points.csv” cannot be read: a field"),
    "a long line": (bad(GOOD + "1," * 700_000), "Line 42 of “points.csv” has more than 1,000,000 characters"),
    "too many columns": (bad(table(rows_of(9, 120))), "119 inputs are more than 100: choose some with --columns."),
    "too many classes": (
        bad(kinds(90, 2, [f"kind {number}" for number in range(45)], *HEADER)),
        "The label “kind” has 45 classes, and there may be 28: choose another with --label.",
    ),
    "far too many": (
        bad(table([[*row, f"name {number}"] for number, row in enumerate(rows_of(1500))])),
        "The label “column 3” has more than 1,000 classes",
    ),
    "binary": (bad(bytes(range(256)) * 9), "holds NULs, which no text does"),
    "binary without NULs": (bad(bytes(range(1, 32)) * 9), "holds signs that no text has. Save it as CSV in UTF-8"),
    "a spreadsheet": (bad(b"PK\x03\x04" + b"x" * 99), "looks like a spreadsheet or an archive. Save it as CSV"),
    "UTF-16 unmarked": (bad(GOOD.encode("utf-16-le")), "it may be UTF-16 without its mark. Save it as CSV in UTF-8"),
    "UTF-16 cut off": (bad(GOOD.encode("utf-16")[:-1]), "begins as UTF-16, and goes on as something else. Save it"),
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of one's own, in which the command runs."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def refused(folder: Path, line: str) -> str:
    """Return what a line is refused with, as one sentence, however it is to be answered."""
    answers = [
        said(folder, *way, "play", *shlex.split(line), *json) for way, json in (((), ["--json"]), (["--plain"], []))
    ]
    for answer in answers:
        assert (answer.status, answer.out) == (2, ""), answer
        assert (
            answer.err.startswith("nntutor: ") and answer.err.count("\n") == 1 and answer.err.endswith((".\n", "?\n"))
        )
        assert "Traceback" not in answer.err and len(answer.err) < 400
    assert answers[0] == answers[1]
    return answers[0].err


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_file_gets_a_sentence(folder: Path, kind: str) -> None:
    make, says = BAD[kind]
    make(folder)
    assert says in refused(folder, "--data points.csv")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_gets_a_sentence(folder: Path) -> None:
    written(folder, GOOD).chmod(0)
    assert "may not be read: give yourself the right to read it" in refused(folder, "--data points.csv")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ("--columns width,depth", "--columns: There is no column “depth”. There are width, height and kind; or"),
        ("--columns 1,4", "--columns: There is no column “4”."),
        ("--columns 0", "--columns: There is no column “0”."),
        ("--columns width,Width", "--columns names “width” twice"),
        ("--columns width,,height", "--columns wants names or positions with commas between"),
        ("--columns ''", "--columns wants names or positions with commas between"),
        ("--columns width,kind", "“kind”, the last column, is the label, and cannot be an input, too"),
        ("--columns width,height --label 2", "“height” is the label, and cannot be an input, too: name another"),
        ("--label colour", "--label: There is no column “colour”."),
        ("--label width", "Row 2 of “points.csv” has “elm” in the column “kind”, where a number is wanted"),
        ("--task values", "has “elm” in the column “kind”, where a number is wanted"),
        ("--task both", "--task “both” is none: it is classes or values."),
        ("--columns width --label height --task classes", "or predict its numbers with --task values."),
        ("--knob 3", "has no knob --knob"),
        ("--rate fast", "--rate: “fast” is not a number"),
    ],
)  # fmt: skip
def test_a_wrong_choice_gets_a_sentence(folder: Path, options: str, says: str) -> None:
    written(folder, changed(2, "9.5,11,elm"))
    assert says in refused(folder, f"--data points.csv {options}")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (
            "--columns 1,2",
            "--columns is said of a file of your own, such as --data points.csv, and no --data is named.",
        ),
        ("--data spiral --label kind", "--label is said of a file of your own"),
        ("--data points", "text. A file of your own is named by its path, such as points.csv."),
        ("--data ''", "--data: Choose one of: line"),
        ("--data https://example.org/points.csv", "There is no file “https://example.org/points.csv”"),
        (f"--data {'a' * 5000}.csv", "cannot be read (File name too long)"),
        ("--data 'a\0b.csv'", "cannot be read (embedded null byte)"),
    ],
)
def test_what_is_no_file_gets_a_sentence(folder: Path, line: str, says: str) -> None:
    assert says in refused(folder, line)


def test_two_columns_of_one_name_are_told_apart_by_position(folder: Path) -> None:
    written(folder, GOOD.replace("height", "width", 1))
    assert "More than one column is called “width”: name it by position, 1 or 2." in refused(
        folder, "--data points.csv --columns width"
    )


def records(folder: Path, line: str) -> list[dict[str, Any]]:
    answer = said(folder, *shlex.split(line), "--json")
    assert (answer.status, answer.err) == (0, "")
    return answer.records


def test_json_begins_with_what_was_made_of_the_file(folder: Path) -> None:
    written(folder, GOOD)
    line = "play --data points.csv --epochs 2 --layers 3 --test 25 --turn 1:edit=W1[1,1]=0.5"
    data, *frames = records(folder, line)
    assert (data["type"], data["file"], data["rows"], data["taken"]) == ("data", "points.csv", 40, 40)
    assert (data["train"], data["test"]) == (30, 10)
    assert [each["name"] for each in data["inputs"]] == data["axes"] == ["width", "height"]
    assert data["label"] == {"name": "kind", "task": "classes", "classes": ["elm", "oak"]}
    assert "standardised (mean 0, deviation 1) by what is learnt from alone" in data["told"]
    assert {frame["type"] for frame in frames} == {"frame"} and frames[-1]["update"] == 2 * 3
    assert frames[0]["settings"]["data"] == "points.csv"


def test_no_other_data_is_told_of(folder: Path) -> None:
    assert {record["type"] for record in records(folder, "play --frames 2")} == {"frame"}


def typed(folder: Path, *lines: str, options: str = "", environment: dict[str, str] | None = None) -> str:
    words = ["--plain", "play", *shlex.split(options)]
    answer: Said = said(folder, *words, stdin="".join(f"{line}\n" for line in lines), environment=environment)
    assert answer.status == 0, answer
    return " ".join(answer.out.split())


def test_a_conversation_says_what_was_made_of_the_file_and_its_line_makes_the_very_run(folder: Path) -> None:
    (folder / "my data").mkdir()
    written(folder / "my data", values(40, 3), "it's.csv")
    path = shlex.quote("my data/it's.csv")
    told = typed(
        folder, "layers 3", "play 5", "edit W1[2,1]=4", "play 4", "code",
        options=f"--data {path} --columns in3,1 --label price --seed 3 --epochs 20",
    )  # fmt: skip
    assert "40 rows of it's.csv; price is taken for a value to predict." in told
    assert "Inputs and values are standardised (mean 0, deviation 1) by what is learnt from alone." in told
    assert "x₁ is in3 and x₂ is in1." in told or "x1 is in3 and x2 is in1." in told
    line = told[told.rindex("nntutor play --") :].partition(" Enter")[0]
    words = shlex.split(line)
    chosen = ["--data", "my data/it's.csv", "--columns", "in3,1", "--label", "price"]
    assert words[2:8] == chosen and "--turn" in words
    last = records(folder, shlex.join(words[1:]))[-1]
    shown = told[: told.rindex("> code")]
    assert str(last["caption"]) in shown[shown.rindex("After ") :].replace("-", "−")
    opened = told[told.index("nntutor play --") :].partition(" 40 rows")[0]
    assert shlex.split(opened)[2:8] == chosen, "the line that it opens with has the file, too"


def test_the_data_are_changed_for_the_engines_and_back(folder: Path) -> None:
    written(folder, GOOD)
    told = typed(folder, "data spiral", "settings", "code", "data points.csv", "code", options="--data points.csv")
    first, second = (part.split(" Enter")[0] for part in told.split("> code ")[1:])
    assert first == "nntutor play --data spiral" and second == "nntutor play --data points.csv"
    assert "noise 10 (noise %), from 0 to 50 -" in told, "what was said of the file is not said of the spiral"
    again = typed(folder, "settings", options="--data points.csv")
    assert "points.csv is as it was collected: it has the noise that it has." in again


def test_a_file_is_read_once_and_nothing_is_written(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = written(folder, GOOD)
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    words = ["--plain", "play", "--data", "points.csv"]
    home = {"NNTUTOR_HOME": str(tmp_path_factory.mktemp("home"))}
    assert said(folder, *words, stdin="play 3\n", environment=home).status == 0
    assert [each.name for each in folder.iterdir()] == ["points.csv"]
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_a_name_that_is_a_data_set_is_that_and_a_file_is_called_by_its_path(folder: Path) -> None:
    written(folder, GOOD, "spiral")
    written(folder, GOOD, "leaves")
    assert records(folder, "play --data spiral --frames 1")[0]["type"] == "frame"
    assert records(folder, "play --data ./spiral --frames 1")[1]["settings"]["data"] == "file spiral"
    assert records(folder, "play --data leaves --frames 1")[0]["file"] == "leaves"


SERVER = {SERVED: "1"}


@pytest.mark.parametrize("name", ["/etc/passwd", "points.csv", "no/such.csv", "../points", "."])
def test_on_a_class_server_no_file_is_opened_or_looked_for(
    folder: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Learners cannot type options there; even if they could, no path would be touched."""
    written(folder, GOOD)
    monkeypatch.setattr("tutor.cli.play_data.own_data", lambda _: pytest.fail("a file was to be read"))
    for json in ([], ["--json"]):
        answer = said(folder, "--plain", "play", "--data", name, *json, environment=SERVER)
        assert (answer.status, answer.out) == (2, "")
        assert answer.err == (
            "nntutor: On a class server no file can be opened: the data sets of the course are there, such as "
            "--data spiral.\n"
        )


def test_on_a_class_server_a_name_without_a_sign_is_no_file_and_neither_is_a_typed_setting(folder: Path) -> None:
    written(folder, GOOD, "leaves")
    answer = said(folder, "play", "--data", "leaves", "--json", environment=SERVER)
    assert answer.status == 2 and "--data: Choose one of: line" in answer.err
    told = typed(folder, f"data {folder}/leaves", "data leaves", environment=SERVER)
    assert told.count("Choose one of: line, sine") == 2
