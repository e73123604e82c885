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

PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
INSTALLED := $(VENV)/.installed-stamp
EDITABLE := $(VENV)/.editable-stamp

.PHONY: help
help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 24

.PHONY: setup
setup: $(EDITABLE) $(MODEL) ## install everything: system libraries, .venv, the pose model

.PHONY: model
model: $(MODEL) ## build the pose model from its published weights

.PHONY: demo
demo: setup ## analyse the sample video and write a report
	$(BIN)/upperback analyze samples/seated_row.mp4 -o $(OUT)

.PHONY: test
test: lint ## all checks: lint, types, layers, tests
	$(BIN)/pytest

.PHONY: lint
lint: setup ## ruff, mypy and the import contracts
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

.PHONY: format
format: setup ## format the code and apply safe fixes
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

.PHONY: bench-speed
bench-speed: setup ## the whole analysis against a bare MediaPipe loop
	$(BIN)/python bench/speed.py --write

.PHONY: bench-accuracy
bench-accuracy: setup ## reps, findings and angles against clips with known truth
	$(BIN)/python bench/accuracy.py --write

.PHONY: bench-thresholds
bench-thresholds: setup ## the values every form check compares, good against faulty, into docs
	$(BIN)/python bench/thresholds.py --write

.PHONY: bench-robustness
bench-robustness: setup ## the same clips mirrored, portrait, at other rates, with frames missing
	$(BIN)/python bench/robustness.py

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
	rm -rf $(VENV) build dist $(OUT) $(MODEL) .coverage .hypothesis \
		.import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find src tests bench -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

# A new lock file is installed; a new pyproject.toml only renews the entry points.
$(INSTALLED): requirements/dev.lock
	@scripts/prepare_system.sh $(PYTHON)
	@echo "upperback: installing Python packages into $(VENV) (once, some minutes)"
	@$(PYTHON) -m venv $(VENV)
	@$(PIP_INSTALL) --require-hashes -r $<
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
