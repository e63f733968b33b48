"""The same training in other libraries, from the same weights and on the same batches.

Everyone does the same job, and all of it is timed: at the start of each epoch a fresh permutation of the examples
(NumPy's `Generator.permutation` for all, so that all see the same batches; no library's own is quicker) and gathering
them; for each batch the forward pass, the loss, the backward pass and the optimiser's update; and once at the end of
`run`, however many steps it makes, reading the loss as a Python float. (Between such readings nobody asks for the
loss's value, only for its gradient. Those who can leave it out, this engine and `lax.scan`, do; the others compute it
on the way.) Making the model, moving the data set to where the library wants it, and compiling are not timed.

Every rival is written as its own documentation would write it; where there are two common ways, the faster one stands
here. One that is not installed, or cannot do a workload, says so.
"""

from collections.abc import Callable

from tests.benchmarks.rivals.jax_loops import jax_jit, jax_scan
from tests.benchmarks.rivals.own import engine
from tests.benchmarks.rivals.scalars import micrograd
from tests.benchmarks.rivals.scikit_learn import scikit_learn
from tests.benchmarks.rivals.tapes import autograd, mygrad
from tests.benchmarks.rivals.task import Runner, Task
from tests.benchmarks.rivals.torch_loops import pytorch

RIVALS: dict[str, Callable[[Task], Runner]] = {
    "this engine": engine,
    "PyTorch eager": pytorch,
    "JAX jit": jax_jit,
    "JAX lax.scan": jax_scan,
    "scikit-learn": scikit_learn,
    "autograd": autograd,
    "MyGrad": mygrad,
    "micrograd": micrograd,
}
