"""Figures read as people write them."""

from __future__ import annotations

from lessons.kit.figures import exact, figure, fixed, signed, term


def test_figures_read_as_people_write_them() -> None:
    assert [figure(n) for n in (0.0, -1e-17, 0.04891, -2.5, 1234.5, 2.2e12)] == [
        "0", "0", "0.0489", "−2.5", "1,234", "2.2e+12"]  # fmt: skip
    assert [exact(n) for n in (-0.0, 94.08, -5.6)] == ["0", "94.08", "−5.6"]
    assert [signed(3), signed(-3)] == ["3", "(−3)"]
    assert [fixed(n, 2) for n in (-0.001, -0.905, 1.999)] == ["0.00", "−0.91", "2.00"]
    assert [term(1, "w²"), term(4, "w²"), term(0.5, "w²")] == ["w²", "4·w²", "0.5·w²"]
