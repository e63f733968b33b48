"""A small engine for neural networks, on NumPy alone: what you watch is what trains.

Start reading at `tensor.py` (expressions and their gradients) or at `network.py` and `training.py`. Each public name is
loaded when it is first asked for, so that `import engine` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from engine import datasets as datasets
    from engine.checking import central_differences as central_differences
    from engine.checking import gradient_check as gradient_check
    from engine.data import loss_of as loss_of
    from engine.errors import EngineError as EngineError
    from engine.example import example_loss as example_loss
    from engine.example import later_copy as later_copy
    from engine.network import Network as Network
    from engine.optimisers import SGD as SGD
    from engine.optimisers import AdaGrad as AdaGrad
    from engine.optimisers import Adam as Adam
    from engine.optimisers import Momentum as Momentum
    from engine.optimisers import Nesterov as Nesterov
    from engine.optimisers import Optimiser as Optimiser
    from engine.optimisers import RMSprop as RMSprop
    from engine.tape import Step as Step
    from engine.tape import Tape as Tape
    from engine.tensor import Tensor as Tensor
    from engine.tensor import concatenate as concatenate
    from engine.tensor import maximum as maximum
    from engine.tensor import minimum as minimum
    from engine.tensor import stack as stack
    from engine.tensor import where as where
    from engine.training import Training as Training
    from engine.training import train as train
    from engine.update import Update as Update

_PLACES = {
    "checking": ("central_differences", "gradient_check"),
    "data": ("loss_of",),
    "errors": ("EngineError",),
    "example": ("example_loss", "later_copy"),
    "network": ("Network",),
    "optimisers": ("SGD", "AdaGrad", "Adam", "Momentum", "Nesterov", "Optimiser", "RMSprop"),
    "tape": ("Step", "Tape"),
    "tensor": ("Tensor", "concatenate", "maximum", "minimum", "stack", "where"),
    "training": ("Training", "train"),
    "update": ("Update",),
}

__all__ = ["datasets", *(name for names in _PLACES.values() for name in names)]


def __getattr__(name: str) -> Any:
    """The public name, from the file where it is written."""
    if name == "datasets":
        return import_module("engine.datasets")
    for file, names in _PLACES.items():
        if name in names:
            globals()[name] = getattr(import_module(f"engine.{file}"), name)
            return globals()[name]
    raise AttributeError(f"engine has no {name!r}; it has {', '.join(sum(_PLACES.values(), ()))}.")


def __dir__() -> list[str]:
    """Every public name."""
    return __all__
