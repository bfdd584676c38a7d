"""The patient: a deep network of sigmoids whose blame does not arrive, and what comes of that under its bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes import repairs
from scenes.films.remedies.bit_maps import BitRows
from scenes.kit.maths import link
from scenes.kit.network.deep_net import MARKS, DeepNet
from scenes.kit.place.shots import resting
from scenes.kit.place.stage import Region
from scenes.kit.plots.log_bars import reach
from scenes.kit.plots.twin_loss import TwinLoss
from scenes.kit.plots.twin_runs import series
from scenes.kit.type.formula import Formula

if TYPE_CHECKING:
    from scenes.films.remedies.story import Remedies

BESIDE = Region(-1.8, 3.2, 9.0, 0.5)  # of the head, all that the key leaves
SHARE = 0.42  # of the room for bars that the patient's take up


class Patient(DeepNet):
    """fate           in the head: the two numbers of a link, and their product
    chart          its loss, as the second of two curves, under the bars
    wanted, said   there, too: what it is to say to every example, and what it says after training
    """

    def __init__(self, film: Remedies) -> None:
        t, shown = film.t, series(film.t, repairs.SIGMOID)
        super().__init__(film, shown, reach(*(one.values for one in shown.values())), SHARE)
        room = BESIDE if film.stage.shape == "16:9" else self.rooms.state  # no name stands beside it
        self.fate = room.hold(Formula(link.fate(t, repairs.SIGMOID), resting()))
        b = self.rooms.bars
        under = Region(0, b.y - 0.26 * b.height, b.width + MARKS, 0.48 * b.height)
        self.chart = TwinLoss(t, under, (repairs.SIGMOID, repairs.SIGMOID))
        first, second = _halves(under, film.stage.shape == "9:16")
        self.wanted = BitRows(repairs.wanted(t), first, "wanted")
        self.said = BitRows(repairs.said(t), second, "said after training")


def _halves(r: Region, tall: bool) -> tuple[Region, Region]:
    """Left and right, in a tall frame above and below, with air between."""
    if tall:
        above, below = (Region(r.x, r.y + way * 0.27 * r.height, r.width, 0.44 * r.height) for way in (1, -1))
        return above, below
    left, right = (Region(r.x + way * 0.25 * r.width, r.y, 0.46 * r.width, r.height) for way in (-1, 1))
    return left, right
