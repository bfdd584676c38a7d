"""The rule of a step, for one weight: letters, the same with numbers, and the sum that the digits keep."""

from __future__ import annotations

from typing import Any

from engine.reading import Named, Number, Reading
from scenes.kit.theme import theme
from scenes.kit.type.formula import BODY, Formula
from scenes.shown import show, show_sum


def plain(t: Reading) -> bool:
    """Whether a step is eta times the gradient and nothing else."""
    training = t.trace.lesson.training
    return training.optimizer == "sgd" and not training.momentum


def rule_name(t: Reading) -> str:
    """What the voice calls the rule that sizes the steps."""
    name = t.trace.lesson.training.optimizer
    return "momentum" if name == "sgd" else {"rmsprop": "R M S prop", "adam": "Adam"}[name]


def new_of(named: Named) -> str:
    """Typst of a symbol after the step: w_11^((2) new)."""
    base, _, layer = named.typst.partition("^")
    return f'{base}^({layer[1:-1]} thin "new")'


def step_of(t: Reading, gradient: Named) -> str:
    """Typst of what is subtracted: eta dL/dw, or the word where a rule sizes it."""
    return f"eta {gradient.typst}" if plain(t) else '"step"'


def letters(t: Reading, l: int, i: int, j: int, size: float = BODY) -> Formula:
    """w - eta dL/dw = w_new. Parts: w, eta, g, new; where a rule sizes the step: w, g (the word step), new."""
    w = t.W[l][i][j]
    fields: dict[str, Any] = {"w": w, "new": new_of(w.named), "g": t.name.dL_dW[l][i][j] if plain(t) else '"step"'}
    eta: dict[str, Any] = {"eta": t.name.eta} if plain(t) else {}
    template = "{w:s} - {eta} {g} = {new}" if plain(t) else "{w:s} - {g} = {new}"
    hues: dict[str, Any] = {"g": theme().backward, "new": theme().sign(t.W_new[l][i][j].value)}
    return Formula(template, size=size, hues=hues, **fields, **eta)


def eta(t: Reading, size: float = BODY) -> Formula:
    """eta = 0.5."""
    return Formula("{s} = {v}", size=size, s=t.name.eta, v=t.eta)


def factors(t: Reading, l: int, i: int, j: int, size: float = BODY) -> Formula:
    """0.4 - 0.5 dot 0.08217 = w_new. Parts as in `letters`."""
    fields = {"w": t.W[l][i][j], "eta": t.eta, "g": t.mean_dL_dW[l][i][j], "new": new_of(t.name.W[l][i][j])}
    return Formula("{w} - {eta} dot {g:p} = {new}", size=size, hues={"new": theme().sign(t.W_new[l][i][j].value)}, **fields)


def values(t: Reading, l: int, i: int, j: int, size: float = BODY) -> Formula:
    """0.4000 - 0.0411 = 0.3589, with digits that add up. Parts: w, step, new."""
    old, step, new = t.W[l][i][j], t.step_W[l][i][j], t.W_new[l][i][j]
    (shown_new, shown_step), shown_old = show_sum([new, step], old)
    if _vanished(step, shown_step.text):
        shown_old, shown_step, shown_new = show(old), show(step), show(new)
    return Formula("{w} - {step:p} = {new}", size=size, w=shown_old, step=shown_step, new=shown_new)


def _vanished(number: Number, text: str) -> bool:
    """Whether rounding to the sum's decimals left nothing of a number."""
    return number.value != 0 and not any(c in "123456789" for c in text)
