"""scikit-learn's own network, a batch at a time."""
# mypy: ignore-errors
# (The rivals are optional, so that their types cannot be checked here.)

import numpy as np

from tests.benchmarks.rivals.task import Runner, Task, Unable, need, no_ensembles


def scikit_learn(task: Task) -> Runner:
    """scikit-learn's MLPClassifier, a batch at a time."""
    need("sklearn")
    no_ensembles(task)
    if task.workload.sizes[-1] == 2:
        raise Unable("two classes have one output there")
    from sklearn.neural_network import MLPClassifier

    kind = type(task.workload.optimiser()).__name__
    model = MLPClassifier(
        task.workload.sizes[1:-1],
        activation={"sigmoid": "logistic"}.get(task.workload.activation, task.workload.activation),
        solver="adam" if kind == "Adam" else "sgd",
        alpha=0.0,
        batch_size=task.workload.batch,
        learning_rate_init=task.rate,
        momentum=0.9 if kind == "Momentum" else 0.0,
        nesterovs_momentum=False,
        shuffle=False,
    )
    classes = np.arange(max(task.workload.sizes[-1], 2))
    # makes the arrays, which then get our values
    model.partial_fit(task.inputs[: task.workload.batch], task.targets[: task.workload.batch], classes=classes)
    model.coefs_, model.intercepts_ = (
        [each.copy() for each in task.start[::2]],
        [each.copy() for each in task.start[1::2]],
    )
    del model._optimizer
    model.warm_start, feed = False, task.shuffled(task.inputs, task.targets)
    from sklearn.neural_network._stochastic_optimizers import AdamOptimizer, SGDOptimizer

    both = model.coefs_ + model.intercepts_
    model._optimizer = (
        AdamOptimizer(both, task.rate)
        if kind == "Adam"
        else SGDOptimizer(both, task.rate, momentum=model.momentum, nesterov=False)
    )

    def run(steps: int) -> float:
        for _ in range(steps):
            model.partial_fit(*next(feed))
        return float(model.loss_)

    return Runner(run, lambda: [each for pair in zip(model.coefs_, model.intercepts_, strict=True) for each in pair])
