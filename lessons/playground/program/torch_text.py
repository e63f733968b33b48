"""A run as a program with PyTorch, in its usual idiom: modules, autograd, its own optimisers and schedules.

Each of PyTorch's optimisers has the engine's formula; that sums are taken in another order shows in the last digits.
What PyTorch would draw by chance, weights, the order of the examples and dropout, is drawn as the engine draws it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lessons.playground.bench import Bench
from lessons.playground.program.data import data_written_out, features_of_points
from lessons.playground.program.facts import flags_of, starts, values_of
from lessons.playground.program.loop import constants, loop
from lessons.playground.program.network import Edit, edit_lines, start_functions
from lessons.playground.program.saved import TORCH, loaded_lines
from lessons.playground.program.template import filled, spaced

_INPUTS = '''
$head

$standard

import numpy as np
import torch
from torch import nn

$imports

torch.set_default_dtype(torch.float64)  # as the engine; PyTorch would take float32

$constants

$data

def given(points):
    """Return what the network is given of each point, (n, features)."""
$coordinates
    return torch.from_numpy($features)


def aims_of(answers):
    """Return what the loss holds the outputs against."""
    return torch.from_numpy(answers)  #? !classes
    return torch.from_numpy(answers[:, np.newaxis].astype(float))  #? binary
    return torch.from_numpy(answers)  # the number of the class  #? softmax
    return torch.from_numpy(np.where(answers == 1, 1.0, $low)[:, np.newaxis])  #? numbers !several
    return torch.from_numpy(np.where(answers[:, np.newaxis] == np.arange($classes), 1.0, $low))  #? numbers several


train_x, train_aims = given(train_points), aims_of(train_answers)
test_x, test_aims = given(test_points), aims_of(test_answers)
'''

_MODULES = '''
masks = np.random.default_rng([SEED, 1])  #? dropout
masks.random($tried)  # the engine tries its masks out before it trains  #? dropout


class Dropout(nn.Module):  #? dropout
    """What nn.Dropout does, with the engine's own random numbers."""  #? dropout

    def forward(self, a):  #? dropout
        """Silence some activations while training; the others are louder, so that the mean stays."""  #? dropout
        if not self.training:  #? dropout
            return a  #? dropout
        speak = masks.random((a.shape[1], a.shape[0])).T >= $share  #? dropout
        return a * torch.from_numpy(speak * (1 / (1 - $share)))  #? dropout


class Step(nn.Module):  #? stepped
    """1 where its input is positive, and else 0; no gradient comes back through it."""  #? stepped

    def forward(self, z):  #? stepped
        """Return the step."""  #? stepped
        return (z > 0).to(z.dtype)  #? stepped


# Where the sums of a batch are all but alike, batch norm makes rounding large: losses may then part.  #? norm
model = nn.Sequential(
$model
)
linear = [module for module in model if isinstance(module, nn.Linear)]
norms = [module for module in model if isinstance(module, nn.BatchNorm1d)]  #? norm saved
generator = np.random.default_rng(SEED)  #? drawn
$loaded

$start_functions

with torch.no_grad():
$start
$edits


def take_running_figures():  #? norm saved
    """Take batch norm's running means and variances from the file."""  #? norm saved
    for number, module in enumerate(norms, 1):  #? norm saved
        module.running_mean.copy_(torch.from_numpy(saved[f"mean{number}"][:, 0]))  #? norm saved
        module.running_var.copy_(torch.from_numpy(saved[f"variance{number}"][:, 0]))  #? norm saved
'''

_START = """
    for module in linear:  #? !starts
    for module, draw in zip(linear, ($rules), strict=True):  #? starts
        module.weight.copy_(torch.from_numpy($draw(module.in_features, module.out_features).T))  #? !zeros
        module.weight.zero_()  #? zeros
        module.bias.zero_()  #? !biases
        module.bias.fill_($bias)  #? biases
"""

_TRAINING = '''
def loss_of(outputs, aims):  #? half_mse
    """Return half the mean squared error, for which PyTorch has no name."""  #? half_mse
    return nn.functional.mse_loss(outputs, aims) / 2  #? half_mse


loss_of = nn.MSELoss()  #? mse
loss_of = nn.L1Loss()  #? mae
loss_of = nn.HuberLoss()  #? huber
loss_of = nn.BCEWithLogitsLoss()  #? binary
loss_of = nn.CrossEntropyLoss()  #? softmax
optimiser = torch.optim.$optimiser  # its formula is the engine's
schedule = torch.optim.lr_scheduler.StepLR(optimiser, step_size=$halves, gamma=0.5)  #? step
schedule = torch.optim.lr_scheduler.ExponentialLR(optimiser, gamma=$last ** (1 / UPDATES))  #? exponential
schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, T_max=UPDATES)  #? cosine
schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda update: min((update + 1) / $warm, 1.0))  #? warm-up


