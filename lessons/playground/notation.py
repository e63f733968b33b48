"""How layers, activations, inputs, stops and edits are typed: one notation for the screen, plain text and the shell."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from lessons.kit.errors import Unreadable
from lessons.kit.replies import read_number
from lessons.kit.signs import quoted, tidied

MOST_LAYERS, MOST_UNITS = 6, 16
NONE = "none"
"""No hidden layer, and no stop."""
ACTIVATIONS = ("tanh", "relu", "leaky_relu", "sigmoid", "identity", "step")
_SEPARATOR = re.compile(r"[,;\s]+")
_STOP = re.compile(r"(loss|accuracy|epoch) ?([<>=]) ?(.+)")
_EDIT = re.compile(r"(?:w(\d{1,2}) ?\((\d{1,2}) ?, ?(\d{1,3})\)|b(\d{1,2}) ?\((\d{1,2})\)) ?= ?(.+)")
"""After `tidied`, to which all brackets are round."""
SIGN_OF = {"loss": "<", "accuracy": ">", "epoch": "="}
LAYERS_HINT = f"units of each hidden layer, such as 8,8: up to {MOST_LAYERS} layers of 1 to {MOST_UNITS}, or {NONE}"
ACTIVATIONS_HINT = f"one for all hidden layers, or one for each: {', '.join(ACTIVATIONS)}"
STOP_HINT = f"loss<0.1, accuracy>0.95, epoch=50 or {NONE}"
EDIT_HINT = "W1[2,3]=0.5 sets layer 1's weight to unit 2 from input 3, b1[2]=0 its bias; several with ; between"


def layers_text(sizes: Sequence[int]) -> str:
    """Return how hidden layers are written, such as "8,8"."""
    return ",".join(map(str, sizes)) or NONE


def read_layers(text: str) -> str:
    """Return the sizes of hidden layers in the one way in which they are written.

    Raises:
        Unreadable: an empty place, no whole number, too many layers or units.
    """
    plain = tidied(text).casefold()
    if plain == NONE:
        return NONE
    words = re.split(r" ?[,;] ?| ", plain)
    for word in words:
        if not word:
            raise Unreadable(f"A number is missing in {quoted(text)}. Type {LAYERS_HINT}.")
        if not (word.isascii() and word.isdecimal() and 1 <= int(word[:9]) <= MOST_UNITS):
            raise Unreadable(f"{quoted(word)} is no number of units from 1 to {MOST_UNITS}. Type {LAYERS_HINT}.")
    if len(words) > MOST_LAYERS:
        raise Unreadable(f"{len(words)} hidden layers are more than {MOST_LAYERS}. Type {LAYERS_HINT}.")
    return layers_text([int(word) for word in words])


def layer_sizes_in(text: str) -> tuple[int, ...]:
    """Return the sizes of hidden layers as `read_layers` writes them."""
    return () if text == NONE else tuple(map(int, text.split(",")))


def words_among(known: Sequence[str], hint: str, *, once: bool, most: int) -> Callable[[str], str]:
    """Return a check of words with commas between, each among those that are known.

    Args:
        known: the words.
        hint: what may be typed.
        once: whether no word may stand there twice; they are then brought into the order of `known`.
        most: how many there may be.
    """

    def check(text: str) -> str:
        words = [word for word in _SEPARATOR.split(tidied(text).casefold().replace("^(2)", "^2")) if word]
        found = [_word(word, known, hint) for word in words]
        if not found or len(found) > most:
            raise Unreadable(f"{'Nothing' if not found else 'Too much'} is named. Type {hint}.")
        if once:
            found = [word for word in known if word in found]
        elif len(set(found)) == 1:
            found = found[:1]
        return ",".join(found)

    return check


def _word(word: str, known: Sequence[str], hint: str) -> str:
    """Return the known word that begins so.

    Raises:
        Unreadable: none does, or several do.
    """
    begun = [one for one in known if one == word] or [one for one in known if one.startswith(word)]
    if len(begun) != 1:
        raise Unreadable(f"{quoted(word)} is not known. Type {hint}.")
    return begun[0]


def read_stop(text: str) -> str:
    """Return where a run is to pause by itself, in the one way in which it is written.

    Raises:
        Unreadable: it is none, or has a number that cannot come.
    """
    plain = tidied(text).casefold()
    if plain == NONE:
        return NONE
    found = _STOP.fullmatch(plain)
    if found is None or found[2] not in (SIGN_OF[found[1]], "="):
        raise Unreadable(f"{quoted(text)} is no such moment. Type {STOP_HINT}.")
    what, number = found[1], read_number(found[3])
    if what == "epoch" and not (number == int(number) and 0 <= number <= 1_000_000):
        raise Unreadable(f"An epoch is a whole number from 0. Type {STOP_HINT}.")
    if (what == "accuracy" and not 0 <= number < 1) or (what == "loss" and number <= 0):
        raise Unreadable(f"That will never be so. Type {STOP_HINT}.")
    return f"{what}{SIGN_OF[what]}{int(number) if what == 'epoch' else repr(float(number))}"


def stop_in(text: str) -> tuple[str, float] | None:
    """Return what is watched and its number, of a stop as `read_stop` writes it; None for none."""
    found = _STOP.fullmatch(text)
    return None if found is None else (found[1], float(found[3]))


def read_edits(text: str) -> str:
    """Return weights that are set by hand, in the one way in which they are written.

    Raises:
        Unreadable: it is none.
    """
    plain = tidied(text).casefold()
    if plain == NONE:
        return NONE
    return ";".join(_edit_text(*_read_edit(part.strip())) for part in plain.split(";"))


def edits_in(text: str) -> tuple[tuple[int, int, int, float], ...]:
    """Return edits as (layer, unit, input, number), counted from 1; input 0 is the bias."""
    return () if text == NONE else tuple(_read_edit(tidied(part).casefold()) for part in text.split(";"))


def edit_text(layer: int, unit: int, source: int, number: float) -> str:
    """Return how an edit is written, such as "W1[2,3]=0.5"; source 0 is the bias."""
    return _edit_text(layer, unit, source, float(number))


def _read_edit(part: str) -> tuple[int, int, int, float]:
    found = _EDIT.fullmatch(part)
    if found is None:
        raise Unreadable(f"{quoted(part)} sets no weight. Type {EDIT_HINT}.")
    layer, unit, source = int(found[1] or found[4]), int(found[2] or found[5]), int(found[3] or 0)
    if not (layer and unit and (source or found[4])):
        raise Unreadable(f"Layers, units and inputs are counted from 1. Type {EDIT_HINT}.")
    return layer, unit, source, read_number(found[6])


def _edit_text(layer: int, unit: int, source: int, number: float) -> str:
    place = f"W{layer}[{unit},{source}]" if source else f"b{layer}[{unit}]"
    return f"{place}={number!r}"
