"""The demo of the pencil: the learner's own figures for each node, checked by the engine one after another."""

from __future__ import annotations

from lessons.inside_the_network.forward.exercises import EXERCISES, LARGEST, NODES, Exercise, exercise, first_wrong
from lessons.inside_the_network.forward.model import NOTES
from lessons.kit.charts import Table
from lessons.kit.demo import Frame, Frames, Prediction, Reading, Trouble, demo
from lessons.kit.figures import exact, figure
from lessons.kit.knobs import Knob

OPTIONS = ("At h1", "At h2", "At the sum", "Nowhere: all three are right")
_STEPS = int(8 * LARGEST)


@demo(
    prediction=Prediction("Where does the pencil first go wrong?", OPTIONS),
    number=Knob(1, EXERCISES, start=1, steps=EXERCISES - 1, whole=True, label="exercise"),
    h1=Knob(-LARGEST, LARGEST, start=1.25, steps=_STEPS, label="pencil's h1"),
    h2=Knob(-LARGEST, LARGEST, start=-0.5, steps=_STEPS, label="pencil's h2"),
    total=Knob(-LARGEST, LARGEST, start=-1.25, steps=_STEPS, label="pencil's sum"),
)
def pencil(number: int, h1: float, h2: float, total: float, seed: int) -> Frames:  # noqa: ARG001
    """A pencil's forward pass, checked."""
    task = exercise(int(number))
    written, nodes = dict(zip(NODES, (h1, h2, total), strict=True)), task.nodes()
    for known in range(len(NODES) + 1):
        yield _frame(task, written, nodes, known)


def _frame(task: Exercise, written: dict[str, float], nodes: dict[str, float], known: int) -> Frame:
    over, wrong = known == len(NODES), first_wrong(written, nodes)
    readings: dict[str, Reading] = {"step": known}
    readings |= {name: nodes[name] for name in NODES[:known]}
    there = task.network.meets(task.inputs)
    return Frame(
        known,
        (task.network.sheet(), _checked(task, written, nodes, known)),
        _caption(written, nodes, known, there.value()),
        readings,
        over,
        _trouble(task, written, nodes, NODES[wrong]) if over and wrong < len(NODES) else None,
        there.inspect("sum", title="The forward pass of this exercise", notes=NOTES),
        wrong if over else None,
    )


def _checked(task: Exercise, written: dict[str, float], nodes: dict[str, float], known: int) -> Table:
    rows = [(name, "", exact(x), "") for name, x in zip(("x1", "x2"), task.inputs, strict=True)]
    for i, name in enumerate(NODES):
        verdict = "✓" if first_wrong(written, {**written, name: nodes[name]}) == len(NODES) else "✗"
        rows.append((name, exact(written[name]), *((exact(nodes[name]), verdict) if i < known else ("?", ""))))
    return Table("The pencil, and the engine", ("node", "pencil", "engine", ""), tuple(rows))


def _caption(written: dict[str, float], nodes: dict[str, float], known: int, said: float) -> str:
    if not known:
        figures = ", ".join(f"{name} {exact(written[name])}" for name in NODES)
        return f"The pencil has {figures}; nothing is checked yet."
    name = NODES[known - 1]
    end = f" After the sigmoid: {figure(said)}." if known == len(NODES) else ""
    return f"{name}: the pencil has {exact(written[name])}, the engine {exact(nodes[name])}.{end}"


def _trouble(task: Exercise, written: dict[str, float], nodes: dict[str, float], name: str) -> Trouble:
    """Tell what the pencil forgot at the first node that is wrong; the remedy writes down the engine's figures."""
    slips = task.slips()[name]
    known = [what for what, number in slips.items() if abs(number - written[name]) < 1e-9]
    why = f"it {known[0]}" if known else "add up each product, sign and all, and the bias"
    right = {"h1": nodes["h1"], "h2": nodes["h2"], "total": nodes["sum"]}
    mend = f"The pencil has {exact(written[name])}, the engine {exact(nodes[name])}: {why}."
    return Trouble(f"{name} is wrong", mend, right)
