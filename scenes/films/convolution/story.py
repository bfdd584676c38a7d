"""Seeing: one filter at every position, and its one gradient."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from manim import DOWN, RIGHT, Animation, Create, FadeIn, FadeOut, LaggedStart, Rectangle, Transform, VGroup

from engine.reading import Reading
from scenes.beat import beat, line
from scenes.chapter import Chapter
from scenes.films.convolution import facts, formulas, grids, working_line
from scenes.films.convolution.dense_picture import DensePicture
from scenes.films.convolution.filter_gradient import FilterGradient
from scenes.films.convolution.pixel_grid import PixelGrid, along, size_of
from scenes.films.convolution.rooms import rooms
from scenes.films.convolution.value_squares import ValueSquares
from scenes.films.convolution.working_line import WorkingLine
from scenes.kit.place.light import lit
from scenes.kit.theme import theme
from scenes.kit.type.formula import LARGE, Formula, Label


class Convolution(Chapter):
    """picture, filter, outputs   the three grids; outputs give way to their deltas      gradient   where shares add up
    window, here   the frames that slide together, over the picture and over the outputs      working   below the grids
    mine   a frame around the pixel that is followed      began, learnt   the filter before and after it has learned
    """

    title = "Seeing: shared weights"
    promise = "Get a filter's gradient."
    lesson: ClassVar[str] = "convolution"
    knows = frozenset({"conv2d", "mean_pool", "max_pool", "flatten", "shape"})
    sources = ("LeCun et al., Backpropagation Applied to Handwritten Zip Code Recognition (1989).",)
    heading: Label
    picture: PixelGrid
    filter: PixelGrid
    outputs: PixelGrid
    gradient: FilterGradient
    window: Rectangle
    here: Rectangle
    mine: Rectangle
    silent: Rectangle
    working: WorkingLine
    blame: ValueSquares
    dense: DensePicture
    dense_count: Formula
    count: Formula
    column: Rectangle
    began: PixelGrid | None = None
    learnt: PixelGrid | None = None

    @classmethod
    def unfit(cls, t: Reading) -> str | None:
        if facts.is_one_small_filter(t):
            return None
        return "it is told on one filter of 3 x 3 that takes single steps, without padding, over one picture of 6 x 6"

    # ---- forward

    @beat("By the end of this film, you can find the gradient of a filter: <nine> nine numbers that look at a whole picture.")
    def promised(self):
        self.heading = self.stage.title.hold(Label(self.title, size=LARGE, color=theme().ink))
        self.show(self.heading)
        self.at("nine")
        self.filter = grids.kernel(self.t, self.stage)
        self.show(self.filter)

    @beat("Here is <picture> a picture. Zero is dark, one is <bright> bright. The filter has nine <weights> weights, three by three.")
    def met(self):
        self.clear_away(self.heading)
        self.picture = grids.picture(self.t, self.stage)
        self.at("picture")
        self.show(self.picture)
        self.at("bright")
        self.light(*(self.picture.squares[at] for at in facts.bright_pixels(self.t)))
        self.at("weights")
        self.light(*self.filter.nums.values())

    @beat(
        "Lay the filter <lay> on the picture, and it sees only the nine pixels in its window.",
        "<times> Multiply each weight by the pixel under it, and add up. Then comes <bias> the bias.",
    )
    def laid(self):
        r, c = facts.position(self.t)
        self.window = self.picture.window(r, c)
        self.at("lay")
        self.play(FadeIn(self.window, shift=self.window.get_center() - self.filter.get_center()), run_time=0.8)
        working = self.working = self.lay(working_line.forward(self.t, self.stage))
        weights, under, products = working.things
        self.show(weights, under, working.signs[0], run_time=0.4)
        self.fly(*weights.take(self.filter), *under.take(self.picture, r, c), run_time=0.9)
        self.at("times")
        self.show(working.signs[1], products, run_time=0.3)
        self.play(LaggedStart(*(products.fill(*at) for at in products.squares), lag_ratio=0.3), run_time=1.6)
        self.at("bias")
        self.show(working.after[0], run_time=0.5)

    @beat(
        "The sum is <sum> {sum:2}. Squashed, it gives <out> an output, {output:2}. <home> It stands where the window stood.",
        sum=facts.followed_sum, output=facts.followed_output,
    )  # fmt: skip
    def squashed(self):
        z, a = self.working.after
        self.outputs = grids.outputs(self.t, self.stage)
        self.at("sum")
        self.light(z["result"])
        self.at("out")
        self.play(lit(z["result"]), FadeIn(a), FadeIn(self.outputs), run_time=0.8)
        self.at("home")
        at = facts.position(self.t)
        self.fly((a["result"], self.outputs.own(*at, self.outputs.num(*at))))
        self.here = self.outputs.window(*at, 1, 1)
        self.play(Create(self.here), lit(self.window), self.outputs.lighten(*at), run_time=0.6)

    @beat(
        "Now <slide> slide the window one step. The same nine weights, other pixels, a new output.",
        "And so on, row by row: {positions} positions, <all> {positions} outputs.",
        positions=facts.positions,
    )
    def slid(self):
        self.clear("board", run_time=0.3)
        self.at("slide")
        at = facts.position(self.t)
        order = sorted(self.outputs.squares, key=lambda p: (p <= at, p))[:-1]  # on from here, then those before
        for k, (r, c) in enumerate(order):
            pace = 0.45 if k < 2 else 0.22
            self.play(*self.slide(r, c), run_time=pace)
            self.play(self.outputs.fill(r, c), run_time=0.6 * pace)
        self.at("all")
        self.light(*self.outputs.nums.values())

    @beat(
        "See where the outputs are large: <large> just where the window holds something bright.",
        "One small filter <searches> searches the whole picture.",
        when=facts.is_large_on_the_bright,
    )
    def edge(self):
        self.at("large")
        bright = facts.lit_windows(self.t)
        self.light(*(num for at, num in self.outputs.nums.items() if bright[at]), run_time=1.0)
        self.at("searches")
        ends = facts.ends(facts.shape(self.t))
        windows, spots = [self.picture.spot(*at) for at in ends], [self.outputs.spot(*at, 1, 1) for at in ends]
        self.play(along(self.window, windows), along(self.here, spots), run_time=2.0)

    # ---- shared

    @beat(
        "Take the weight in <corner> the upper right corner. See in how many of the {positions} outputs <how> it has a hand.",
        positions=facts.positions, title="One weight, many uses",
    )  # fmt: skip
    def asked(self):
        self.clear_away(self.window, self.here, run_time=0.3)
        self.at("corner")
        self.light(self.filter.nums[0, 2], self.filter.squares[0, 2])
        self.at("how")
        self.light(*self.outputs.squares.values())

    @beat(
        "All {positions}. <under> The window slides, and this one weight is used at every position.",
        "It is <shared> shared. In a dense layer, every edge has a weight of its own.",
        positions=facts.positions,
    )
    def shared(self):
        self.at("under")
        mine, twin = (grid.window(0, 2, 1, 1, color=theme().loss) for grid in (self.picture, self.filter))
        self.window, self.here = self.picture.window(0, 0), self.outputs.window(0, 0, 1, 1)
        self.show(self.window, self.here, mine, twin, run_time=0.4)
        for r, c in list(self.outputs.squares)[1:]:
            self.play(*self.slide(r, c), mine.animate.move_to(self.picture.spot(r, c + 2, 1, 1)), run_time=0.2)
        self.at("shared")
        self.light(self.filter.nums[0, 2], *self.outputs.nums.values())
        self.clear_away(mine, twin)

    # ---- the gradient of the filter

    @beat(
        "Now backward. The rest of the network <judges> judges the outputs, and hands back a <delta> delta for each: "
        "the slope of the loss by its sum.",
        title="Nine slopes from all positions",
    )
    def blamed(self):
        self.clear_away(self.window, self.here, self.filter)
        self.at("judges")
        self.light(*self.outputs.nums.values(), run_time=1.0)
        self.at("delta")
        said, self.outputs = self.outputs, grids.deltas(self.t, self.stage)
        self.play(FadeOut(said), FadeIn(self.outputs), run_time=0.5)
        self.play(LaggedStart(*(self.outputs.fill(*at) for at in self.outputs.squares), lag_ratio=0.12), run_time=1.8)

    @beat(
        line(
            case=facts.begins_dark,
            yes="The first windows saw only dark. <here> This one saw light.",
            no="Take <here> the first position.",
        ),
        "Its <delta> delta, times <patch> the nine pixels in its window, is <share> its share: one number for each weight.",
    )
    def first_share(self):
        r, c = facts.position(self.t)
        self.window, self.here = self.picture.window(0, 0), self.outputs.window(0, 0, 1, 1)
        self.show(self.window, self.here, run_time=0.4)
        self.at("here")
        self.play(*self.slide(r, c), run_time=0.5)
        working = self.working = self.lay(working_line.share(self.t, self.stage, facts.first_share(self.t)))
        delta, patch, share = working.things
        self.at("delta")
        self.fly((self.outputs.nums[r, c], delta))
        self.at("patch")
        self.show(working.signs[0], patch, run_time=0.3)
        self.fly(*patch.take(self.picture, r, c))
        self.at("share")
        self.show(working.signs[1], share, run_time=0.3)
        self.play(LaggedStart(*(share.fill(*at) for at in share.squares), lag_ratio=0.2), run_time=1.2)

    @beat(
        "The share flies into the <grad> gradient of the filter. The next window has another delta, and sees other pixels.",
        "<where> Where does its share go?",
        pause=3.0,
    )
    def landed(self):
        m = facts.next_share(self.t)
        self.gradient = FilterGradient(self)
        self.show(self.gradient.grid, run_time=0.4)
        self.at("grad")
        self.gradient.land(facts.first_share(self.t), self.working.things[2])
        working = self.working = self.lay(working_line.share(self.t, self.stage, m).each_filled())
        self.play(*self.slide(*divmod(m, facts.shape(self.t)[1])), FadeIn(working), run_time=0.6)
        self.at("where")
        self.light(*working.things[2].nums.values())

    @beat("Into the same nine cells. They are the <same> same nine weights, and one weight's paths to the loss <add> always add.")
    def added(self):
        self.gradient.land(facts.next_share(self.t), self.working.things[2])
        self.at("same")
        self.light(*self.gradient.grid.squares.values())
        self.at("add")
        self.light(*self.gradient.grid.nums.values())

    @beat(
        "So on we go, <run> position by position: the delta, times what the window sees, drops in and is added.",
        "Where all is dark, nothing is added. <done> {positions} shares, one gradient.",
        positions=facts.positions,
    )
    def ran(self):
        self.clear("board", run_time=0.3)
        self.at("run")
        for m in range(facts.next_share(self.t) + 1, len(self.outputs.squares)):
            self.gradient.drop(m, 0.7)
        self.at("done")
        self.clear_away(self.window, self.here, run_time=0.3)
        self.light(*self.gradient.grid.nums.values())

    @beat(
        "The rule: <dW> the filter's slope is a sum over all positions, <delta> the delta there, times <patch> what the window saw.",
        "<bias> And the bias? Its input is always one. So its slope is <sum> all deltas, added.",
        title="The rule of a filter",
    )
    def law(self):
        way, buff = (DOWN, 0.3) if self.stage.is_narrow else (RIGHT, 1.2)
        law, bias = self.lay(VGroup(Formula(formulas.law()), Formula(formulas.bias_law(self.t))).arrange(way, buff=buff))
        self.show(law, run_time=0.5)
        self.at("dW")
        self.light(law["dW"], *self.gradient.grid.nums.values())
        self.at("delta")
        self.light(law["delta"], *self.outputs.nums.values())
        self.at("patch")
        self.light(law["X"], *self.picture.nums.values())
        self.at("bias")
        self.show(bias, run_time=0.5)
        self.at("sum")
        self.light(bias["result"], *self.outputs.nums.values())

    @beat(
        line(
            case=facts.silent_side,
            left_column="Look at the <zero> left column. Three zeros. Why did these weights get no blame?",
            middle_column="Look at the <zero> middle column. Three zeros. Why did these weights get no blame?",
            right_column="Look at the <zero> right column. Three zeros. Why did these weights get no blame?",
            upper_row="Look at the <zero> upper row. Three zeros. Why did these weights get no blame?",
            middle_row="Look at the <zero> middle row. Three zeros. Why did these weights get no blame?",
            lower_row="Look at the <zero> lower row. Three zeros. Why did these weights get no blame?",
        ),
        when=facts.is_partly_silent, pause=3.0,
    )  # fmt: skip
    def why_silent(self):
        self.clear("board", run_time=0.3)
        silent = facts.silent(self.t)
        self.silent = self.gradient.grid.around(silent)
        self.at("zero")
        self.play(Create(self.silent), *(lit(self.gradient.grid.nums[at]) for at in silent), run_time=0.8)

    @beat(
        "Follow <under> the pixels that they met, position by position. Only <dark> dark ones. Delta times zero is zero, at every stop.",
        when=facts.is_partly_silent,
    )
    def because(self):
        silent = facts.silent(self.t)
        (r, c), size = silent[0], size_of(silent)
        self.at("under")
        strip = self.picture.around(silent)
        self.play(FadeIn(strip), run_time=0.3)
        for down, right in np.ndindex(facts.shape(self.t)):
            self.play(strip.animate.move_to(self.picture.spot(r + down, c + right, *size)), run_time=0.1)
        self.at("dark")
        self.light(*(self.gradient.grid.nums[at] for at in silent))
        self.clear_away(strip, self.silent, run_time=0.3)

    # ---- back to the pixels

    @beat(
        "Blame must also flow on, to what stands before the filter: <layer> here, the pixels. Take <pixel> this one.",
        "The first window to see it stands <first> here. Which of the nine weights lies on our pixel?",
        pause=3.0, title="Back to the pixels",
    )  # fmt: skip
    def pixel_asked(self):
        self.clear_away(self.gradient.grid)
        self.clear("board", run_time=0.3)
        self.filter = grids.kernel(self.t, self.stage)
        self.show(self.filter, run_time=0.5)
        self.at("layer")
        self.light(*self.picture.squares.values())
        r, c = facts.pixel(self.t)
        self.at("pixel")
        self.mine = self.picture.window(r, c, 1, 1, color=theme().loss)
        self.play(Create(self.mine), run_time=0.5)
        self.at("first")
        self.window, self.here = self.picture.window(r - 2, c - 2), self.outputs.window(r - 2, c - 2, 1, 1)
        self.show(self.window, self.here, run_time=0.5)

    @beat(
        "The <last> last one, lower right. When the window moves right, <left> the pixel moves left in it.",
        "When it moves down, the pixel moves up. Write each weight <where> where its window stood.",
    )
    def met_backwards(self):
        self.working = self.lay(working_line.back(self.t, self.stage))
        met = self.working.things[0]
        self.show(met, run_time=0.15)
        self.at("last")
        self.meet(0, 0, 0.7)
        self.at("left")
        for i, j in list(np.ndindex(3, 3))[1:]:
            self.meet(i, j, 0.55)
        self.at("where")
        self.light(*met.nums.values())

    @beat("Compare that with the filter: the same nine numbers, <turn> turned by half a turn. <middle> Only the middle one stays in place.")
    def turned(self):
        self.clear_away(self.window, self.here, run_time=0.3)
        self.at("turn")
        self.turn_filter()
        self.at("middle")
        self.light(self.filter.nums[1, 1], self.working.things[0].nums[1, 1])

    @beat(
        "Lay this turned filter <lay> on the deltas. Multiply each pair, and <sum> add: the blame of our pixel.",
        "So forward, <forward> the filter slides over pixels. Backward, <slides> turned around, it slides over deltas.",
    )
    def laid_back(self):
        working, (r, c) = self.working, facts.pixel(self.t)
        _, deltas, products = working.things
        self.at("lay")
        self.here = self.outputs.window(r - 2, c - 2)
        self.play(Create(self.here), FadeIn(working.signs[0]), FadeIn(deltas), run_time=0.4)
        self.fly(*deltas.take(self.outputs, r - 2, c - 2))
        self.show(working.signs[1], products, run_time=0.2)
        self.play(LaggedStart(*(products.fill(*at) for at in products.squares), lag_ratio=0.2), run_time=0.6)
        self.at("sum")
        self.show(working.after[0], run_time=0.4)
        for mark, grid, seconds in (("forward", self.picture, 2.0), ("slides", self.outputs, 2.0)):
            self.at(mark)
            self.sweep(grid, seconds)

    @beat(
        "Every pixel <every> gets its blame this way; at the border, fewer windows see it.",
        "Large squares are much blame, hollow ones are negative.",
    )
    def every_pixel(self):
        picture = self.picture
        self.clear("board", run_time=0.3)
        self.clear_away(*picture.nums.values(), picture.name, self.mine, run_time=0.3)
        self.play(*picture.darken(), FadeIn(picture.renamed(Label("blame of the pixels"))), run_time=0.3)
        self.at("every")
        blame = self.t.dL_da_in[1].array[0]
        self.blame = ValueSquares(blame, lambda r, c: picture.spot(r, c, 1, 1), picture.cell[0], theme().backward)
        self.window = self.filter.window(2, 2, 1, 1)
        self.play(FadeIn(self.window), *self.see(0, 0), run_time=0.3)
        for at in picture.squares:
            self.play(*self.see(*at), *([FadeIn(self.blame.squares[at])] if at in self.blame.squares else []), run_time=0.2)

    # ---- the same, densely

    @beat(
        "A dense <dense> layer from {pixels} pixels to {positions} outputs has <many> {dense_weights} weights.",
        "Write our filter into it: <rows> each row holds the same nine, moved along. All the rest is zero.",
        pixels=facts.pixels, positions=facts.positions, dense_weights=facts.dense_weights, title="A dense layer in disguise",
    )  # fmt: skip
    def counted(self):
        self.clear_away(self.picture, self.blame, self.filter, self.outputs, self.window, self.here)
        self.at("dense")
        self.dense = DensePicture(self.t, self.stage.arena)
        self.show(self.dense.ground, self.dense.top, self.dense.left, run_time=0.6)
        self.at("many")
        self.dense_count = Formula(formulas.counted("weights, each its own", facts.dense_weights(self.t)), 30)
        self.count = Formula(formulas.counted("weights, shared", facts.weights(self.t)), 30)
        self.lay(VGroup(self.dense_count, self.count).arrange(RIGHT, buff=1.2))
        self.show(self.dense_count, run_time=0.4)
        self.at("rows")
        self.play(self.dense.rows(), run_time=4.0)

    @beat(
        "So a filter is <layer> a dense layer, with most weights zero and the rest <tied> tied together. <nine> Nine to learn.",
        "And down <column> one column stands what one pixel meets: the nine, in reverse order.",
    )
    def tied(self):
        self.at("layer")
        self.light(self.dense_count)
        self.at("tied")
        self.light(*(self.dense.squares.squares[at] for at in facts.copies(self.t, 0, 2)), run_time=0.8)
        self.at("nine")
        self.show(self.count, run_time=0.4)
        self.light(self.count)
        self.at("column")
        r, c = facts.pixel(self.t)
        self.column = self.dense.around_column(r * facts.SIDE + c)
        self.play(Create(self.column), run_time=0.8)

    @beat(
        "Let it learn, from {pictures:words} pictures. It began <old> like this.",
        "<new> After {steps} steps: <minus> negative on the left, <plus> positive on the right. It asks: brighter to the right?",
        "<edge> We only told it where that is so. How to see it, the filter found.",
        pictures=facts.pictures, steps=facts.steps, when=facts.has_learned, title="What the filter learns",
    )  # fmt: skip
    def learned(self):
        self.clear("board", run_time=0.3)
        self.clear_away(self.dense, self.column, run_time=0.3)
        self.began, self.learnt = grids.before_and_after(self.t, self.stage)
        self.at("old")
        self.show(self.began)
        self.at("new")
        self.show(self.learnt)
        for mark, k in (("minus", 0), ("plus", 2)):
            self.at(mark)
            self.play(Create(frame := self.learnt.window(0, k, 3, 1)), *(lit(self.learnt.nums[r, k]) for r in range(3)), run_time=0.9)
            self.clear_away(frame, run_time=0.2)
        self.at("edge")
        self.light(*self.learnt.nums.values())

    @beat(
        "Forward, <forward> slide the filter over the pixels. Backward, <back> turn it, and slide it over the deltas.",
        "And where <shared> one weight is used many times, add up what every use has to say.",
    )
    def harvest(self):
        self.clear("board", run_time=0.3)
        self.clear_away(self.dense, self.column, self.began, self.learnt, run_time=0.3)
        self.picture, self.filter = grids.picture(self.t, self.stage), grids.kernel(self.t, self.stage)
        self.show(self.picture, self.filter, self.outputs, run_time=0.5)
        self.at("forward")
        self.sweep(self.picture, 1.6)
        self.at("back")
        self.turn_filter()
        self.sweep(self.outputs, 1.0)
        self.at("shared")
        self.show(self.lay(Formula(formulas.law())), run_time=0.5)

    # ---- gestures

    def lay(self, working: VGroup) -> VGroup:
        """Working in the room under the grids, in place of what was there; not yet shown."""
        self.clear("board", run_time=0.3)
        self.stands("board", working)
        return rooms(self.stage).board.hold(working)

    def slide(self, r: int, c: int) -> list[Animation]:
        """Both frames move on to a position."""
        return [self.window.animate.move_to(self.picture.spot(r, c)), self.here.animate.move_to(self.outputs.spot(r, c, 1, 1))]

    def see(self, r: int, c: int) -> list[Animation]:
        """The frames go around the outputs whose windows see a pixel, and around the turned weights that it meets."""
        rows, columns = facts.shape(self.t)
        top, left = max(0, r - 2), max(0, c - 2)
        size = min(rows - 1, r) - top + 1, min(columns - 1, c) - left + 1
        around, weights = self.outputs.window(top, left, *size), self.filter.window(top - r + 2, left - c + 2, *size)
        return [Transform(self.here, around), Transform(self.window, weights)]

    def meet(self, i: int, j: int, pace: float) -> None:
        """Position (i, j) of the windows that see the pixel: the weight that lies on it goes down to where the window stood."""
        (r, c), met, weight = facts.pixel(self.t), self.working.things[0], self.filter.nums[2 - i, 2 - j]
        self.play(*self.slide(r - 2 + i, c - 2 + j), lit(weight), run_time=0.5 * pace)
        self.fly((weight, met.own(i, j, met.num(i, j))), run_time=0.5 * pace)

    def turn_filter(self) -> None:
        """The filter's numbers go half a turn, and its name says so."""
        self.clear_away(self.filter.name, run_time=0.2)
        self.play(self.filter.turn(), FadeIn(self.filter.renamed(Label("filter $W$, turned"))), run_time=1.2)

    def sweep(self, grid: PixelGrid, seconds: float) -> None:
        """A window slides over all of a grid, row by row there and back, and is gone."""
        spots = [grid.spot(*at) for at in facts.ends((grid.shape[0] - 2, grid.shape[1] - 2))]
        frame = grid.window(0, 0)
        self.play(FadeIn(frame), run_time=0.2)
        self.play(along(frame, spots), run_time=seconds)
        self.play(FadeOut(frame), run_time=0.2)
