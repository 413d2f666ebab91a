# GNU make. `make run` and `make test` set everything up first; see README.md.
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

ARGS =
# One more than processors: window tests mostly wait.
WORKERS = $(shell expr $$(nproc) + 1)
PY = .venv/bin/python

.PHONY: help setup run test lint coverage bench bench-link faults lock fonts icons qmltypes clean

help: ## Show what can be made
	@sed -n 's/^\([a-z-]*\):.*## /  make \1	/p' Makefile | expand -t 20

setup: ## Install the Debian packages and the locked Python environment
	@sh setup/prepare.sh

run: setup ## Start the kiosk (ARGS="--windowed"); with no display, file one visit by itself
	@sh setup/run.sh $(ARGS)

test: setup ## Run every test, several at once (ARGS are given to pytest)
	@QT_QPA_PLATFORM=$${QT_QPA_PLATFORM:-offscreen} $(PY) -m pytest -n $(WORKERS) --dist loadfile $(ARGS)

lint: setup ## ruff, mypy --strict, import-linter, qmllint, qmlformat
	@sh setup/lint.sh

coverage: setup ## Hold the dossier to full branch coverage by its own tests
	@$(PY) -m coverage run --branch --source=dossier -m pytest -q tests/dossier tests/procedures
	@$(PY) -m coverage report --skip-covered --fail-under=100

bench: setup ## Figures against peers, one JSON object a line (ARGS: names of figures)
	@$(PY) -m benchmarks $(ARGS) --json

bench-link: setup ## Delivery over bad lines beside other clients, up to 15 minutes (ARGS="--full": more)
	@$(PY) -m benchmarks link $(ARGS) --json

faults: setup ## Kill programs, cut the power, break disks, many times (ARGS="--rounds 1000 --cuts 25 --disks 12 --seed 7")
	@$(PY) -m tests.faults $(ARGS)

lock: ## Write requirements.txt anew from pyproject.toml (UPGRADE=1: newest versions)
	@UPGRADE=$(UPGRADE) sh setup/lock.sh

fonts: setup ## Fetch and cut assets/fonts anew
	@$(PY) -m setup.fetch_fonts

icons: setup ## Fetch assets/icons anew
	@$(PY) -m setup.fetch_icons

qmltypes: setup ## Describe the Python types to the QML tools, in build/qml
	@$(PY) -m setup.qmltypes

clean: ## Remove what was built (the environment stays; rm -r .venv removes it)
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage*
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
