"""Records what PyTorch's optimisers do in 100 steps, for `test_optimisers.py`.

Made with PyTorch 2.13.0 (CPU, float64), in this folder: python record_optimisers.py > optimisers.json
"""
# mypy: ignore-errors
# (PyTorch is no dependency: install it by hand to record anew.)

import json
import sys

import numpy as np
import torch

OPTIMISERS = {
    "SGD": lambda p: torch.optim.SGD(p, lr=0.1),
    "Momentum": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9),
    "Nesterov": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9, nesterov=True),
    "AdaGrad": lambda p: torch.optim.Adagrad(p, lr=0.05),
    "RMSprop": lambda p: torch.optim.RMSprop(p, lr=0.01),
    "Adam": lambda p: torch.optim.Adam(p, lr=0.01),
}


# What becomes of ten steps of the first if settings of it are changed then, or if another takes over.
CHANGES = {
    "Adam, another beta1": ("Adam", {"betas": (0.5, 0.999)}),
    "Adam, another beta2": ("Adam", {"betas": (0.9, 0.9)}),
    "Adam, another rate and epsilon": ("Adam", {"lr": 0.05, "eps": 1e-3}),
    "RMSprop, another decay": ("RMSprop", {"alpha": 0.5}),
    "RMSprop, another rate and epsilon": ("RMSprop", {"lr": 0.002, "eps": 1e-2}),
    "AdaGrad, another rate and epsilon": ("AdaGrad", {"lr": 0.2, "eps": 1e-2}),
    "Momentum, another momentum and rate": ("Momentum", {"momentum": 0.5, "lr": 0.1}),
    "Momentum, then Nesterov": ("Momentum", {"nesterov": True}),
    "SGD, then Adam": ("SGD", "Adam"),
    "Adam, then Momentum": ("Adam", "Momentum"),
    "Adam, then RMSprop": ("Adam", "RMSprop"),
    "RMSprop, then Adam": ("RMSprop", "Adam"),
    "Momentum, then AdaGrad": ("Momentum", "AdaGrad"),
}


def steps(start, x, y, make, after, change=None):
    """The parameters after some of the steps; `change` comes after the tenth."""
    w1, b1, w2, b2 = parameters = [torch.tensor(each, requires_grad=True) for each in start]
    optimiser, found = OPTIMISERS[make](parameters), {}
    for step in range(1, max(after) + 1):
        optimiser.zero_grad()
        torch.nn.functional.mse_loss(torch.tanh(x @ w1 + b1) @ w2 + b2, y).backward()
        optimiser.step()
        if step in after:
            found[str(step)] = [each.detach().numpy().tolist() for each in parameters]
        if step == 10 and isinstance(change, str):
            optimiser = OPTIMISERS[change](parameters)
        elif step == 10 and change:
            optimiser.param_groups[0].update(change)
    return found


def main() -> None:
    generator = np.random.default_rng(0)
    inputs, targets = generator.normal(size=(20, 3)), generator.normal(size=(20, 2))
    start = [generator.normal(size=shape) for shape in ((3, 4), (4,), (4, 2), (2,))]
    figures = {"inputs": inputs.tolist(), "targets": targets.tolist(), "start": [each.tolist() for each in start]}
    x, y = torch.tensor(inputs), torch.tensor(targets)
    for name in OPTIMISERS:
        figures[name] = steps(start, x, y, name, (1, 10, 100))
    figures["changes"] = {name: steps(start, x, y, make, (11, 30), change) for name, (make, change) in CHANGES.items()}
    json.dump({"made with": f"PyTorch {torch.__version__}", **figures}, sys.stdout)


if __name__ == "__main__":
    main()
