"""A sentence is a literal: `{t.a[D][0]:3}` is a slot, `<rise>` a mark; the formatter fills it into pieces, never into a string."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from engine import notation
from engine.called import Name
from engine.reading import Named, Number, Reading, narrowed
from scenes.shown import Shown

Ask = Callable[..., Any]  # a fact: a function of the reading and the item that a beat is told of

LONGEST_NAME = 28  # characters of a name in a sentence
_NO_TAGS = str.maketrans("<>", "‹›")
_HEAD = re.compile(r"[(“‘\"']*$")  # opens before a number and stays with it
_KEPT = "(?:[\u00a0\u202f][?!:;»][^\\s<]*)*"  # what a kept space holds to the word before it: "Pourquoi\u202f?" is one word
_TAIL = re.compile(rf"[^\s<]*{_KEPT}")  # touches a number from behind and stays with it
_TOKEN = re.compile(rf"<([a-z][\w-]*)>|([^\s<]+{_KEPT}|<)")
_PATH = re.compile(r"(\w+)((?:\.\w+|\[\w+\])*)")
_RUNS = re.compile(r"[A-Z]{2,}|[A-Z]?[a-z]+|.")  # RMSprop: letters one by one, and a word
_STEP = re.compile(r"\.(\w+)|\[(\w+)\]")


class Tongue(Protocol):
    """How a language says what is not a word: `studio.tongues` has one for each."""

    @property
    def code(self) -> str:
        """Its two letters, as in "en"."""

    @property
    def equals(self) -> str:
        """The word for an equals sign."""

    def symbol(self, name: str, at: Sequence[int]) -> str:
        """The words for a symbol of the notation table with its indices, counted from 0."""

    def number(self, text: str) -> str:
        """The words for a number as it is shown."""

    def count(self, n: int) -> str:
        """The word for how many."""

    def year(self, digits: str) -> str:
        """The words for a year."""

    def term(self, name: str) -> str:
        """The field's name for an activation or a loss."""

    def name(self, word: str) -> str:
        """A word of a name that a person gave; nothing where the language has no sounds for it."""


@dataclass(frozen=True)
class Term:
    """An activation or a loss in a sentence; each language has its name for it."""

    name: str


@dataclass(frozen=True)
class Piece:
    """One caption word (no spaces), the words the voice says for it (may be none), and the number it is, if any."""

    shown: str
    spoken: str
    marks: tuple[str, ...] = ()
    path: str = ""
    value: float | None = None


@dataclass(frozen=True)
class Claim:
    """What is said of this lesson: the sentence, the fact that it stands under, what that said, and where in the trace it looked."""

    sentence: str
    fact: str
    outcome: str
    evidence: tuple[str, ...]
    start: int  # the piece of the beat that the sentence begins with


@dataclass(frozen=True)
class Line:
    """One sentence, or one of several by a fact: `forms` by the fact's outcome, "" where there is no `case`."""

    forms: Mapping[str, str]
    case: Ask | None = None
    when: Ask | None = None

    def form(self, ask: Asking) -> str | None:
        """Which form is told; None for none."""
        if self.when is not None and not ask.holds(self.when):
            return None
        if self.case is None:
            return ""
        form = ask.outcome(self.case)
        if form not in self.forms:
            raise ValueError(f"{self.case.__name__} says {form!r}, for which there is no sentence among {', '.join(self.forms)}")
        return form


