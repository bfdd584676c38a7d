"""The rule of a step in lines of maths, for one weight: letters, the same with numbers, and the sum that the digits keep."""

from __future__ import annotations

from engine.reading import Named, Number, Reading
from scenes.equation import Equation, equation
from scenes.films.update.facts import Weight, has_price, is_plain, priced, slope_of_price
from scenes.films.update.facts import price as kind_of_price
from scenes.shown import show, show_sum


def letters(t: Reading, w: Weight) -> Equation:
    """w - eta dL/dw = w_new. Parts: w, eta, g, new; where a rule sizes the step: w, g (the word step), new."""
    roles, new = {"g": "backward", "new": _role(w.new)}, new_of(w.old.named)
    if is_plain(t):
        return equation("{w:s} - {eta} {g} = {new}", roles, w=w.old, eta=t.name.eta, g=w.given.named, new=new)
    return equation("{w:s} - {g} = {new}", roles, w=w.old, g='"step"', new=new)


def factors(t: Reading, w: Weight) -> Equation:
    """0.4 - 0.5 dot 0.08217 = w_new. Parts as in `letters`."""
    roles, new = {"new": _role(w.new)}, new_of(w.old.named)
    return equation("{w} - {eta} dot {g:p} = {new}", roles, w=w.old, eta=t.eta, g=w.given, new=new)


def values(w: Weight) -> Equation:
    """0.4000 - 0.0411 = 0.3589, with digits that add up. Parts: w, step, new."""
    (new, step), old = show_sum([w.new, w.step], w.old)
    if _vanished(w.step, step.text):
        old, step, new = show(w.old), show(w.step), show(w.new)
    return equation("{w} - {step:p} = {new}", w=old, step=step, new=new)


def price(t: Reading) -> Equation:
    """J = L + Omega = 0.2984 + 0.0100 = 0.3084, with digits that add up. Parts: J, L, Omega, and the results."""
    (L, Omega), J = show_sum([t.batch_L, priced(t, "Omega")], priced(t, "J"))
    return equation("J = {L:s} + {Omega:s} = {a} + {b:p} = {total}", L=t.batch_L, Omega=priced(t, "Omega"), a=L, b=Omega, total=J)


def omega(t: Reading) -> Equation:
    """Omega = l2 / 2 sum w^2, with the lesson's number."""
    sizes, squares = "{l1} sum abs(w)", "{l2} / 2 sum w^2"
    right = {"sizes": sizes, "squares": squares, "both": f"{sizes} + {squares}"}[kind_of_price(t)]
    asked = [key for key in ("l1", "l2") if f"{{{key}}}" in right]
    return equation(f"Omega = {right}", {}, **{key: t.at(f"{t.root}lesson.training.penalty.{key}", "count") for key in asked})


def priced_slope(t: Reading, w: Weight) -> tuple[Equation, Equation]:
    """dJ/dw = dL/dw + dOmega/dw, and its numbers, with digits that add up."""
    Omega = slope_of_price(t)
    (L, of_price), whole = show_sum([w.slope, Omega], w.given)
    hues = dict.fromkeys("spJ", "backward")
    letters = equation("{s} + {p} = {J}", hues, s=w.slope.named, p=Omega.named, J=w.given.named)
    return letters, equation("{s} + {p:p} = {J}", s=L, p=of_price, J=whole)


def slope(t: Reading, w: Weight) -> Equation:
    """dL/dw = 0.08217, or with a penalty dJ/dw. Parts: s, v."""
    return equation("{s} = {v}", {"s": "backward"}, s=w.given.named, v=w.given)


def rate(t: Reading) -> Equation:
    """eta = 0.5."""
    return equation("{s} = {v}", s=t.name.eta, v=t.eta)


def new_of(named: Named) -> str:
    """Typst of a symbol after the step: w_11^((2) new)."""
    base, _, layer = named.typst.partition("^")
    return f'{base}^({layer[1:-1]} thin "new")'


def step_of(t: Reading, l: int, name: str) -> str:
    """Typst of what is subtracted of W or b, on one line: eta dL/dW, with a penalty eta dJ/dW, or the word where a rule sizes it."""
    above, _, below = getattr(t.name, f"d{'J' if has_price(t) else 'L'}_d{name}")[l].typst.partition(")/(")
    return f"eta {above[1:]} slash {below[:-1]}" if is_plain(t) else '"step"'


def _role(weight: Number) -> str:
    return "positive" if weight.value >= 0 else "negative"


def _vanished(number: Number, text: str) -> bool:
    """Whether rounding to the sum's decimals left nothing of a number."""
    return number.value != 0 and not any(c in "123456789" for c in text)
