# One door for people and for CI. `make help` lists what there is.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
READY := $(VENV)/.ready
COMPILED := $(patsubst %.po,%.mo,$(wildcard src/menneskehandel_cli/locale/*/LC_MESSAGES/mh.po))
FUZZ_SECONDS ?= 60
YEAR ?= $(shell date +%Y)
COMPILE := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header

.DEFAULT_GOAL := help
.PHONY: help setup status test attack mutants lint format messages spell bench fuzz lock docs pictures schemas report site site-open wheel clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(READY) ## Set up everything in .venv, with the locked versions

$(INSTALLED): pyproject.toml requirements-dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "mh needs Python 3.11 or newer; try: make PYTHON=python3.12 setup"; exit 1; }
	@echo "Setting up .venv (once) …"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(COMPILED): %.mo: %.po | $(INSTALLED)
	@$(BIN)/python tools/messages.py --compile

$(READY): $(INSTALLED) $(COMPILED)
	@$(BIN)/python -m compileall -q src
	@touch $@

status: $(READY) ## The main job: the whole strategy at a glance
# In English, as the README is, where the machine names no language.
	@MH_LANG=$${MH_LANG:-$(if $(filter-out C C.% POSIX,$(or $(LC_ALL),$(LC_MESSAGES),$(LANG))),,en)} $(BIN)/mh status

test: $(READY) ## Run the tests, on all cores
	@$(BIN)/python -m pytest -n auto --dist worksteal

attack: $(READY) ## Run the long tests: hostile texts, files and repositories, faults, and the pages in a browser
	@MH_ATTACK=1 $(BIN)/python -m pytest -n auto --dist worksteal -m 'attack or thorough'

lint: $(READY) ## Check code, formatting, types, layers, package and workflows, and the data and its layout
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@tangled=$$($(BIN)/radon cc --min D --show-complexity src) && test -z "$$tangled" \
	  || { echo "Too complex (above 20):"; echo "$$tangled"; exit 1; }
# The authors name no address: they are reached where the repository is kept.
	@$(BIN)/pyroma --min 10 --skip-tests AuthorEmail .
	@$(BIN)/zizmor --offline --no-progress .github
	@$(BIN)/python tools/messages.py --check
	@$(BIN)/mh check --plan all
	@$(BIN)/mh fmt --check --plan all
	@$(BIN)/mh schema -o schemas --check --lang nb

format: $(READY) ## Format the code
	@$(BIN)/ruff check --fix --quiet .
	@$(BIN)/ruff format .

messages: $(READY) ## Give the languages' catalogues the texts of the code, and say what is missing
	@$(BIN)/python tools/messages.py

spell: $(READY) ## Check the spelling of what mh and the guides say in bokmål and nynorsk, by hunspell
	@$(BIN)/python tools/spelling.py

bench: $(READY) ## Measure start-up, checking and history against their bare parts (BENCH=--quick)
	@$(BIN)/python bench/bench.py $(BENCH)

mutants: $(READY) ## Change the code in 500 small ways, and see that tests fail (MUTANTS='--only rules/')
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-mutants.txt
	@$(BIN)/python tests/mutation/mutants.py $(MUTANTS)

fuzz: $(READY) ## Make up inputs for the reader until one breaks it (FUZZ_SECONDS=60)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-fuzz.txt
	@FUZZ_SECONDS=$(FUZZ_SECONDS) $(BIN)/python tests/fuzz/fuzz_reader.py

lock: ## Renew the locked versions, also those of `mh init` (LOCK=--upgrade: the newest)
	@$(PYTHON) -m venv build/lock
	@build/lock/bin/python -m pip install --quiet --disable-pip-version-check 'uv>=0.8'
	@build/lock/bin/$(COMPILE) --group dev $(LOCK) pyproject.toml --output-file requirements-dev.txt
# pip < 24 looks for the hash of `coverage[toml]` under that very name, extras included.
	@build/lock/bin/$(COMPILE) --no-strip-extras --group mutants --constraint requirements-dev.txt pyproject.toml \
	  --output-file requirements-mutants.txt
	@build/lock/bin/$(COMPILE) --no-generate-hashes --all-extras --constraint requirements-dev.txt pyproject.toml \
	  --output-file templates/init/constraints.txt.j2

docs: $(READY) ## Write the pages that are made from the program
	@$(BIN)/python tools/build_docs.py

pictures: $(READY) ## Make the pictures of the documentation from the program, in Chromium
	@$(BIN)/python tools/pictures.py

schemas: $(READY) ## Write the JSON Schemas that help editors with the data
	@$(BIN)/mh schema -o schemas --lang nb

report: $(READY) ## Make the year's report as HTML, Markdown and JSON in build/ (YEAR=2026)
	@mkdir -p build
	@$(BIN)/mh report yearly --year $(YEAR) --format html -o build/report-$(YEAR).html
	@$(BIN)/mh report yearly --year $(YEAR) --format markdown -o build/report-$(YEAR).md
	@$(BIN)/mh report yearly --year $(YEAR) --format json -o build/report-$(YEAR).json
	@ls build/report-$(YEAR).*

site: $(READY) ## Make the public site of the last commit in build/site
	@mkdir -p build
	@$(BIN)/mh site build/site --plan all

site-open: site ## Make the public site and open it in the browser
	@$(BIN)/python -m webbrowser "file://$(CURDIR)/build/site/index.html"

wheel: $(READY) ## Build the wheel and test it outside the checkout
	@$(BIN)/python tests/wheel/check_wheel.py

clean: ## Remove what was built
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
