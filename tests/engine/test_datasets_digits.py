"""The digits: the very scans, a fair split, a small file with its licence, read from a folder or a zip."""

import hashlib
import subprocess
import sys
import zipfile
from importlib import resources
from io import BytesIO
from pathlib import Path

import numpy as np

from engine import datasets

PER_CLASS = [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]
"""How many scans of each digit UCI counts in the test part of the data."""

PIXELS = "8f26b2bd9d135c256808f68f14fdabddde6d9c7f869ae419704b051f0f14b3b3"
LABELS = "8ba4f891220f5e4c9c819638d1602d74b83618f167043c6da52a2a247841ddf0"
"""SHA-256 of scikit-learn's digits.csv.gz as bytes: the first 64 columns, and the last."""

DATA = resources.files("engine.datasets") / "data"


def test_the_file_holds_the_published_numbers() -> None:
    with np.load(BytesIO((DATA / "digits.npz").read_bytes())) as stored:
        images, labels = stored["images"], stored["labels"]
    assert images.shape == (1797, 8, 8)
    assert images.dtype == labels.dtype == np.uint8
    assert hashlib.sha256(images.tobytes()).hexdigest() == PIXELS
    assert hashlib.sha256(labels.tobytes()).hexdigest() == LABELS


def test_the_file_is_small() -> None:
    assert len((DATA / "digits.npz").read_bytes()) < 150_000


def test_all_scans_are_there_once_scaled_to_one() -> None:
    data = datasets.digits()
    inputs = np.concatenate([split.inputs for split in (data.train, data.validation, data.test)])
    targets = np.concatenate([split.targets for split in (data.train, data.validation, data.test)])
    with np.load(BytesIO((DATA / "digits.npz").read_bytes())) as stored:
        images, labels = stored["images"].reshape(-1, 64), stored["labels"]
    rows = np.column_stack([inputs * 16.0, targets])
    published = np.column_stack([images, labels])
    assert np.array_equal(np.unique(rows, axis=0), np.unique(published, axis=0))
    assert inputs.min() == 0.0
    assert inputs.max() == 1.0
    assert np.bincount(targets).tolist() == PER_CLASS


def test_the_split_is_stratified_for_every_seed() -> None:
    for seed in range(20):
        data = datasets.digits(seed)
        assert (len(data.train), len(data.validation), len(data.test)) == (1197, 300, 300)
        for split in (data.train, data.validation, data.test):
            exact = np.array(PER_CLASS) * len(split) / 1797
            assert np.abs(np.bincount(split.targets) - exact).max() <= 1.0


def test_rows_come_in_random_order() -> None:
    for split in (datasets.digits().train, datasets.digits().validation, datasets.digits().test):
        assert np.count_nonzero(np.diff(split.targets) == 0) < 0.2 * len(split)


def test_a_picture_stands_upright() -> None:
    data = datasets.digits()
    zeros = data.train.select(data.train.targets == 0).inputs.mean(axis=0).reshape(8, 8)
    ones = data.train.select(data.train.targets == 1).inputs.mean(axis=0).reshape(8, 8)
    assert zeros[3:5, 3:5].mean() < 0.2 < 0.6 < ones[3:5, 3:5].mean()  # a hole in the middle; a stroke
    assert zeros[:, 0].max() < 0.1  # the margin is left and right, not above and below
    assert zeros[0, 3] > 0.5


def test_the_licences_lie_beside_the_data() -> None:
    words = (DATA / "LICENCES.md").read_text(encoding="utf-8")
    for needed in ("Alpaydin", "Kaynak", "10.24432/C50P49", "CC BY 4.0", "BSD 3-Clause License", "digits.npz"):
        assert needed in words
    for name in ("messages.tsv", "tale.txt"):
        assert name in words
        assert (DATA / name).is_file()


def test_everything_is_read_from_a_zip_too(tmp_path: Path) -> None:
    """The package is zipped by itself: it needs NumPy and nothing else of ours."""
    package = Path(datasets.__file__).parent
    archive = tmp_path / "packed.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("engine/__init__.py", "")
        for file in (file for file in package.rglob("*") if file.is_file() and "__pycache__" not in file.parts):
            packed.write(file, Path("engine", "datasets", file.relative_to(package)))
    script = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from importlib import resources\n"
        "from engine import datasets\n"
        "assert sys.argv[1] in datasets.__file__\n"
        "assert (resources.files('engine.datasets') / 'data' / 'LICENCES.md').is_file()\n"
        "print(*(len(datasets.load(name).train) for name in datasets.names()))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(archive)], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    assert done.stdout.split() == [str(len(datasets.load(name).train)) for name in datasets.names()]


def test_random_numbers_and_file_reading_load_only_when_wanted() -> None:
    script = (
        "import sys, engine.datasets as datasets\n"
        "assert not {'numpy.random', 'importlib.resources'} & sys.modules.keys()\n"
        "datasets.digits()\n"
        "assert {'numpy.random', 'importlib.resources'} <= sys.modules.keys()\n"
    )
    root = Path(datasets.__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=False)
    assert done.stderr == ""
