# Two commands: `make demo` and `make test`. Both set everything up the first time and are quick afterwards.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready

.PHONY: demo test check docs train clean

demo: $(STAMP)
	@$(BIN)/python examples/demo.py

test: $(STAMP)
	@$(BIN)/python -m pytest

check: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/verbale codebook check

# The pages that are written from the code, and the outputs that pages show.
docs: $(STAMP)
	@$(BIN)/python tools/reference.py

# The learned reader, anew from its material (under 45 minutes on two cores; torch is needed for this alone).
TRAINING := .venv-training
train: $(TRAINING)/.ready
	$(TRAINING)/bin/python training/train.py
	$(TRAINING)/bin/python training/trust.py --write

$(TRAINING)/.ready: pyproject.toml training/requirements.txt
	@test -x $(TRAINING)/bin/python || $(PYTHON) -m venv $(TRAINING)
	@$(TRAINING)/bin/python -m pip install --quiet --disable-pip-version-check -e . -r training/requirements.txt
	@touch $@

$(STAMP): pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or newer is needed (PYTHON=/path/to/python3.11 make ...)"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; $(PYTHON) is older (PYTHON=/path/to/python3.11 make ...)"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test]'
	@touch $(STAMP)

clean:
	rm -rf $(VENV) $(TRAINING) .pytest_cache .mypy_cache .ruff_cache
