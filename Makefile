# Two commands: make demo, make test. The README says more.

PYTHON ?= python3
PORT ?= 8000
ONLY ?=
RESET ?=
export PORT ONLY RESET UPGRADE

.PHONY: help setup setup-dev demo test check mutations bench lock clauses access

help:
	@echo "make demo [PORT=8000] [RESET=1]  serve the portal with demo data"
	@echo "make test                        run all tests"
	@echo "make check                       the fast ones: lint, types, imports, tests on SQLite"
	@echo "make mutations                   break the rules one by one: the meeting's test must notice"
	@echo "make bench [ONLY=name]           run benchmarks"
	@echo "make lock [UPGRADE=1]            lock dependencies again"
	@echo "make clauses                     write docs/regulation/clauses.md"
	@echo "make access                      write docs/reference/access.md"

setup:
	@$(PYTHON) bin/setup.py base

setup-dev:
	@$(PYTHON) bin/setup.py dev

demo: setup
	@.venv/bin/python bin/demo.py

test: setup-dev
	@.venv/bin/python bin/check.py

check: setup-dev
	@.venv/bin/python bin/check.py fast

mutations: setup-dev
	@.venv/bin/pytest -q tests/meetings/mutations.py

bench: setup-dev
	@.venv/bin/python -m benchmarks $(ONLY)

lock: setup-dev
	@.venv/bin/python bin/lock.py

clauses: setup-dev
	@.venv/bin/python bin/clauses.py

access: setup-dev
	@.venv/bin/python bin/access.py
