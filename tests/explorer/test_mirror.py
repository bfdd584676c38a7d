"""The page's own arithmetic beside the engine's: every digit shown, every line of maths, in a browser, from a file."""

import json

import numpy as np
import pytest

from engine import make_lesson, notation, run
from engine.reading import Number, Reading
from scenes.equation import Equation
from scenes.films.delta import formulas
from scenes.films.update import formulas as steps
from scenes.films.update.facts import first, has_price, is_plain, weight
from scenes.kit.maths import equations
from scenes.shown import Shown
from studio.explorer.frames import plain
from studio.explorer.tables import table_of
from tests.explorer.conftest import script
from tests.explorer.lessons import random_table, traced

IMPORT = "const [{fmt, fmtSum}] = await Promise.all([import('explorer/numbers')]);"


def test_numbers_are_written_as_the_engine_writes_them(alone):
    rng = np.random.default_rng(0)
    sizes = 10.0 ** rng.uniform(-9, 9, 4000)
    values = [*(sizes * rng.choice([-1, 1], 4000)).tolist(), *rng.normal(size=2000).round(3).tolist()]
    values += [0.0, -0.0, 1e-5, 9.9999e-6, 999999.5, 1e6]
    values += [k / 2**n * 10.0**e for n in range(1, 12) for k in range(1, 40, 2) for e in (-2, 0, 1, 3, 5)]  # ties
    values += [float(f"{k}5e{e}") for k in range(1000, 10000, 37) for e in (-9, -6, -5, -3, 0, 3)]  # ties as they are written, not as floats
    values += [0.63935, 0.99995, 9.9995, 99.995, 0.0999949999, 999.95, 12345.0, 1234.5, 1235.5, 1000500.0, 1001500.0, 5e-324, 1e300, 0.5, 2.5, 0.125]
    for digits in (4, 3, 2, 1):
        shown = alone.evaluate(f"async ([v, d]) => {{ {IMPORT} return v.map((x) => fmt(x, d)); }}", [values, digits])
        assert [(v, s) for v, s in zip(values, shown, strict=True) if s != notation.fmt(v, digits)] == []
    shown = alone.evaluate(f"async (v) => {{ {IMPORT} return v.map((x) => fmt(x, 4, 3)); }}", values[:9000])
    assert shown == [notation.fmt(v, decimals=3) for v in values[:9000]]


def test_sums_add_up_as_the_engine_shows_them(alone):
    rng = np.random.default_rng(1)
    sums = [(10.0 ** rng.uniform(-8, 7) * rng.normal(size=rng.integers(1, 6))).tolist() for _ in range(1500)]
    sums += [[1 / 3, 1 / 3], [0.0075, 0.02, 0.35], [0.0, 0.0], [1e-7, 0.0], [0.125, 0.25], [-0.5, 0.5]]
    found = alone.evaluate(f"async (all) => {{ {IMPORT} return all.map((p) => fmtSum(p, p.reduce((a, b) => a + b, 0))); }}", sums)
    wrong = [parts for parts, got in zip(sums, found, strict=True) if got != list(notation.fmt_sum(parts, added(parts)))]
    assert wrong == []


def added(parts: list[float]) -> float:
    """From left to right, as JavaScript adds."""
    total = 0.0
    for part in parts:
        total += part
    return total


ANSWERED = script("answered")


@pytest.mark.parametrize("part", range(6))
def test_the_page_computes_what_the_engine_computes(alone, part):
    """50 random networks a part, 300 in all: every number of example and step, to every shown digit."""
    asked = [{"lesson": random_table(seed), "k": seed % 3, "m": 0} for seed in range(50 * part, 50 * part + 50)]
    compared = 0
    for question, told in zip(asked, alone.evaluate(ANSWERED, asked), strict=True):
        trace = traced(question["lesson"], question["k"])
        step = trace.steps[0]
        alone_ = traced({**question["lesson"], "network": moved(question["lesson"], step), "data": only(question["lesson"], 0),
                         "training": without_batch(question["lesson"])})  # fmt: skip
        compared += same(told["example"], alone_.steps[0].examples[0], question)
        compared += same(told["update"], step.update, question)
        assert [kept(u) for u in told["update"]] == [kept(plain(u)) for u in step.update]
        assert (told["L"], told["L_new"]) == (notation.fmt(step.L), notation.fmt(step.L_new))
    assert compared > 4000


@pytest.mark.parametrize("fault", [{"learning_rate": 0.0501}, {"penalty": {"l2": 0.1001}}, {"schedule": {"kind": "exponential", "gamma": 0.89}}])
def test_another_rule_is_found_out(alone, fault):
    """Of two rules that differ by little the digits differ: the comparison can fail."""
    rule = {"optimizer": "adagrad", "learning_rate": 0.05, "penalty": {"l2": 0.1}, "schedule": {"kind": "exponential", "gamma": 0.9}}
    table = {**random_table(3), "training": rule}
    (told,) = alone.evaluate(ANSWERED, [{"lesson": table_of(make_lesson({**table, "training": {**rule, **fault}})), "k": 2, "m": 0}])
    with pytest.raises(AssertionError):
        same(told["update"], traced(table, 2).steps[0].update, "")


