"""Real handwritten digits: 1,797 scans of 8×8 pixels."""

from io import BytesIO

import numpy as np

from engine.datasets.dataset import Dataset, Split
from engine.datasets.files import read
from engine.datasets.seeds import streams
from engine.datasets.split import stratified

BRIGHTEST = 16
HELD_OUT = 300


def digits(seed: int = 0) -> Dataset:
    """Real data: scans of digits that 13 people wrote by hand, to be told apart.

    Inputs have 64 pixels, row by row from the top left, from 0.0 (paper) to 1.0 (ink): the file's 0 to 16
    divided by 16. Targets are the classes 0 to 9. The split is stratified: 1,197 scans to train on, 300 for
    validation and 300 for the test, each with every digit in proportion. The 13 writers are not named in
    the file, so each of them may be found in all three.

    Args:
        seed: Decides which scan goes into which split.

    Raises:
        DatasetError: The seed is not a whole number from 0 up.

    Source: E. Alpaydin and C. Kaynak (1998), "Optical Recognition of Handwritten Digits", UCI Machine
    Learning Repository, doi 10.24432/C50P49, CC BY 4.0; its test part, as scikit-learn passes it on.
    """
    with np.load(BytesIO(read("digits.npz"))) as stored:
        inputs = stored["images"].reshape(-1, 64) / np.float64(BRIGHTEST)
        labels = stored["labels"].astype(np.int64)
    rows = stratified(labels, validation=HELD_OUT, test=HELD_OUT, rng=streams(seed, 1)[0])
    train, validation, test = (Split(inputs[chosen], labels[chosen]) for chosen in rows)
    return Dataset(
        name="digits",
        description="Scans of handwritten digits, 8×8 pixels: which digit is it?",
        real=True,
        source="E. Alpaydin and C. Kaynak (1998), Optical Recognition of Handwritten Digits, "
        "UCI Machine Learning Repository, https://doi.org/10.24432/C50P49",
        licence="CC BY 4.0",
        train=train,
        validation=validation,
        test=test,
        classes=tuple("0123456789"),
    )