class Asking:
    """Asks facts of a reading and an item, and keeps what each said and where it looked."""

    def __init__(self, t: Reading, *item: Any) -> None:
        self.t, self.item = t, item
        self.said: list[tuple[str, str, tuple[str, ...]]] = []  # fact, outcome, evidence

    def outcome(self, fact: Ask) -> str:
        """What a fact says; yes or no of one that holds or not."""
        found, paths = self._asked(fact)
        return self._kept(fact, ("yes" if found else "no") if isinstance(found, bool) else str(found), paths)

    def holds(self, fact: Ask) -> bool:
        """Whether a fact holds."""
        found, paths = self._asked(fact)
        return self._kept(fact, "yes" if found else "no", paths) == "yes"

    def _asked(self, fact: Ask) -> tuple[Any, tuple[str, ...]]:
        with self.t.notes.taken() as paths:
            found = fact(self.t, *self.item)
        return found, narrowed(paths)

    def _kept(self, fact: Ask, said: str, paths: tuple[str, ...]) -> str:
        self.said.append((named(fact), said, paths))
        return said

    def claims(self, sentence: str, start: int) -> list[Claim]:
        """What was asked since the last sentence, as claims of this one."""
        said, self.said = self.said, []
        return [Claim(sentence, *one, start) for one in said]


def named(fact: Ask) -> str:
    """A fact by the room that it stands in: delta.facts.way_of_the_loss."""
    return f"{fact.__module__.removeprefix('scenes.').removeprefix('films.')}.{fact.__qualname__}"


def line(text: str = "", *, case: Ask | None = None, when: Ask | None = None, **forms: str) -> Line:
    """A sentence told `when` a fact holds, or one of several by a `case`: a form for each outcome (yes and no of what holds or not)."""
    if (case is None) == bool(forms) or bool(text) == bool(forms):
        raise TypeError("a line is one text, or a case with a form for each of its outcomes")
    return Line(forms or {"": text}, case, when)


def told(lines: Sequence[Line], slots: Mapping[str, Any], tongue: Tongue, ask: Asking) -> tuple[tuple[Piece, ...], tuple[Claim, ...]]:
    """The lines of a beat as pieces, and what they claim of this lesson; what was asked before is claimed by the first."""
    pieces: list[Piece] = []
    claims: list[Claim] = []
    for one in lines:
        form = one.form(ask)
        if form is not None:
            found = pieces_of(one.forms[form], slots, tongue)
            claims += ask.claims(" ".join(piece.shown for piece in found), len(pieces))
            pieces += found
    return unique(pieces), tuple(claims)


