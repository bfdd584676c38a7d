"""Lines of working on a board: whole or broken at their signs, whichever can be read best."""

from __future__ import annotations

from manim import DOWN, LEFT, RIGHT, VGroup, config

from scenes.equation import Equation, broken
from scenes.kit.place.shots import fit, least, smallest_type
from scenes.kit.place.stage import Region
from scenes.kit.type.formula import Formula, align_equals

APART = 0.8  # between two lines that stand beside each other, in a low room
WHOLE = 1.25  # times that digits have to be larger before a line is broken


def worked(room: Region, *lines: Equation) -> VGroup:
    """Formulas under each other, one a line, as large as the room lets them be; a name alone over its sign, or all beside each other,
    are the last ways out."""
    whole = fit(align_equals(*lines, buff=0.4), room)
    ways = ([Formula(broken(line, alone=alone)) for line in lines] for alone in (False, True))
    joined, apart = (fit(VGroup(*way).arrange(DOWN, buff=0.45, aligned_edge=LEFT), room) for way in ways)
    is_read = smallest_type(joined) >= max(least(), smallest_type(apart) / WHOLE)
    is_upright = config.frame_height > config.frame_width  # seen small: there, size is all
    best = joined if is_read and not is_upright else max(joined, apart, key=smallest_type)
    is_better = smallest_type(best) > WHOLE * smallest_type(whole) or smallest_type(whole) < least() <= smallest_type(best)
    best = best if is_better else whole
    if smallest_type(best) >= least() or len(lines) < 2:
        return best
    beside = fit(VGroup(*map(Formula, lines)).arrange(RIGHT, buff=APART), room)
    return max(best, beside, key=smallest_type)
