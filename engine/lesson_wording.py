"""The validator's findings in our own words: for every key what is allowed, and an example of it."""

from typing import Any

from pydantic import BaseModel, ValidationError

from engine.activations import ACTIVATIONS
from engine.datasets import DATASETS
from engine.errors import InputError, nearest, shown, wrong
from engine.inits import INITS
from engine.layers.base import KindSpec
from engine.layers.dense import DenseSpec
from engine.layers.tables import KINDS
from engine.lesson import DataSpec, InitSpec, Lesson, Names, NetworkSpec, Standardized, Told
from engine.losses import LOSSES
from engine.meant import advice, meant
from engine.optimizers import OPTIONS
from engine.retyped import at, retyped
from engine.spellings import ACTIVATION, KIND, ours
from engine.training_spec import PenaltySpec, ScheduleSpec, StopSpec, TrainingSpec
from engine.training_wording import TRAINING

EXAMPLES_LIST = "a list of examples, each a list of finite numbers"
NAMES_LIST = "a list of names, each of them text"

TABLES: dict[str, type[BaseModel]] = {
    "": Lesson,
    "network": NetworkSpec,
    "layers": DenseSpec,
    "init": InitSpec,
    "data": DataSpec,
    "training": TrainingSpec,
    "schedule": ScheduleSpec,
    "penalty": PenaltySpec,
    "stop": StopSpec,
    "names": Names,
    "told": Told,
    "standardized": Standardized,
}
PLACES: dict[str, type[BaseModel]] = {  # tables as a person writes them, for a key that stands in another
    "the top of the file": Lesson,
    "[network]": NetworkSpec,
    "[[network.layers]]": DenseSpec,
    "[data]": DataSpec,
    "[training]": TrainingSpec,
    "[told]": Told,
}
WORDS: dict[str, tuple[str, str]] = {  # key -> what is allowed, an example
    **TRAINING,
    "title": ("text of at most 300 characters", 'title = "My network"'),
    "chapters": ("a list of chapter names", 'chapters = ["forward", "delta"]'),
    "digits": ("a whole number from 3 to 6", "digits = 4"),
    "names": ("a table with inputs, outputs, examples and classes", '[names] and under it inputs = ["length", "width"]'),
    "names.inputs": (NAMES_LIST, 'inputs = ["length", "width"]'),
    "names.outputs": (NAMES_LIST, 'outputs = ["iris", "rose"]'),
    "names.examples": (NAMES_LIST, 'examples = ["Ada", "Ben"]'),
    "names.classes": (NAMES_LIST, 'classes = ["no", "yes"]'),
    "told": ("a table with example, neuron, weight and inputs", "[told] and under it example = 2"),
    "told.example": ("the number of an example, the first being 1, or its name", "example = 2"),
    "told.neuron": ("two whole numbers, layer and neuron, counted from 1 as on screen", "neuron = [2, 1]"),
    "told.weight": ("three whole numbers, layer, neuron and input, counted from 1 as on screen", "weight = [2, 1, 1]"),
    "told.inputs": ("a list of numbers of inputs, the first being 1, or of their names", "inputs = [3, 4]"),
    "network": ("a table", "[network]"),
    "data": ("a table", "[data]"),
    "training": ("a table", "[training]"),
    "studies": ("a table for each study, of numbers and lists of numbers", "[studies.nudge]"),
    "twins": ("tables that each change something of the lesson", "[[twins]]"),
    "inputs": ("a whole number from 1 to 100000", "inputs = 2"),
    "loss": (", ".join(LOSSES), 'loss = "squared_error"'),
    "init": ("a table with method, seed and scale", 'init = { method = "xavier_normal", seed = 7 }'),
    "method": (", ".join(INITS), 'method = "xavier_normal"'),
    "seed": ("a whole number, 0 or more", "seed = 7"),
    "scale": ("a finite number above 0", "scale = 0.5"),
    "layers": ("one table for each layer, at least one", "[[network.layers]] and under it units = 2 and its activation"),
    "kind": ("the name of a kind of layer", 'kind = "conv2d"'),
    "shape": ("one to three whole numbers: channels, rows, columns, or tokens and their length", "shape = [1, 6, 6]"),
    "clip": ("a number above 0 and below 1", "clip = 0.2"),
    "delta": ("a finite number above 0: how far huber is a parabola", "delta = 1.0"),
    "stride": ("a whole number from 1 to 100000", "stride = 1"),
    "padding": ("a whole number, 0 or more", "padding = 1"),
    "units": ("a whole number from 1 to 100000", "units = 2"),
    "activation": (", ".join(ACTIVATIONS), 'activation = "sigmoid"'),
    "slope": ("a number from 0 up to, not including, 1: the slope of leaky_relu below 0", "slope = 0.1"),
    "weights": ("rows of finite numbers, one row for each unit", "weights = [[0.15, 0.20], [0.25, 0.30]]"),
    "train": ("true or false", "train = false"),
    "bias": ('true, false or "shared"', 'bias = "shared" (the numbers themselves stand in biases = [0.35, 0.35])'),
    "biases": ("a list of finite numbers, one for each unit", "biases = [0.35, 0.35]"),
    "x": (EXAMPLES_LIST, "x = [[0.05, 0.10]]"),
    "y": (EXAMPLES_LIST, "y = [[0.01, 0.99]]"),
    "dataset": (", ".join(DATASETS), 'dataset = "xor"'),
    "examples": ("a whole number from 1 to 100000", "examples = 100"),
    "noise": ("a number from 0 to 1000", "noise = 0.1"),
    "csv": ("the path of a CSV file", 'csv = "flowers.csv"'),
    "targets": ("a list of column names", 'targets = ["species"]'),
    "header": ("true or false", "header = false"),
    "columns": (NAMES_LIST, 'columns = ["length", "width", "species"]'),
    "ignore": ("a list of column names", 'ignore = ["id"]'),
    "missing": ('"drop", which leaves out rows with gaps', 'missing = "drop"'),
    "classes": ("true or false", "classes = true"),
    "standardize": ("true or false", "standardize = true"),
    "standardized": ("a table with mean and deviation", "standardized = { mean = [5.8, 3.1], deviation = [0.8, 0.4] }"),
    "mean": ("a list of finite numbers, one for each input", "mean = [5.8, 3.1]"),
    "deviation": ("a list of finite numbers, one for each input", "deviation = [0.8, 0.4]"),
    "test": ("a number above 0 and below 1, the share to keep from training", "test = 0.2"),
    "test_x": (EXAMPLES_LIST, "test_x = [[0.05, 0.10]]"),
    "test_y": (EXAMPLES_LIST, "test_y = [[0.01, 0.99]]"),
}


