# Everything a developer or an operator types. `make help` explains each.
PYTHON ?= python3
OPS = $(PYTHON) -m ops

.DEFAULT_GOAL := help
.PHONY: help run test check test-long pictures mutants lint format translations rules bench bench-archive demo-reset restore-drill requirements

help: ## this list
	@$(OPS) help

run: ## the portal on http://127.0.0.1:8000 with its servers (PORT, STATE_DIR, DATABASE_URL, REDIS_URL, PG_BIN change where); Ctrl-C stops it
	@$(OPS) run

test: ## everything: lint, types, contracts, translations, tests, every rule broken once, browser journeys
	@$(OPS) test

check: ## what a small change needs: lint, the tests of the changed folders, their rules broken once
	@$(OPS) check

test-long: ## make test with more examples, the whole table of outages, every rule broken under every marked test, mutants, journeys twice
	@$(OPS) test-long

pictures: ## the browser journeys alone, with a picture of each station on desktop and phone in tests/screenshots
	@$(OPS) pictures

mutants: ## rules, counting, periods, rights and dossiers made subtly wrong, one change at a time: a test must notice (MODULES names some, SAMPLE=5 takes every fifth)
	@MODULES="$(MODULES)" SAMPLE="$(SAMPLE)" TESTS="$(TESTS)" $(OPS) mutants

lint: ## only the checks that need no server: ruff, djlint, mypy, import contracts
	@$(OPS) lint

format: ## let ruff put the code in order
	@$(OPS) format

translations: ## gather the texts into locale/, sorted, and name those that have no Chinese yet
	@$(OPS) translations

rules: ## write docs/rules.md anew: every rule, its code, its tests
	@.venv/bin/python ops/rules_table.py

bench: ## measure pages, forms and races on the demonstration data
	@$(OPS) bench

bench-archive: ## measure the archive: marking 500 pages, and finding among RECORDS (1,000,000) records
	@$(OPS) bench-archive

demo-reset: ## throw the embedded database and files away and load the demonstration anew (portal stopped)
	@$(OPS) demo-reset

restore-drill: ## prove a backup: restore it onto an empty database, every checksum and seal read anew (BACKUP names one, else one is made now)
	@$(OPS) restore-drill

requirements: ## pin requirements*.txt anew from requirements*.in
	@$(OPS) requirements
