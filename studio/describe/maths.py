"""A line of type read aloud: the pieces that the film set it from, as a listener would want to hear them.

A line is tokens: numbers, names, and what its Typst is made of. Brackets are heard as "of" behind a function, as "the quantity"
around a sum, and not at all elsewhere; quantities side by side are multiplied; a layer is said where it changes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from engine.called import Name
from engine.notation import layer_of
from engine.reading import Named
from scenes import screen
from scenes.kit.type.ink import Line, Scale
from scenes.sentence import Tongue
from scenes.shown import Shown
from studio.describe.words import of
from studio.describe.words.en import FUNCTIONS, SIGNS
from studio.words import Piece, plain, words_of

TOKEN = re.compile(r'"[^"]*"|dot\.[a-z]+|arrow\.[a-z]+(?:\.[a-z]+)*|plus\.minus|[lg]t\.eq|dots(?:\.[a-z]+)?|[A-Za-z]+|\d+(?:\.\d+)?|\\|\S')
NAMED = re.compile(r'op\("(\w+)"\)')  # a function that Typst does not know by itself
SILENT = frozenset("& thin thick space lr upright med display text".split())
STOPS = frozenset("\\ , : ;".split())
ENDS = frozenset({"arrow.t", "arrow.b"})  # signs behind what they speak of
SUMS = frozenset("+ - −".split())
Token = str | Shown | Named | Name


class Unread(ValueError):
    """A line that cannot be read aloud."""


def aloud(line: Line, tongue: Tongue, l: int | None = None) -> tuple[Piece, ...]:
    """The words of a line, its numbers with their digits and paths; of a line that cannot be read, Unread. `l`: the layer said last."""
    if line.is_words:
        return _words(line, tongue)
    reader = _Reader(_tokens(line.pieces), tongue, l)
    reader.all()
    return _ended(reader.out)


def _tokens(pieces: Sequence[object]) -> list[Token]:
    found: list[Token] = []
    for piece in pieces:
        if isinstance(piece, (Shown, Named, Name)):
            found.append(piece)
        elif not isinstance(piece, Scale):
            found += [token for token in TOKEN.findall(NAMED.sub(r"\1", str(piece))) if token not in SILENT]
    return found


def _words(line: Line, tongue: Tongue) -> tuple[Piece, ...]:
    """A label: its words, with the maths inside of dollars."""
    out: list[Piece] = []
    for piece in line.pieces:
        if isinstance(piece, Name):
            out += [Piece(word, tongue.name(word)) for word in piece.text.split()]
            continue
        for k, part in enumerate(str(piece).split("$")):
            if k % 2:
                out += aloud(Line((part,), line.size), tongue)
            else:
                clean = re.sub(r"#\w+(?:\([^)]*\))?|[\\*_\[\]#~]", " ", part)
                out += [Piece(word, word if any(c.isalnum() for c in word) else "") for word in clean.split()]
    return _ended(out)


def _ended(out: Sequence[Piece]) -> tuple[Piece, ...]:
    """A line without the stop at its end: it stands inside of a sentence."""
    return (*out[:-1], *(replace(last, shown=last.shown.rstrip(":.,"), spoken=last.spoken.rstrip(":.,")) for last in out[-1:]))


@dataclass
class _Reader:
    """Tokens from left to right; `operand` when the last was a quantity, `function` when it takes what stands in brackets."""

    rest: list[Token]
    tongue: Tongue
    l: int | None = None
    out: list[Piece] = field(default_factory=list)
    operand: bool = False
    function: bool = False

    @property
    def said(self) -> Any:
        """The words of the language."""
        return of(self.tongue)

    def all(self) -> None:
        while self.rest:
            self.one()

    def one(self) -> None:
        """The next token, and what belongs to it."""
        token = self.rest.pop(0)
        if isinstance(token, Shown):
            self._times()
            self.out.append(Piece(token.text, self.tongue.number(token.text), (), token.number.path, token.number.value))
            self.operand, self.function = True, False
        elif isinstance(token, Named):
            self.say(self.tongue.symbol(token.name, token.at), operand=True)
            self._layer(layer_of(token.name, token.l))
        elif isinstance(token, Name):
            self.say(self.tongue.name(token.text), operand=True)
        elif token == "(":
            self._bracket()
        elif token in ("_", "^"):
            self._script(token)
        else:
            self._mark(token)

    def say(self, words: str, operand: bool = False) -> None:
        """Words of the language; the voice's pronunciation marks are not shown."""
        if operand:
            self._times()
        self.out += [Piece(plain(word), word) for word in words_of(words)]
        self.operand, self.function = operand, False

    def _times(self) -> None:
        if self.operand:
            self.say(self.said.MATHS["times"])

    def _stop(self) -> None:
        if self.out and not self.out[-1].shown.endswith((",", ":")):
            last = self.out[-1]
            self.out[-1] = Piece(f"{last.shown},", f"{last.spoken},", (), last.path, last.value)
        self.operand = False

    def _layer(self, l: int | None) -> None:
        if l is not None and l != self.l:
            self.l = l
            self.say(self.said.OF_LAYER.format(layer=self.tongue.count(l)))
        self.operand = True

    def _mark(self, token: str) -> None:
        """A word, a sign, a letter or a constant of Typst."""
        if token in STOPS:
            self._stop()
        elif token == "quad":  # a wide space parts two thoughts, unless a sign joins them
            self._stop() if self.operand and self.rest and self.rest[0] not in self.said.SIGNS else None
        elif token == "1" and self.rest[:2] == ["/", "2"]:
            del self.rest[:2]
            self._times()
            self.say(self.said.HALF)
        elif token == "'":
            function = self.function
            self.say(self.said.SIGNS[token])
            self.operand, self.function = True, function
        elif token in self.said.SIGNS:
            self.say(self.said.SIGNS[token])
            self.operand = token in ENDS
        elif token in self.said.PREFIXES:
            self._times()
            self.say(self._over(token) if token in self.said.OVER and self.rest[:1] == ["_"] else self.said.PREFIXES[token])
        elif token[0] == '"':
            self.say(screen.said(token.strip('"')).strip())
        elif token.replace(".", "").isdigit():
            self.say(self.tongue.number(token), operand=True)
        elif token in self.said.LETTERS or (len(token) == 1 and token.isalpha()):
            self.say(self._letter(token), operand=True)
            self.function = token in FUNCTIONS
        elif token != ")":
            raise Unread(token)

    def _letter(self, token: str) -> str:
        return str(self.said.LETTERS.get(token) or self.tongue.symbol(token, ()))

    def _over(self, sign: str) -> str:
        """A sum or product over what stands under it."""
        del self.rest[:1]
        token = self.rest.pop(0)
        inside = self._inside() if token == "(" else [token]
        return str(self.said.OVER[sign].format(of=" ".join(self._index(token) for token in inside)))

    def _inside(self) -> list[Token]:
        """What stands in the bracket that is open, which is closed."""
        depth, found = 1, list[Token]()
        while self.rest:
            token = self.rest.pop(0)
            depth += (token == "(") - (token == ")")
            if not depth:
                return found
            found.append(token)
        return found

    def _bracket(self) -> None:
        inside = self._inside()
        if inside[:1] == ["partial"] and self.rest[:3] == ["/", "(", "partial"]:
            del self.rest[:2]
            self._times()
            self.say(self.said.MATHS["slope"])
            self._part(inside[1:])
            self.say(self.said.MATHS["by"])
            self._part(self._inside()[1:])
        else:
            under = bool(self.out) and self.out[-1].shown == self.said.SIGNS["/"] and "(" in inside
            self.say(self.said.MATHS["of"]) if self.function else self._times()
            if _is_sum(inside) or under:
                self.say(self.said.MATHS["quantity"])
            self._part(inside)
            if under or (_is_sum(inside) and self.rest[:1] == ["^"]):
                self._stop()
        self.operand = True

    def _part(self, tokens: Sequence[Token]) -> None:
        inner = _Reader(list(tokens), self.tongue, self.l)
        inner.all()
        self.out, self.l, self.operand = self.out + inner.out, inner.l, True

    def _script(self, sign: str) -> None:
        """An index, a layer or a power."""
        if not self.rest:
            raise Unread(sign)
        token = self.rest.pop(0)
        inside = self._inside() if token == "(" else [token]
        function, said = self.function, inside[0] if len(inside) == 1 else None
        if sign == "^" and inside[:1] == ["("]:
            end = inside.index(")")
            self._of_layer(inside[1:end])
            self.operand = False
            self._part(inside[end + 1 :])
        elif sign == "^" and isinstance(said, str) and (said in self.said.SCRIPTS or said[0] == '"'):
            self.say(self.said.SCRIPTS.get(said) or screen.said(said.strip('"')))
        else:
            if sign == "^":
                self.say(self.said.MATHS["power"])
            self.operand = False
            self._part(inside) if sign == "^" else self.say(" ".join(self._index(token) for token in inside))
        self.operand, self.function = True, function

    def _index(self, token: Token) -> str:
        """Digits one by one: 11 is the first of the first."""
        if not isinstance(token, str):
            raise Unread("an index that is a number")
        if token.isdigit():
            return " ".join(self.tongue.count(int(digit)) for digit in token)
        if token in "(),":
            return ""
        return str(self.said.SIGNS.get(token) or (screen.said(token.strip('"')) if token[0] == '"' else self._letter(token)))

    def _of_layer(self, inside: list[Token]) -> None:
        if len(inside) == 1 and isinstance(inside[0], str) and inside[0].isdigit():
            self._layer(int(inside[0]))
        else:
            self.say(self.said.OF_LAYER.format(layer="").strip())
            self._part(inside)


def _is_sum(tokens: Sequence[Token]) -> bool:
    """Whether there is a sum or a difference in it, outside of further brackets."""
    depth = 0
    for k, token in enumerate(tokens):
        depth += (token == "(") - (token == ")")
        if not depth and k and isinstance(token, str) and token in SUMS:
            return True
    return False


def is_lone(line: Line) -> bool:
    """Whether a line is only a sign, a symbol or a mark beside a thing, which says nothing by itself."""
    if line.is_words:
        words = [piece.text if isinstance(piece, Name) else re.sub(r"\$[^$]*\$", "", str(piece)) for piece in line.pieces]
        return sum(c.isalpha() for c in "".join(words)) < 2
    tokens = _tokens(line.pieces)
    quantities = [token for token in tokens if not isinstance(token, str) or token.isalnum()]
    return len(quantities) < 2 or not any(token in SIGNS for token in tokens if isinstance(token, str))


def symbol(named: Named, tongue: Tongue) -> tuple[Piece, ...]:
    """A name with its layer."""
    reader = _Reader([named], tongue)
    reader.all()
    return tuple(reader.out)


def numbers_of(pieces: Sequence[Piece]) -> list[str]:
    """The paths of what is said."""
    return [piece.path for piece in pieces if piece.path]
