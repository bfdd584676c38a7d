"""What stands written beside and under the curve: the neuron's numbers, and the promise over what came."""

from __future__ import annotations

from manim import DOWN, RIGHT, Animation, FadeIn, FadeOut, VGroup

from engine.reading import Number, Reading
from scenes.films.step import formulas
from scenes.kit.maths.single import single
from scenes.kit.place.stage import Region
from scenes.kit.type.formula import SMALL, Formula, Label


class Known(VGroup):
    """What is known of the neuron, a row each: rows["w"], "b", "L", "dL_dw", "dL_db"."""

    def __init__(self, t: Reading, region: Region) -> None:
        super().__init__()
        self.rows = {name: Formula(formulas.value_of(getattr(single(t), name))) for name in ("w", "b", "L", "dL_dw", "dL_db")}
        self.add(*self.rows.values())
        self.arrange(DOWN, buff=0.28)
        for row in self.rows.values():
            row.shift([self.get_x() - row["eq"].get_x(), 0, 0])
        region.hold(self)

    def renew(self, number: Number) -> tuple[Animation, Animation]:
        """The row of w, b or L gets its number after the step: the old one goes, the new one comes."""
        name = number.named.name
        old, new = self.rows[name], Formula(formulas.value_of(number))
        self.rows[name] = new.shift(old["eq"].get_center() - new["eq"].get_center())
        return FadeOut(old), FadeIn(new)


def promise_board(t: Reading) -> VGroup:
    """[letters, promised, real]: the change of the loss that the slopes promise, in letters and numbers, and the one that came."""
    letters, numbers = map(Formula, formulas.promise(t))
    lines = (("promised", numbers), ("real", Formula(formulas.change(t))))
    named = (VGroup(Label(word, size=SMALL + 4), line).arrange(RIGHT, buff=0.4) for word, line in lines)
    return VGroup(letters, *named).arrange(DOWN, buff=0.25)
