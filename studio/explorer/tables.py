"""What a page must know that engine and scenes know: symbols, functions, hues, lessons, data; from the same tables as the films."""

from __future__ import annotations

from dataclasses import asdict
from functools import lru_cache
from typing import Any, get_args

import numpy as np

from engine import InputError, Lesson, make_lesson, notation, run
from engine.activations import ACTIVATIONS
from engine.building import loss_of
from engine.datasets import DATASETS, GATES, make
from engine.inits import InitName
from engine.losses import LOSSES
from engine.optimizers import OPTIONS
from engine.symbols import ELEMENT, PREVIOUS_LAYER, SYMBOLS
from scenes.kit.theme import ROLES, THEMES
from studio import catalog
from studio.explorer import limits, presets

LABELS: tuple[list[float], ...] = ([1.0, 0.0], [1.0, -1.0])  # targets of two outputs: as most losses, or as hinges take them
SEEDS, DRAWN = 8, 512  # first numbers of these seeds, for a page that has no engine
CLOUD = {"examples": 40, "noise": 0.1, "seed": 0}
SCHEDULES = {"step": {"every": 10, "gamma": 0.5}, "exponential": {"gamma": 0.99}, "cosine": {"steps": 100, "end": 0.0}}  # as they are begun
SHELF = 1500  # parameters of the largest lesson that every page carries


@lru_cache(maxsize=2)
def tables(with_draws: bool = False) -> dict[str, Any]:
    """Everything a page is drawn from but its lesson, as JSON can write it; `with_draws` for a page without an engine."""
    return {
        "symbols": {name: [s.typst, ROLES[s.role], s.of_layer] for name, s in SYMBOLS.items()},
        "element": ELEMENT,
        "previous": sorted(PREVIOUS_LAYER),
        "activations": {name: asdict(f) for name, f in notation.ACTIVATIONS.items()},
        "losses": {name: asdict(f) for name, f in notation.LOSSES.items()},
        "variants": {"hinge_of_classes": asdict(notation.HINGE_OF_CLASSES), "own_huber": asdict(notation.OWN_HUBER)},
        "fits": fits(),
        "hidden": hidden(),
        "optimizers": OPTIONS,
        "schedules": SCHEDULES,
        "inits": get_args(InitName),
        "datasets": {name: _dataset(name) for name in DATASETS},
        "shelf": shelf(),
        "limits": {name.lower(): getattr(limits, name) for name in ("PARAMETERS", "LAYERS", "EXAMPLES", "STEPS")},
        "films": [{"name": film.name, "title": film.title} for film in catalog.chapters()],
        "draws": _draws() if with_draws else None,
    }


def fits() -> dict[str, list[str]]:
    """The losses of dense networks, each with the activations of outputs that it is taken of: those that the engine takes."""
    found = {loss: [act for act in ACTIVATIONS if any(_taken(loss, [act], y) for y in LABELS)] for loss in LOSSES}
    return {loss: acts for loss, acts in found.items() if acts}


def hidden() -> list[str]:
    """The activations that layers before the last one may have."""
    return [act for act in ACTIVATIONS if _taken("squared_error", [act, "identity"], LABELS[0])]


def _taken(loss: str, acts: list[str], y: list[float]) -> bool:
    """Whether the engine takes such a network, its targets being numbers for its outputs."""
    layers = [{"units": 2, "activation": act} for act in acts]
    table = {"network": {"inputs": 1, "loss": loss, "layers": layers}, "data": {"x": [[0.5]], "y": [y]}, "training": {"learning_rate": 0.1}}
    try:
        return loss_of(make_lesson(table)).labels is None
    except InputError:
        return False


def table_of(lesson: Lesson) -> dict[str, Any]:
    """A lesson as its file's tables, with every weight and datum written out."""
    one = lesson.training.model_copy(update={"steps": 1, "record": (0,)})
    whole = run(lesson.model_copy(update={"training": one, "twins": ()})).lesson
    table = whole.model_dump(mode="json", exclude_none=True, exclude={"twins", "studies", "chapters"})
    table["training"] = {k: v for k, v in table["training"].items() if k not in ("batch_size", "record")} | {"steps": lesson.training.steps}
    if lesson.training.record is not None:
        table["training"]["record"] = list(lesson.training.record)
    if (lesson.training.batch_size or 0) < len(lesson.data.x or ()):
        table["training"]["batch_size"] = lesson.training.batch_size
    return table


def shelf() -> list[dict[str, Any]]:
    """Presets: networks that show a pathology, and the lessons of the films, as far as a page can hold them."""
    found = [{"name": name, "group": "Watch it go wrong", "note": note, "lesson": table_of(lesson)} for name, note, lesson in presets.all()]
    for name in catalog.lessons():
        lesson = catalog.lesson(name)
        try:
            if limits.sizes(lesson) <= SHELF:
                found.append({"name": name, "group": "Lessons of the films", "note": lesson.title, "lesson": table_of(lesson)})
        except InputError:
            continue  # a film can tell what a page cannot hold
    return found


def theme_css() -> str:
    """The films' hues as CSS variables, dark and light."""
    dark, light = (_hues(THEMES[name]) for name in ("dark", "light"))
    return (
        f":root{{color-scheme:dark;{dark}}}\n[data-theme=light]{{color-scheme:light;{light}}}\n"
        f"@media(prefers-color-scheme:light){{:root:not([data-theme=dark]){{color-scheme:light;{light}}}}}\n"
    )


def _hues(theme: Any) -> str:
    return "".join(f"--{name}:{value};" for name, value in asdict(theme).items() if name != "name")


def _dataset(name: str) -> dict[str, Any]:
    x, labels = make(name, **({} if name in GATES else CLOUD))  # type: ignore[arg-type]
    return {"x": x.tolist(), "labels": labels.tolist()}


def _draws() -> list[dict[str, list[float]]]:
    """What numpy draws first from each seed: a rule of initialisation only scales it."""
    rngs = [(np.random.default_rng(seed), np.random.default_rng(seed)) for seed in range(SEEDS)]
    return [{"normal": a.standard_normal(DRAWN).tolist(), "uniform": b.random(DRAWN).tolist()} for a, b in rngs]


assert set(notation.ACTIVATIONS) == set(ACTIVATIONS)
assert set(notation.LOSSES) == set(LOSSES)
