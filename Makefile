# Needs Python 3.11 or newer, make and a package registry. Everything else is installed into .venv, from the lock file.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run indonesia test test-quick check format texts screenshots walk-pages graphiql wheel bench-build bench-rdf bench-sparql bench-recap bench-graphql bench-neo4j bench-questions bench-pages bench-identity reconcile-members bench-identity-others bench-identity-large fuzz-graphql fuzz-sums fuzz-loaders fuzz-register soak tour load strain-sparql quarter faults prove-fetch prove-deposit check-metadata check-documents check-shapes check-cubes check-citation check-supply image-size pin-images lock clean

unexport PYTHONDONTWRITEBYTECODE # tests start hundreds of processes: each would compile all modules again

# One worker more than cores: a test waits for servers and engines a tenth of its time.
export PYTEST_XDIST_AUTO_NUM_WORKERS ?= $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)

PORT ?= 8000
SOURCES ?= sources
SUPPORTED := import sys; sys.exit(sys.version_info < (3, 11))
ifndef PYTHON
PYTHON := $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$name -c '$(SUPPORTED)' >/dev/null 2>&1 && echo $$name && break; done)
endif
UV := $(shell command -v uv 2>/dev/null)
BIN := .venv/bin
LOCKER := $(or $(UV),$(BIN)/uv)
COMPILE := $(LOCKER) pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-header --no-emit-index-url --quiet
BUILD_ONLY := pyogrio pyproj python-calamine pypdf
INSTALLED := .venv/.installed

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "make %-21s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(INSTALLED) ## Build the bundled sample and serve it on http://127.0.0.1:8000 (PORT=... for another port)
	@$(BIN)/hub demo --port $(PORT)

indonesia: $(INSTALLED) ## Fetch every source of examples/indonesia, build it and serve it (SOURCES=FOLDER, PORT=..., MIRROR=ADDRESS)
	@$(BIN)/hub fetch examples/indonesia --out $(SOURCES) $(if $(MIRROR),--mirror $(MIRROR)) || [ $$? -eq 3 ]
	@$(BIN)/hub build examples/indonesia --sources $(SOURCES) --out .hub-indonesia || [ $$? -eq 1 ]
	@$(BIN)/hub serve .hub-indonesia --port $(PORT)

test: $(INSTALLED) ## Run all tests
	@$(BIN)/pytest

test-quick: $(INSTALLED) ## Run the tests that are fast enough for every save
	@$(BIN)/pytest -m "not slow"

check: $(INSTALLED) ## Format, lint, types, imports between rooms, generated files
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/python -m hub.schema | diff hub/schema/schema.graphql - || \
		{ echo "make: expected hub/schema/schema.graphql as the schema is; run python -m hub.schema > hub/schema/schema.graphql" >&2; exit 1; }
	@$(BIN)/python -m hub.schema.jsonld | diff ontology/context.jsonld - || \
		{ echo "make: expected ontology/context.jsonld as the tables declare it; run python -m hub.schema.jsonld > ontology/context.jsonld" >&2; exit 1; }

format: $(INSTALLED) ## Format the code and mend what the linter can mend
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

texts: $(INSTALLED) ## Bring the catalogue of interface texts in step with code and templates
	@$(BIN)/python -m scripts.texts

SHOTS ?= screenshots
ADDRESS ?= http://127.0.0.1:8000
screenshots: $(INSTALLED) ## Take a screenshot of each kind of page at 360 and 1,280 pixels (ADDRESS of a running hub, SHOTS=FOLDER), and the pictures of docs/stewards.md
	@$(BIN)/python -m scripts.screenshots $(ADDRESS) $(SHOTS)
	@HUB_PICTURES=docs/stewards $(BIN)/pytest -n 0 tests/feed/test_in_a_browser.py

