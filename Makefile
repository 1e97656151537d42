# Two commands do everything: `make demo` shows the product, `make test` checks all that CI checks.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

# `make fuzz ONLY=irc EXAMPLES=2000`: the fuzz tests whose names have the word, with fewer examples. It takes hours without.
EXAMPLES ?= 100000
LAWS ?= 2500
ONLY ?=

.PHONY: demo test test-all fuzz bench check docs lock clean

demo: $(VENV)/.user
	@$(BIN)/zhiji demo

test: check
	$(BIN)/python -m pytest -n 2 --dist worksteal

test-all: check
	$(BIN)/python -m pytest -m "slow or not slow" -n 2 --dist worksteal --cov --cov-report=term:skip-covered

check: $(VENV)/.dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python scripts/docs.py --check

docs: $(VENV)/.dev
	$(BIN)/python scripts/docs.py

fuzz: $(VENV)/.dev
	FUZZ_EXAMPLES=$(EXAMPLES) LAW_EXAMPLES=$(LAWS) $(BIN)/python -m pytest -m hypothesis -k "$(ONLY)" --hypothesis-profile=fuzz

bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks

lock: $(VENV)/.dev
	$(BIN)/python scripts/lock.py

$(VENV)/bin/python:
	$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'zhiji needs Python 3.11 or newer')"
	$(PYTHON) -m venv $(VENV)

$(VENV)/.user: pyproject.toml requirements.lock | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet -c requirements.lock -e ".[semantic]" || $(BIN)/python -m pip install --quiet -c requirements.lock -e .
	@touch $@

$(VENV)/.dev: pyproject.toml requirements.lock | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet -c requirements.lock -e ".[dev]"
	@touch $@ $(VENV)/.user

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
