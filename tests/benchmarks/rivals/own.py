"""This engine, as the one that the others are measured against."""

from tests.benchmarks.rivals.task import Runner, Task, weights_of


def engine(task: Task) -> Runner:
    """This engine, through the public `train`; it is asked for an `Update` at the end of an epoch."""
    net, training = task.workload.start(task.dtype, task.batches)
    next(training)

    def run(steps: int) -> float:
        training.every = steps
        return next(training).loss

    return Runner(run, lambda: weights_of(net, None if net.members is None else 20), multiple=task.batches)
