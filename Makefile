# The commands of this project; `make help` lists them.

PORT ?= 8000
ROUNDS ?= 5
export PYTHON CHROMIUM
python = .venv/bin/python

.DEFAULT_GOAL := help
.PHONY: help run dev test test-postgres drills bench bench-scale shots trees lighthouse identity lint format messages lock clean runtime development audit sbom

help: ## list these commands
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

run: runtime ## try the site at http://127.0.0.1:8000 (PORT=8001 for another port)
	@SITE_MODE=demonstration exec $(python) manage.py serve --port "$(PORT)"

dev: development ## the same with a server that reloads when a file changes
	@SITE_MODE=development $(python) manage.py prepare
	@SITE_MODE=development exec $(python) manage.py runserver --nostatic "127.0.0.1:$(PORT)"

test: development ## run every test, with a real browser (ARGS="-k words" for some)
	@bin/browser
	@$(python) -m pytest --numprocesses logical --maxprocesses 4 $(ARGS)

test-postgres: development ## run the tests that meet a database on a real PostgreSQL
	@$(python) -m tests.postgres $(ARGS)

shots: development ## take a picture of every state to look at (ARGS="result-" for some)
	@bin/browser
	@$(python) -m tests.looks.shots $(ARGS)

bench: development ## measure the site against its floors and another wizard; takes minutes (ROUNDS=9 for more)
	@bin/browser
	@$(python) -m tests.bench --rounds $(ROUNDS)

trees: development ## write what screen readers meet anew, after a change that is meant
	@bin/browser
	@$(python) -m tests.looks.trees

lighthouse: development ## ask Lighthouse about the pages people meet most (needs npm)
	@bin/browser
	@$(python) -m tests.looks.lighthouse $(ARGS)

identity: development ## make the social card and the touch icon anew from the mark and the fonts
	@bin/browser
	@$(python) -m tests.looks.identity

drills: development ## do faults to a running site (ONLY="reload kill" for some, SHORT=1, SOAK=seconds)
	@$(python) -m tests.drills $(if $(ONLY),--only $(ONLY)) $(if $(SHORT),--short) $(if $(SOAK),--soak $(SOAK))

bench-scale: development ## show how costs grow with the content, in docs/performance.md
	@$(python) -m tests.bench --scale

lint: development ## check style, types, import directions and migrations
	$(python) -m ruff check
	$(python) -m ruff format --check
	$(python) -m mypy
	.venv/bin/lint-imports --no-cache
	$(python) -m tests.bandit
	SITE_MODE=development DATABASE_URL=sqlite://:memory: $(python) manage.py makemigrations --check --dry-run

format: development ## put the code in the house format
	$(python) -m ruff check --fix-only
	$(python) -m ruff format

messages: development ## collect the words of the interface and compile the translations
	@$(python) -m tests.messages

lock: ## choose package versions anew, after a change of pyproject.toml (needs uv)
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --no-annotate --output-file requirements.lock
	uv pip compile pyproject.toml --group dev --constraint requirements.lock --universal \
		--python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate \
		--output-file requirements-dev.lock

audit: development ## ask the OSV database about every locked package; fails when it can't be asked
	@$(python) -m tests.audit

sbom: development ## write what the site is made of to build/sbom.json (CycloneDX)
	@$(python) -m tests.sbom

clean: ## remove what the commands above made, except the site's data in var/
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis build var/static var/static-files
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

runtime:
	@bin/setup requirements.lock

development:
	@bin/setup requirements-dev.lock
