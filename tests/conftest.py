"""How tests are shared out: a file's tests go to one worker, and all that is asked of one film goes where that film was walked."""

import re

import pytest

FILM = re.compile(r"tests/films/test_(?!every_film|sentences)(\w+)\.py")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    for item in items:
        path = item.nodeid.split("::")[0]
        film = FILM.search(path)
        params = getattr(item, "callspec", None)
        named = params.params.get("film") if params is not None else None
        item.add_marker(pytest.mark.xdist_group(f"film {film[1] if film else named}" if film or named else path))
