"""A share link of the TensorFlow Playground in a line and in a conversation: others win, rubbish is refused."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

from tests.tutor.shell_support import said

LINK = (
    "https://playground.tensorflow.org/#activation=relu&dataset=gauss&networkShape=3&noise=10&seed=0.25&discretize=true"
)
TOLD = (
    "Without a counterpart: discretize. "
    "Else as in the original, but drawn from seed 25 and in a new order each epoch, for 1,000 epochs."
)


def records(root: Path, *words: str) -> list[dict[str, object]]:
    answer = said(root, "play", *words, "--frames", "4", "--json")
    assert answer.status == 0 and answer.err == ""
    return [json.loads(line) for line in answer.out.splitlines()]


def test_a_link_is_the_run_of_the_line_that_it_stands_for(tmp_path: Path) -> None:
    line = (
        "--data wide_gauss --noise 10 --layers 3 --activation relu --output tanh --loss half_mse "
        "--initialisation uniform --epochs 1000 --seed 25"
    )
    linked, typed = records(tmp_path, "--link", LINK), records(tmp_path, *shlex.split(line))
    assert linked[0].pop("halt") == TOLD and typed[0].pop("halt") == ""
    assert linked == typed and linked[-1]["update"] == 3


def test_what_is_typed_beside_a_link_wins_wherever_it_stands(tmp_path: Path) -> None:
    before = records(tmp_path, "--rate", "0.3", "--seed", "9", "--epochs", "5", "--link", LINK)
    after = records(tmp_path, "--link", LINK, "--rate", "0.3", "--seed", "9", "--epochs", "5")
    assert before == after and before[0]["seed"] == 9
    settings = before[0]["settings"]
    assert isinstance(settings, dict) and settings["rate"] == "0.3" and settings["data"] == "wide_gauss"
    assert str(before[0]["halt"]).endswith("but drawn from seed 9 and in a new order each epoch, for 5 epochs.")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--link", "hello"), "--link: “hello” is no link of the TensorFlow Playground"),
        (("--link", ""), "--link: “” is no link"),
        (("--link", "batchSize=0"), "--link: The link has batchSize=“0”."),
        (("--link", "x=true", "--rate", "0"), "--rate: It goes from"),
        (("--link", "x=true", "--knob", "0"), "no knob --knob"),
    ],
)
def test_rubbish_is_refused_with_a_sentence(tmp_path: Path, words: tuple[str, ...], says: str) -> None:
    answer = said(tmp_path, "play", *words, "--json")
    assert answer.status == 2 and says in answer.err and answer.out == ""


def test_a_conversation_opens_a_link_and_takes_another(tmp_path: Path) -> None:
    lines = ("link dataset=xor&seed=0.4", "epochs 2", "play", "link nonsense", "look")
    answer = said(tmp_path, "--plain", "play", "--link", LINK, stdin="".join(f"{line}\n" for line in lines))
    told = " ".join(answer.out.split())
    assert answer.status == 0 and TOLD in told
    assert "As in the original, but drawn from seed 4 and in a new order each epoch, for 1,000 epochs." in told
    assert "From the beginning, with data wide_xor, noise 0, output tanh" in told
    assert "is no link of the TensorFlow Playground" in told and told.count("After 50 updates (2 epochs)") == 2