def report(epoch):
    """Print where the run stands."""
    model.eval()  #? mode
    with torch.no_grad():
        train, test = loss_of(model(train_x), train_aims), loss_of(model(test_x), test_aims)
    model.train()  #? mode
    print(f"epoch {epoch:>5}   loss {train.item():<16.12g}   test loss {test.item():.12g}")
'''

_PENALTY = '''
def penalty():
    """Return what large weights cost; biases cost nothing, which would not be so with weight_decay."""
    return sum($costs for module in linear)
'''
_GRADIENT = """
optimiser.zero_grad()
loss = loss_of(model(train_x[batch]), train_aims[batch])  #? batches
loss = loss_of(model(train_x), train_aims)  #? !batches
(loss + penalty()).backward()  #? penalised
loss.backward()  #? !penalised
"""
_STEP = """
optimiser.step()
schedule.step()  #? changing
"""
_MODULE: Mapping[str, Sequence[str]] = {
    "identity": (),
    "tanh": ("nn.Tanh()",),
    "sigmoid": ("nn.Sigmoid()",),
    "relu": ("nn.ReLU()",),
    "leaky_relu": ("nn.LeakyReLU(0.01)",),
    "step": ("Step()",),
}
_OPTIMISER = {
    "sgd": "SGD(model.parameters(), lr=RATE)",
    "momentum": "SGD(model.parameters(), lr=RATE, momentum=0.9)",
    "nesterov": "SGD(model.parameters(), lr=RATE, momentum=0.9, nesterov=True)",
    "adagrad": "Adagrad(model.parameters(), lr=RATE, eps=1e-10)",
    "rmsprop": "RMSprop(model.parameters(), lr=RATE, alpha=0.99, eps=1e-8)",
    "adam": "Adam(model.parameters(), lr=RATE, betas=(0.9, 0.999), eps=1e-8)",
}


def torch_program(bench: Bench, head: str, edits: Sequence[Edit] = ()) -> str:
    """Return the program; arguments and errors are those of `numpy_program`."""
    flags, data = flags_of(bench), data_written_out(bench)
    coordinates, features = features_of_points(bench, ones=False)
    costs = ["L1 * module.weight.abs().sum()"] * flags["l1"] + ["L2 / 2 * module.weight.square().sum()"] * flags["l2"]
    values = values_of(bench) | {
        "head": head,
        "constants": constants(flags, values_of(bench)),
        "standard": data.standard,
        "imports": data.imports,
        "data": data.lines,
        "coordinates": coordinates,
        "features": features,
        "model": "\n".join(f"    {module}," for module in _modules(bench)),
        "start_functions": start_functions(bench),
        "loaded": loaded_lines(bench),
        "rules": ", ".join(starts(bench)),
        "draw": "draw" if flags["starts"] else starts(bench)[0],
        "edits": edit_lines(
            edits, "linear[{layer}].weight[{unit}, {source}]", "linear[{layer}].bias[{unit}]", indent="    "
        ),
        "optimiser": _OPTIMISER[bench.settings.optimiser],
        "costs": " + ".join(costs),
    }
    values["start"] = filled(TORCH if flags["saved"] else _START, flags, values).rstrip()
    text = _INPUTS + _MODULES + (_PENALTY if costs else "") + _TRAINING
    gradient, step = filled(_GRADIENT, flags, {}), filled(_STEP, flags, {})
    training = loop(flags, values, memory="", gradient=gradient, step=step)
    program = spaced(filled(text, flags, values) + "\n" + training)
    return program if "np." in program else program.replace("import numpy as np\n", "")  # nothing is drawn by chance


def _modules(bench: Bench) -> list[str]:
    """Return the modules of the network, in their order."""
    sizes, applies, made = bench.sizes, bench.applies, list[str]()
    for number, activation in enumerate((*bench.settings.activations, applies.output)):
        last = number == len(sizes) - 2
        made.append(f"nn.Linear({sizes[number]}, {sizes[number + 1]})")
        made += [f"nn.BatchNorm1d({sizes[number + 1]})"] * (applies.normalises and not last)
        made += _MODULE[activation]
        made += ["Dropout()"] * (applies.dropout > 0 and not last)
    return made
