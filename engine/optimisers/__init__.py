"""The optimisers, one file each."""

from typing import Any

from engine.errors import EngineError
from engine.optimisers.adagrad import AdaGrad
from engine.optimisers.adam import Adam
from engine.optimisers.momentum import Momentum, Nesterov
from engine.optimisers.optimiser import Optimiser
from engine.optimisers.rmsprop import RMSprop
from engine.optimisers.sgd import SGD

NAMED: dict[str, type[Optimiser]] = {
    kind.__name__.lower(): kind for kind in (SGD, Momentum, Nesterov, AdaGrad, RMSprop, Adam)
}


def optimiser_from(given: Any) -> Optimiser:
    """Return an optimiser: the one that was given, or one of that class or name with its usual settings.

    Args:
        given: an `Optimiser`; its class; or its name, such as `"adam"`. None is plain SGD.

    Raises:
        EngineError: if it is none of these.
    """
    if given is None:
        return SGD()
    kind = NAMED.get(given.lower()) if isinstance(given, str) else given
    try:
        made = kind() if isinstance(kind, type) else kind
    except TypeError:  # a class that cannot do without settings
        made = None
    if not isinstance(made, Optimiser):
        names = ", ".join(each.__name__ for each in NAMED.values())
        raise EngineError(f'An optimiser is one of {names}, such as SGD(0.1) or "adam", not {given!r}.')
    return made


__all__ = ["NAMED", "SGD", "AdaGrad", "Adam", "Momentum", "Nesterov", "Optimiser", "RMSprop", "optimiser_from"]
