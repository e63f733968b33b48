"""Libraries that record NumPy's operations on a tape: HIPS autograd and MyGrad."""
# mypy: ignore-errors
# (The rivals are optional, so that their types cannot be checked here.)

import numpy as np

from tests.benchmarks.rivals.functions import loss_function, stepwise, update_function
from tests.benchmarks.rivals.task import Runner, Task, need, no_ensembles


def autograd(task: Task) -> Runner:
    """HIPS autograd."""
    need("autograd")
    no_ensembles(task)
    import autograd.numpy as xp
    from autograd import value_and_grad

    return stepwise(
        task, value_and_grad(loss_function(xp, task.workload)), update_function(np, task.workload), list(task.start)
    )


def mygrad(task: Task) -> Runner:
    """MyGrad."""
    need("mygrad")
    no_ensembles(task)
    import mygrad as xp

    loss = loss_function(xp, task.workload)

    def value_and_gradient(weights, x, answers):
        tensors = [xp.tensor(each) for each in weights]
        value = loss(tensors, x, answers)
        value.backward()
        return value.data, [each.grad for each in tensors]

    return stepwise(task, value_and_gradient, update_function(np, task.workload), list(task.start))
