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


def main() -> None:
    generator = np.random.default_rng(0)
    inputs, targets = generator.normal(size=(20, 3)), generator.normal(size=(20, 2))
    start = [generator.normal(size=shape) for shape in ((3, 4), (4,), (4, 2), (2,))]
    figures = {"inputs": inputs.tolist(), "targets": targets.tolist(), "start": [each.tolist() for each in start]}
    x, y = torch.tensor(inputs), torch.tensor(targets)
    for name, make in OPTIMISERS.items():
        w1, b1, w2, b2 = parameters = [torch.tensor(each, requires_grad=True) for each in start]
        optimiser = make(parameters)
        after = {}
        for step in range(1, 101):
            optimiser.zero_grad()
            torch.nn.functional.mse_loss(torch.tanh(x @ w1 + b1) @ w2 + b2, y).backward()
            optimiser.step()
            if step in (1, 10, 100):
                after[str(step)] = [each.detach().numpy().tolist() for each in parameters]
        figures[name] = after
    json.dump({"made with": f"PyTorch {torch.__version__}", **figures}, sys.stdout)


if __name__ == "__main__":
    main()
