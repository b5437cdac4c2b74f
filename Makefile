# shopladder: `make help` lists the targets.
SHELL := /bin/bash
.DEFAULT_GOAL := help
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.set-up
PYTHON ?= python3
export HF_HUB_OFFLINE = 1
export TOKENIZERS_PARALLELISM = false

.PHONY: help setup run check lint types test bench snapshots data clean

help: ## List the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/\1|\2/' | awk -F'|' '{printf "  make %-10s %s\n", $$1, $$2}'

$(STAMP): pyproject.toml constraints.txt
	@echo "Setting up: a virtual environment and pinned packages, about 2 minutes and 2 GB the first time." >&2
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --constraint constraints.txt pip
	@$(BIN)/python -m pip install --quiet --constraint constraints.txt torch
	@$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[parquet,pdf,ray,serve]' --group dev
	@touch $@

setup: $(STAMP) ## Create .venv, install pinned packages, build the model cache (about 4 minutes once)
	@$(BIN)/python -m compileall -q kb matcher tui
	@$(BIN)/shopladder model build

run: setup ## Open the app; without a terminal, match the bundled sample students
	@if [ -t 0 ] && [ -t 1 ]; then $(BIN)/shopladder tui; else $(BIN)/shopladder match --samples; fi

check: lint types ## Style, imports, types and the knowledge base (about 1 minute)
	@$(BIN)/shopladder kb check

lint: $(STAMP) ## Style and the direction of imports
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@$(BIN)/lint-imports

types: $(STAMP) ## Types, strictly
	@$(BIN)/mypy

test: setup ## All tests (under 10 minutes on 2 cores)
	@echo "Running all tests, under 10 minutes on 2 cores." >&2
	@$(BIN)/python -m pytest -n 2 --dist loadgroup

bench: setup ## Benchmarks against named alternatives
	@$(BIN)/python -m tests.benchmarks

snapshots: setup ## Rewrite the text snapshots of the screens and the recorded walks
	@SHOPLADDER_UPDATE_SNAPSHOTS=1 $(BIN)/python -m pytest -q tests/tui/snapshots
	@$(BIN)/python scripts/record_walks.py

data: setup ## Rewrite what is generated from data/: schemas, counts, pictures
	@$(BIN)/shopladder kb schema --write
	@$(BIN)/python scripts/count_evidence.py
	@$(BIN)/python scripts/take_pictures.py

clean: ## Remove the virtual environment and caches inside the repository
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
