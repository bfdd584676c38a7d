"""What is pasted where a film is published: its title, its description with timestamps, its credits, within YouTube's limits.

The limits are those of YouTube's help on video chapters and of its Data API, resource `videos`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from studio import credits, pages
from studio.one_line import escaped, one_line

TITLE, DESCRIPTION = 100, 5000  # characters; bytes of UTF-8
FEWEST, SHORTEST = 3, 10  # timestamps that there must be; seconds that each part lasts at least
SUBJECT = "Backpropagation with every number"
SERIES = "How a neural network finds out which of its weights are to blame, and by how much: {count} chapters that each stand alone."
LICENCE = "The films and pictures that you make are yours: show, change, publish and sell them as you like. Backreel itself is MIT."
HASHTAGS = "#backpropagation #neuralnetworks #machinelearning"

Made = Mapping[str, Any]  # a manifest
Marks = Sequence[tuple[str, float]]  # title and second


def of_film(made: Made) -> str:
    """The page of one chapter's film."""
    return _page(film_title(made), film_description(made), "captions.srt", _lang(made))


def of_series(made: Sequence[Made], starts: Sequence[float]) -> str:
    """The page of films joined; `starts` is the second at which each begins."""
    return _page(series_title(made), series_description(made, starts), "series.srt", _lang(made[0]))


def film_description(made: Made) -> str:
    promise = made["promise"] if _lang(made) != "en" else _lowered(made["promise"])
    english = "After this film you can {promise} The network: {lesson}."
    lead = pages.said(_lang(made), english, promise=promise, lesson=one_line(made["lesson"]))
    return _described([lead, *_checked([made])], stamps(made["marks"], made["seconds"]), [made])


def series_description(made: Sequence[Made], starts: Sequence[float]) -> str:
    seconds = starts[-1] + made[-1]["seconds"]
    marks = stamps([(m["title"], start) for m, start in zip(made, starts, strict=True)], seconds)
    inside = [(title, start + at) for m, start in zip(made, starts, strict=True) for title, at in m["marks"]]
    lead = pages.said(_lang(made[0]), SERIES, count=len(made))
    return _described([lead, *_checked(made)], marks or stamps(inside, seconds), made)


def film_title(made: Made) -> str:
    chapter = pages.said(_lang(made), "Backpropagation, chapter {number}", number=made["number"])
    return shortened(f"{made['title']} | {chapter}")


def series_title(made: Sequence[Made]) -> str:
    lessons, code = _lessons(made), _lang(made[0])
    about = lessons[0] if len(lessons) == 1 else pages.said(code, "{count} chapters", count=len(made))
    return shortened(f"{pages.said(code, SUBJECT)} | {about}")


def shortened(title: str) -> str:
    """A title that YouTube takes: at most a hundred characters, no angle brackets."""
    title = _plain(one_line(title))
    return title if len(title) <= TITLE else title[: TITLE - 1].rsplit(" ", 1)[0] + "…"


def stamps(marks: Marks, seconds: float) -> list[tuple[int, str]]:
    """The marks as YouTube wants them, (second, title): the first at 0, three or more, each part ten seconds or longer; else none."""
    kept: list[tuple[int, str]] = []
    for title, at in marks:
        start = int(at + 1e-3)  # sums of lengths fall short of whole seconds by a hair
        if (not kept or start - kept[-1][0] >= SHORTEST) and int(seconds) - start >= SHORTEST:
            kept.append((start, title))
    return kept if len(kept) >= FEWEST and kept[0][0] == 0 else []


def stamp(second: int) -> str:
    """04:05, or 1:04:05 after an hour."""
    hours, rest = divmod(second, 3600)
    return (f"{hours}:" if hours else "") + f"{rest // 60:02d}:{rest % 60:02d}"


def contents(marks: Marks) -> str:
    """The marks for people, a line each, however many and however short."""
    return "".join(f"{stamp(int(at + 1e-3))} {one_line(title)}\n" for title, at in marks)