def reworded(file: str, error: ValidationError, given: dict[str, Any]) -> InputError:
    """The first finding on the given tables as an InputError; misspelled keys first, because they also make other keys missing."""
    findings = sorted(error.errors(include_url=False), key=lambda finding: finding["type"] != "extra_forbidden")
    loc = findings[0]["loc"]
    if findings[0]["type"] == "extra_forbidden":
        return _unknown_key(file, loc, given)
    loc = loc[:1] if loc[:1] == ("studies",) else loc
    loc = _unbranched(loc)
    field = next(str(part) for part in reversed(("", *loc)) if isinstance(part, str))
    if not field:
        return wrong(file, "", shown(findings[0]["input"]), "a table", "See README for a lesson file.")
    table = layer_table(loc)
    words = {**WORDS, **table.words} if isinstance(table, type) and issubclass(table, KindSpec) else WORDS
    if findings[0]["type"] == "union_tag_invalid":
        return _unknown_kind(file, loc, findings[0]["ctx"]["tag"])
    loc = untagged(loc)
    allowed, example = words.get(".".join(map(str, loc[-2:]))) or words.get(f"{loc[0]}.{field}") or words[field]
    missing = findings[0]["type"] == "missing" and loc[-1] == field
    found = "nothing, the key is missing" if missing else shown(findings[0]["input"])
    mend = advice(field, findings[0]["input"]) or ("" if missing else _retyped(given, loc, field, allowed))
    mend = mend or f"{nearest_word(findings[0]['input'], allowed)}Write for example: {example}"
    return wrong(file, dotted(loc), found, allowed, mend)


