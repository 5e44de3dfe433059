# `make demo` and `make test` do everything from a fresh checkout; `make help` lists the rest.
PYTHON ?= python3
VENV   := .venv
PY     := $(VENV)/bin/python
READY  := $(VENV)/.ready
CORES ?= 2
# One more than there are cores: many tests wait for devices and processes.
WORKERS ?= 3
STEPS ?= 20000

.DEFAULT_GOAL := help

help: ## this list
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 16

$(READY): requirements-dev.lock systemd/packages.sh pyproject.toml setup.py
	sh systemd/packages.sh
	$(PYTHON) -m venv $(VENV)
	$(PY) -m pip install --quiet --require-hashes -r requirements-dev.lock
	$(PY) -m pip install --quiet --no-deps --no-build-isolation -e .
	touch $(READY)

setup: $(READY) ## install what is missing: system packages, Python packages from the lock

demo: $(READY) ## open the sample salon; without a display, play an opening day and a morning into out/demo
	$(VENV)/bin/pult demo --out out/demo

demo-office: $(READY) ## a Slovenian morning with the tax office beside it, its line cut and put back, into out/demo-office
	$(PY) -m tests.office_play out/demo-office

test: check ## everything CI runs: lint, types, import rules, translations, all tests
	$(PY) -m pytest -n $(WORKERS) --dist loadgroup

check: $(READY) ## lint, format, types, import rules
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

fast: $(READY) ## the rules, the services and the stories of all screens: some twenty seconds
	$(PY) -m pytest -n $(CORES) -m "not slow" tests/salon tests/presenters

gallery: $(READY) ## every screen in every state, four languages, two sizes, into out/gallery
	$(PY) -m tests.gallery.render --out out/gallery

bench: $(READY) ## speed on the big salon, p50 and p99 beside bare sqlite3
	$(PY) -m tests.bench

soak: $(READY) ## play with both sides of synchronisation while everything goes wrong, STEPS=n for each world
	$(PY) -m tests.sync_agent.soak --world memory --steps $(STEPS)
	$(PY) -m tests.sync_agent.soak --world two --steps $(STEPS)
	$(PY) -m tests.sync_agent.soak --world google --steps $(STEPS)
	$(PY) -m tests.sync_agent.soak --world calendar --steps $(STEPS)

requirements: $(READY) ## requirement ids beside the passing tests that show them
	$(PY) -m tests.requirements

i18n: $(READY) ## collect texts from the sources into assets/translations
	$(PY) -m tests.translations update

icons: $(READY) ## rebuild the icon font from assets/icons
	$(PY) assets/icons/build.py

lock: $(READY) ## resolve dependencies anew (pip-tools), with hashes and without addresses
	$(PY) -m pip install --quiet pip-tools
	$(VENV)/bin/pip-compile --quiet --strip-extras --generate-hashes --allow-unsafe --no-header \
	  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
	  --extra dev -o requirements-dev.lock pyproject.toml
	$(VENV)/bin/pip-compile --quiet --strip-extras --generate-hashes --allow-unsafe --no-header \
	  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
	  -c requirements-dev.lock -o requirements.lock pyproject.toml

clean: ## remove what was built
	rm -rf out build $(VENV) .mypy_cache .ruff_cache .hypothesis

.PHONY: help setup demo demo-office test check fast gallery bench soak requirements i18n icons lock clean
