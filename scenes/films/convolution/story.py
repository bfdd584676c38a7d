"""Seeing: one filter at every position, and its one gradient."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from manim import DOWN, RIGHT, Animation, Create, FadeIn, FadeOut, LaggedStart, Rectangle, Transform, VGroup

from engine.layers.tables import KINDS
from engine.reading import Reading
from scenes.beat import beat, line
from scenes.chapter import Chapter
from scenes.films.convolution import facts, followed, formulas, grids, working_line
from scenes.films.convolution.dense_picture import DensePicture
from scenes.films.convolution.filter_gradient import FilterGradient
from scenes.films.convolution.labels import Labels
from scenes.films.convolution.pixel_grid import PixelGrid, along, size_of
from scenes.films.convolution.rooms import GRIDS
from scenes.films.convolution.value_squares import ValueSquares
from scenes.films.convolution.working_line import WorkingLine
from scenes.kit.place.light import lit
from scenes.kit.place.shots import region
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula, Label


class Convolution(Chapter):
    """picture, filter, outputs   the three grids; outputs give way to their deltas      gradient   where shares add up
    window, here   the frames that slide together, over the picture and over the outputs      working   below the grids
    mine   a frame around the pixel that is followed      began, learnt   the filter before and after it has learned
    """

    title = "Seeing: shared weights"
    promise = "Get a filter's gradient."
    lesson: ClassVar[str] = "convolution"
    knows = frozenset({*KINDS, "shape"})
    sources = (
        "LeCun et al., Backpropagation Applied to Handwritten Zip Code Recognition (1989).",
        "Ronneberger, Fischer, Brox: U-Net: Convolutional Networks for Biomedical Image Segmentation (2015).",
    )
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
    labels: Labels
    count: Formula
    began: PixelGrid | None = None
    learnt: PixelGrid | None = None

    @classmethod
    def unfit(cls, t: Reading) -> str | None:
        return {
            "fits": None,
            "none": "it is told on a picture whose first layer is a convolution",
            "moves": "it slides its filter by single steps without padding, and here the filter moves otherwise",
            "softmax": "it writes an output by its own sum alone, and softmax mixes all of them",
            "large": "it has room for 4 filters of 2 x 2 to 5 x 5, 3 channels, pictures up to 10 x 10 and 6 x 6 positions",
            "few": "it adds up shares of positions that overlap, and here fewer than two have one, or the picture is too small",
        }[facts.misfit(t)]

    # ---- forward

    @beat(
        "{weights:words} weights <look> look at a picture, one place after the other, and <used> each is used at every place.",
        "So which <place> place tells it how to change?",
        weights=facts.amount, pause=3.0,
    )  # fmt: skip
    def promised(self):
        self.picture, self.filter = grids.picture(self.t, self.stage), grids.kernel(self.t, self.stage)
        self.play(FadeIn(self.picture, shift=0.3 * DOWN), FadeIn(self.filter, shift=0.3 * DOWN), run_time=0.7)
        self.at("look")
        self.sweep(self.picture, 2.4)
        self.at("used")
        self.light(*self.filter.nums.values())
        self.at("place")
        self.sweep(self.picture, 1.6)

    @beat(
        line(
            case=facts.has_channels,
            no="Here is <picture> a picture.",
            yes="Here is <picture> a picture of {channels:words} channels. We look at one of them.",
        ),
        line(
            case=facts.is_between_zero_and_one,
            yes="Zero is dark, one is <bright> bright.",
            no="The larger a pixel, the <bright> brighter it is drawn.",
        ),
        line(
            case=facts.many,
            one="The filter has {weights:words} <weights> weights, {rows:words} by {columns:words}.",
            channels="For this channel, the filter has {weights:words} <weights> weights, {rows:words} by {columns:words}.",
            filters="Of {filters:words} filters we follow one: {weights:words} <weights> weights, {rows:words} by {columns:words}.",
            both="Of {filters:words} filters we follow one: for this channel, {weights:words} <weights> weights, "
            "{rows:words} by {columns:words}.",
        ),
        channels=facts.channels, filters=facts.filters, weights=facts.amount, rows=facts.rows, columns=facts.columns,
    )  # fmt: skip
    def met(self):
        self.at("picture")
        self.light(*self.picture.squares.values())
        self.at("bright")
        self.light(*(self.picture.squares[at] for at in facts.bright_pixels(self.t)))
        self.at("weights")
        self.light(*self.filter.nums.values())

    @beat(
        "Lay the filter <lay> on the picture, and it sees only the {weights:words} pixels in its window.",
        "<times> Multiply each weight by the pixel under it, and add up.",
        line("The <others> other channels have weights of their own, and add what they see.", when=facts.has_channels),
        "Then comes <bias> the bias.",
        weights=facts.amount,
    )
    def laid(self):
        r, c = followed.position(self.t)
        self.window = self.seeing(r, c)
        self.at("lay")
        self.play(FadeIn(self.window, shift=self.window.get_center() - self.filter.get_center()), run_time=0.8)
        working = self.working = self.lay(working_line.forward(self.t, self.stage))
        *factors, products = working.things
        if factors:
            weights, under = factors
            self.show(weights, under, working.signs[0], run_time=0.4)
            self.fly(*weights.take(self.filter), *under.take(self.picture, r, c), run_time=0.9)
        self.at("times")
        self.show(*working.signs[1:], products, run_time=0.3)
        self.play(LaggedStart(*(products.fill(*at) for at in products.squares), lag_ratio=0.3), run_time=1.6)
        if facts.has_channels(self.t):
            self.at("others")
            self.light(self.picture.name, self.filter.name)
        self.at("bias")
        self.show(working.after[0], run_time=0.5)

    @beat(
        line(
            case=facts.bend,
            bounds="The sum is <sum> {sum:2}. Squashed, it gives <out> an output, {output:2}.",
            bends="The sum is <sum> {sum:2}. Its activation makes of it <out> an output, {output:2}.",
            passes="The sum is <sum> {sum:2}. No activation follows, so this is already <out> an output, {output:2}.",
        ),
        "<home> It stands where the window stood.",
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
        at = followed.position(self.t)
        self.fly((a["result"], self.outputs.own(*at, self.outputs.num(*at))))
        self.here = self.outputs.window(*at, 1, 1)
        self.play(Create(self.here), lit(self.window), self.outputs.lighten(*at), run_time=0.6)

    @beat(
        "Now <slide> slide the window one step. The same {weights:words} weights, other pixels, a new output.",
        "And so on, row by row: {positions} positions, <all> {positions} outputs.",
        line("Each of the other filters makes a <map> map of its own.", when=facts.has_filters),
        weights=facts.amount, positions=facts.positions,
    )  # fmt: skip
    def slid(self):
        self.clear("board", run_time=0.3)
        self.at("slide")
        at = followed.position(self.t)
        order = sorted(self.outputs.squares, key=lambda p: (p <= at, p))[:-1]  # on from here, then those before
        pace = min(0.22, 3.5 / len(order))
        for r, c in order[:2]:
            self.play(*self.slide(r, c), run_time=0.45)
            self.play(self.outputs.fill(r, c), run_time=0.27)
        for row in facts.in_rows(order[2:]):
            self.play(*self.slide_along(row), run_time=pace * len(row))
            self.play(*(self.outputs.fill(*spot) for spot in row), run_time=0.6 * pace * len(row))
        self.at("all")
        self.light(*self.outputs.nums.values())
        if facts.has_filters(self.t):
            self.at("map")
            self.light(self.filter, self.outputs.name)

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
        self.play(*self.slide_along(facts.ends(followed.shape(self.t))), run_time=2.0)

    # ---- shared

    @beat(
        "Take the weight in <corner> the upper right corner. See in how many of these {positions} outputs <how> it has a hand.",
        positions=facts.positions, title="One weight, many uses",
    )  # fmt: skip
    def asked(self):
        self.clear_away(self.window, self.here, run_time=0.3)
        self.at("corner")
        corner = 0, self.filter.shape[1] - 1
        self.light(self.filter.nums[corner], self.filter.squares[corner])
        self.at("how")
        self.light(*self.outputs.squares.values())

    @beat(
        "All {positions}. <under> The window slides, and this one weight is used at every position.",
        "It is <shared> shared. In a dense layer, every edge has a weight of its own.",
        positions=facts.positions,
    )
    def shared(self):
        self.at("under")
        corner = self.filter.shape[1] - 1
        mine, twin = (grid.window(0, corner, color=theme().loss) for grid in (self.picture, self.filter))
        self.window, self.here = self.seeing(0, 0), self.outputs.window(0, 0)
        self.show(self.window, self.here, mine, twin, run_time=0.4)
        ends = facts.ends(followed.shape(self.t))
        self.play(*self.slide_along(ends), along(mine, [self.picture.spot(r, c + corner) for r, c in ends]), run_time=3.0)
        self.at("shared")
        self.light(self.filter.nums[0, corner], *self.outputs.nums.values())
        self.clear_away(mine, twin)

    # ---- the gradient of the filter

    @beat(
        "Now backward. The rest of the network <judges> judges the outputs, and hands back a <delta> delta for each: "
        "the slope of the loss by its sum.",
        title="One gradient from all positions",
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
            case=facts.begins,
            dark="The first windows saw only dark. <here> This one saw light.",
            silent="At the first positions, delta times the window is zero. <here> Here it is not.",
            first="Take <here> the first position.",
        ),
        "Its <delta> delta, times <patch> the {weights:words} pixels in its window, is <share> its share: one number for each weight.",
        weights=facts.amount,
    )
    def first_share(self):
        r, c = followed.position(self.t)
        self.window, self.here = self.seeing(0, 0), self.outputs.window(0, 0)
        self.show(self.window, self.here, run_time=0.4)
        self.at("here")
        self.play(*self.slide(r, c), run_time=0.5)
        working = self.working = self.lay(working_line.share(self.t, self.stage, followed.first_share(self.t)))
        delta, *patch, share = working.things
        self.at("delta")
        self.fly((self.outputs.part(r, c), delta))
        self.at("patch")
        self.show(working.signs[0], *patch, run_time=0.3)
        self.fly(*(move for grid in patch for move in grid.take(self.picture, r, c)))
        self.at("share")
        self.show(*working.signs[1:], share, run_time=0.3)
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
        self.gradient.land(followed.first_share(self.t), self.working.things[-1])
        working = self.working = self.lay(working_line.share(self.t, self.stage, m).each_filled())
        self.play(*self.slide(*divmod(m, followed.shape(self.t)[1])), FadeIn(working), run_time=0.6)
        self.at("where")
        self.light(*working.things[-1].nums.values())

    @beat(
        "Into the same {weights:words} cells. They are the <same> same {weights:words} weights, "
        "and one weight's paths to the loss <add> always add.",
        weights=facts.amount,
    )
    def added(self):
        self.gradient.land(facts.next_share(self.t), self.working.things[-1])
        self.at("same")
        self.light(*self.gradient.grid.squares.values())
        self.at("add")
        self.light(*self.gradient.grid.nums.values())

    @beat(
        "So on we go, <run> position by position: the delta, times what the window sees, drops in and is added.",
        line(
            case=facts.without,
            dark="Where all is dark, nothing is added. <done> {positions} shares, one gradient.",
            silent="Where that is zero, nothing is added. <done> {positions} shares, one gradient.",
            none="<done> {positions} shares, one gradient.",
        ),
        positions=facts.positions,
    )
    def ran(self):
        self.clear("board", run_time=0.3)
        self.at("run")
        for row in facts.rest_of_shares(self.t):
            self.gradient.drop(row, min(1.0, 5.0 / self.outputs.shape[0]))
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
        self.light(law["X"], *self.picture.parts)
        self.at("bias")
        self.show(bias, run_time=0.5)
        self.at("sum")
        self.light(bias["result"], *self.outputs.nums.values())

    @beat(
        line(
            case=facts.silent_side,
            left_column="Look at the <zero> left column. Only zeros. Why did these weights get no blame?",
            middle_column="Look at the <zero> middle column. Only zeros. Why did these weights get no blame?",
            right_column="Look at the <zero> right column. Only zeros. Why did these weights get no blame?",
            upper_row="Look at the <zero> upper row. Only zeros. Why did these weights get no blame?",
            middle_row="Look at the <zero> middle row. Only zeros. Why did these weights get no blame?",
            lower_row="Look at the <zero> lower row. Only zeros. Why did these weights get no blame?",
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
        self.play(along(strip, [self.picture.spot(r + at[0], c + at[1], *size) for at in facts.ends(followed.shape(self.t))]), run_time=2.0)
        self.at("dark")
        self.light(*(self.gradient.grid.nums[at] for at in silent))
        self.clear_away(strip, self.silent, run_time=0.3)

    # ---- back to the pixels

    @beat(
        "Blame must also flow on, to what stands before the filter: <layer> here, the pixels. Take <pixel> this one.",
        "The first window to see it stands <first> here. Which of the {weights:words} weights lies on our pixel?",
        weights=facts.amount, pause=3.0, title="Back to the pixels",
    )  # fmt: skip
    def pixel_asked(self):
        self.clear_away(self.gradient.grid)
        self.clear("board", run_time=0.3)
        self.filter = grids.kernel(self.t, self.stage)
        self.show(self.filter, run_time=0.5)
        self.at("layer")
        self.light(*self.picture.squares.values())
        (r, c), (rows, columns) = followed.pixel(self.t), self.filter.shape
        self.at("pixel")
        self.mine = self.picture.window(r, c, color=theme().loss)
        self.play(Create(self.mine), run_time=0.5)
        self.at("first")
        first = r - rows + 1, c - columns + 1
        self.window, self.here = self.seeing(*first), self.outputs.window(*first)
        self.show(self.window, self.here, run_time=0.5)

    @beat(
        "The <last> last one, lower right. When the window moves right, <left> the pixel moves left in it.",
        line("When it moves down, the pixel moves up. Write each weight <where> where its window stood.", when=facts.is_roomy),
        line("When it moves down, the pixel moves up.", when=facts.is_wide),
    )
    def met_backwards(self):
        self.working = self.lay(working_line.back(self.t, self.stage))
        met = self.working.things[0] if facts.is_roomy(self.t) else None
        if met is not None:
            self.show(met, run_time=0.15)
        self.at("last")
        self.meet(0, 0, 0.7)
        self.at("left")
        for i, j in list(np.ndindex(*self.filter.shape))[1:]:
            self.meet(i, j, 4.4 / self.filter.shape[0] / self.filter.shape[1])
        if met is not None:
            self.at("where")
            self.light(*met.nums.values())

    @beat(
        line(
            "Compare that with the filter: the same {weights:words} numbers, <turn> turned by half a turn.",
            when=facts.is_roomy,
        ),
        line("In the order of the windows, that is the filter, <turn> turned by half a turn.", when=facts.is_wide),
        line("<middle> Only the middle one stays in place.", when=facts.has_middle),
        weights=facts.amount,
    )
    def turned(self):
        self.clear_away(self.window, self.here, run_time=0.3)
        self.at("turn")
        self.turn_filter()
        if facts.has_middle(self.t):
            self.at("middle")
            self.light(self.filter.nums[followed.middle(self.t)])

    @beat(
        line(
            case=facts.has_filters,
            no="Lay this turned filter <lay> on the deltas. Multiply each pair, and <sum> add: the blame of our pixel.",
            yes="Lay this turned filter <lay> on its deltas, multiply each pair, and add. "
            "<sum> The other filters do the same, and all of that together is the blame of our pixel.",
        ),
        "Strictly, <strictly> forward is a cross-correlation: a convolution turns its filter.",
    )
    def laid_back(self):
        working, (r, c), (rows, columns) = self.working, followed.pixel(self.t), self.filter.shape
        self.at("lay")
        self.here = self.outputs.window(r - rows + 1, c - columns + 1, rows, columns)
        *taken, products = working.things
        self.play(Create(self.here), *map(FadeIn, (*working.signs[:1], *taken[1:])), run_time=0.4)
        self.fly(*(move for deltas in taken[1:] for move in deltas.take(self.outputs, r - rows + 1, c - columns + 1)))
        self.show(*working.signs[1:], products, run_time=0.2)
        self.play(LaggedStart(*(products.fill(*at) for at in products.squares), lag_ratio=0.2), run_time=0.6)
        self.at("sum")
        self.show(working.after[0], run_time=0.4)
        self.at("strictly")
        self.sweep(self.picture, 2.0)

    @beat(
        "Every pixel <every> gets its blame this way; at the border, fewer windows see it.",
        "Large squares are much blame, hollow ones are negative.",
    )
    def every_pixel(self):
        picture = self.picture
        self.clear("board", also=[*picture.nums.values(), picture.name, self.mine, self.here], run_time=0.3)
        self.play(*picture.darken(), FadeIn(picture.renamed(Label("blame"))), run_time=0.3)
        self.at("every")
        self.blame = ValueSquares(followed.blame(self.t).array, picture.spot, picture.cell[0], theme().backward)
        rows, columns = self.filter.shape
        self.window, self.here = self.filter.window(rows - 1, columns - 1), self.outputs.window(0, 0)
        self.play(FadeIn(self.window), FadeIn(self.here), run_time=0.3)
        for row in facts.in_rows(list(picture.squares)):
            for at in (row[0], row[len(row) // 2], row[-1]):
                self.play(*self.see(*at), *map(FadeIn, self.blame.upto(*at)), run_time=1.2 / picture.shape[0])

    # ---- the same, densely

    @beat(
        "A dense <dense> layer from {pixels} pixels to {positions} outputs has <many> {dense_weights} weights.",
        "Write our filter into it: <rows> each row holds the same {weights:words}, moved along. All the rest is zero.",
        pixels=facts.pixels, positions=facts.positions, dense_weights=facts.dense_weights, weights=facts.amount,
        title="A dense layer in disguise",
    )  # fmt: skip
    def counted(self):
        self.clear_away(self.picture, self.blame, self.filter, self.outputs, self.window, self.here)
        self.at("dense")
        self.dense = DensePicture(self.t, region(self.stage, GRIDS))
        self.show(self.dense.ground, self.dense.top, self.dense.left, run_time=0.6)
        self.at("many")
        self.dense_count = Formula(formulas.counted("weights, each its own", facts.dense_weights(self.t)), 30)
        self.count = Formula(formulas.counted("weights, shared", facts.weights(self.t)), 30)
        self.lay(VGroup(self.dense_count, self.count).arrange(RIGHT, buff=1.2))
        self.show(self.dense_count, run_time=0.4)
        self.at("rows")
        self.play(self.dense.rows(), run_time=4.0)

    @beat(
        line(
            case=facts.is_sparse,
            yes="So a filter is <layer> a dense layer, with most weights zero and the rest <tied> tied together.",
            no="So a filter is <layer> a dense layer, with some weights zero and the rest <tied> tied together.",
        ),
        "Only <nine> {weights:words} are to learn.",
        weights=facts.amount,
    )
    def tied(self):
        self.at("layer")
        self.light(self.dense_count)
        self.at("tied")
        squares = self.dense.squares.squares
        self.light(*(squares[at] for at in followed.copies(self.t, 0, self.filter.shape[1] - 1) if at in squares), run_time=0.8)
        self.at("nine")
        self.show(self.count, run_time=0.4)
        self.light(self.count)

    @beat(
        line(
            case=facts.has_pictures,
            yes="Let it learn, from {pictures:words} pictures. It began <old> like this.",
            no="Let it learn, from one picture. It began <old> like this.",
        ),
        line(
            case=facts.learned,
            edge="<new> After {steps} steps: <minus> negative on the left, <plus> positive on the right. It asks: brighter to the right?",
            other="<new> After {steps} steps, it is like this.",
        ),
        line("<edge> We only told it where that is so.", when=facts.has_found_edges),
        pictures=facts.pictures, steps=facts.steps, when=facts.has_gone_on, title="What the filter learns",
    )  # fmt: skip
    def learned(self):
        self.clear("board", run_time=0.3)
        self.clear_away(self.dense, run_time=0.3)
        self.began, self.learnt = grids.before_and_after(self.t, self.stage)
        self.at("old")
        self.show(self.began)
        self.at("new")
        self.show(self.learnt)
        if not facts.has_found_edges(self.t):
            return self.light(*self.learnt.nums.values())
        rows, columns = self.learnt.shape
        for mark, k in (("minus", 0), ("plus", columns - 1)):
            self.at(mark)
            column = [lit(self.learnt.nums[r, k]) for r in range(rows)]
            self.play(Create(frame := self.learnt.window(0, k, rows, 1)), *column, run_time=0.9)
            self.clear_away(frame, run_time=0.2)
        self.at("edge")
        self.light(*self.learnt.nums.values())

    @beat(
        "At scale: a medical scan is <scan> cut into organs by such filters, layer upon layer.",
        "They slide over all of it, and <label> each pixel gets a label. Every pixel's blame adds up in the <same> same few weights.",
        title="At scale",
    )
    def scaled(self):
        self.clear("board", run_time=0.3)
        self.clear_away(self.dense, self.began, self.learnt, run_time=0.3)
        self.picture, self.filter = grids.picture(self.t, self.stage), grids.kernel(self.t, self.stage)
        outputs = grids.outputs(self.t, self.stage)
        self.labels = Labels(self.picture, outputs, facts.bright_pixels(self.t))
        self.show(self.picture, self.filter, self.labels, run_time=0.6)
        self.at("scan")
        self.sweep(self.picture, 1.6)
        self.at("label")
        rows = facts.in_rows(list(self.labels.squares))
        for row in rows:
            self.play(*self.labels.given(row), run_time=2.4 / len(rows))
        self.at("same")
        self.play(*map(lit, self.filter.nums.values()), run_time=0.8, lit=True)

    @beat(
        "Forward, <forward> slide the filter over the pixels. Backward, <back> turn it, and slide it over the deltas.",
        "And where <shared> one weight is used many times, add up what every use has to say.",
        "Next, <next> words look at each other.",
    )
    def harvest(self):
        self.play(FadeOut(self.labels), FadeIn(self.outputs), run_time=0.5)
        self.at("forward")
        self.sweep(self.picture, 1.6)
        self.at("back")
        self.turn_filter()
        self.sweep(self.outputs, 1.0)
        self.at("shared")
        self.show(self.lay(Formula(formulas.law())), run_time=0.5)
        self.at("next")
        self.sweep(self.picture, 1.2)

    # ---- gestures

    def lay(self, working: VGroup) -> VGroup:
        """Working in place of what was there; not yet shown."""
        self.clear("board", run_time=0.3)
        self.stands("board", working)
        return working if isinstance(working, WorkingLine) else grids.room(self.t, self.stage).board.hold(working)

    def seeing(self, r: int, c: int) -> Rectangle:
        """A frame of the filter's size around the pixels from (r, c) on."""
        return self.picture.window(r, c, *followed.side(self.t))

    def slide(self, r: int, c: int) -> list[Animation]:
        """Both frames move on to a position."""
        window = self.picture.spot(r, c, *followed.side(self.t))
        return [self.window.animate.move_to(window), self.here.animate.move_to(self.outputs.spot(r, c))]

    def slide_along(self, positions: list[followed.At]) -> list[Animation]:
        """Both frames move on over several positions."""
        windows = [self.picture.spot(*at, *followed.side(self.t)) for at in positions]
        return [along(self.window, windows), along(self.here, [self.outputs.spot(*at) for at in positions])]

    def see(self, r: int, c: int) -> list[Animation]:
        """The frames go around the outputs whose windows see a pixel, and around the turned weights that it meets."""
        (rows, columns), (down, across) = self.outputs.shape, (n - 1 for n in self.filter.shape)
        top, left = max(0, r - down), max(0, c - across)
        size = min(rows - 1, r) - top + 1, min(columns - 1, c) - left + 1
        around, weights = self.outputs.window(top, left, *size), self.filter.window(top - r + down, left - c + across, *size)
        return [Transform(self.here, around), Transform(self.window, weights)]

    def meet(self, i: int, j: int, pace: float) -> None:
        """Position (i, j) of the windows that see the pixel: the weight that lies on it is lit, and goes down to where the window stood."""
        (r, c), (rows, columns) = followed.pixel(self.t), (n - 1 for n in self.filter.shape)
        weight = self.filter.nums[rows - i, columns - j]
        self.play(*self.slide(r - rows + i, c - columns + j), lit(weight), run_time=0.5 * pace)
        if facts.is_roomy(self.t):
            met = self.working.things[0]
            self.fly((weight, met.own(i, j, met.num(i, j))), run_time=0.5 * pace)

    def turn_filter(self) -> None:
        """The filter's numbers go half a turn, and its name says so."""
        self.clear_away(self.filter.name, run_time=0.2)
        self.play(self.filter.turn(), FadeIn(self.filter.renamed(Label("filter $W$, turned"))), run_time=1.2)

    def sweep(self, grid: PixelGrid, seconds: float) -> None:
        """A window slides over all of a grid, row by row there and back, and is gone."""
        size = rows, columns = self.filter.shape
        spots = [grid.spot(*at, *size) for at in facts.ends((grid.shape[0] - rows + 1, grid.shape[1] - columns + 1))]
        frame = grid.window(0, 0, *size)
        self.play(FadeIn(frame), run_time=0.2)
        self.play(along(frame, spots), run_time=seconds)
        self.play(FadeOut(frame), run_time=0.2)
