"""Lines of working on a board: whole or broken at their signs, whichever can be read best."""

from __future__ import annotations

from manim import DOWN, LEFT, VGroup

from scenes.equation import Equation, broken
from scenes.kit.place.shots import fit, smallest_type
from scenes.kit.place.stage import Region
from scenes.kit.type.formula import Formula, align_equals

WHOLE = 1.25  # times that digits have to be larger before a line is broken


def worked(room: Region, *lines: Equation) -> VGroup:
    """Formulas under each other, one a line, as large as the room lets them be."""
    whole = fit(align_equals(*lines, buff=0.4), room)
    ways = ([Formula(broken(line, alone=alone)) for line in lines] for alone in (False, True))
    parted = [fit(VGroup(*way).arrange(DOWN, buff=0.45, aligned_edge=LEFT), room) for way in ways]
    best = max(parted, key=smallest_type)
    return best if smallest_type(best) > WHOLE * smallest_type(whole) else whole
