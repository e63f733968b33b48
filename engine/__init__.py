"""A small engine for neural networks, on NumPy alone: what you watch is what trains.

Start reading at `tensor.py` (expressions and their gradients) or at `network.py` and `training.py`.
"""

from engine.checking import central_differences, gradient_check
from engine.data import loss_of
from engine.errors import EngineError
from engine.network import Network
from engine.optimisers import SGD, AdaGrad, Adam, Momentum, Nesterov, Optimiser, RMSprop
from engine.tape import Step, Tape
from engine.tensor import Tensor, concatenate, maximum, where
from engine.trace import Moment, trace, trace_example
from engine.training import Training, Update, train

__all__ = [
    "SGD",
    "AdaGrad",
    "Adam",
    "EngineError",
    "Moment",
    "Momentum",
    "Nesterov",
    "Network",
    "Optimiser",
    "RMSprop",
    "Step",
    "Tape",
    "Tensor",
    "Training",
    "Update",
    "central_differences",
    "concatenate",
    "gradient_check",
    "loss_of",
    "maximum",
    "trace",
    "trace_example",
    "train",
    "where",
]
