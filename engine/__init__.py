"""A small engine for neural networks, on NumPy alone: what you watch is what trains.

To be read in this order, with speed last:

1. An expression and its gradient: `tensor` (whose other methods are in `elementwise`, `comparisons` and `everyday`),
   `node`, `operation`, `operations`, `backpropagation`, `backward`, `shares`, `tape`. Looked at closely: `vjp`,
   `gradient_checking`.
2. A network: `network`, `layer`, `initialisation`, `forward`, `memory`, `classes`; one `example`; `copying`.
3. What it learns: `losses`, `loss_expression`, `encoding`, `datasets`.
4. How it learns: `training`, `update`, `minibatches`, `training_step`, `optimisers`, `schedules`, `penalties`,
   `validation`, `early_stopping`, `freezing`. What a run goes back to: `place`, `checkpoint`, `equality`.
5. How it is quick: `compiled`, `batches`, `buffers`; measured by `bench`.

What all of them use: `arrays`, `numbers`, `validate`, `errors`. The layers in pyproject.toml hold who imports whom.

Each public name is loaded when it is first asked for, so that `import engine` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from engine import datasets as datasets
    from engine.errors import EngineError as EngineError
    from engine.example import example_loss as example_loss
    from engine.example import later_copy as later_copy
    from engine.gradient_checking import central_differences as central_differences
    from engine.gradient_checking import gradient_check as gradient_check
    from engine.loss_expression import loss_of as loss_of
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
    "tensor": ("Tensor", "concatenate", "maximum", "minimum", "stack", "where"),
    "tape": ("Step", "Tape"),
    "gradient_checking": ("central_differences", "gradient_check"),
    "network": ("Network",),
    "example": ("example_loss", "later_copy"),
    "loss_expression": ("loss_of",),
    "training": ("Training", "train"),
    "update": ("Update",),
    "optimisers": ("SGD", "AdaGrad", "Adam", "Momentum", "Nesterov", "Optimiser", "RMSprop"),
    "errors": ("EngineError",),
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
