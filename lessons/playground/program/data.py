"""The examples of a run as code: made ones by their generator, large ones from nntutor's files, one's own from theirs.

Whatever the data, the lines end with four names: `train_points` and `test_points`, (n, coordinates), and what is right
for each, `train_answers` and `test_answers`: classes (n,), or values (n, 1). Nothing later asks where they come from.
"""

from __future__ import annotations

from dataclasses import replace

from lessons.playground.bench import Bench
from lessons.playground.examples import DATA, FIXED, RADIUS
from lessons.playground.program.data_lines import DataLines
from lessons.playground.program.facts import is_plain
from lessons.playground.program.made_data import MADE, ON_CIRCLE
from lessons.playground.program.own_data import own_data_lines
from lessons.playground.program.template import filled
from lessons.playground.program.wide_data import WIDE_MADE

_STREAMS = """
# A stream of random numbers for each purpose; 2 and 3 would be for a validation set.
streams = [np.random.default_rng(each) for each in np.random.SeedSequence(SEED).spawn(6)]
"""
_DRAWN = """train_points, train_answers = drawn($train)
test_points, test_answers = drawn($test)
"""
_FROM_A_FILE = """
# These examples come with nntutor, in a file or as a table that nobody would write out; all else here is NumPy.
"""
_TAKEN = """
data = datasets.$call
train_points, train_answers = data.train.inputs, data.train.targets
test_points, test_answers = data.test.inputs, data.test.targets
"""
_RATINGS = '''
data = datasets.$call


def marked(pairs):
    """Return an input for each user and each film, 1 for the two of an example, (n, users + films)."""
    user, film = pairs.astype(int).T
    return np.concatenate([np.eye(len(data.users))[user], np.eye(len(data.films))[film]], axis=1)


train_points, train_answers = marked(data.train.inputs), data.train.targets
test_points, test_answers = marked(data.test.inputs), data.test.targets
'''
_FEATURES = {
    "x1": "x1",
    "x2": "x2",
    "x1^2": "x1**2",
    "x2^2": "x2**2",
    "x1x2": "x1 * x2",
    "sin1": "np.sin($times x1)",
    "sin2": "np.sin($times x2)",
}


def data_written_out(bench: Bench) -> DataLines:
    """Return the lines that make a run's examples with NumPy, if a person would write those, and else take them.

    Raises:
        Unreadable: the data is the learner's own, and so large that a part of it was taken.
    """
    if bench.settings.data in RADIUS:
        return DataLines("", _made(bench))
    taken = data_of_the_engine(bench)
    return replace(taken, lines=_FROM_A_FILE + taken.lines) if bench.settings.data in FIXED else taken


def data_of_the_engine(bench: Bench) -> DataLines:
    """Return the lines that take a run's examples from `engine.datasets`; the rest is as in `data_written_out`."""
    name = bench.settings.data
    if name not in DATA:
        return own_data_lines(bench)
    call = f"{name}(SEED)"
    if name not in FIXED:
        counts = f"samples={len(bench.train_inputs)}, held_out={len(bench.test_inputs)}"
        call = f"{name}(SEED, {counts}, noise={_spread(bench)!r})"
    text = filled(_RATINGS if name == "ratings" else _TAKEN, {}, {"call": call})
    return DataLines("from engine import datasets", text)


def _spread(bench: Bench) -> float:
    """Return the noise as a standard deviation."""
    return bench.settings.noise / 100 * RADIUS[bench.settings.data]


def _made(bench: Bench) -> str:
    """Return a made data set with its generator written out."""
    made, spread = {**MADE, **WIDE_MADE}[bench.settings.data], _spread(bench)
    drawn = [name for name, has in (("places", made.draws_places), ("shaking", made.shakes and spread > 0)) if has]
    values = {"noise": repr(spread), "arguments": ", ".join(["count", *drawn])}
    for side, inputs, first in (("train", bench.train_inputs, 0), ("test", bench.test_inputs, 4)):
        streams = [f"streams[{first + (name == 'shaking')}]" for name in drawn]
        values[side] = ", ".join([str(len(inputs)), *streams])
    text = (ON_CIRCLE if made.on_circle else "") + made.points + (_STREAMS if drawn else "\n") + _DRAWN
    return filled(text, {"noise": spread > 0}, values)


def features_of_points(bench: Bench, *, ones: bool) -> tuple[str, str]:
    """Return lines that prepare what the network is given of `points`, and its expression, (n, features).

    Args:
        bench: of the run.
        ones: whether a column of ones for the biases comes last, (n, features + 1).
    """
    if is_plain(bench):
        return "", "np.column_stack([points, np.ones(len(points))])" if ones else "points"
    times = "" if bench.data.waves == 1 else f"{bench.data.waves!r} * "
    columns = [_FEATURES[name].replace("$times ", times) for name in bench.features]
    columns += ["np.ones(len(points))"] * ones
    expression = f"np.stack([{', '.join(columns)}], axis=1)"
    needed = [f"    {name} = points[:, {at}]" for at, name in enumerate(("x1", "x2")) if name in expression]
    return "\n".join(needed), expression
