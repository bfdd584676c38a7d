"""What a lesson asks of its studies: each is one that there is, each option one that it has."""

from typing import Any

from engine import studies
from engine.errors import nearest, shown, wrong


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
            many = isinstance(defaults[key], tuple)
            if many != isinstance(value, tuple) or value == ():
                allowed = "a list of finite numbers, at least one" if many else "a finite number"
                example = list(defaults[key]) if many else defaults[key]
                raise wrong(file, f"studies.{name}.{key}", shown(value), allowed, f"Write for example: {key} = {example}")