def _described(lead: Sequence[str], marks: Sequence[tuple[int, str]], made: Sequence[Made]) -> str:
    times = "\n".join(f"{stamp(at)} {one_line(name)}" for at, name in marks)
    return next(filter(_fits, _descriptions([" ".join(lead), times, _conventions(made)], made)))


def _page(title: str, description: str, captions: str, code: str) -> str:
    """The Markdown page to copy from."""
    files = pages.said(code, "Thumbnail: {poster}. Captions: {captions}.", poster="`poster.png`", captions=f"`{captions}`")
    told = {"Title": title, "Description": description, "Files": files, "Licence": pages.said(code, LICENCE)}
    parts = "".join(f"\n## {pages.said(code, heading)}\n\n{text}\n" for heading, text in told.items())
    return f"# {pages.said(code, 'For YouTube')}\n{parts}"


def _fits(text: str) -> bool:
    return len(text.encode()) <= DESCRIPTION


def _descriptions(parts: Sequence[str], made: Sequence[Made]) -> Iterator[str]:
    """The description, whole, then ever shorter: without the tools' licences, then without sources, at last cut at a line."""
    sources, code = _each(source for m in made for source in m["sources"]), _lang(made[0])
    for licences, kept in [(True, len(sources)), *((False, k) for k in range(len(sources), -1, -1))]:
        more = pages.said(code, "and {count} more, named in the films", count=len(sources) - kept)
        left = [more] * (kept < len(sources))
        named = "\n".join([pages.said(code, "Sources"), *sources[:kept], *left]) if sources else ""
        whole = "\n\n".join(filter(None, [*parts, named, "\n".join(credits.lines(made, licences, code)), pages.said(code, HASHTAGS)]))
        yield _plain(whole)
    yield _plain(whole).encode()[:DESCRIPTION].decode(errors="ignore").rsplit("\n", 1)[0]


def _conventions(made: Sequence[Made]) -> str:
    """The networks, and what delta, gradient and loss mean on each."""
    first = made[0]["convention"]
    losses = _each(m["convention"]["loss"] for m in made)
    told = {loss: _lessons([m for m in made if m["convention"]["loss"] == loss]) for loss in losses}
    written = {loss: pages.retold(_lang(made[0]), loss, pages.LOSSES) for loss in losses}
    said = "; ".join(written[loss] if len(losses) == 1 else f"{written[loss]} ({', '.join(told[loss])})" for loss in losses)
    code = _lang(made[0])
    networks = pages.said(code, "Networks: {networks}.", networks="; ".join(_lessons(made))) + "\n" if len(made) > 1 else ""
    english = "Convention: delta is {delta}, a gradient is the {gradient}, the loss is {loss}."
    return networks + pages.said(code, english, delta=_word(code, first["delta"]), gradient=_word(code, first["gradient"]), loss=said)


def _checked(made: Sequence[Made]) -> list[str]:
    """What the audit allows to be said."""
    count = sum(m["audit"]["numbers"] for m in made)
    wrong = any(m["audit"]["defects"] for m in made)
    english = "All {count} numbers seen and heard are computed, and checked against the computation."
    return [] if wrong or not count else [pages.said(_lang(made[0]), english, count=count)]


def _lessons(made: Sequence[Made]) -> list[str]:
    return _each(one_line(m["lesson"]) for m in made)


def _each(things) -> list[str]:
    return list(dict.fromkeys(things))


def _plain(text: str) -> str:
    """YouTube refuses angle brackets, and nothing may steer a terminal that shows the page."""
    return escaped(text, keep="\n").replace("<", "‹").replace(">", "›")


def _word(code: str, english: str) -> str:
    """A convention in a language that has a word for it."""
    return pages.said(code, english) if english in pages.PAGES else english


def _lang(made: Made) -> str:
    """The language that a film is published in."""
    return str(made.get("lang", "en"))


def _lowered(promise: str) -> str:
    return promise[:1].lower() + promise[1:]
