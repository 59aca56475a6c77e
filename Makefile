# Every target sets up what it needs: a virtual environment with pinned packages, and a browser.
# A second call finds all that done. Variables: PYTHON, VENV, WORKERS (test processes), TROUBLES (those of make trouble), PYTEST_ARGS.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
VENV ?= .venv
WORKERS ?= 2
TROUBLES ?= 4
PYTEST_ARGS ?=

BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
CODE := selfserve_check tests

.PHONY: help demo test check trouble soak setup browser postgres format format-check lint types imports messages lock clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s%s\n", $$1, $$2 }' Makefile

demo: setup ## Watch the bots ask the demo shop, and open the report they write
	@$(BIN)/selfserve-check demo

test: setup postgres ## Run all tests; fails when those of the browser or of PostgreSQL cannot run
	@SELFSERVE_REQUIRE_BROWSER=1 SELFSERVE_REQUIRE_POSTGRES=1 $(BIN)/pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder --durations 15 $(PYTEST_ARGS)

# The tests come last: their summary is the last line that a log shows.
check: format-check lint types imports test ## Format, ruff, mypy, import-linter, then all tests

setup: $(STAMP) browser ## Virtual environment, packages and a browser

$(STAMP): pyproject.toml constraints.txt tools/setup.sh
	@tools/setup.sh "$(VENV)" "$(PYTHON)"
	@touch $@

trouble: setup ## The whole catalogue of trouble, four apps at a time, as most of them wait (make test asks a twelfth)
	@SELFSERVE_TROUBLE=all SELFSERVE_REQUIRE_BROWSER=1 $(BIN)/pytest -n $(TROUBLES) --dist load tests/trouble $(PYTEST_ARGS)

soak: setup ## 2,000 journeys in one process, 200 runs with faults, a month of nights, 20 killed runs (takes hours)
	@$(BIN)/python bench/soak/soak.py $(JOURNEYS)
	@$(BIN)/python bench/soak/faults.py $(RUNS)
	@$(BIN)/python bench/soak/month.py
	@SELFSERVE_KILLS=20 SELFSERVE_REQUIRE_BROWSER=1 $(BIN)/pytest -q tests/smoke/test_killed_runs.py

browser: $(STAMP)
	@tools/ensure-browser.sh "$(VENV)"

postgres: ## PostgreSQL's programs, for the tests of the history (each starts a server of its own)
	@tools/ensure-postgres.sh

format: $(STAMP) ## Format the code
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

format-check: $(STAMP)
	@$(BIN)/ruff format --check .

lint: $(STAMP)
	@$(BIN)/ruff check .

types: $(STAMP)
	@$(BIN)/mypy

imports: $(STAMP)
	@$(BIN)/lint-imports

messages: $(STAMP) ## Collect the sentences of the reports for their catalogues
	@$(BIN)/python tools/messages.py

lock: ## Pin every package anew in constraints.txt, from what pyproject.toml allows
	@tools/lock.sh "$(PYTHON)"

clean: ## Remove the virtual environment, caches and built files; reports stay
	rm -rf $(VENV) .venv-lock dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find $(CODE) -name __pycache__ -type d -prune -exec rm -rf {} +
