# The portal's commands. `make` alone lists them; docs/operations.md and CONTRIBUTING.md say more.
.DEFAULT_GOAL := help
VENV ?= .venv
PYTHON_IN_VENV := $(VENV)/bin/python

.PHONY: help run demo test bench assets format lint types clean installed installed-dev

help: ## list the commands
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 16

installed:
	@sh scripts/venv.sh $(VENV) requirements.txt

installed-dev:
	@sh scripts/venv.sh $(VENV) requirements-dev.txt

run: installed ## run the portal on http://localhost:8000 (PORT=, HOST=, DATA_DIR= change where)
	@exec $(PYTHON_IN_VENV) -m scripts.portal --with-parent

demo: installed ## the same with an invented partnership in every state there is, in a data folder of its own
	@exec $(PYTHON_IN_VENV) -m scripts.portal --with-parent --demo

test: installed-dev ## lint, types, contracts, the tests on SQLite and on PostgreSQL + Redis, the browser journeys
	@exec $(PYTHON_IN_VENV) -m scripts.check

bench: installed-dev ## measure the pages with 1,000 and 100,000 recommendations, and a long live log
	@exec $(PYTHON_IN_VENV) -m bench.run

assets: ## compile the front-end files again (needs Node; the result is committed)
	@exec sh assets/build.sh

format: installed-dev ## format Python and templates
	@$(PYTHON_IN_VENV) -m scripts.check --format

lint: installed-dev ## ruff, djade and the import contracts
	@$(PYTHON_IN_VENV) -m scripts.check --only lint

types: installed-dev ## mypy
	@$(PYTHON_IN_VENV) -m scripts.check --only types

clean: ## remove caches, collected static files and the virtual environment, never the data folder
	@rm -rf .venv staticfiles .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis test-results
	@find . -name __pycache__ -type d -not -path './data/*' -prune -exec rm -rf {} +
