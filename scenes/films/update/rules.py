"""The formulas of a rule that remembers, for one weight: each in letters, and the same with the numbers of a recorded step."""

from __future__ import annotations

from typing import Any

from engine.reading import Number, Reading
from scenes.equation import Equation, equation
from scenes.films.update.stages import counted, followed_at, remembered

G, OLD = '"slope"', '"old"'
LETTERS: dict[str, tuple[str, ...]] = {
    "velocity": (f"mu v_{OLD} + g = v",),
    "momentum_step": ('eta v = "step"',),
    "nesterov_step": ('eta (g + mu v) = "step"',),
    "mean_square": (f"alpha v_{OLD} + (1 - alpha) g^2 = v",),
    "root_step": ('(eta g) / (sqrt(v) + epsilon) = "step"',),
    "all_squares": (f"s_{OLD} + g^2 = s",),
    "total_step": ('(eta g) / (sqrt(s) + epsilon) = "step"',),
    "means": (f"beta_1 m_{OLD} + (1 - beta_1) g = m", f"beta_2 v_{OLD} + (1 - beta_2) g^2 = v"),
    "fair": ("m / (1 - beta_1^t) = hat(m)", "v / (1 - beta_2^t) = hat(v)"),
    "adam_step": ('(eta hat(m)) / (sqrt(hat(v)) + epsilon) = "step"',),
    "adamw_step": ('(eta hat(m)) / (sqrt(hat(v)) + epsilon) + eta lambda w = "step"',),
    "mixed": ("beta_1 m + (1 - beta_1) g = c",),
    "lion_step": ('eta ("sign"(c) + lambda w) = "step"',),
    "lion_kept": (f"beta_2 m_{OLD} + (1 - beta_2) g = m",),
}
NUMBERS: dict[str, tuple[str, ...]] = {
    "velocity": ("{mu} dot {velocity_old:p} + {g:p} = {velocity}",),
    "momentum_step": ("{eta} dot {velocity:p} = {step}",),
    "nesterov_step": ("{eta} ({g} + {mu} dot {velocity:p}) = {step}",),
    "mean_square": ("{alpha} dot {v_old} + (1 - {alpha}) ({g})^2 = {v}",),
    "root_step": ("({eta} dot {g:p}) / (sqrt({v}) + {eps}) = {step}",),
    "all_squares": ("{accumulator_old} + ({g})^2 = {accumulator}",),
    "total_step": ("({eta} dot {g:p}) / (sqrt({accumulator}) + {eps}) = {step}",),
    "means": ("{b1} dot {m_old:p} + (1 - {b1}) dot {g:p} = {m}", "{b2} dot {v_old} + (1 - {b2}) ({g})^2 = {v}"),
    "fair": ("{m} / (1 - {b1}^{t}) = {m_hat}", "{v} / (1 - {b2}^{t}) = {v_hat}"),
    "adam_step": ("({eta} dot {m_hat:p}) / (sqrt({v_hat}) + {eps}) = {step}",),
    "adamw_step": ("({eta} dot {m_hat:p}) / (sqrt({v_hat}) + {eps}) + {eta} dot {decay} dot {w:p} = {step}",),
    "mixed": ("{b1} dot {m_old:p} + (1 - {b1}) dot {g:p} = {c}",),
    "lion_step": ('{eta} ("sign"({c}) + {decay} dot {w:p}) = {step}',),
    "lion_kept": ("{b2} dot {m_old:p} + (1 - {b2}) dot {g:p} = {m}",),
}
UNDECAYED = {"lion_step": ('eta "sign"(c) = "step"', '{eta} dot "sign"({c}) = {step}')}  # where nothing of the weight is taken off
OPTIONS = {"mu": "momentum", "alpha": "alpha", "eps": "eps", "b1": "betas[0]", "b2": "betas[1]", "decay": "weight_decay"}


def pairs(t: Reading, s: int, key: str) -> list[tuple[Equation, Equation]]:
    """The lines of a stage in recorded step s, each in letters and in numbers."""
    letters, numbers = LETTERS[key], NUMBERS[key]
    if key in UNDECAYED and not t.lesson.training.weight_decay:
        letters, numbers = ((one,) for one in UNDECAYED[key])
    return [(equation(of_letters), _filled(t, s, of_numbers)) for of_letters, of_numbers in zip(letters, numbers, strict=True)]


def slope(t: Reading, s: int) -> Equation:
    """g = dL/dw = 0.08217, which the formulas begin with."""
    w = followed_at(t, s)
    return equation("g = {slope} = {value}", {"slope": "backward"}, slope=w.given.named, value=w.given)


def _filled(t: Reading, s: int, template: str) -> Equation:
    """A template with the numbers that it asks for."""
    fields: dict[str, Any] = {name: part for name in _asked(template) if (part := _number(t, s, name)) is not None}
    return equation(template, **fields)


def _asked(template: str) -> list[str]:
    """The names of a template's fields."""
    return list(dict.fromkeys(part.split("}")[0].split(":")[0] for part in template.split("{")[1:]))


def _number(t: Reading, s: int, name: str) -> Number:
    """A number of a rule by its name."""
    if name in OPTIONS:
        return t.at(f"{t.root}lesson.training.{OPTIONS[name]}", "count")
    w = followed_at(t, s)
    own = {"g": w.given, "step": w.step, "w": w.old, "eta": t.of(step=s).eta}
    if name in own:
        return own[name]
    if name == "t":
        return counted(t, s, "t")
    return remembered(t, s, name.removesuffix("_old"), before=name.endswith("_old"))
