"""The update as code: the schedule of the rate, and each optimiser's formula as the engine works it out."""

from __future__ import annotations

from collections.abc import Mapping

from lessons.playground.program.template import filled

_MEMORY = """
velocity = np.zeros_like(parameters)  #? momentum|nesterov
total = np.zeros_like(parameters)  # of the squares of all gradients so far  #? adagrad
average = np.zeros_like(parameters)  # of the gradients  #? adam
squares = np.zeros_like(parameters)  # an average, too: of the squares of the gradients  #? rmsprop|adam
update = 0  #? counted batches
"""

_STEP = """
update = epoch - 1  # all examples make one  #? counted !batches !norm
update = epoch  # all examples make one  #? counted !batches norm
rate = RATE * 0.5 ** (update // $halves)  # halved, and halved again  #? step
rate = RATE * ($last ** (1 / UPDATES)) ** update  # down to a hundredth  #? exponential
rate = RATE * (1 + cos(pi * (update / UPDATES))) / 2  # down along half a wave  #? cosine
rate = RATE * (update + 1) / $warm if update < $warm else RATE  # nearly nothing at first  #? warm-up
parameters -= $rate * gradient  #? sgd
velocity = 0.9 * velocity + gradient  # past gradients count too, the longer ago the less  #? momentum|nesterov
parameters -= $rate * velocity  #? momentum
parameters -= $rate * (gradient + 0.9 * velocity)  # a step ahead, to where the velocity leads  #? nesterov
total += gradient**2  #? adagrad
parameters -= $rate * (gradient / (np.sqrt(total) + 1e-10))  # shorter where slopes were steep  #? adagrad
# RMSprop (Hinton, 2012): the average lacks its factor, whose root comes in with the rate.  #? rmsprop
squares = 0.99 * squares + gradient**2  #? rmsprop
parameters -= $short * (gradient / (np.sqrt(squares) + 1e-8 / np.sqrt(1 - 0.99)))  #? rmsprop
# Adam (Kingma and Ba, 2015): both averages lack their factors, which come in with the rate.  #? adam
average = 0.9 * average + gradient  #? adam
squares = 0.999 * squares + gradient**2  #? adam
root = sqrt((1 - 0.999 ** (update + 1)) / (1 - 0.999))  # corrects averages that began at 0  #? adam
full = (1 - 0.9) / (1 - 0.9 ** (update + 1)) * root * $rate  #? adam
parameters -= full * (average / (np.sqrt(squares) + 1e-8 * root))  #? adam
update += 1  #? counted batches
"""


def memory_lines(flags: Mapping[str, bool]) -> str:
    """Return the lines that begin what an optimiser remembers between two updates."""
    return filled(_MEMORY, flags, {})


def step_lines(flags: Mapping[str, bool], values: Mapping[str, str]) -> str:
    """Return the lines that update the `parameters` by their `gradient`."""
    rate = "rate" if flags["changing"] else "RATE"
    short = "(1 / np.sqrt(1 - 0.99) * rate)" if flags["changing"] else "RATE / np.sqrt(1 - 0.99)"
    return filled(_STEP, flags, {**values, "rate": rate, "short": short})
