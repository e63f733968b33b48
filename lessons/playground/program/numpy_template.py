"""The text of a program with NumPy alone, every formula by hand, with the lines marked that only some runs need.

It gives the engine's numbers bit for bit. For that it multiplies where the engine does, by a share where one might
divide, and takes products of matrices that lie in memory as the engine's do.
"""

INPUTS = '''
$head

$standard
from math import cos, pi, sqrt  #? cosine adam
from math import cos, pi  #? cosine !adam
from math import sqrt  #? !cosine adam

import numpy as np

$imports

$constants
SILENCED = $share  # the share of hidden activations that dropout silences  #? dropout

np.seterr(over="ignore")  # e^z may outgrow all numbers, and 1 / (1 + infinity) is rightly 0  #? overflows

$data

def rows_of(points):
    """Return what the network is given: a row for each point, with a 1 at its end for the biases to meet."""
$coordinates
    return $features


# What the network is given of the examples, and what its outputs aim at, (outputs, n).
train_rows, train_aims = rows_of(train_points), $train_aims
test_rows, test_aims = rows_of(test_points), $test_aims
'''

AIMS = """
$answers.T  #? !classes
$answers[np.newaxis]  #? binary
np.eye($classes)[:, $answers]  #? softmax
np.where($answers == 1, 1.0, $low)[np.newaxis]  #? numbers !several
np.where(np.arange($classes)[:, np.newaxis] == $answers, 1.0, $low)  #? numbers several
"""

NETWORK = '''
# A matrix for each layer, units x (inputs + 1), its biases in the last column. All are views of one long  #? hidden
# vector, so that the optimiser's formula is written once.  #? hidden
SHAPES = [$shapes]  #? hidden
# Batch norm has a scale for each hidden unit, and then a shift for each.  #? norm
SHAPES += 2 * [$norm_shapes]  #? norm
parameters = np.zeros(sum(units * columns for units, columns in SHAPES))  #? hidden
parameters = np.zeros(($outputs, $columns))  # outputs x (inputs + 1), the biases in the last column  #? !hidden


def matrices(vector):  #? hidden
    """Return the parts of a long vector as matrices."""  #? hidden !norm
    """Return the parts of a long vector as matrices: of all layers, of all scales, of all shifts."""  #? norm
    ends = np.cumsum([units * columns for units, columns in SHAPES])[:-1]  #? hidden
    return [part.reshape(shape) for part, shape in zip(np.split(vector, ends), SHAPES, strict=True)]  #? hidden !norm
    parts = [part.reshape(shape) for part, shape in zip(np.split(vector, ends), SHAPES, strict=True)]  #? norm
    return parts[:$layers], parts[$layers:-$hidden_layers], parts[-$hidden_layers:]  #? norm


weights = matrices(parameters)  #? hidden !norm
weights, scales, shifts = matrices(parameters)  #? norm
generator = np.random.default_rng(SEED)  #? drawn

$start_functions

$start

$edits

$activations
'''

NORMALISED = '''
# What batch norm goes by once training is over: of each unit's sums a running mean and a running variance.
means, variances = ([np.full_like(scale, start) for scale in scales] for start in (0.0, 1.0))  #? !saved
for scale in scales:  #? !saved
    scale[...] = 1.0  #? !saved
means, variances = [], []  #? saved


def take_running_figures():  #? saved
    """Take batch norm's running means and variances from the file."""  #? saved
    means[:] = [saved[f"mean{number}"] for number in range(1, $layers)]  #? saved
    variances[:] = [saved[f"variance{number}"] for number in range(1, $layers)]  #? saved


take_running_figures()  #? saved
for number, (scale, shift) in enumerate(zip(scales, shifts, strict=True), 1):  #? saved
    scale[...], shift[...] = saved[f"scale{number}"], saved[f"shift{number}"]  #? saved


def normalised(z, layer, training):
    """Return a layer's sums with mean 0 and spread 1 over the batch, and what their spread was."""
    if not training:
        spread = np.sqrt(variances[layer] + 1e-5)
        return (z - means[layer]) / spread, spread
    count = z.shape[1]
    mean = z.sum(axis=1, keepdims=True) * (1 / count)
    squares = np.square(z - mean).sum(axis=1, keepdims=True)
    spread = np.sqrt(squares * (1 / count) + 1e-5)  # the small number keeps it from 0
    means[layer] = 0.9 * means[layer] + 0.1 * mean
    variances[layer] = 0.9 * variances[layer] + squares * (0.1 / (count - 1))
    return (z - mean) / spread, spread
'''

