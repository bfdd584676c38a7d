"""The two pages of a worksheet and of its key, as Typst sets them: the same pages, the key with its blanks filled."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import typst

from engine.arrays import Array
from engine.notation import ACTIVATIONS, LOSSES, OWN_LEAK, fmt
from engine.notation import typst as symbol
from scenes import translation
from studio import pages, tongues
from studio.one_line import one_line
from studio.sheet import literal
from studio.tongues import grammar
from studio.worksheet import sketch
from studio.worksheet.numbers import Worksheet
from studio.worksheet.quiz import Card

HEAD = Path(__file__).with_name("head.typ")
LETTERS = "ABCD"
KEEP = "Keep all digits of your calculator, write down four."
HEADS = {"key": "Key", "name": "Name", "date": "Date"}  # words of the head, by their names there


def pdf(sheets: Sequence[Worksheet], key: bool) -> bytes:
    """The pages of these sheets, one after the other."""
    return bytes(typst.compile(source(sheets, key).encode("utf-8"), format="pdf"))


def source(sheets: Sequence[Worksheet], key: bool) -> str:
    """What Typst is given."""
    about = f'#set document(title: {literal(_title(sheets[0]))}, author: "Backreel", date: none)\n'
    head = _heads(sheets[0].lang, key) + HEAD.read_text(encoding="utf-8")
    return about + head + "\n#pagebreak()\n".join("\n".join(_lines(sheet)) for sheet in sheets)


def _heads(code: str, key: bool) -> str:
    """The words that stand on every page, and the language that its lines are broken by."""
    before, after = pages.said(code, "page {n} of 2", n="|").split("|")
    told = {name: pages.said(code, english) for name, english in HEADS.items()} | {"before": before, "after": after}
    words = ", ".join(f"{name}: {literal(words)}" for name, words in told.items())
    return f"#set text(lang: {literal(code)})\n#let key = {str(key).lower()}\n#let said = ({words})\n"


def _title(sheet: Worksheet) -> str:
    return one_line(sheet.title)


def _lines(sheet: Worksheet) -> Iterator[str]:
    def said(english: str, **fields: object) -> str:
        return pages.said(sheet.lang, english, **fields)

    number = "" if sheet.number is None else said("Sheet {number}", number=sheet.number)
    yield f"#start({literal(_title(sheet))}, {literal(one_line(sheet.student))}, {literal(number)})"
    yield f"#grid(columns: (66mm, 1fr), column-gutter: 8mm, align: horizon, {sketch.drawn(sheet.trace.sizes)}, ["
    yield from _given(sheet)
    yield "])"
    yield f"#part([1], [{said('Forward')}], [$z = W a + b$, {said('then the activation.')} {said(KEEP)}], cool)"
    yield _table(_forward(sheet))
    yield "#pagebreak()"
    back = f"$delta^((l)) = (partial L)/(partial z^((l)))$, {said('from the last layer to the first')}"
    yield f"#part([2], [{said('Backward')}], [{back}], warm)"
    yield _table(_backward(sheet))
    yield f"#part([3], [{said('A step')}], [{said('one weight of each layer')}, $w - eta (partial L)/(partial w)$], warm)"
    yield _table(_step(sheet))
    yield f"#part([4], [{said('Another example')}], [{said('the same network before the step; tick one answer each')}], cool)"
    yield from _second(sheet)
    yield from (_card(k, card, sheet.lang) for k, card in enumerate(sheet.cards, start=1))


def _given(sheet: Worksheet) -> Iterator[str]:
    """All that is needed: the example, the parameters, the rules."""
    x, y = _column(sheet.example.x), _column(sheet.example.y)
    eta = fmt(sheet.trace.lesson.training.learning_rate)
    yield f"#fit[$ x = {x} #h(1.4em) y = {y} #h(1.4em) eta = {_n(eta)} $]"
    for l, layer in enumerate(sheet.trace.net.layers, start=1):
        b = layer.b
        bias = f"#h(1.4em) {symbol('b', l)} = {_column(b)}" if len(b) else f"#h(1.4em) {_n(pages.said(sheet.lang, 'no bias'))}"
        yield f"#fit[$ {symbol('W', l)} = {_matrix(layer.W)} {bias} $]"
    yield from _rules(sheet)


def _rules(sheet: Worksheet) -> Iterator[str]:
    lesson, in_words = sheet.trace.lesson, screen_words(sheet.lang)
    by_layer = [(name, getattr(spec, "slope", None)) for name, spec in zip(lesson.activations, lesson.network.layers, strict=True)]
    for name, leak in dict.fromkeys(by_layer):
        known = ACTIVATIONS[name]
        body = OWN_LEAK.replace("{s}", fmt(leak)) if leak is not None and name == "leaky_relu" else known.definition
        where = ", ".join(str(l) for l, each in enumerate(by_layer, start=1) if each == (name, leak))
        told = pages.said(sheet.lang, "layers {l}" if "," in where else "layer {l}", l=where)
        layers = f"#h(1em) #text(size: 8.5pt, fill: grey)[{told}]"
        z = "z_i" if name == "softmax" else "z"
        yield f"$ {known.typst}({z}) = {in_words(body.replace('{z}', 'z'))} {layers} $"
    yield f"$ L = {in_words(LOSSES[lesson.network.loss].definition.replace('{a}', 'a_i').replace('{y}', 'y_i'))} $"


Rows = list[list[tuple[str, float]]]  # in each row, symbols and their values


def _forward(sheet: Worksheet) -> Rows:
    rows = [
        [(symbol("z", fwd.l, i), fwd.z[i]), (symbol("a", fwd.l, i), fwd.a[i])] for fwd in sheet.example.forward for i in range(len(fwd.z))
    ]
    return [*rows, [(symbol("L"), sheet.example.L)]]


def _backward(sheet: Worksheet) -> Rows:
    return [
        [(symbol("dL_da", bwd.l, i), bwd.dL_da[i]), (symbol("delta", bwd.l, i), bwd.delta[i])]
        for bwd in sheet.example.backward
        for i in range(len(bwd.delta))
    ]


def _step(sheet: Worksheet) -> Rows:
    """Of each layer the weight that the step moves most."""
    rows = []
    for update in reversed(sheet.update):
        i, j = divmod(int(abs(update.dL_dW).argmax()), update.W.shape[1])
        new = f"{symbol('W', update.l, i, j)} {_n(pages.said(sheet.lang, 'new'))}"
        rows.append([(symbol("dL_dW", update.l, i, j), update.dL_dW[i, j]), (new, update.W_new[i, j])])
    return rows


def _table(rows: Rows) -> str:
    cells = [f"quantity[${name}$][{fmt(value)}]" for row in rows for name, value in row]
    return f"#blanks({len(rows)}, {', '.join(cells)})"


def _second(sheet: Worksheet) -> Iterator[str]:
    """The example that the questions are about, with its forward pass done."""
    known = [f"x = {_column(sheet.second.x)}", f"y = {_column(sheet.second.y)}"]
    for fwd in sheet.second.forward:
        known += [f"{symbol('z', fwd.l)} = {_column(fwd.z)}", f"{symbol('a', fwd.l)} = {_column(fwd.a)}"]
    if any(card.asked.name == "z" for card in sheet.cards):  # what is asked for is not given away
        known = known[:2]
    yield f"#known({', '.join(f'${each}$' for each in known)})"


STEMS = {"z": "Into the activation:", "L": "The loss of this example:", "dL_dW": "The gradient:", "W": "After one step, the new"}


def asked(card: Card, sign: str, code: str) -> str:
    """A question in the words of a language, before its symbol."""
    stem = STEMS.get(card.asked.name) or ("The blame of the output:" if card.last else "Blame comes back:")
    return f"{pages.said(code, stem)} {sign}"


def mistake(why: str, code: str) -> str:
    """The mistake behind an answer in the words of a language; "" behind the right one."""
    return pages.retold(code, why, pages.MISTAKES, lambda activation: called(activation, code))


def called(name: str, code: str) -> str:
    """What an activation is called: by its name in lesson files, or as the field does in another language, without an article."""
    if code == translation.ENGLISH:
        return name.replace("_", " ")
    return re.sub(rf"^(?:l'|(?:{'|'.join(grammar.of(code).articles)}) )", "", tongues.find(code).term(name))


def _card(k: int, card: Card, code: str) -> str:
    q, whys = card.asked, [mistake(answer.why, code) for answer in card.answers]
    told = zip(LETTERS, card.answers, whys, strict=True)
    answers = ", ".join(f"answer[{letter}][{answer.shown}][{why}]" for letter, answer, why in told)
    return f"#question([{k}], [{asked(card, f'${symbol(q.name, q.l, *q.at)}$', code)} $= thin ?$], {answers})"


def screen_words(code: str) -> Callable[[str], str]:
    """What sets the words in a line of Typst's maths, "if" and "otherwise", in a language."""
    told = pages.table(code, "screen")
    return lambda source: re.sub('"([^"]*)"', lambda quoted: _n(told.get(quoted[1]) or quoted[1]), source)


def _n(text: str) -> str:
    return f'"{text}"'


def _column(values: Array) -> str:
    return f"vec({', '.join(_n(fmt(v)) for v in values)})" if len(values) > 1 else _n(fmt(values[0]))


def _matrix(W: Array) -> str:
    if len(W) == len(W[0]) == 1:
        return _n(fmt(W[0][0]))
    return f"mat({'; '.join(', '.join(_n(fmt(w)) for w in row) for row in W)})"
