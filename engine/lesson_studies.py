"""What a lesson asks of its studies: each is one that there is, each option one that it has."""

from typing import Any

from engine import studies
from engine.errors import nearest, shown, wrong
from engine.within import Within


def check_studies(file: str, asked: dict[str, dict[str, Any]] | None) -> None:
    """Names, options and the kind of each value: a number, or a list of them."""
    for name, options in (asked or {}).items():
        known = studies.names()
        if name not in known:
            mend = f"{nearest(name, known)}Rename or remove it."
            raise wrong(file, f"studies.{name}", f"the unknown study {shown(name)}", ", ".join(known), mend)
        defaults = studies.options(name)
        for key, value in options.items():
            if key not in defaults:
                mend = f"{nearest(key, list(defaults))}Rename or remove it."
                raise wrong(file, f"studies.{name}.{key}", f"the unknown key {shown(key)}", ", ".join(defaults) or "no options", mend)
            _check_value(f"studies.{name}.{key}", value, defaults[key], studies.bounds(name)[key], file)


MOST_SEEDED = 10_000_000  # steps of all the runs of the study of seeds


def check_seeds(file: str, asked: dict[str, dict[str, Any]] | None, steps: int) -> None:
    """The runs from other seeds take no more steps than one run may."""
    if asked is None or "seeds" not in asked:
        return
    tried = asked["seeds"].get("tried", studies.options("seeds")["tried"])
    if tried * steps > MOST_SEEDED:
        found = f"{tried:.10g} runs of {steps} steps"
        raise wrong(file, "studies.seeds.tried", found, f"at most {MOST_SEEDED} steps together", "Try fewer seeds, or take fewer steps.")


def _check_value(place: str, value: Any, default: Any, bounds: Within, file: str) -> None:
    """A number within the bounds of the option, or a list of them where the default is one."""
    many = isinstance(default, tuple)
    example = f"Write for example: {place.rsplit('.', 1)[1]} = {list(default) if many else default}"
    if many != isinstance(value, tuple):
        raise wrong(file, place, shown(value), f"a list of numbers, each {bounds.said}" if many else bounds.said, example)
    if many and not 1 <= len(value) <= bounds.many:
        raise wrong(file, place, f"{len(value)} numbers", f"1 to {bounds.many} numbers", example)
    for number in value if many else (value,):
        if not bounds.fits(number):
            raise wrong(file, place, shown(number), bounds.said, example)