walk-pages: $(INSTALLED) ## Walk pages of every kind of BUILT=DIR in Chromium, with axe-core from npm, and say what is wrong with any (PAGES=N, AXE=axe.min.js)
	@axe="$(AXE)"; [ -n "$$axe" ] || { room=$$(mktemp -d) && cp tests/web/pages/axe/package.json $$room && npm install --silent --no-audit --no-fund --prefix $$room && axe=$$room/node_modules/axe-core/axe.min.js; } && \
	nice $(BIN)/python -m scripts.walk_pages $(BUILT) --pages $(or $(PAGES),2000) --axe $$axe

bench-build: $(INSTALLED) ## Measure a build of examples/indonesia stage by stage (SOURCES=FOLDER)
	@$(BIN)/python scripts/bench_build.py examples/indonesia $(SOURCES)

bench-recap: $(INSTALLED) ## Measure the roll-up of a synthetic night of 823,220 polling stations
	@$(BIN)/python -m scripts.bench_recap

BUILT ?= .hub
bench-rdf: $(INSTALLED) ## Measure dumps: triples per second of processor time and peak memory (BUILT=FOLDER; TIMES=4 repeats the rows)
	@$(BIN)/python -m scripts.bench_rdf $(BUILT) --times $(or $(TIMES),1)

bench-sparql: $(INSTALLED) ## Ask the queries of ontology/queries of the hub and of Jena TDB2, by turns (BUILT=FOLDER; needs Java 17, and Maven the first time)
	@$(BIN)/python -m scripts.bench_sparql $(BUILT)

STORE ?= sqlite
bench-graphql: $(INSTALLED) ## Compare GraphQL with PostGraphile, Strawberry and mercurius over the same rows (BUILT=FOLDER); STORE=neo4j: with @neo4j/graphql
	@$(BIN)/python -m scripts.bench_graphql $(BUILT) --store $(STORE)

bench-neo4j: $(INSTALLED) ## Measure a load into a Neo4j with a heap of 2 GB, that loading again changes nothing, and how much faster an import is (BUILT=FOLDER)
	@$(BIN)/python -m scripts.bench_neo4j_load $(BUILT)

bench-questions: $(INSTALLED) ## Measure questions of the kinds that may take long (BUILT=FOLDER)
	@$(BIN)/python scripts/bench_questions.py $(BUILT)

bench-pages: $(INSTALLED) ## Measure size and speed of the portal's pages, alone and at 200 a second (BUILT=FOLDER PAGES=N)
	@$(BIN)/python -m scripts.bench_pages $(BUILT) --pages $(or $(PAGES),400)

fuzz-loaders: $(INSTALLED) ## Feed the readers of mapped tables and scans 200,000 broken inputs
	@FUZZ_INPUTS=200000 $(BIN)/pytest -n 0 tests/loaders/test_mapped_fuzz.py -k crashes -v --durations=0

DATA ?= sources
bench-identity: $(INSTALLED) ## Measure the matching on people held back from training (DATA=FOLDER LABELS=FILE; WRITE=1 writes quality.json)
	@$(BIN)/python -m scripts.identity.bench --data $(DATA) --labels $(LABELS) $(if $(WRITE),--write)

reconcile-members: $(INSTALLED) ## Reconcile the members of the DPR 2019-2024 with a build of examples/indonesia (BUILT=FOLDER DATA=FOLDER)
	@$(BIN)/python -m scripts.reconcile_members $(BUILT) $(DATA)

bench-identity-others: $(INSTALLED) ## Measure other ways to match, Splink among them, on the same pairs (DATA=FOLDER LABELS=FILE)
	@$(BIN)/python -m scripts.identity.alternatives --data $(DATA) --labels $(LABELS)

bench-identity-large: $(INSTALLED) ## Measure linking two synthetic lists of 260,000 candidacies
	@$(BIN)/python -m scripts.identity.synthetic

fuzz-sums: $(INSTALLED) ## Compare 5,000 generated sums with DuckDB over the Parquet (SUMS_OF=FOLDER of a build; the invented election without it)
	@HUB_GENERATED_SUMS=5000 HUB_SUMS_OF=$(SUMS_OF) $(BIN)/pytest -n 0 tests/schema/test_sums.py

