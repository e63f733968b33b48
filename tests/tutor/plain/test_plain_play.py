"""The playground without a screen: a conversation, and every frame as JSON; what is typed wrongly gets a sentence."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

from tests.tutor.shell_support import said

LINE = "play --data spiral --layers 8,8 --activation tanh --rate 0.3 --seed 7 --epochs 10"


def records(root: Path, line: str) -> list[dict[str, object]]:
    answer = said(root, *shlex.split(line), "--json")
    assert answer.status == 0 and answer.err == ""
    return [json.loads(each) for each in answer.out.splitlines()]


def typed(root: Path, *lines: str, options: str = "") -> str:
    answer = said(root, "--plain", "play", *shlex.split(options), stdin="".join(f"{line}\n" for line in lines))
    assert answer.status == 0
    return " ".join(answer.out.split())


def test_json_is_a_line_for_each_frame_to_the_end_and_the_same_twice(tmp_path: Path) -> None:
    first, again = records(tmp_path, LINE), records(tmp_path, LINE)
    assert first == again
    assert [record["update"] for record in first][:4] == [0, 1, 2, 3]
    last = first[-1]
    assert (last["finished"], last["update"], last["parameters"]) == (True, 10 * 20, 105)
    assert len(records(tmp_path, f"{LINE} --frames 5")) == 5


def test_an_edit_on_the_way_is_part_of_the_line(tmp_path: Path) -> None:
    edited = f"{LINE} --turn 6:edit=W1[2,1]=3"
    plain, first, again = (records(tmp_path, line) for line in (LINE, edited, edited))
    assert first == again and first[:6] == plain[:6]
    assert first[6]["update"] == plain[5]["update"] and first[6]["loss"] != plain[5]["loss"]


def test_the_line_that_is_printed_makes_the_very_picture(tmp_path: Path) -> None:
    told = typed(tmp_path, "layers 3", "play 5", "edit W1[2,1]=4", "play 4", "code", options="--epochs 20 --seed 3")
    line = told[told.rindex("nntutor play --") :].partition(" Enter")[0]
    words = shlex.split(line)
    assert words[:2] == ["nntutor", "play"] and "--turn" in words
    last = records(tmp_path, shlex.join(words[1:]))[-1]
    shown = told[: told.rindex("> code")]
    assert str(last["caption"]) in shown[shown.rindex("After ") :]


def test_a_conversation_sets_runs_and_tells(tmp_path: Path) -> None:
    told = typed(tmp_path, "play", "unit 1.2", "diagnosis", "settings", "", options="--data xor --epochs 30 --rate 0.3")
    assert "Of the map same" in told
    assert "Unit 2 of layer 1, tanh." in told and "W1[2,1] from x₁" in told
    assert "layer 3, identity" in told
    assert "binary_cross_entropy takes raw outputs" in told
    assert "The run is over." in told


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("layers 8,,8", "A number is missing in “8,,8”"),
        ("rate -1", "It goes from 1e-05 to 100; -1 lies outside"),
        ("rate nan", "not a number one can compare"),
        (f"seed {'9' * 30}", "A seed is a whole number"),
        ("unit 9.1", "Name a layer and a unit"),
        ("unit", "Name a layer and a unit"),
        ("edit W9[1,1]=2", "There is no weight W9[1,1] here."),
        ("edit x", "sets no weight"),
        ("noise", "noise stands at 10"),
        ("dance", "is not known here"),
    ],
)
def test_what_makes_no_sense_gets_a_sentence_and_the_run_stays(tmp_path: Path, line: str, says: str) -> None:
    told = typed(tmp_path, "play 3", line, "look", options="--epochs 2")
    assert says in told and told.count("After 3 updates") >= 2


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ("--layers 8,,8", "--layers: A number is missing"),
        ("--layers 0", "--layers: “0” is no number of units"),
        ("--layers 1000", "--layers: “1000” is no number of units"),
        ("--rate 0", "--rate: It goes from"),
        ("--rate nan", "--rate: That is not a number"),
        (f"--seed {'9' * 30}", "--seed"),
        ("--knob 3", "no knob --knob"),
        ("--turn 3:edit=7", "--turn: “7” sets no weight"),
        ("--turn 3:layers=7", "is no turn such as"),
    ],
)
def test_a_wrong_line_is_refused_with_a_sentence(tmp_path: Path, options: str, says: str) -> None:
    answer = said(tmp_path, "play", *shlex.split(options), "--json")
    assert answer.status == 2 and says in answer.err and answer.out == ""


def test_a_run_pauses_where_it_is_told(tmp_path: Path) -> None:
    told = typed(tmp_path, "stop epoch=3", "play", options="--epochs 20")
    assert "After 60 updates (3 epochs)" in told and "After 400 updates" not in told
    assert "It pauses here by itself: epoch=3." in told


def test_what_went_wrong_is_named_and_mended(tmp_path: Path) -> None:
    told = typed(tmp_path, "play", "fix", "play", options="--data line --layers none --rate 100 --epochs 40")
    assert "It diverged." in told and "The lesson learning-rate explains it." in told
    assert told.rindex("It diverged.") < told.rindex("After 800 updates")


def test_runs_are_held_side_by_side(tmp_path: Path) -> None:
    told = typed(tmp_path, "play 5", "keep", "rate 0.3", "compare", options="--epochs 5")
    assert "They differ in rate alone." in told and "rate 0.03: loss" in told and "rate 0.3: loss" in told


def test_challenges_are_listed_begun_and_kept_with_progress(tmp_path: Path) -> None:
    told = typed(tmp_path, "challenge 3", "play", "inputs x1,x2,x1x2", "play", "challenges")
    assert "Challenge 3: 50.0% of the test is right; 95.0% is wanted." in told
    assert "Challenge 3: done! 100% of the test is right" in told
    assert "3. Xor with no hidden layer (bare-xor), done." in told and "(few-weights), open." in told
    answer = said(tmp_path, "play", "--challenge", "list", "--json")
    done = {record["name"] for record in map(json.loads, answer.out.splitlines()) if record["done"]}
    assert done == {"bare-xor"}
    assert "Challenges of the playground: 1 done." in said(tmp_path, "progress").out
    notes = said(tmp_path, "notes").out
    assert "- bare-xor: `nntutor play --data xor --inputs x1,x2,x1x2 --layers none --rate 0.3 --epochs 100 " in notes


def test_what_is_kept_of_a_challenge_does_it_again_with_all_that_was_turned_on_the_way(tmp_path: Path) -> None:
    told = typed(
        tmp_path,
        "play 3",
        "edit W1[1,2]=7;W1[1,1]=7;W1[2,1]=-7;W1[2,2]=-7;W2[1,1]=-5",
        "edit b1[1]=-3;b1[2]=-3;W2[1,2]=-5;b2[1]=-5",
        options="--challenge from-zero --rate 0.001",
    )
    assert "done!" in told, told
    line = said(tmp_path, "notes").out.partition("- from-zero: `")[2].partition("`")[0]
    last = records(tmp_path, line.removeprefix("nntutor ") + " --challenge from-zero")[-1]
    assert last["challenge"]["reached"], line  # type: ignore[index]


def test_a_wrong_claim_of_impossibility_is_answered_by_a_run(tmp_path: Path) -> None:
    told = typed(tmp_path, "impossible", "impossible 9", "impossible 3", options="--challenge adam-loses")
    assert "Why? impossible 1 to 4: 1 it has too few weights" in told and "the number of no reason" in told
    assert told.count("1 it has too few weights; 2 no gradient") == 2
    assert "It can be done: this run does it beside the one that is kept." in told
    assert "What you had set is made again by this: nntutor play --data moons --optimiser adam --epochs 100" in told
    assert "done!" not in told, "what the answer does is not what the learner has done"
    straight = typed(tmp_path, "impossible 1", "impossible 3", options="--challenge straight")
    assert "for another reason: more units and layers of this kind make the same shape again" in straight
    assert "So it is: the best straight line of all gets 69.0% of this test right" in straight


def test_a_challenge_is_held_against_every_frame_as_json(tmp_path: Path) -> None:
    found = [record["challenge"] for record in records(tmp_path, "play --challenge bare-circles --inputs x1^2,x2^2")]
    assert [entry["reached"] for entry in found][:1] == [False] and found[-1]["reached"]  # type: ignore[index]
    assert said(tmp_path, "play", "--challenge", "nonsense").status == 2


def test_hints_and_claims_want_a_challenge(tmp_path: Path) -> None:
    told = typed(tmp_path, "hint", "impossible 1", "challenge 99", "challenge 12", "hint")
    assert told.count("No challenge is taken up.") == 2 and "“99” is no challenge." in told
    assert "One hidden layer of three units has ten." in told


def test_weights_are_saved_and_a_line_starts_from_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    told = typed(tmp_path, "play 5", "save here", "save here", "code", options="--data xor --rate 0.3 --seed 5")
    assert "Saved in here.npz; nntutor play --open here.npz starts a run with these weights" in told
    assert "exists already, and nothing was written" in told
    assert "nntutor play --open 'in two words.npz' starts" in typed(tmp_path, "save in two words")
    shown = records(tmp_path, "play --data xor --rate 0.3 --seed 5 --frames 6")[-1]
    first = records(tmp_path, "play --open here.npz --frames 1")[0]
    assert (first["loss"], first["test_loss"], first["seed"]) == (shown["loss"], shown["test_loss"], 5)
    again = typed(tmp_path, "rate 0.1", "code", options="--open here.npz")
    assert "nntutor play --open here.npz --rate 0.1 --seed 5" in again


def test_a_file_is_saved_at_the_end_and_bad_ones_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    line = ["play", "--epochs", "2", "--save", "end.npz"]
    answer = said(tmp_path, *line, "--json")
    assert answer.status == 0 and answer.err.startswith("Saved in end.npz") and Path("end.npz").is_file()
    assert said(tmp_path, *line, "--json").status == 2, "nothing is written over"
    assert "“.” is no file" in said(tmp_path, "play", "--open", ".").err
    for words in (line, ["play", "--open", "none.npz"], ["play", "--open", "."]):
        refused = said(tmp_path, *words)
        assert refused.status == 2 and refused.out == "" and refused.err.startswith("nntutor: --")


@pytest.mark.parametrize("other", [("--open", "end.npz"), ("--link", "#dataset=xor")])
def test_a_challenge_begins_with_no_other_settings_than_its_own(tmp_path: Path, other: tuple[str, str]) -> None:
    refused = said(tmp_path, "play", "--challenge", "pruned", *other)
    assert refused.status == 2 and f"{other[0]}: leave out one of both" in refused.err
    assert "Challenge 11, Which inputs matter? Give it" in typed(tmp_path, options="--challenge pruned")


def test_the_line_of_a_run_that_is_let_go_has_what_was_set_on_the_way(tmp_path: Path) -> None:
    told = typed(tmp_path, "play 2", "edit W1[1,1]=2", "play 2", "keep", "drop", options="--rate 0.2")
    assert "went: nntutor play --rate 0.2 --frames 6 --turn '3:edit=W1[1,1]=2.0'" in told


def test_kept_runs_are_let_go_one_by_one(tmp_path: Path) -> None:
    told = typed(tmp_path, "drop", *["play 1", "keep"] * 5, "drop", options="--rate 0.2")
    assert "No run is kept." in told and "4 runs are kept already. drop lets the one go that was kept last." in told
    assert "3 of 4 are kept. This makes the one again that went: nntutor play --rate 0.2" in told


def test_weights_of_ones_own_data_bring_the_file_along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    rows = (f"{n % 7},{n % 5},{'big' if n % 7 > n % 5 else 'small'}" for n in range(60))
    Path("my points.csv").write_text("\n".join(["a,b,kind", *rows]))
    run = ["play", "--data", "my points.csv", "--columns", "b,a", "--epochs", "3", "--json"]
    last = json.loads(said(tmp_path, *run, "--save", "w").out.splitlines()[-1])
    kind, first = map(json.loads, said(tmp_path, "play", "--open", "w.npz", "--json").out.splitlines()[:2])
    assert kind["type"] == "data" and first["settings"]["data"] == "my points.csv"
    assert (first["update"], first["loss"], first["test_loss"]) == (0, last["loss"], last["test_loss"])
    told = typed(tmp_path, "code", options="--open w.npz")
    assert "nntutor play --open w.npz --data 'my points.csv' --columns b,a" in told
    for option in (["--link", "#"], ["--challenge", "1"]):
        assert "brings its own data" in said(tmp_path, *run, *option).err
