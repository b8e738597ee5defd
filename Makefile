# `make` explains itself: a target that a person may want carries a `##` comment.
.DEFAULT_GOAL := help
.PHONY: help demo test check lint types imports with-rabbitmq of-services of-shared pytest
.PHONY: faults browser bench format rulebook asyncapi lock clean

VENV := .venv
UV := $(VENV)/bin/uv
SYNC := $(UV) sync --locked --inexact --quiet --python $(VENV)/bin/python

export UV_PROJECT_ENVIRONMENT := $(VENV)
export UV_PYTHON_DOWNLOADS := never
# The machine's own certificates, as pip does: many organisations have one more.
export UV_SYSTEM_CERTS := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# What is compiled is written down, whatever the shell says: a start without it takes four
# times as long, and the tests start hundreds.
export PYTHONDONTWRITEBYTECODE :=

help: ## What make can do here
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

demo: $(VENV)/.runtime ## One Tuesday, played on this machine; ONCE=1 ends after the story
	@$(VENV)/bin/babygruppe demo $(if $(ONCE),--once)

# Tests write thousands of small databases: in memory, where there is room for them.
ROOM := test "$$(df --output=avail /dev/shm | tail -n 1)" -gt 4000000
PYTEST := $(shell ($(ROOM)) 2>/dev/null && echo TMPDIR=/dev/shm) $(VENV)/bin/python -m pytest

# Side by side, because much of a test is waiting. A broker serves one run of tests at a
# time, so whoever needs RabbitMQ is in one lane, and all others are in two more. All
# steps run to their end, so that one look shows everything that is wrong.
# Those of referrals run with what is shared, so that both lanes end together.
SERVICES := tests/roster tests/outreach tests/notifications tests/journeys
BROKERS := tests/bus tests/deploy tests/faults tests/journeys tests/support
STEPS := of-services with-rabbitmq of-shared browser lint types imports

test: $(VENV)/.dev ## The whole suite: lint, types, import rules, tests
	@echo "Side by side, each told when it has ended: $(STEPS)."
	@$(MAKE) --no-print-directory --keep-going \
	    --jobs=$(words $(STEPS)) --output-sync=target $(STEPS) \
	    || { echo "make test: failed, where *** stands above"; exit 1; }

check: test ## The same as make test

lint: $(VENV)/.dev ## Style and formatting, by ruff; dependencies, by deptry
	@$(VENV)/bin/ruff check
	@$(VENV)/bin/ruff format --check
	@$(VENV)/bin/deptry --no-ansi .

types: $(VENV)/.dev ## Types, by mypy
	@$(VENV)/bin/mypy

imports: $(VENV)/.dev ## Who may import whom, by import-linter
	@$(VENV)/bin/lint-imports

with-rabbitmq: $(VENV)/.dev
	@$(PYTEST) -m rabbitmq -o cache_dir=.pytest_cache/$@ $(BROKERS)

of-services: $(VENV)/.dev
	@$(PYTEST) -m "not rabbitmq" -o cache_dir=.pytest_cache/$@ $(SERVICES)

of-shared: $(VENV)/.dev
	@$(PYTEST) -m "not rabbitmq" -o cache_dir=.pytest_cache/$@ \
	    tests $(SERVICES:%=--ignore=%)

pytest: $(VENV)/.dev ## The tests alone; ARGS="tests/roster -k late" chooses some
	@failed=; \
	$(PYTEST) $(ARGS) || failed=1; \
	$(if $(ARGS),,$(MAKE) --no-print-directory browser || failed=1;) \
	test -z "$$failed"

browser: $(VENV)/.dev ## The tests in a real browser alone; ARGS="-k register" chooses; PICTURES=1 for pictures
	@$(if $(PICTURES),TEST_PICTURES=1 )$(PYTEST) tests/browser $(ARGS)

faults: $(VENV)/.dev ## What happens when things break, with figures; ROWS=A1,A5 chooses
	@$(VENV)/bin/python -m tests.faults $(if $(ROWS),--rows $(ROWS)) $(if $(SEED),--seed $(SEED))

bench: $(VENV)/.bench ## How fast it is, beside others, with figures; ROWS=throughput,relay chooses
	@$(VENV)/bin/python -m tests.bench $(if $(ROWS),--rows $(ROWS)) $(if $(ROUNDS),--rounds $(ROUNDS))

format: $(VENV)/.dev ## Put the code into its form
	@$(VENV)/bin/ruff check --fix
	@$(VENV)/bin/ruff format

rulebook: $(VENV)/.dev ## The rules of the domain, in the words of their tests
	@$(VENV)/bin/python -m tests.support.rulebook

asyncapi: $(VENV)/.runtime ## The events between the services, as AsyncAPI
	@$(VENV)/bin/babygruppe asyncapi

lock: $(VENV)/.uv ## Renew uv.lock after a change of the dependencies
	@$(UV) lock --python $(VENV)/bin/python

clean: ## Remove the environment and the caches; the data in var/ stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -prune -exec rm -rf {} +

# --- the environment, from the lock -------------------------------------------------
# A file in .venv says how far it has come; demo needs less than test. Once it is made,
# no target needs the network.

SUPPORTED := import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))
CANDIDATES := $(or $(PYTHON),python3.13 python3.12 python3.11 python3)

$(VENV)/bin/python:
	@for python in $(CANDIDATES); do \
	    "$$python" -c '$(SUPPORTED)' 2>/dev/null && break; \
	    python=; \
	done; \
	test -n "$$python" || { \
	    echo "Needs Python 3.11, 3.12 or 3.13, and found none as: $(CANDIDATES)." \
	        "Install one (Debian: apt install python3 python3-venv) or name it: make PYTHON=/path/to/python3" >&2; \
	    exit 1; }; \
	"$$python" -c 'import ensurepip, venv' 2>/dev/null || { \
	    echo "$$python has no venv. Install it (Debian: apt install python3-venv)." >&2; \
	    exit 1; }; \
	echo "Making the environment in $(VENV) with $$("$$python" --version)."; \
	"$$python" -m venv --clear $(VENV)

$(VENV)/.uv: deploy/requirements-uv.txt | $(VENV)/bin/python
	@$(VENV)/bin/python -m pip install --quiet --require-hashes --requirement $<
	@touch $@

$(VENV)/.runtime: $(VENV)/.uv pyproject.toml uv.lock
	@echo "Installing what the services need, as locked in uv.lock."
	@$(SYNC) --no-dev
	@touch $@

$(VENV)/.dev: $(VENV)/.uv pyproject.toml uv.lock
	@echo "Installing what the services and their tests need, as locked in uv.lock."
	@$(SYNC)
	@touch $@

$(VENV)/.bench: $(VENV)/.uv pyproject.toml uv.lock
	@echo "Installing what the bus is measured against too, as locked in uv.lock."
	@$(SYNC) --group bench
	@touch $@
