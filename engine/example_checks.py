"""What examples owe the network: as many numbers as it has inputs and outputs, labels that its loss can take."""

from typing import Any

import numpy as np

from engine.csv_table import listed
from engine.errors import wrong
from engine.examples import Examples
from engine.spec import MOST_EXAMPLES

LABEL_TOLERANCE = 1e-9


def check_examples(examples: Examples, n_in: int, n_out: int, labels: str = "the units of the last layer") -> None:
    """x is (N, n_in), y is (N, n_out), N >= 1; `labels` says what there is a number of y for."""
    x, y, key = examples.x, examples.y, f"data.{examples.prefix}"
    if not len(x):
        raise wrong(examples.file, f"{key}x", "no examples", "at least one example", "Write for example: x = [[0.05, 0.10]]")
    if len(x) > MOST_EXAMPLES:
        raise wrong(examples.file, f"{key}x", f"{len(x)} examples", f"at most {MOST_EXAMPLES}", "Take fewer.")
    _check_columns(examples, n_in, n_out, labels)
    if len(y) != len(x):
        mend = _turn_over(y, n_out, len(x)) or _turn_over(x, n_in, len(y)) or "Give every example its y."
        raise wrong(examples.file, f"{key}y", f"{len(y)} rows", f"{len(x)}, one for each row of x", mend)
    for name, rows, width, who in (("x", x, n_in, "network.inputs"), ("y", y, n_out, labels)):
        for m, row in enumerate(rows):
            if len(row) != width:
                mend = (_turn_over(rows, width) if name == "x" else "") or _one_hot(name, rows, width) or f"Mend {key}{name} or {who}."
                raise wrong(*examples.at(name, m), f"{len(row)} numbers", f"{width}, as {who}", mend)


def _turn_over(rows: Any, width: int, count: int | None = None) -> str:
    """What to do where rows and columns are the wrong way round, or nothing."""
    lengths = {len(row) for row in rows}
    turned = len(rows) == width and len(lengths) == 1 and lengths != {width} and (count is None or lengths == {count})
    return "Turn the list over: one row for each example, not one for each input or output." if turned else ""


def _one_hot(name: str, rows: Any, width: int) -> str:
    """How classes are written, where each row names one by its number; or nothing."""
    if name != "y" or width < 2 or any(len(row) != 1 or row[0] != int(row[0]) for row in rows):
        return ""
    k = int(rows[0][0])
    hot = f"y = [{[int(i == k) for i in range(width)]}]" if 0 <= k < width <= 12 else "a 1 for the class and 0 for the others"
    return f"If {k} is the number of a class, write classes = true in [data], or the class one-hot: {hot}."


def _check_columns(examples: Examples, n_in: int, n_out: int, labels: str) -> None:
    """The columns of a CSV file make as many inputs and outputs as the network has."""
    for name, rows, width, who, mend in (
        ("x", examples.x, n_in, "network.inputs", "Write inputs = {} in [network], or leave columns out with ignore."),
        ("y", examples.y, n_out, labels, "Write units = {} in the last layer, or mend targets."),
    ):
        columns = examples.columns.get(name, ())
        if not columns or len(columns) == width:
            continue
        numbers = {column: columns.count(column) for column in columns}
        made = [column if many == 1 else f"{column} (one-hot, {many})" for column, many in numbers.items()]
        found = f"{len(columns)} {'input' if name == 'x' else 'output'}{'s' * (len(columns) > 1)} from {listed(made)}"
        hint = _classes(rows, width, columns) if name == "y" else ""
        where = "row 1" if examples.lines[0] > 1 else ""
        raise wrong(examples.file, where, found, f"{width}, as {who}", hint or mend.format(len(columns)))


def _classes(rows: Any, width: int, columns: tuple[str, ...]) -> str:
    """What to do where one column of whole numbers could be the class."""
    numbers = np.unique(rows)
    if len(columns) != 1 or width < 2 or len(numbers) > width or np.any(numbers != np.floor(numbers)):
        return ""
    return f"If {columns[0]} numbers classes, write classes = true in [data]."


def check_labels(examples: Examples, loss: str) -> None:
    """Cross-entropies need labels that are probabilities, losses of classes the numbers that they go by; y is (N, n_D)."""
    _check_classes(examples, loss)
    if loss not in ("binary_cross_entropy", "cross_entropy"):
        return
    y = np.asarray(examples.y, dtype=float)
    outside = np.argwhere((y < 0) | (y > 1))
    if len(outside):
        m, i = map(int, outside[0])
        two = y.shape[1] == 1 and len(np.unique(y)) == 2
        mend = "If it numbers two classes, write classes = true in [data]." if two else 'Mend the label, or use loss = "squared_error".'
        raise wrong(*examples.at("y", m, i), f"{y[m, i]:g}", f"from 0 to 1, since {loss} takes probabilities", mend)
    sums = y.sum(axis=1)
    off = np.flatnonzero(np.abs(sums - 1.0) > LABEL_TOLERANCE)
    if loss == "cross_entropy" and len(off):
        m = int(off[0])
        mend = 'Mend the row, or use sigmoid outputs with loss = "binary_cross_entropy".'
        raise wrong(*examples.at("y", m), f"labels that sum to {sums[m]:g}", "labels that sum to 1", mend)


def _check_classes(examples: Examples, loss: str) -> None:
    """hinge takes -1 and 1, or a row with one 1; the perceptron's rule 0 and 1; the output itself has no target."""
    y = np.asarray(examples.y, dtype=float)
    zero = "Write -1 for 0, or classes = true in [data]."
    takes = {
        "hinge": ((-1.0, 1.0), "-1 or 1, since hinge goes by the sign", zero),
        "perceptron": ((0.0, 1.0), "0 or 1, since that is what a step says", "Write 0 for -1." if np.any(y == -1) else "Mend the label."),
        "output": ((0.0,), "0, since with loss output there is no target", "Leave y out."),
    }
    if loss not in takes:
        return
    if loss == "hinge" and y.shape[1] > 1:
        _check_one_hot(examples, y)
        return
    allowed, why, mend = takes[loss]
    if len(outside := np.argwhere(~np.isin(y, allowed))):
        m, i = map(int, outside[0])
        raise wrong(*examples.at("y", m, i), f"{y[m, i]:g}", why, mend if y[m, i] in (0.0, -1.0) or loss == "output" else "Mend the label.")


def _check_one_hot(examples: Examples, y: Any) -> None:
    """Every row of y (N, n_D) has a 1 for its class and 0 for the others."""
    fits = np.isin(y, (0.0, 1.0)).all(axis=1) & (y.sum(axis=1) == 1.0)
    if len(off := np.flatnonzero(~fits)):
        m = int(off[0])
        mend = "Write 0 for -1." if np.isin(y[m], (-1.0, 1.0)).all() else "Mend the row, or number the classes and write classes = true."
        found = f"[{', '.join(f'{v:g}' for v in y[m])}]"
        raise wrong(*examples.at("y", m), found, "a 1 for the class and 0 for the others, since hinge has several outputs", mend)
