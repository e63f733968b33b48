# The commands a developer needs, each in one word. `make check` is everything that must hold before a commit.
PYTHON ?= .venv/bin/python

.PHONY: check format test lint types layers lessons questions bench clean
check: lint types layers test questions

format:
	$(PYTHON) -m ruff format .
	$(PYTHON) -m ruff check --fix .

lint:
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .

types:
	$(PYTHON) -m mypy

layers:
	$(dir $(PYTHON))lint-imports

test:
	$(PYTHON) -m pytest

lessons:
	$(PYTHON) -m tutor check

# All that the tests leave of `lessons`: they hold every rule for every lesson, with fewer drawings of its questions.
questions:
	$(PYTHON) -m tutor check --questions

bench:
	$(PYTHON) -m pytest tests/benchmarks

clean:
	rm -rf build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
