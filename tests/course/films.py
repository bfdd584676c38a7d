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
    """Every file of all that is kept in a store's folder."""
    kept = [folder for folder in store.iterdir() if folder.name != stores.SEGMENTS]
    assert all(stores.of(str(store)).has(folder.name) for folder in kept)
    files = [path for folder in kept for path in folder.rglob("*") if path.is_file() and path.name not in BORN]
    return {path.relative_to(store).parts: path.read_bytes() for path in files}
