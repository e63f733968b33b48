"""Everyone who is installed computes the same parameters as this engine; and the table of how fast they are."""

import numpy as np
import pytest

from engine.bench import WORKLOADS, Workload
from tests.benchmarks.rivals.everyone import RIVALS
from tests.benchmarks.rivals.task import Unable, make_task
from tests.benchmarks.speed import compare, digits_race, table

BATCHES = 20


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("workload", WORKLOADS, ids=lambda workload: workload.name)
@pytest.mark.parametrize("rival", [name for name in RIVALS if name != "this engine"])
def test_the_same_parameters(workload: Workload, rival: str) -> None:
    task = make_task(workload, "float64", BATCHES)
    ours = RIVALS["this engine"](task)
    try:
        theirs = RIVALS[rival](task)
    except Unable as reason:
        pytest.skip(f"{rival}: {reason}")
    for runner in (ours, theirs):
        assert np.isfinite(runner.run(2 * BATCHES))  # two epochs, each in an order of its own
    for start, mine, other in zip(task.start, ours.weights(), theirs.weights(), strict=True):
        # scikit-learn's Adam adds its epsilon before the correction, so that small slopes take another step there
        loose = rival == "scikit-learn" and "Adam" in workload.name
        np.testing.assert_allclose(mine, other, rtol=1e-2 if loose else 1e-9, atol=1e-3 if loose else 1e-12)
        assert not np.array_equal(mine, start)


@pytest.mark.filterwarnings("ignore")
def test_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    rows = compare(6.0, "float32")
    assert all(row["microseconds"]["this engine"] > 0 for row in rows)
    with capsys.disabled():
        print(f"\n{table(rows)}\n{digits_race()}")