def test_zero_is_zero_as_in_the_engine(alone):
    """0.1 + 0.2 - 0.3 is exactly 0, so a rectifier is not alive; an error of rounding alone is none; a weight that meets its step is 0."""
    for last, y in (("relu", 0.5), ("identity", 0.1 + 0.2)):
        layers = [{"units": 1, "activation": last, "weights": [[1.0, 1.0, -1.0 if last == "relu" else 0.0]], "biases": [0.0]}]
        network = {"inputs": 3, "loss": "squared_error", "layers": layers}
        table = {"title": "Dust", "network": network, "data": {"x": [[0.1, 0.2, 0.3]], "y": [[y]]}, "training": {"learning_rate": 0.5}}
        (told,) = alone.evaluate(ANSWERED, [{"lesson": table_of(make_lesson(table)), "k": 0, "m": 0}])
        step = traced(table).steps[0]
        assert told["example"]["backward"][0]["delta"] == ["0"]
        same(told["example"], step.examples[0], last)
        same(told["update"], step.update, last)


def kept(update: dict) -> dict:
    """What a layer's update holds, by name."""
    return {key: sorted(value) if isinstance(value, dict) else None for key, value in sorted(update.items())}


def moved(table: dict, step) -> dict:
    """The network as it stands before a step."""
    pairs = zip(table["network"]["layers"], step.update, strict=True)
    return {**table["network"], "layers": [{**layer, "weights": u.W.tolist(), "biases": u.b.tolist()} for layer, u in pairs]}


def only(table: dict, m: int) -> dict:
    return {"x": [table["data"]["x"][m]], "y": [table["data"]["y"][m]]}


def without_batch(table: dict) -> dict:
    return {key: value for key, value in table["training"].items() if key != "batch_size"}


def same(told, value, question) -> int:
    """Compare what the page shows of a record with the engine's; how many numbers."""
    if isinstance(told, dict):
        return sum(same(part, getattr(value, key), question) for key, part in told.items())
    if isinstance(told, list):
        assert len(told) == len(value)
        return sum(same(part, each, question) for part, each in zip(told, value, strict=True))
    assert told == notation.fmt(float(value)), json.dumps(question)
    return 1


LINES = script("lines")


def told(line: Equation | list[Equation] | None) -> dict | list | None:
    """A film's line, or several, as the page tells one."""
    if line is None:
        return None
    if isinstance(line, list):
        return [told(each) for each in line]
    template = " ".join(line.template.split()) if "  " in line.template else line.template
    return {"template": template, "parts": {key: text(part) for key, part in line.parts.items()}}


def text(part) -> str:
    if isinstance(part, Number):
        return notation.fmt(part.value)
    return part.text if isinstance(part, Shown) else part if isinstance(part, str) else part.typst


def test_the_page_sets_the_lines_of_the_films(alone):
    """Letters, factors, sums, blame and steps of 60 random networks: the same templates, the same parts, the same digits."""
    tables = [random_table(seed, most=5, examples=1) for seed in range(1000, 1060)]
    asked, wanted = [], []
    for table in tables:
        lines = list(pairs(Reading(run(make_lesson(table)), example=0)))
        asked.append([call for call, _ in lines])
        wanted.append([told(line) for _, line in lines])
    found = alone.evaluate(LINES, [tables, asked])
    every = zip(tables, asked, found, wanted, strict=True)
    assert [(table["title"], *line) for table, *lines in every for line in zip(*lines, strict=True) if line[1] != line[2]] == []


def pairs(t: Reading):
    """Each line as the page's function with its place, and as the films'."""
    for l in range(1, t.D + 1):
        for i in range(t.sizes[l]):
            yield ["sumLetters", l, i], equations.sum_letters(t, l, i)
            yield ["sumFactors", l, i], equations.sum_factors(t, l, i)
            yield ["sumProducts", l, i], equations.sum_products(t, l, i)
            yield ["squashLetters", l, i], equations.squash_letters(t, l, i)
            yield ["squashComputed", l, i], equations.squash_computed(t, l, i)
            yield from blame(t, l, i)
            w = weight(t, l, i, 0)
            yield ["stepLetters", "W", l, i, 0], steps.letters(t, w)
            if is_plain(t):
                yield ["stepFactors", "W", l, i, 0], steps.factors(t, w)
            yield ["stepValues", "W", l, i, 0], steps.values(w)
    yield ["lossLetters"], equations.loss_letters(t)
    yield ["lossFactors"], equations.loss_factors(t)
    yield ["lossNumbers"], equations.loss_numbers(t)
    if has_price(t):
        w = first(t)
        yield ["pricedSlope", "W", w.l, w.i, w.j], list(steps.priced_slope(t, w))


def blame(t: Reading, l: int, i: int):
    if l == t.D and t.lesson.network.loss == "perceptron":
        return  # of its rule no film tells: its delta is a - y by definition
    if l == t.D:
        yield ["outputLetters", i], formulas.output_letters(t, i)
        yield ["outputNumbers", i], formulas.output_numbers(t, i)
        return
    yield ["carriedLetters", l, i], formulas.carried_letters(t, l, i)
    yield ["carriedFactors", l, i], formulas.carried_factors(t, l, i)
    yield ["carriedTerms", l, i], formulas.carried_terms(t, l, i)
    yield ["slopeNumbers", l, i], formulas.slope_numbers(t, l, i)
    yield ["hiddenLetters", l, i], formulas.hidden_letters(t, l, i)
    yield ["hiddenNumbers", l, i], formulas.hidden_numbers(t, l, i)


def test_what_is_drawn_from_a_seed_is_the_engines(alone):
    for method in ("xavier_uniform", "xavier_normal", "he_uniform", "he_normal", "normal", "uniform", "zeros"):
        table = random_table(5)
        layers = [{k: v for k, v in layer.items() if k not in ("weights", "biases")} for layer in table["network"]["layers"]]
        bare = {**table, "network": {**table["network"], "layers": layers, "init": {"method": method, "seed": 3}}}
        drawn = alone.evaluate("async (lesson) => (await import('explorer/mirror')).drawn(lesson)", bare)
        assert drawn == [layer.W.tolist() for layer in traced(bare).net.layers]
