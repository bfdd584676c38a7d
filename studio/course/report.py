"""What a course left, for people and programs: a table of all that was asked for, logs of what broke, links into the store."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from studio.atomic import write_text
from studio.course import store as stores
from studio.course.jobs import KINDS, Planned
from studio.course.making import LOG, Job, Outcome
from studio.course.sheets import ALL
from studio.one_line import one_line

ORDER = ("broken", "wrong", "refused", "made", "stood")
SAID = {
    "broken": "broke",
    "wrong": "wrong input",
    "refused": "not for its lesson",
    "made": "made",
    "stood": "was in the store",
}


def write(folder: Path, planned: Planned, outcomes: Mapping[Job, Outcome], place: str) -> None:
    """report.json, report.md and logs in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = [_row(folder, job, outcome, place) for job, outcome in outcomes.items()]
    rows += [{"kind": KINDS[0], "film": name, "state": "wrong", "reason": reason} for name, reason in planned.wrong.items()]
    rows.sort(key=lambda row: ORDER.index(row["state"]))
    table = {"format": "backreel/course", "version": 1, "title": planned.course.title, "store": place}
    table |= {f"{kind}s": [row for row in rows if row["kind"] == kind] for kind in KINDS}
    write_text(folder / "report.json", json.dumps(table, indent=1, ensure_ascii=False) + "\n")
    write_text(folder / "report.md", _page(planned.course.title, rows))


def link(folder: Path, outcomes: Mapping[Job, Outcome], place: str) -> None:
    """Names that people know for what a folder of a store holds: VARIANT/NAME, and all worksheets in one folder."""
    for job, outcome in outcomes.items():
        kept = Path(place) / job.key
        if not outcome.stands:
            continue
        if job.kind == "worksheet":
            for path in (path for path in kept.iterdir() if path.name not in (LOG, stores.LAST)):
                _link(folder / ALL / path.name.replace("worksheet", job.variant, 1), path)
        else:
            _link(folder / f"{job.kind}s" / job.label, kept)


def summary(outcomes: Sequence[Outcome], wrong: int = 0) -> str:
    """How much became what, in one line; the share of beats that were drawn for another film."""
    states = [outcome.state for outcome in outcomes] + ["wrong"] * wrong
    counts = [f"{states.count(state)} {SAID[state]}" for state in reversed(ORDER) if state in states]
    beats, lifted = sum(o.beats for o in outcomes), sum(o.lifted for o in outcomes)
    shared = f"; {lifted} of {beats} beats were drawn for another film" if lifted else ""
    return f"{', '.join(counts) or 'nothing'}{shared}"


def _row(folder: Path, job: Job, outcome: Outcome, place: str) -> dict[str, Any]:
    row: dict[str, Any] = {"kind": job.kind, job.kind: job.label, "variant": job.variant, "name": job.name, "key": job.key}
    row |= {"state": outcome.state}
    if outcome.stands:
        row |= {"place": stores.of(place).where(job.key)}
    if outcome.state == "made":
        row |= {"seconds": round(outcome.seconds, 1)}
    if outcome.beats:
        row |= {"beats": outcome.beats, "lifted": outcome.lifted, "defects": outcome.defects}
    if outcome.reason:
        row |= {"reason": one_line(outcome.reason)}
    if outcome.log:
        log = folder / "logs" / f"{job.label.replace('/', '-')}.txt"
        log.parent.mkdir(exist_ok=True)
        write_text(log, outcome.log)
        row |= {"log": str(log.relative_to(folder))}
    return row


def _page(title: str, rows: Sequence[Mapping[str, Any]]) -> str:
    """The report as Markdown: what did not become a film comes first."""
    lines = [f"# {one_line(title)}", "", "| | | |", "|---|---|---|"]
    for row in rows:
        reason = row.get("reason", "").replace("|", "\\|")
        log = f" ([log]({row['log']}))" if "log" in row else ""
        defects = f"{row['defects']} defects" if row.get("defects") else ""
        lines.append(f"| {row[row['kind']]} | {SAID[row['state']]} | {reason}{log}{defects} |")
    return "\n".join([*lines, ""])


def _link(link: Path, kept: Path) -> None:
    """A name for what stands in the store, where the disk knows links."""
    link.parent.mkdir(parents=True, exist_ok=True)
    target = os.path.relpath(kept.absolute(), link.parent.absolute())
    with suppress(OSError):
        if link.is_symlink() and os.readlink(link) == target:
            return
        link.unlink(missing_ok=True)
        link.symlink_to(target, target_is_directory=kept.is_dir())
