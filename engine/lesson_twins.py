"""Twins: the same lesson with something else in one place, and layers that repeat; both written out before anything is checked."""

from typing import Any

from engine.errors import shown, wrong

MOST_TWINS, MOST_LAYERS = 50, 1000
OF_THE_LESSON = ("twins", "chapters", "studies", "told")  # what a twin does not have


def merged(table: dict[str, Any], change: dict[str, Any]) -> dict[str, Any]:
    """A lesson's tables with a twin's put over them, key by key; a list is replaced whole."""
    both = {key: merged(table[key], value) for key, value in change.items() if isinstance(value, dict) and isinstance(table.get(key), dict)}
    return {**table, **change, **both}


def twins_of(file: str, table: dict[str, Any]) -> list[dict[str, Any]]:
    """The tables of each twin, complete: what the lesson says, changed by what `[[twins]]` says."""
    changes = table.get("twins", [])
    if not isinstance(changes, list) or not all(isinstance(change, dict) for change in changes):
        mend = 'Write for example: [[twins]] and under it title = "With cross-entropy"'
        raise wrong(file, "twins", shown(changes), "tables that each change something of the lesson", mend)
    if len(changes) > MOST_TWINS:
        raise wrong(file, "twins", f"{len(changes)} twins", f"at most {MOST_TWINS}", "Take fewer.")
    for k, change in enumerate(changes):
        for key in OF_THE_LESSON:
            if key in change:
                raise wrong(file, f"twins[{k}].{key}", f"{key} in a twin", "what changes the run", f"Remove {key}.")
    own = {key: value for key, value in table.items() if key not in OF_THE_LESSON}
    return [merged(own, change) for change in changes]


def unrolled(file: str, table: dict[str, Any]) -> dict[str, Any]:
    """The lesson with each layer that says `repeat = n` written n times."""
    network = table.get("network")
    if not isinstance(network, dict) or not isinstance(network.get("layers"), list):
        return table
    copies = [_copies(file, f"network.layers[{k}]", layer) for k, layer in enumerate(network["layers"][: MOST_LAYERS + 1])]
    if (count := sum(map(len, copies))) > MOST_LAYERS:
        raise wrong(file, "network.layers", f"{count} layers or more", f"at most {MOST_LAYERS}", "Take fewer.")
    layers = [copy for each in copies for copy in each]
    return {**table, "network": {**network, "layers": layers}}


def _copies(file: str, key: str, layer: Any) -> list[Any]:
    """A layer as often as it says."""
    if not isinstance(layer, dict) or "repeat" not in layer:
        return [layer]
    times = layer["repeat"]
    if type(times) is not int or not 1 <= times <= MOST_LAYERS:
        raise wrong(file, f"{key}.repeat", shown(times), f"a whole number from 1 to {MOST_LAYERS}", "Write for example: repeat = 10")
    return [{name: value for name, value in layer.items() if name != "repeat"}] * times
