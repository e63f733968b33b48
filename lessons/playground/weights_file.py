"""Opens a run's weights from a file that NumPy reads (`.npz`): layer by layer, with the settings of the run."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from engine import Network
from engine.arrays import Array
from lessons.kit.errors import Unreadable
from lessons.kit.knobs import Setting
from lessons.kit.signs import quoted
from lessons.playground.controls import CONTROLS, SAVED
from lessons.playground.notation import NONE

FORMAT = "nntutor weights 1"
"""The number goes up whenever a file comes to mean something else."""
LARGEST = 16_000_000
"""Bytes, packed and unpacked; no network of the playground comes near it."""
UNREADABLE = (ValueError, KeyError, EOFError, MemoryError, RuntimeError, NotImplementedError, zipfile.BadZipFile)
"""Raised by NumPy and by zipfile where a file is not what it says."""
WHAT_TO_DO = "The playground saves such files itself: w on its screen, save in plain text."


@dataclass(frozen=True, eq=False)
class SavedWeights:
    """The weights of a run, from a file.

    Attributes:
        name: the file's name as it was typed.
        settings: of every control, as the run had them, but that its weights start as saved.
        own: the words that choose data of the learner's own, if the run had such.
        seed: of the run.
        update: after how many updates it was saved.
        sizes: inputs, units of each layer.
        arrays: W1, b1 and so on, and with batch normalisation scale1, shift1, mean1, variance1.
    """

    name: str
    settings: Mapping[str, Setting]
    own: tuple[str, ...]
    seed: int
    update: int
    sizes: tuple[int, ...]
    arrays: Mapping[str, Array]

    def why_not(self, net: Network) -> str:
        """Return why a network cannot start with these weights, in a sentence; "" if it can."""
        wanted = {name: place.shape for name, place in places_in(net)}
        if wanted == {name: array.shape for name, array in self.arrays.items()}:
            return ""
        here = (net.layers[0].inputs, *(layer.units for layer in net.layers))
        if here == self.sizes:
            has, none = "have batch norm", "is set without"
            if "scale1" not in self.arrays:
                has, none = "are of a network without batch norm", "is set with it"
            return f"The saved weights {has}, and the network {none}."
        saved, now = ("-".join(map(str, sizes)) for sizes in (self.sizes, here))
        return f"The saved weights are of a network {saved}, and do not fit {now} as it is set."

    def give_to(self, net: Network) -> None:
        """Write the weights into a network that they fit."""
        for name, place in places_in(net):
            place[...] = self.arrays[name]


def places_in(net: Network) -> Iterator[tuple[str, Array]]:
    """Each array of a network by the name that it has in a file; weights are (inputs, units)."""
    for layer in net.layers:
        yield f"W{layer.number}", layer.weights
        yield f"b{layer.number}", layer.biases
        if layer.normalisation is not None:
            norm = layer.normalisation
            parts = {"scale": norm.scale.value, "shift": norm.shift.value}
            parts |= {"mean": norm.running_mean, "variance": norm.running_variance}
            yield from ((f"{name}{layer.number}", place) for name, place in parts.items())


def read(typed: str) -> SavedWeights:
    """Return the weights that a file holds.

    Raises:
        Unreadable: there is no such file, it cannot be read, or holds something else; the message says what to do.
    """
    path = Path(typed).expanduser()
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise Unreadable(f"{quoted(path.name or str(path))} is no file. {WHAT_TO_DO}")
        if found.st_size > LARGEST:
            raise Unreadable(f"{quoted(path.name)} has {found.st_size:,} bytes, too many for weights. {WHAT_TO_DO}")
        return _unpacked(typed, path.read_bytes())
    except FileNotFoundError:
        raise Unreadable(f"There is no file {quoted(path.name)}. {WHAT_TO_DO}") from None
    except OSError as problem:
        raise Unreadable(f"{quoted(path.name)} cannot be read: {problem.strerror or problem}.") from problem
    except UNREADABLE as problem:
        raise Unreadable(f"{quoted(path.name)} holds no weights that can be read. {WHAT_TO_DO}") from problem


def _unpacked(typed: str, content: bytes) -> SavedWeights:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if sum(part.file_size for part in packed.infolist()) > LARGEST:  # a small file may unpack to a huge one
            raise ValueError("too large")
    with np.load(io.BytesIO(content), allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    if str(arrays.pop("format")) != FORMAT:
        raise ValueError("another format")
    update = int(arrays.pop("update"))
    told = dict(zip(map(str, arrays.pop("setting_names")), map(str, arrays.pop("setting_values")), strict=True))
    seed = int(told.pop("seed"))
    own = tuple(map(str, arrays.pop("own")))
    settings = {
        name: told[name] if name == "data" and own else control.read(told[name]) for name, control in CONTROLS.items()
    }
    numbers = {name: _numbers(array) for name, array in arrays.items()}
    layers = [numbers[f"b{number}"] for number in range(1, len(numbers) + 1) if f"b{number}" in numbers]
    sizes = (len(numbers["W1"]), *map(len, layers))
    return SavedWeights(typed, {**settings, "initialisation": SAVED, "edit": NONE}, own, seed, update, sizes, numbers)


def _numbers(array: Array) -> Array:
    """Return an array of weights.

    Raises:
        ValueError: not all of it is numbers.
    """
    if array.dtype != np.float64 or array.ndim not in (1, 2) or not np.isfinite(array).all():
        raise ValueError("no weights")
    return array
