"""The optimisers, one file each."""

from engine.optimisers.adagrad import AdaGrad
from engine.optimisers.adam import Adam
from engine.optimisers.momentum import Momentum, Nesterov
from engine.optimisers.optimiser import Optimiser
from engine.optimisers.rmsprop import RMSprop
from engine.optimisers.sgd import SGD

__all__ = ["SGD", "AdaGrad", "Adam", "Momentum", "Nesterov", "Optimiser", "RMSprop"]
