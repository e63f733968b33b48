"""Weights in a file: saved and opened bit for bit, refused with a sentence where they are none or do not fit."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lessons.kit.errors import Unreadable
from lessons.playground.frame import PlaygroundFrame
from lessons.playground.run import playground
from lessons.playground.weights_file import LARGEST, read
from lessons.playground.weights_saving import as_bytes


def frame_of(run: Any, number: int) -> PlaygroundFrame:
    frame = run.next()
    while frame is not None and frame.number < number:
        frame = run.next()
    assert isinstance(frame, PlaygroundFrame)
    return frame


def saved_in(path: Path, number: int = 30, seed: int = 4, **settings: Any) -> PlaygroundFrame:
    frame = frame_of(playground().run(seed, **{"epochs": 3, **settings}), number)
    path.write_bytes(as_bytes(frame.moment))
    return frame


@pytest.mark.parametrize(
    "settings",
    [{}, {"layers": "none"}, {"normalise": "on", "batch": 50}, {"data": "blobs", "layers": "3"}, {"edit": "W1[1,1]=2"}],
)
def test_a_run_begins_with_what_another_ended_with_bit_for_bit(tmp_path: Path, settings: dict[str, Any]) -> None:
    path = tmp_path / "w.npz"
    frame = saved_in(path, 5, **settings)
    saved = read(str(path))
    again = playground(saved=saved).run(saved.seed).next()
    assert isinstance(again, PlaygroundFrame)
    for name in ("parameters", "statistics"):
        assert np.array_equal(getattr(again.moment.snapshot, name), getattr(frame.moment.snapshot, name))
    assert again.moment.standing.test_loss == frame.moment.standing.test_loss
    assert (saved.update, saved.seed, again.moment.bench.why_not("initialisation")) == (5, 4, "")


def test_numpy_alone_reads_the_file_and_predicts_the_same(tmp_path: Path) -> None:
    frame = saved_in(tmp_path / "w.npz", layers="3,2")
    file, bench = np.load(tmp_path / "w.npz"), frame.moment.bench
    hidden = np.tanh(np.tanh(bench.test_inputs @ file["W1"] + file["b1"]) @ file["W2"] + file["b2"])
    assert np.allclose(hidden @ file["W3"] + file["b3"], frame.moment.net.outputs(bench.test_inputs), rtol=1e-12)


def test_a_network_that_they_do_not_fit_starts_as_usual_and_says_so(tmp_path: Path) -> None:
    saved_in(tmp_path / "w.npz")
    saved = read(str(tmp_path / "w.npz"))
    frame = playground(saved=saved).run(4, layers="5").next()
    usual = playground().run(4, layers="5").next()
    assert isinstance(frame, PlaygroundFrame) and isinstance(usual, PlaygroundFrame)
    assert np.array_equal(frame.moment.snapshot.parameters, usual.moment.snapshot.parameters)
    why = frame.moment.bench.why_not("initialisation")
    assert why == "The saved weights are of a network 2-4-2-1, and do not fit 2-5-1 as it is set."
    assert frame.caption.startswith(f"{why} After 0 updates")


@pytest.mark.parametrize(("had", "wanted"), [("on", "off"), ("off", "on")])
def test_that_only_batch_norm_does_not_fit_is_said(tmp_path: Path, had: str, wanted: str) -> None:
    saved_in(tmp_path / "w.npz", normalise=had)
    frame = playground(saved=read(str(tmp_path / "w.npz"))).run(4, normalise=wanted).next()
    assert frame is not None and "batch norm" in frame.caption and "do not fit" not in frame.caption


def test_saved_weights_without_a_file_are_drawn_as_usual_and_it_says_so() -> None:
    frame, usual = (playground().run(0, initialisation=name).next() for name in ("saved", "auto"))
    assert isinstance(frame, PlaygroundFrame) and isinstance(usual, PlaygroundFrame)
    assert np.array_equal(frame.moment.snapshot.parameters, usual.moment.snapshot.parameters)
    assert "nntutor play --open FILE" in frame.moment.bench.why_not("initialisation")


def test_weights_that_are_no_numbers_are_not_saved() -> None:
    run = playground().run(0, data="line", layers="none", rate=100.0, epochs=30)
    frame = run.next()
    while isinstance(frame, PlaygroundFrame) and not frame.moment.standing.diverged:
        frame = run.next()
    assert isinstance(frame, PlaygroundFrame)
    with pytest.raises(Unreadable, match="look at an earlier frame"):
        as_bytes(frame.moment)


def packed(path: Path, **changed: Any) -> None:
    """Write a good file with some of its parts changed, or left out where they are None."""
    saved_in(path)
    parts = {**np.load(path), **changed}
    np.savez(path, **{name: part for name, part in parts.items() if part is not None})


def _a_bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("W1.npy", b"\0" * (LARGEST + 1))


def _a_huge_header(path: Path) -> None:
    head = io.BytesIO()
    np.lib.format.write_array_header_1_0(head, {"descr": "<f8", "fortran_order": False, "shape": (10**12,)})
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("W1.npy", head.getvalue())


BAD = {
    "nothing": Path.is_file,
    "a folder": lambda path: path.mkdir(),
    "a pipe": lambda path: os.mkfifo(path),
    "empty": lambda path: path.write_bytes(b""),
    "text": lambda path: path.write_text("x,y\n1,2\n"),
    "half": lambda path: (saved_in(path), path.write_bytes(path.read_bytes()[:300])),
    "a bomb": _a_bomb,
    "a huge header": _a_huge_header,
    "too large": lambda path: path.write_bytes(b"0" * (LARGEST + 1)),
    "objects": lambda path: np.savez(path, format=np.array([{}], dtype=object)),
    "another format": lambda path: packed(path, format=np.array("nntutor weights 99")),
    "no settings": lambda path: packed(path, setting_names=None),
    "a setting that cannot be": lambda path: packed(path, setting_values=np.array(["a"] * 22)),
    "no weights": lambda path: packed(path, W1=None),
    "words as weights": lambda path: packed(path, W1=np.array([["a"]])),
    "not finite": lambda path: packed(path, b1=np.array([np.nan] * 4)),
    "an array of three axes": lambda path: packed(path, W1=np.zeros((2, 2, 2))),
}


@pytest.mark.parametrize("made", BAD.values(), ids=BAD.keys())
def test_a_bad_file_is_refused_with_a_sentence(tmp_path: Path, made: Any) -> None:
    path = tmp_path / "w.npz"
    made(path)
    with pytest.raises(Unreadable) as refused:
        read(str(path))
    assert str(refused.value).endswith((".", "text.")) and "w.npz" in str(refused.value)
