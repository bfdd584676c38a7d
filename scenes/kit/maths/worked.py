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
    best = fit(align_equals(*lines, buff=0.4), room)
    for alone in (False, True):  # a name alone on its line is the last way out
        parted = VGroup(*(Formula(broken(line, alone=alone)) for line in lines)).arrange(DOWN, buff=0.45, aligned_edge=LEFT)
        if smallest_type(fit(parted, room)) > WHOLE * smallest_type(best):
            best = parted
    return best