FORWARD = '''
# Products are taken with dot, as the engine takes them: @ might round otherwise.
def forward(rows):  #? !mode
def forward(rows, training=False):  #? mode
    """Return what each layer is given, a row for each example, and the outputs, a column for each."""  #? hidden !mode
    """Return what each layer is given, what the way back asks for, and the outputs, in columns."""  #? mode
    signal, given = rows.T.copy(), [rows]  #? hidden
    kept = []  #? mode
    for layer in range($hidden_layers):  #? hidden
        normal, spread = normalised(weights[layer].dot(signal), layer, training)  #? norm
        a = $activation(weights[layer].dot(signal))  #? hidden !norm
        a = $activation(scales[layer] * normal + shifts[layer])  #? norm
        mask = (masks.random(a.shape) >= SILENCED) * (1 / (1 - SILENCED)) if training else 1.0  #? dropout
        kept.append(($kept))  #? mode
        a = a * mask  # those that speak speak louder, so that the mean stays  #? dropout
        signal = np.vstack([a, np.ones(a.shape[1])])  #? hidden
        given.append(signal.T)  #? hidden
    return given, $output(weights[-1].dot(signal))  #? hidden !mode squashed
    return given, weights[-1].dot(signal)  #? hidden !mode !squashed
    return given, kept, $output(weights[-1].dot(signal))  #? mode squashed
    return given, kept, weights[-1].dot(signal)  #? mode !squashed
    """Return the outputs, a column for each example."""  #? !hidden
    return $output(parameters.dot(rows.T.copy()))  #? !hidden squashed
    return parameters.dot(rows.T.copy())  #? !hidden !squashed
'''

BACKWARD = '''
def gradient_of(rows, aims):
    """Return how the loss of a batch changes with each parameter: backpropagation, from the outputs to the inputs."""
    given, outputs = forward(rows)  #? hidden !mode
    given, kept, outputs = forward(rows, training=True)  #? mode
    outputs = forward(rows)  #? !hidden
    share = 1 / len(rows)  # of each example in the mean  #? !several|softmax
    share = 1 / len(rows) / $outputs  # of each output of each example in the mean  #? several !softmax
    d = 2 * share * (outputs - aims)  #? mse
    d = share * (outputs - aims)  #? half_mse
    d = share * np.sign(outputs - aims)  #? mae
    d = share * np.clip(outputs - aims, -1.0, 1.0)  #? huber
    d = share * (1 - aims) - share / (1 + np.exp(outputs))  # share x (p - aim), p the sigmoid  #? binary
    powers = np.exp(outputs - outputs.max(axis=0))  #? softmax
    totals = np.full(($outputs, $outputs), 1 / share).dot(powers)  # for each class the sum / share  #? softmax
    d = powers / totals - share * aims  # share x (p - aim), p the softmax  #? softmax
    d = d * $output_slope(outputs)  #? squashed
    gradient = d.dot(rows)  #? !hidden penalised
    return d.dot(rows)  #? !hidden !penalised
    gradient[:, :-1] += L1 * np.sign(parameters[:, :-1])  # weights, not biases  #? !hidden l1
    gradient[:, :-1] += L2 * parameters[:, :-1]  # weights, not biases  #? !hidden l2
    gradient = np.zeros_like(parameters)  #? hidden
    by_weights = matrices(gradient)  #? hidden !norm
    by_weights, by_scales, by_shifts = matrices(gradient)  #? norm
    for layer in reversed(range($layers)):  #? hidden
        by_weights[layer][...] = d.dot(given[layer])  #? hidden
        by_weights[layer][:, :-1] += L1 * np.sign(weights[layer][:, :-1])  # weights, not biases  #? hidden l1
        by_weights[layer][:, :-1] += L2 * weights[layer][:, :-1]  # weights, not biases  #? hidden l2
        if layer > 0:  # what is sent to the layer below; nobody asks about its row of ones  #? hidden
            $kept = kept[layer - 1]  #? mode
            d = weights[layer].T.dot(d)[:-1]  #? hidden
            d = d * mask * $slope(a)  #? dropout
            d = d * $slope(given[layer].T[:-1])  #? hidden !dropout
            by_scales[layer - 1][...] = (d * normal).sum(axis=1, keepdims=True)  #? norm
            by_shifts[layer - 1][...] = d.sum(axis=1, keepdims=True)  #? norm
            tilt, lean = by_scales[layer - 1] * (1 / len(rows)), by_shifts[layer - 1] * (1 / len(rows))  #? norm
            d = (d - (normal * tilt + lean)) * (scales[layer - 1] / spread)  # mean and spread move, too  #? norm
    return gradient  #? hidden|penalised
'''

LOSS = '''
def loss_on(rows, aims):
    """Return the mean loss over some examples."""
    outputs = forward(rows)[-1]  #? hidden
    outputs = forward(rows)  #? !hidden
    return np.mean((outputs - aims) ** 2)  #? mse
    return np.mean((outputs - aims) ** 2) / 2  #? half_mse
    return np.mean(np.abs(outputs - aims))  #? mae
    error = outputs - aims  #? huber
    clipped = np.clip(error, -1.0, 1.0)  #? huber
    return np.mean(clipped * (error - clipped / 2))  #? huber
    return np.mean(np.logaddexp(0.0, -outputs) + (1 - aims) * outputs)  #? binary
    shifted = outputs - outputs.max(axis=0)  # so that no power outgrows all numbers  #? softmax
    return np.mean(np.log(np.exp(shifted).sum(axis=0)) - (aims * shifted).sum(axis=0))  #? softmax


def report(epoch):
    """Print where the run stands."""
    train, test = loss_on(train_rows, train_aims), loss_on(test_rows, test_aims)
    print(f"epoch {epoch:>5}   loss {train:<16.12g}   test loss {test:.12g}")
'''

DROPOUT = """
masks = np.random.default_rng([SEED, 1])
masks.random($tried)  # the engine tries its masks out before it trains
"""
GRADIENT = """
gradient = gradient_of(train_rows[batch], train_aims[:, batch])  #? batches
gradient = gradient_of(train_rows, train_aims)  #? !batches
"""
