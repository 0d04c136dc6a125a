# Everything a person does with this checkout. `make` alone lists it.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run run-virtual test check bench deep lock translations

# Compiled modules are kept: the console and the backend start in half the time with them.
unexport PYTHONDONTWRITEBYTECODE

PYTHON_HERE := .venv/bin/python
ARGS ?=
PYTEST_ARGS ?=

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 22

run: ## install what is missing and start the console (ARGS="console --role wall" goes to patria)
	@tools/run $(ARGS)

run-virtual: ## the same on a virtual screen; pictures of every window go to artifacts/
	@tools/system-packages run virtual
	@tools/install run
	@$(PYTHON_HERE) -m tools.screenshots artifacts

test: .dev ## install the same way with what the tests need, and run everything
	$(PYTHON_HERE) -m pytest -n 2 --dist worksteal $(PYTEST_ARGS)

check: .dev ## format, lint, strict types, import contract, links in the documents
	@$(PYTHON_HERE) -m tools.check

bench: .dev ## measure against the peers; results go to artifacts/bench/
	@tools/system-packages bench || echo "Going on without them; the benchmark leaves those peers out."
	@$(PYTHON_HERE) -m tools.bench artifacts/bench $(ARGS)

deep: .dev ## the long tests: soak, power cut, long fuzz
	$(PYTHON_HERE) -m pytest -m deep --timeout 3600 $(PYTEST_ARGS)

lock: .dev ## choose versions anew and pin them with their hashes in requirements/
	@$(PYTHON_HERE) -m tools.lock $(ARGS)

translations: .dev ## collect the screen texts into resources/translations/
	@$(PYTHON_HERE) -m tools.translations

.PHONY: .dev
.dev:
	@tools/system-packages run virtual test || echo "Going on without them; what needs them will fail."
	@tools/install dev
