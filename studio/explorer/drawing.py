"""The process that draws a film for the page: says on its output, a line of JSON at a time, how far it is."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from engine import InputError
from studio import rendering
from studio.breakage import RenderError
from studio.looks import look_of
from studio.orders import Order


class Lines:
    """Says each new hundredth."""

    def __init__(self) -> None:
        self.said = -1

    def heard(self, chapter: str, done: int, of: int) -> None:
        hundredth = 100 * done // max(of, 1)
        if hundredth > self.said:
            self.said = hundredth
            say(part=hundredth / 100)


def say(**facts: object) -> None:
    """One line for the parent."""
    print(json.dumps(facts), flush=True)


def main(lesson: str, chapter: str, quality: str, voice: str, out: str) -> int:
    """Render, as `backreel render` does; 1 where it cannot be done, with the reason said."""
    order = Order(lesson, chapter, look_of(quality), voice, Path(out))
    try:
        rendering.prepare(order)
        outcome = rendering.render([order], os.cpu_count() or 1, Lines())
    except (InputError, RenderError) as error:
        say(why=str(error))
        return 1
    if chapter in outcome.untold:
        say(why=f"this film cannot be told on this lesson: {outcome.untold[chapter]}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
