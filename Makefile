# Backreel. `make` sets up what is missing and renders the flagship film; `make help` lists the rest.

LESSON = mazur
CHAPTERS =
Q = h
JOBS = $(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
PYTHON =

export PYTHON
SHELL = /bin/sh
VENV = .venv
PIP = $(VENV)/bin/python -m pip --disable-pip-version-check --no-input -qq
RENDER = $(VENV)/bin/backreel render
OPTIONS = $(foreach chapter,$(CHAPTERS),--chapter $(chapter)) -q $(Q) -j $(JOBS)

# A venv is whole or begun again: no mark, another folder than it was made in, or a Python that went away.
ifneq ($(shell $(VENV)/bin/python -c '' 2>/dev/null && cat $(VENV)/.made 2>/dev/null),$(realpath .))
$(shell rm -f $(VENV)/.made $(VENV)/.deps $(VENV)/.package)
endif

.PHONY: film films course explore gallery preview test test-all bench setup voices hooks lock help clean distclean
.DELETE_ON_ERROR:

film: setup
	@$(RENDER) "$(LESSON)" $(OPTIONS)

films: setup
	@$(RENDER) "$(LESSON)" --series $(OPTIONS)

course: setup
	@$(VENV)/bin/backreel batch scenes/courses/first-course.toml --only student-01 -j $(JOBS)

explore: setup
	@$(VENV)/bin/backreel explore "$(LESSON)"

preview: Q = l
preview: setup
	@$(RENDER) "$(LESSON)" $(OPTIONS)

gallery: setup
	@$(VENV)/bin/python -m studio.gallery

test: setup .setup/.browser $(VENV)/.voices
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/codespell
	@$(VENV)/bin/mypy
	@$(VENV)/bin/python -m pytest -n $(JOBS) --dist loadfile

test-all: export BACKREEL_ALL = 1
test-all: test

bench: setup
	@set -e; for script in tests/bench_*.py; do $(VENV)/bin/python "$$script"; done

setup: $(VENV)/.package
	@if [ -d .git ] && [ -z "$$(git config core.hooksPath)" ] && [ ! -e $(VENV)/.offered ]; then touch $(VENV)/.offered; \
	  echo "backreel: 'make hooks' lets git check the subjects of your commits"; fi

voices: setup
	@.setup/voices

hooks:
	@git config core.hooksPath .setup/hooks

lock: setup
	@.setup/lock

help:
	@echo "make            render LESSON (mazur) at 1080p"
	@echo "make films      render the whole series: each chapter on LESSON, or on the lesson that it carries"
	@echo "make course     the films and the worksheet of the first of forty students, each with a network of their own"
	@echo "make explore    open a page on which LESSON can be changed, and what follows is seen at once"
	@echo "make preview    render LESSON at low quality"
	@echo "make gallery    draw each mobject of the kit once into renders/gallery/"
	@echo "make test       style, types and tests; make test-all also what is sampled otherwise"
	@echo "make bench      drawing against plain manim, the engine against torch where that is installed"
	@echo "make setup      only what the above set up first; make hooks lets git check the subjects of commits"
	@echo "make voices     bring voices for Spanish, French, Italian, Portuguese and Hindi, and a draft voice for any language"
	@echo "make lock       pin the dependencies of pyproject.toml anew (UPGRADE=--upgrade for the newest)"
	@echo "make clean      remove films and caches; make distclean also removes $(VENV)"
	@echo "variables       LESSON=mazur|FILE.toml  CHAPTERS='forward delta'  Q=l|m|h|p|k  JOBS=2  PYTHON=python3.12"

clean:
	@find renders -mindepth 1 -maxdepth 1 ! -name README.md ! -name gallery -exec rm -rf {} +
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis media build *.egg-info
	@find engine scenes studio tests -name __pycache__ -prune -exec rm -rf {} +

distclean: clean
	@rm -rf $(VENV) .setup/.system .setup/.browser

# Set-up, one stamp a step. A step that was cut short has no stamp and is done again.

.setup/.system: .setup/system-packages .setup/find-python
	@.setup/system-packages
	@touch $@

.setup/.browser: .setup/browser
	@.setup/browser
	@touch $@

$(VENV)/.voices: .setup/voices.lock.txt .setup/voices | $(VENV)/.package
	@.setup/voices --try
	@touch $@

$(VENV)/.made: | .setup/.system
	@rm -rf $(VENV)
	@echo "backreel: making $(VENV) with $$(.setup/find-python)"
	@$$(.setup/find-python) -m venv $(VENV)
	@printf '%s' "$(realpath .)" > $@

# While packages are half installed there is no mark of a whole venv.
$(VENV)/.deps: requirements.lock.txt | $(VENV)/.made
	@echo "backreel: installing locked packages (750 MB, a minute or two)"
	@rm -f $(VENV)/.made
	@$(PIP) install --use-pep517 --require-hashes -r requirements.lock.txt
	@printf '%s' "$(realpath .)" > $(VENV)/.made
	@touch $@

$(VENV)/.package: pyproject.toml $(VENV)/.deps
	@$(PIP) install --no-deps --editable .
	@touch $@
