"""Other ways to write training that are read as ours, each with a note: l2 beside the learning rate, a velocity without its tables."""

from typing import Any

from engine.errors import wrong

PENALTIES = {"l1": "l1 times the sum of the weights' sizes", "l2": "half of l2 times the sum of the weights' squares"}


def as_ours(file: str, table: dict[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The lesson's tables as LESSONS writes them, and a note for everything that was written in another way."""
    training, network = table.get("training"), table.get("network")
    if not isinstance(training, dict) or not isinstance(network, dict):
        return table, ()
    notes: list[str] = []
    training, network = dict(training), dict(network)
    _reduction(network, training, notes)
    _penalty(file, training, notes)
    _velocity(network, training, notes)
    _first_rate(training)
    return {**table, "training": training, "network": network}, tuple(notes)


def _reduction(network: dict[str, Any], training: dict[str, Any], notes: list[str]) -> None:
    """It stands beside the batch size; some write it beside the loss."""
    if "reduction" in network and "reduction" not in training:
        training["reduction"] = network.pop("reduction")
        notes.append("network.reduction is read as training.reduction")


def _penalty(file: str, training: dict[str, Any], notes: list[str]) -> None:
    """l1 and l2 in [training]: there are two conventions for l2, so that the note says which is ours."""
    given = {key: training.pop(key) for key in PENALTIES if key in training}
    if not given:
        return
    if "penalty" in training:
        key = next(iter(given))
        raise wrong(file, f"training.{key}", f"{key} with penalty", "one of the two", f"Write {key} in penalty.")
    training["penalty"] = given
    written = ", ".join(f"{key} = {value}" for key, value in given.items())
    adds = " and ".join(PENALTIES[key] for key in given)
    notes.append(f"training.{' and '.join(given)}: read as penalty = {{ {written} }}, which adds {adds} to the loss")


def _velocity(network: dict[str, Any], training: dict[str, Any], notes: list[str]) -> None:
    """Rows of numbers for the weights of a single layer, or such a matrix for each layer, in the place of tables."""
    given, layers = training.get("velocity"), network.get("layers")
    if not isinstance(given, list) or not isinstance(layers, list) or not given:
        return
    matrices = [given] if len(layers) == 1 and _depth(given) == 2 else given if _depth(given) == 3 else None
    if matrices is not None:
        training["velocity"] = [{"W": matrix} for matrix in matrices]
        notes.append("training.velocity: read as that of the weights W, a table for each layer; that of the biases is 0")
    notes.append("training.velocity: the v of w - eta v, as it was after the step before; a change of w by c is v = -c / eta")


def _depth(value: Any) -> int:
    """How many lists lie one in another."""
    return 1 + _depth(value[0]) if isinstance(value, list) and value else int(isinstance(value, list))


def _first_rate(training: dict[str, Any]) -> None:
    """A list of rates begins with the learning rate, which need not be written again."""
    schedule = training.get("schedule")
    if "learning_rate" in training or not isinstance(schedule, dict) or schedule.get("kind") != "list":
        return
    if isinstance(schedule.get("rates"), list) and schedule["rates"]:
        training["learning_rate"] = schedule["rates"][0]
