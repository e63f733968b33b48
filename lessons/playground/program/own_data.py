"""Data of the learner's own as code: the file read, dealt out and standardised as the playground did it.

What was found out about the file, such as what stands between its fields, is in the program; how that was found is not.
"""

from __future__ import annotations

from textwrap import fill

from lessons.kit.errors import Unreadable
from lessons.playground.bench import Bench
from lessons.playground.own.source import OwnSource
from lessons.playground.program.data_lines import DataLines
from lessons.playground.program.literals import path_written, text_written
from lessons.playground.program.template import filled

_TEXT = '''
# The program has to find this file where it runs; it reads it as the playground has understood it.
FILE = $path

with open(FILE, encoding=$encoding, newline="") as file:
    rows = list(csv.reader(file, $delimited, skipinitialspace=True))  #? delimited
    rows = list(csv.reader(file, skipinitialspace=True))  #? !delimited
rows = [row[:-1] if row[-1:] == [""] else row for row in rows]  # spaces at the end of a line are no field  #? spaces
rows = [row for row in rows if row][1:]  # without empty lines, and without the names of the columns  #? header
rows = [row for row in rows if row]  # without empty lines  #? !header


def number_in(field):  #? comma
    """Return the number in a field, whose decimals stand behind a comma."""  #? comma
    return float(field.replace(",", "."))  #? comma


$columns
inputs = np.array([[$number(field) for field in row[$slice]] for row in rows])  #? sliced
inputs = np.array([[$number(row[column]) for column in COLUMNS] for row in rows])  #? !sliced
targets = np.array([[$number(row[$label])] for row in rows])  #? values
labels = [$number(row[$label]) for row in rows]  #? !values numeric
labels = [row[$label].strip() for row in rows]  #? !values !numeric
classes = sorted(set(labels))  #? !values
targets = np.array([classes.index(label) for label in labels])  #? !values

# Chance deals the rows out, with a stream of random numbers of its own.
order = np.random.default_rng(np.random.SeedSequence(SEED).spawn(1)[0]).permutation(len(rows))
count = min(max(round($share * len(rows)), 1), len(rows) - 2)  # for the test; two at least are learnt from  #? values
to_test, to_learn = order[:count], order[count:]  #? values
for_test = np.zeros(len(rows), bool)  #? !values
for number in range(len(classes)):  # of each class a share, and one at least to either side  #? !values
    places = np.flatnonzero(targets[order] == number)  #? !values
    for_test[places[: min(max(round($share * len(places)), 1), len(places) - 1)]] = True  #? !values
to_test, to_learn = order[for_test], order[~for_test]  #? !values


def standardised(figures):
    """Return columns with mean 0 and standard deviation 1, by what is learnt from alone."""
    known = figures[to_learn]
    off = known - known.mean(axis=0)
    reach = np.abs(off).max(axis=0)
    varied = reach > np.maximum(1e-12 * np.abs(known).max(axis=0), 1e-200)  # by more than rounding  #? alike
    reach = np.where(varied, reach, 1.0)  #? alike
    deviation = reach * np.sqrt(((off / reach) ** 2).mean(axis=0))  # squares of shares are never beyond all numbers
    deviation = np.where(varied, deviation, 1.0)  #? alike
    return np.where(varied, (figures - known.mean(axis=0)) / deviation, 0.0)  # the others tell nothing  #? alike
    return (figures - known.mean(axis=0)) / deviation  #? !alike


inputs = standardised(inputs)
targets = standardised(targets)  #? values
train_points, train_answers = inputs[to_learn], targets[to_learn]
test_points, test_answers = inputs[to_test], targets[to_test]
'''
_WIDTH = 116


def own_data_lines(bench: Bench) -> DataLines:
    """Return the lines that read a run's file, and make its examples.

    Raises:
        Unreadable: nobody knows of a file, or only some of its rows were taken.
    """
    source, is_values = bench.data.source, not bench.data.classes
    if source is None:
        raise Unreadable("There is no program for these data: choose one of the engine's data sets.")
    if source.thinned:
        raise Unreadable(
            "There is no program for a run on so many rows, of which chance takes some: save fewer in a file of their "
            "own, and open that."
        )
    first, after = source.inputs[0], source.inputs[-1] + 1
    sliced = source.inputs == tuple(range(first, after))
    flags = {
        "delimited": source.delimiter != ",",
        "spaces": source.delimiter == " ",
        "header": source.header,
        "comma": source.comma,
        "values": is_values,
        "numeric": source.numeric,
        "sliced": sliced,
        "alike": _has_a_column_that_is_alike(bench),
    }
    values = {
        "path": path_written(source.path),
        "encoding": text_written(source.encoding),
        "delimited": f"delimiter={text_written(source.delimiter)}",
        "number": "number_in" if source.comma else "float",
        "columns": "" if sliced else _columns(source),
        "slice": f"{first or ''}:{after}",
        "label": repr(source.label),
        "share": repr(bench.settings.test / 100),
    }
    return DataLines("", filled(_TEXT, flags, values), standard="import csv")


def _columns(source: OwnSource) -> str:
    """Return the line that says which columns are inputs, or the lines if it is long."""
    line = f"COLUMNS = {source.inputs!r}  # of the inputs, from 0"
    if len(line) <= _WIDTH:
        return line
    numbers = fill(", ".join(map(str, source.inputs)) + ",", _WIDTH, initial_indent="    ", subsequent_indent="    ")
    return f"COLUMNS = (  # of the inputs, from 0\n{numbers}\n)  # fmt: skip"


def _has_a_column_that_is_alike(bench: Bench) -> bool:
    """Return whether some input, or the values, are the same in every row that is learnt from."""
    sides = [bench.data.train.inputs] + [bench.data.train.targets] * (not bench.data.classes)
    return any(bool((side == 0).all(axis=0).any()) for side in sides)
