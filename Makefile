# Everything works on a fresh machine with Python >= 3.11, make and the package index; `make` alone lists the targets.
SHELL := /bin/bash
.DEFAULT_GOAL := help

PYTHON ?= python3
DEMO_HOME ?= demo-data
PYTEST_ARGS ?=
# reading of scanned pages; `make setup EXTRAS=` leaves it out (some 200 MB)
EXTRAS ?= --extra ocr

# A recent uv of the machine, else one of our own below .tools/ (a virtual environment, so that PEP 668 machines allow it).
UV := $(shell uv --version 2>/dev/null | awk '{split($$2, v, "."); if (v[1] > 0 || v[2] >= 9) print "uv"}')
ifeq ($(UV),)
UV := .tools/bin/uv
endif
# Machines behind a proxy trust the certificates of the system, which uv asks only when told to.
export UV_SYSTEM_CERTS ?= 1
RUN := $(UV) run --frozen --no-sync
READY := .venv/.ready

.PHONY: help setup demo test unit integration lint types format ui web clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(READY) ## install everything into .venv (the other targets do it when needed)

.tools/bin/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; set PYTHON=/path/to/python3.11"; exit 1; }
	@echo "Installing uv into .tools/ …"
	@{ $(PYTHON) -m venv .tools && .tools/bin/python -m pip install --quiet uv; } 2>/dev/null \
		|| { rm -rf .tools && $(PYTHON) -m pip install --quiet --target .tools uv; }

$(READY): pyproject.toml uv.lock | $(filter .tools/bin/uv,$(UV))
	@$(UV) sync --frozen --compile-bytecode $(EXTRAS)
	@touch $@

demo: $(READY) ## read the sample disclosures into ./demo-data and show what came out
	@rm -rf $(DEMO_HOME)
	@$(RUN) python -m pipeline.cli.demo --home $(DEMO_HOME) $(wildcard tests/samples/*.pdf)

test: $(READY) ## all tests
	@$(RUN) pytest -n auto --dist loadgroup $(PYTEST_ARGS)

unit: $(READY) ## the tests that take seconds
	@$(RUN) pytest -n auto --dist loadgroup tests/unit $(PYTEST_ARGS)

integration: $(READY) ## the tests that start real parts
	@$(RUN) pytest -n auto --dist loadgroup tests/integration $(PYTEST_ARGS)

lint: $(READY) ## ruff, and sqlfluff on the SQL models
	@$(RUN) ruff format --check .
	@$(RUN) ruff check .
	@$(RUN) sqlfluff lint --config dbt_like_sql/.sqlfluff --processes 0 dbt_like_sql

types: $(READY) ## mypy, strict
	@$(RUN) mypy

format: $(READY) ## write the code as ruff wants it
	@$(RUN) ruff format .
	@$(RUN) ruff check --fix .

ui: $(READY) ## the Dagster UI on the demo's data
	@$(RUN) mingzhang ui --home $(DEMO_HOME)

web: $(READY) ## the demo's data as pages, http://127.0.0.1:8000
	@$(RUN) mingzhang web --home $(DEMO_HOME)

clean: ## remove what the targets made, environments included
	rm -rf .venv .tools demo-data .mypy_cache .ruff_cache .pytest_cache .hypothesis