def unique(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces, in which no mark stands twice."""
    marks = [mark for piece in pieces for mark in piece.marks]
    if twice := sorted({mark for mark in marks if marks.count(mark) > 1}):
        raise ValueError(f"the marks {twice} stand twice in {' '.join(piece.shown for piece in pieces)!r}")
    return tuple(pieces)


@dataclass
class _Row:
    """Pieces as they come: text is cut into words, a special keeps what touches it."""

    text: str
    pieces: list[Piece] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    touching: bool = False  # whether the last piece is a special that what follows may touch

    def write(self, literal: str, before_special: bool) -> str:
        """Take words and marks; returns what opens before the special that comes next."""
        if self.touching and self.pieces:
            tail = _TAIL.match(literal)
            assert tail is not None
            self.pieces[-1] = _longer(self.pieces[-1], tail[0])
            literal = literal[tail.end() :]
            self.touching = self.touching and not literal
        head = ""
        if before_special and (found := _HEAD.search(literal)):
            head, literal = found[0], literal[: found.start()]
        for mark, word in _TOKEN.findall(literal):
            if mark:
                self.marks.append(mark)
            elif "<" in word:
                raise ValueError(f"a < that begins no mark stands in {self.text!r}: marks are lower case, like <sum>")
            else:
                self.add(Piece(word, _said(word)))
        return head

    def add(self, piece: Piece) -> None:
        self.pieces.append(replace(piece, marks=tuple(self.marks)))
        self.marks.clear()


def pieces_of(text: str, slots: Mapping[str, Any], tongue: Tongue) -> tuple[Piece, ...]:
    """Cut one sentence into pieces, its slots filled. A `<mark>` belongs to the piece after it; punctuation stays with its word."""
    row, literal, parts = _Row(text), "", list(string.Formatter().parse(text))
    worded = _counts_on(slots, [name for _, name, spec, _ in parts if name and not spec])
    for before, name, spec, _ in parts:
        literal += before
        if name is None:
            continue
        filled = list(_filled(slots, name, spec or "", tongue, worded))
        if isinstance(filled[0], str):
            literal += filled[0]
            continue
        head = row.write(literal, before_special=True)
        for k, piece in enumerate(filled):
            row.add(replace(piece, shown=head * (not k) + piece.shown))
        row.touching, literal = True, ""
    row.write(literal, before_special=False)
    if row.marks:
        raise ValueError(f"the marks {row.marks} stand after the last word of {text!r}")
    return tuple(row.pieces)


def _longer(piece: Piece, tail: str) -> Piece:
    return replace(piece, shown=piece.shown + tail, spoken=piece.spoken + _said(tail, touching=True))


def _counts_on(slots: Mapping[str, Any], names: Sequence[str]) -> bool:
    """Whether a sentence has an index of two digits, which would be taken for a value: then all of its indices are words."""
    return any(isinstance(value := slot(slots, name), int) and value >= 10 for name in names)


def _filled(slots: Mapping[str, Any], name: str, spec: str, tongue: Tongue, worded: bool) -> Iterator[Any]:
    """What a slot puts in: pieces, or plain text."""
    if name in ("year", "letters"):
        spelled = " ".join(" ".join(run) if run.isupper() else run for run in _RUNS.findall(spec))
        yield Piece(spec, tongue.year(spec) if name == "year" else spelled)
        return
    value = slot(slots, name)
    if isinstance(value, Number):
        yield from _number(value, spec, tongue)
    elif isinstance(value, Shown):  # with the digits that a fact has chosen
        yield Piece(value.text, tongue.number(value.text), (), value.number.path, value.number.value)
    elif isinstance(value, Named):
        yield _name(value, tongue)
    elif isinstance(value, Name):  # shown as it is, never read as a mark or a slot
        yield from (Piece(word, tongue.name(word), (), value.path) for word in _short(value.text).split())
    elif isinstance(value, Term):
        yield tongue.term(value.name)
    elif spec in ("words", "Words"):
        words = tongue.count(int(value))
        yield words.capitalize() if spec == "Words" else words
    else:
        yield tongue.count(value) if worded and isinstance(value, int) else str(value)


def slot(slots: Mapping[str, Any], name: str) -> Any:
    """What a path like `t.a[D][0]` leads to; an index is a whole number or another slot's name. Nothing is computed here."""
    found = _PATH.fullmatch(name)
    if found is None or found[1] not in slots:
        raise ValueError(f"{{{name}}} is no slot: a sentence has {', '.join(sorted(slots))}, with .name and [index]")
    at = slots[found[1]]
    for attribute, index in _STEP.findall(found[2]):
        at = getattr(at, attribute) if attribute else at[int(index) if index.isdigit() else slots[index]]
    return at


def _short(name: str) -> str:
    """A name in a sentence, cut where it is longer than captions have room for; SRT's players take what stands in < > for tags."""
    name = name.translate(_NO_TAGS)
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"


def _name(named: Named, tongue: Tongue) -> Piece:
    return Piece(named.shown, tongue.symbol(named.name, named.at))


def _number(number: Number, spec: str, tongue: Tongue) -> Iterator[Piece]:
    """A number: "" its digits, a digit so many significant ones, "name" its symbol, "eq" both."""
    if spec not in ("", "eq", "name", *"123456789"):
        raise ValueError(f"{spec!r} is not a format of a number: a digit, name, eq or nothing")
    if spec in ("name", "eq"):
        yield _name(number.named, tongue)
    if spec == "eq":
        yield Piece("=", tongue.equals)
    if spec != "name":
        text = notation.fmt(number.value, int(spec) if spec.isdigit() else number.digits)
        yield Piece(text, tongue.number(text), (), number.path, number.value)


def _said(word: str, touching: bool = False) -> str:
    """Dashes and lone signs are shown, not said; where a space is kept before a sign, the voice has none."""
    said = re.sub("[\u00a0\u202f]", "", word)
    return said if touching or any(c.isalnum() for c in said) else ""