def _retyped(given: dict[str, Any], loc: tuple[int | str, ...], field: str, allowed: str) -> str:
    """How to write what stands under this key, where it is nearly right; or nothing."""
    place = loc[: max(k for k, part in enumerate(loc) if part == field) + 1]
    units = at(given, (*place[:-1], "units")) if field == "weights" else at(given, ("network", "inputs"))
    return retyped(field, at(given, place), allowed, units)


def _unknown_key(file: str, loc: tuple[int | str, ...], given: dict[str, Any]) -> InputError:
    """A key that its table does not have."""
    parents = [part for part in loc[:-1] if isinstance(part, str)]
    kind = layer_table(loc)
    allowed = list((kind or TABLES[parents[-1] if parents else ""]).model_fields)
    loc = untagged(loc)
    word = str(loc[-1])
    table = f"[{dotted(loc[:-1])}]" if parents else "the top of the file"
    examples = {key: example for key, (_, example) in {**WORDS, **getattr(kind, "words", {})}.items()}
    examples |= {key.rpartition(".")[2]: example for key, example in examples.items() if parents and key.startswith(f"{parents[-1]}.")}
    value = at(given, loc)
    examples |= {"kind": f'kind = "{value}"'} if isinstance(value, str) and ours(value, KINDS, KIND) in KINDS else {}
    elsewhere = {} if parents[-1:] == ["names"] else {name: spec.model_fields for name, spec in PLACES.items()}
    mend = meant(word, _likely(allowed, given), elsewhere, examples) or f"{nearest(word, allowed)}Rename or remove it."
    return wrong(file, dotted(loc), f"the unknown key {shown(word)}", f"in {table}: {', '.join(allowed)}", mend)


def _likely(keys: list[str], given: dict[str, Any]) -> list[str]:
    """The keys of a table, those that the lesson's optimiser takes no use of behind the others."""
    own = OPTIONS.get(str(at(given, ("training", "optimizer")) or "sgd"), {})
    foreign = {key for options in OPTIONS.values() for key in options if key not in own}
    return sorted(keys, key=foreign.__contains__)


def nearest_word(found: Any, allowed: str) -> str:
    """'Did you mean ...? ' for a word that is not among those allowed."""
    return nearest(found, allowed.split(", ")) if isinstance(found, str) else ""


def layer_table(loc: tuple[int | str, ...]) -> type[BaseModel] | None:
    """The table of the kind of layer that a place is in: the validator names the kind after the layer's number."""
    tag = loc[3] if loc[:2] == ("network", "layers") and len(loc) > 3 else None
    return KINDS.get(str(tag))


def untagged(loc: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """The place as the file has it, without the kind that the validator put in."""
    return (*loc[:3], *loc[4:]) if layer_table(loc) else loc


def _unbranched(loc: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """The place without what the validator calls the kinds of value that a key may have: `constrained-int`, `str`."""
    tables = (layer_table(loc), TABLES.get(str(loc[0])) if len(loc) > 1 else Lesson)
    known = {*(key.rpartition(".")[2] for key in WORDS), *(key for table in tables if table for key in table.model_fields)}
    while loc and isinstance(loc[-1], str) and loc[-1] not in known:
        loc = loc[:-1]
    return loc


def _unknown_kind(file: str, loc: tuple[int | str, ...], kind: str) -> InputError:
    """A kind of layer that there is not."""
    act = ours(kind, ACTIVATIONS, ACTIVATION)
    own = f'Write activation = "{act}" in the layer before, or kind = "activation" and activation = "{act}".' if act in ACTIVATIONS else ""
    mend = own or advice("kind", kind) or f"{nearest(kind, KINDS)}Leave kind out for a dense layer."
    return wrong(file, f"{dotted(loc)}.kind", shown(kind), ", ".join(KINDS), mend)


def dotted(loc: tuple[Any, ...]) -> str:
    """("network", "layers", 0, "units") as network.layers[0].units."""
    path = ""
    for part in loc:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else str(part)
    return path