fuzz-graphql: $(INSTALLED) ## Ask 5,000 generated queries compiled and field by field, and Schemathesis
	@HUB_GENERATED_QUERIES=5000 $(BIN)/pytest -n 0 tests/schema/test_generated.py
	@HUB_SCHEMATHESIS_EXAMPLES=30 $(BIN)/pytest tests/web/test_schemathesis.py

fuzz-register: $(INSTALLED) ## Merge, split, undo, add, remove and reorder in 10,000 random histories: the promise on ids
	@HUB_REGISTER_RUNS=10000 POLARS_MAX_THREADS=1 $(BIN)/pytest -n 0 tests/identity/test_register_machine.py

GRAPHIQL := hub/web/bundle/graphiql
graphiql: $(GRAPHIQL)/graphiql.js ## Build GraphiQL from npm into the package (needs node)
$(GRAPHIQL)/graphiql.js: $(wildcard scripts/graphiql/*.*)
	@cd scripts/graphiql && npm install --silent --no-audit --no-fund --no-package-lock && npm run --silent build -- ../../$(GRAPHIQL)

soak: $(INSTALLED) ## Swap releases 300 times under load, and count open files and memory (SWAPS=N)
	@$(BIN)/python -m scripts.strain.soak --swaps $(or $(SWAPS),300) --rounds $(or $(SWAPS),300)

tour: $(INSTALLED) ## Ask every surface of a server over BUILT=FOLDER, and print the memory that it holds
	@$(BIN)/python -m scripts.strain.tour $(BUILT)

load: $(INSTALLED) ## Ask a server more than it can answer for ten minutes and five more (SECONDS=N)
	@$(BIN)/python -m scripts.strain.load --seconds $(or $(SECONDS),600)

strain-sparql: $(INSTALLED) ## Ask 64 SPARQL queries at once of a server over BUILT=FOLDER, after its store was made while it served
	@$(BIN)/python -m scripts.strain.sparql $(BUILT)

quarter: $(INSTALLED) ## Start two workers with a quarter of a core, and print the seconds until both answer (needs cpulimit)
	@$(BIN)/python -m scripts.strain.quarter

faults: $(INSTALLED) ## Kill writers 500 times, alter 200 bytes, fill the disk: nothing torn is served and all is mended (KILLS=N FLIPS=N, SECONDS=N of each at most)
	@$(BIN)/python -m scripts.strain.faults --kills $(or $(KILLS),500) --flips $(or $(FLIPS),200) --seconds $(or $(SECONDS),inf)
	@HUB_KILLS=20 $(BIN)/pytest -n 0 tests/neo4j/test_kill.py
	@HUB_KILLS=75 $(BIN)/pytest -n 0 tests/feed/test_killed.py

prove-fetch: $(INSTALLED) ## Fetch all of examples/indonesia from a server on this machine that publishes SOURCES, with kills and faults, and compare the builds
	@$(BIN)/python -m scripts.prove_fetch examples/indonesia $(SOURCES)

prove-deposit: $(INSTALLED) ## Archive a release, make it again from the archive alone, and compare store and dumps byte for byte (BUILT=FOLDER)
	@$(BIN)/python -m scripts.prove_deposit $(BUILT)

check-metadata: $(INSTALLED) ## Validate every row of a release with what describes it: Frictionless, CSVW, Croissant (BUILT=FOLDER; 8 minutes for all of Indonesia)
	@$(BIN)/python -m scripts.check_metadata $(BUILT)

check-documents: $(INSTALLED) ## Compare the descriptions of random things with the dump, every page in each form (BUILT=FOLDER, IDS=N)
	@$(BIN)/python -m scripts.check_documents $(BUILT) --ids $(or $(IDS),1000)

check-shapes: $(INSTALLED) ## Hold a dump against the SHACL shapes of the ontology with Apache Jena (BUILT=FOLDER; needs Java 17, and Maven the first time)
	@$(BIN)/python -m scripts.jena $(BUILT)

check-cubes: $(INSTALLED) ## Ask the integrity constraints of the Data Cube, word for word, of the outcomes of BUILT=FOLDER
	@HUB_BUILT=$(BUILT) $(BIN)/pytest -n 0 tests/rdf/test_cubes.py -k "well_formed or linear"

check-citation: $(INSTALLED) $(LOCKER) ## Validate CITATION.cff, and the citation of a release, with cffconvert (needs a network; BUILT=FOLDER)
	@$(LOCKER) tool run --quiet --with 'setuptools<81' cffconvert --validate --infile CITATION.cff
	@mkdir -p dist && $(BIN)/hub cite $(BUILT) --format cff >dist/CITATION.cff
	@$(LOCKER) tool run --quiet --with 'setuptools<81' cffconvert --validate --infile dist/CITATION.cff

check-supply: $(INSTALLED) $(LOCKER) ## Write dist/sbom.cdx.json, list the licences of what a server needs, and ask for known weaknesses (pip-audit, needs a network)
	@$(BIN)/python -m scripts.supply requirements-run.lock --sbom dist/sbom.cdx.json
	@$(LOCKER) tool run --quiet pip-audit --requirement requirements-run.lock --disable-pip --progress-spinner off

image-size: $(INSTALLED) graphiql ## Install what the image serves with, as the Dockerfile does, print its size, and serve the sample from it (BUILT=FOLDER)
	@$(BIN)/python -m scripts.serving_size $(BUILT)

pin-images: ## Write beside each image of Dockerfile and docker-compose.yml the digest that its tag has now (needs docker with buildx, and a network)
	@for image in $$(sed -nE 's/^(FROM| +image:) +([a-z0-9]+:[A-Za-z0-9._-]+).*/\2/p' Dockerfile docker-compose.yml | sort -u); do \
		digest=$$(docker buildx imagetools inspect $$image --format '{{.Manifest.Digest}}') || exit 1; \
		sed -i.bak -E "s|$$image(@sha256:[0-9a-f]+)?|$$image@$$digest|" Dockerfile docker-compose.yml || exit 1; \
		echo "$$image@$$digest"; \
	done; rm -f Dockerfile.bak docker-compose.yml.bak

wheel: $(INSTALLED) graphiql ## Build the wheel into dist/, with GraphiQL
	@$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .

lock: $(LOCKER) ## Lock the newest versions that pyproject.toml allows, with hashes: all, those of `pip install`, and those of an image that only serves
	@$(COMPILE) --group dev --upgrade --output-file requirements.lock
	@$(COMPILE) --constraint requirements.lock --output-file requirements-run.lock
	@$(COMPILE) --constraint requirements.lock $(BUILD_ONLY:%=--no-emit-package %) --output-file requirements-serve.lock

$(BIN)/uv: $(INSTALLED)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv

clean: ## Remove what was installed and built
	rm -rf .venv .hub .hub-cache sample/.hub sample/.hub-cache dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

# The stamp is younger than the lock file as long as .venv holds what the lock file says.
$(INSTALLED): requirements.lock pyproject.toml
ifeq ($(PYTHON),)
	@echo "make: expected Python 3.11 or newer as python3, found $$(python3 --version 2>&1 || echo none);" \
		"install one, or name it: make PYTHON=/path/to/python $(MAKECMDGOALS)" >&2; exit 1
endif
	@echo "installing into .venv (the first time, and when requirements.lock changes)" >&2
ifneq ($(UV),)
	@test -x $(BIN)/python || { rm -rf .venv && $(UV) venv --quiet --python $(PYTHON) .venv; }
	@$(UV) pip install --quiet --python $(BIN)/python --require-hashes --requirement requirements.lock
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --editable .
else
	@test -x $(BIN)/python || { rm -rf .venv && $(PYTHON) -m venv .venv; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --use-pep517 --require-hashes --requirement requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
endif
	@touch $@
