"""The fixture lessons: what they get, and what the proofreader objects to in the films on each of them."""

import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

from engine import InputError, run
from engine.reading import Reading
from studio import catalog, claims
from studio.looks import look_of
from studio.orders import Order
from studio.proof import reader
from studio.tongues import EN
from tests.films.refusals import untrue

FOLDER = Path(__file__).parents[1] / "fixtures"
FIXTURES = sorted(p.stem for p in FOLDER.glob("*.toml"))
KNOWN = Path(__file__).with_name("known_faults.toml")
HEAD = """# What fails on the fixtures today: "lesson" where the engine does not take it, "plan" where words, refusals or studies break,
# a film where the proofreader objects. `python -m tests.films.fixtures REPORT` writes it anew; it is to become empty.
"""
FILMS = [film.name for film in catalog.chapters()]


def path(fixture: str) -> str:
    return str(FOLDER / f"{fixture}.toml")


@lru_cache(maxsize=2)
def reading(fixture: str) -> Reading:
    """A fixture, run."""
    return Reading(run(catalog.lesson(path(fixture))))


def refusal(fixture: str, film: str) -> str | None:
    """Why a film is not told on a fixture; None where it is."""
    return catalog.load(catalog.chapter(film)).refusal(reading(fixture))


def objections(fixture: str, film: str, out: Path, shape: str = "16:9") -> list[str]:
    """What the proofreader finds in a film that is walked on a fixture."""
    walked = reader.walk(Order(path(fixture), film, look_of("l", shape), "silent", out))
    return [f"{d.rule}: {d.beat}: {d.what}" for d in reader.judge(walked)]


def planned(fixture: str) -> list[str]:
    """What is wrong with the words and the refusals of every film on a fixture, and with its studies."""
    t = reading(fixture)
    found = [f"study {name} is broken" for name in t.trace.studies if name not in claims.written(t.trace)["studies"]]
    for film in FILMS:
        chapter, why = catalog.load(catalog.chapter(film)), refusal(fixture, film)
        if why is None:
            found += [f"{film}: {beat}: {what}" for beat, what in claims.faults(chapter, chapter.script(t, EN), t.trace, EN)]
        elif fault := untrue(t, why):
            found.append(f"{film}: refused with {why!r}: {fault}")
    return found


# ---- the whole: `python -m tests.films.fixtures REPORT [FIXTURE ...]` goes on with a report and writes known_faults.toml from it


def _asked(ask: Callable[..., list[str]], *args: Any) -> list[str]:
    """What is found; what breaks is found too."""
    try:
        return ask(*args)
    except Exception as error:
        return [f"{type(error).__name__}: {' '.join(str(error).split())}"]


def _refused(fixture: str, film: str) -> bool:
    """Whether a film is not told; how one breaks is found when it is asked."""
    try:
        return film != "plan" and refusal(fixture, film) is not None
    except Exception:
        return False


def _rows(fixtures: list[str], done: set[tuple[str, str]], out: Path) -> Iterator[tuple[str, str, list[str]]]:
    """(fixture, "lesson", "plan" or a film, what is wrong) of all that is not done."""
    for fixture in fixtures:
        try:
            reading(fixture)
        except InputError as error:
            yield fixture, "lesson", [str(error).split(": ", 1)[1]]
            continue
        for film in ("plan", *FILMS):
            if (fixture, film) not in done and not _refused(fixture, film):
                yield fixture, film, _asked(planned, fixture) if film == "plan" else _asked(objections, fixture, film, out)


def report(to: Path, fixtures: list[str]) -> None:
    """Write a line for each film on each of these fixtures: what is wrong, as it is found; then the list of known faults."""
    lines = to.read_text(encoding="utf-8").splitlines() if to.exists() else []
    done = {(fixture, what) for fixture, what, _ in (line.split("\t") for line in lines)}
    with tempfile.TemporaryDirectory() as out, to.open("a", encoding="utf-8") as file:
        for fixture, what, found in _rows(fixtures, done, Path(out)):
            print(fixture, what, f"{len(found)}: {' | '.join(found[:4])}" if found else "ok", sep="\t", file=file, flush=True)
    KNOWN.write_text("".join(written(to.read_text(encoding="utf-8").splitlines())), encoding="utf-8")


def written(lines: list[str]) -> Iterator[str]:
    """known_faults.toml: a table a fixture, a line for what fails on it."""
    yield HEAD
    rows = sorted(line.split("\t") for line in lines)
    for fixture, group in groupby((row for row in rows if row[2] != "ok"), key=lambda row: row[0]):
        yield f"\n[{fixture}]\n"
        yield from (f"{what} = {json.dumps(said[:110], ensure_ascii=False)}\n" for _, what, said in group)


if __name__ == "__main__":
    report(Path(sys.argv[1]), sys.argv[2:] or FIXTURES)
