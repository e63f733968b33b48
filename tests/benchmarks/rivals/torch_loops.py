"""PyTorch, eager."""
# mypy: ignore-errors
# (The rivals are optional, so that their types cannot be checked here.)

from engine.bench import RATES
from tests.benchmarks.rivals.task import Runner, Task, need


def torch_batches(task: Task, inputs, targets):
    """The batches of PyTorch tensors, for ever."""
    import torch

    size = task.workload.batch
    for order in map(torch.from_numpy, task.orders()):
        if inputs.nbytes > 2**22:  # a big epoch is gathered more quickly batch by batch, a small one at once
            yield from ((inputs[chosen], targets[chosen]) for chosen in order.split(size))
        else:
            yield from zip(inputs[order].split(size), targets[order].split(size), strict=True)


def pytorch(task: Task) -> Runner:
    """PyTorch, eager; many networks one after another, as `for rate in rates: train(rate)` would."""
    need("torch")
    import torch

    torch.set_num_threads(1)
    nn, functional = torch.nn, torch.nn.functional
    activation = {"tanh": nn.Tanh, "relu": nn.ReLU, "sigmoid": nn.Sigmoid}[task.workload.activation]
    inputs = torch.tensor(task.inputs)
    binary = task.workload.loss == "binary_cross_entropy"
    targets = torch.tensor(task.answers if binary else task.targets)
    loss = functional.binary_cross_entropy_with_logits if binary else functional.cross_entropy

    def model():
        layers = []
        for weights, biases in zip(task.start[::2], task.start[1::2], strict=True):
            layer = nn.Linear(*weights.shape)
            layer.weight.data, layer.bias.data = torch.tensor(weights.T.copy()), torch.tensor(biases)
            layers += [layer, activation()]
        return nn.Sequential(*layers[:-1])

    def optimiser(parameters, rate):
        kind = type(task.workload.optimiser()).__name__
        if kind == "Adam":
            return torch.optim.Adam(parameters, lr=rate)
        return torch.optim.SGD(parameters, lr=rate, momentum=0.9 if kind == "Momentum" else 0.0)

    def learner(rate):
        net = model()
        return net, optimiser(net.parameters(), rate), torch_batches(task, inputs, targets)

    learners = [learner(rate) for rate in ([task.rate] if task.workload.members is None else RATES)]

    def run(steps: int) -> float:
        for net, step, feed in learners:
            for _ in range(steps):
                x, y = next(feed)
                step.zero_grad(set_to_none=True)
                error = loss(net(x), y)
                error.backward()
                step.step()
        return error.item()

    watched = learners[0 if len(learners) == 1 else 20][0]
    return Runner(run, lambda: [each.detach().numpy().T for each in watched.parameters()])
