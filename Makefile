# One command for each thing one does with the project; `make help` lists them.
# Belongs here: setting up and calling. Does not belong here: anything that could be a Python module with a test.

SHELL := /bin/bash
HOST ?= 127.0.0.1
PORT ?= 8050

PYTHON := .venv/bin/python
RUNTIME := .venv/.runtime-installed
DEV := .venv/.dev-installed
PIP_INSTALL := $(PYTHON) -m pip install --quiet --disable-pip-version-check -c constraints.txt
NOTO := /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc

# Install Debian packages, or say which are missing. $(1): packages, $(2): what for.
define debian
	if ! command -v apt-get >/dev/null; then \
		echo "Missing: $(2). This system has no apt-get: install what Debian calls '$(1)', then run make again." >&2; exit 1; \
	elif [ "$$(id -u)" = 0 ]; then sudo=; \
	elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then sudo=sudo; \
	else \
		echo "Missing: $(2). Run 'sudo apt-get install $(1)', then run make again." >&2; exit 1; \
	fi; \
	echo "Installing $(1) ($(2))"; \
	$$sudo apt-get update -qq && $$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(1) >/dev/null
endef

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test check format bench screens edition boundaries fonts constraints browser clean

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile

run: $(RUNTIME) ## Set up what is missing and serve the atlas (HOST=127.0.0.1 PORT=8050)
	@$(PYTHON) -m data.editions ensure
	@echo "Shanxi Investment Atlas: http://$(HOST):$(PORT)  (Ctrl+C stops it)"
	@exec env HOST="$(HOST)" PORT="$(PORT)" $(PYTHON) app.py serve

test: $(DEV) browser ## Run all tests (ARGS="tests/unit -k name" for some)
	@$(PYTHON) -m pytest $(ARGS)

check: $(DEV) ## Check format, lint and types
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m mypy

format: $(DEV) ## Format the code and mend what lint can mend
	@$(PYTHON) -m ruff format .
	@$(PYTHON) -m ruff check --fix .

bench: $(DEV) browser ## Measure against a plain tutorial application (ARGS="--runs 5 --level 117")
	@$(PYTHON) -m tests.bench.run $(ARGS)

screens: $(DEV) browser ## Photograph every page into build/screens (ARGS="--only overview")
	@$(PYTHON) -m tests.browser.screens $(ARGS)

edition: $(RUNTIME) ## Build the open edition from data/tables
	@$(PYTHON) -m data.editions build

boundaries: $(DEV) ## Build the boundary files in geodata/files
	@$(PYTHON) -m geodata.build

fonts: $(DEV) ## Build the font subsets in assets/fonts
	@[ -f $(NOTO) ] || { $(call debian,fonts-noto-cjk,the fonts to take subsets of); }
	@$(PYTHON) -m layouts.fonts_build

constraints: ## Resolve the requirements anew and write constraints.txt
	@rm -rf build/resolve && mkdir -p build
	@$(MAKE) --no-print-directory build/resolve/bin/python
	@build/resolve/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@{ head -n 1 constraints.txt; build/resolve/bin/python -m pip freeze; } > build/constraints.txt
	@mv build/constraints.txt constraints.txt && rm -rf build/resolve

clean: ## Remove what the commands made, the environment too
	rm -rf .venv build .mypy_cache .pytest_cache .ruff_cache .hypothesis

# The atlas serves its own fonts; Debian's are what the tests compare them with.
browser:
	@command -v chromium >/dev/null || { $(call debian,chromium,the browser of the tests); }
	@[ -f $(NOTO) ] || { $(call debian,fonts-noto-cjk,the Chinese fonts of the tests); }

# The first Python that is new enough makes the environment. Debian ships venv apart from Python.
%/bin/python:
	@found=; for candidate in python3.11 python3 python3.12 python3.13; do \
		if "$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found="$$candidate"; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
		echo "No Python 3.11 or newer was found as python3.11 or python3. Install one (Debian: python3), then run make again." >&2; \
		exit 1; \
	fi; \
	"$$found" -c 'import ensurepip, venv' 2>/dev/null || { $(call debian,python3-venv,the module that makes Python environments); }; \
	echo "Making $* with $$("$$found" --version)"; \
	"$$found" -m venv "$*"

$(RUNTIME): requirements.txt constraints.txt | $(PYTHON)
	@echo "Installing what the atlas needs"
	@$(PIP_INSTALL) -r requirements.txt
	@touch $@

$(DEV): requirements-dev.txt $(RUNTIME)
	@echo "Installing what building and testing need"
	@$(PIP_INSTALL) -r requirements-dev.txt
	@touch $@
