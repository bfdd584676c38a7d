"""What a course left, looked at."""

import json

from studio.course import store as stores

BORN = ("log.txt",)  # says where and how fast a film was made


def report(out, name="course"):
    return json.loads((out / name / "report.json").read_text(encoding="utf-8"))


def states(out, name="course"):
    """Each film and what became of it."""
    return {row["film"]: row["state"] for row in report(out, name)["films"]}


def contents(store):
    """Every file of every film in a store's folder."""
    films = [folder for folder in store.iterdir() if folder.name != stores.SEGMENTS]
    assert all(stores.of(str(store)).has(folder.name) for folder in films)
    return {(film.name, path.name): path.read_bytes() for film in films for path in film.iterdir() if path.name not in BORN}
