"""Seeing: one filter at every position, and its one gradient."""

from __future__ import annotations

from typing import ClassVar

from manim import (
    DOWN,
    RIGHT,
    Animation,
    Create,
    FadeIn,
    FadeOut,
    LaggedStart,
    Line,
    Mobject,
    Rectangle,
    ReplacementTransform,
    Transform,
    VGroup,
)

from engine.layers.tables import KINDS
from engine.reading import Reading
from scenes.beat import beat, line
from scenes.carry import ARC
from scenes.chapter import Chapter
from scenes.films.convolution import facts, followed, formulas, grids, moves, working_line
from scenes.films.convolution.dense_picture import DensePicture
from scenes.films.convolution.filter_gradient import FilterGradient
from scenes.films.convolution.labels import Labels
from scenes.films.convolution.pixel_grid import PixelGrid, along, size_of
from scenes.films.convolution.trio import Trio
from scenes.films.convolution.value_squares import ValueSquares
from scenes.kit.network.comets import Comet, comet, landing
from scenes.kit.place.light import lit
from scenes.kit.place.shots import fit, room_of
from scenes.kit.place.title import Title
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula, Label
from scenes.kit.type.number import Num

STOPS = 8  # windows a second, at most, that the voice's time lets one follow


class Convolution(Chapter):
    """trio   the three grids as one thing      picture, filter, outputs   each of them; outputs give way to their deltas
    gradient   where shares add up              window, here   the frames that slide together, over the picture and over the outputs
    working   what stands on the board          mine   a frame around the pixel that is followed
    began, learnt   the filter before and after it has learned
    """

    title = "Seeing: shared weights"
    promise = "Get a filter's gradient."
    lesson: ClassVar[str] = "convolution"
    knows = frozenset({*KINDS, "shape"})
    sources = (
        "LeCun et al., Backpropagation Applied to Handwritten Zip Code Recognition (1989).",
        "Ronneberger, Fischer, Brox: U-Net: Convolutional Networks for Biomedical Image Segmentation (2015).",
    )
    trio: Trio
    heading: Title
    picture: PixelGrid
    filter: PixelGrid
    outputs: PixelGrid
    gradient: FilterGradient
    window: Rectangle
    here: Rectangle
    mine: Rectangle
    silent: Rectangle
    working: VGroup
    blame: ValueSquares
    dense: DensePicture
    counts: VGroup
    labels: Labels
    began: PixelGrid | None = None
    learnt: PixelGrid | None = None

    @classmethod
    def unfit(cls, t: Reading) -> str | None:
        return {
            "fits": None,
            "none": "it is told on a picture whose first layer is a convolution",
            "one": "it tells how a filter's weights lie on several pixels at once, and here the filter is a single weight",
            "softmax": "it writes an output by its own sum alone, and softmax mixes all of them",
            "large": "it has room for 4 filters up to 5 x 5, 3 channels, pictures up to 10 x 10 with their padding, and 6 x 6 positions",
            "few": "it adds up the shares of several positions, and here fewer than two have one",
        }[facts.misfit(t)]

    # ---- forward

    @beat(
        "{weights:Words} weights <look> look at a picture, one place after the other, and <used> each is used at every place.",
        "So which <place> place tells it how to change?",
        weights=facts.amount, pause=4.0,
    )  # fmt: skip
    def promised(self):
        self.trio, self.working = Trio(followed.sizes(self.t), room_of(self.stage, "SOLO")), VGroup()
        self.compose("SOLO", trio=self.trio)
        made = grids.picture(self.t, self.stage), grids.kernel(self.t, self.stage), grids.outputs(self.t, self.stage)
        self.picture, self.filter, self.outputs = map(self.trio.take, ("picture", "filter", "outputs"), made)
        self.play(*(FadeIn(grid, shift=0.3 * DOWN) for grid in made), run_time=0.7)
        self.at("look")
        self.sweep(self.picture, max(1.0, self.until("used") - 0.5))
        self.at("used")
        self.light(*self.filter.nums.values())
        self.at("place")
        self.sweep(self.picture, 1.6)

    @beat("In this film you learn to get <gradient> the gradient of a filter.")
    def titled(self):
        self.heading = self.compose("TITLED", trio=self.trio, title=lambda room: Title(self.title, room))["title"]
        self.play(self.heading.comes())
        self.at("gradient")
        self.light(*self.filter.nums.values())

    @beat(
        line(
            case=facts.has_channels,
            no="Here is a picture.",
            yes="Here is a picture of {channels:words} channels. We look at one of them.",
        ),
        line(
            case=moves.rim,
            one="Around it stands <rim> one row of zeros, so that the filter can begin beyond the edge.",
            more="Around it stand <rim> {padding:words} rows of zeros, so that the filter can begin beyond the edge.",
            when=moves.has_rim,
        ),
        line(
            case=facts.is_between_zero_and_one,
            yes="Zero is empty, one is <bright> full.",
            no="The larger a pixel, the <bright> fuller its cell.",
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
        padding=followed.padding,
    )  # fmt: skip
    def met(self):
        self.compose("SOLO", trio=self.trio, gone=[self.heading])
        if moves.has_rim(self.t):
            self.at("rim")
            self.light(*(self.picture.squares[at] for at in self.picture.squares if at not in followed.inner(self.t)))
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
        at = followed.position(self.t)
        self.window = self.seeing(*at)
        self.at("lay")
        self.lay(self.put(self.window, self.picture))
        working = self.board(lambda room: working_line.forward(self.t, room))
        *factors, products = working.things
        if factors:
            weights, under = factors
            self.show(weights, under, working.signs[0], run_time=0.4)
            taken = [*weights.take(self.filter), *under.take(self.picture, *followed.corner(self.t, *at))]
            self.fly(*taken, arc=ARC, run_time=0.9)
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
        self.at("sum")
        self.light(z["result"])
        self.at("out")
        self.play(lit(z["result"]), FadeIn(a), run_time=0.8)
        self.at("home")
        at = followed.position(self.t)
        self.fly((a["result"], self.outputs.own(*at, self.outputs.num(*at))), arc=ARC)
        self.here = self.put(self.outputs.window(*at, 1, 1), self.outputs)
        self.play(Create(self.here), self.forward(*at), self.outputs.lighten(*at), run_time=0.8)

    @beat(
        line(
            case=moves.pace,
            one="Now slide the window <slide> one step. The same {weights:words} weights, other pixels, a new output.",
            more="Now slide the window <slide> {stride:words} pixels on. The same {weights:words} weights, other pixels, a new output.",
        ),
        "And so on, row by row: {positions} positions, <all> {positions} outputs.",
        line("Each of the other filters makes a <map> map of its own.", when=facts.has_filters),
        weights=facts.amount, positions=facts.positions, stride=followed.stride,
    )  # fmt: skip
    def slid(self):
        self.whole()
        self.at("slide")
        at = followed.position(self.t)
        order = sorted(self.outputs.squares, key=lambda p: (p <= at, p))[:-1]  # on from here, then those before
        pace = min(0.22, 3.5 / len(order))
        for r, c in order[:2]:
            self.play(*self.slide(r, c), run_time=0.45)
            self.play(landing([self.forward(r, c)], self.outputs.fill(r, c)), run_time=0.5)
        for row in followed.in_rows(order[2:]):
            self.play(*self.slide_along(row), run_time=pace * len(row))
            fills = [self.outputs.fill(*spot) for spot in row]
            self.play(landing([self.forward(*row[-1])], *fills), run_time=max(0.4, 0.6 * pace * len(row)))
        self.at("all")
        self.light(*self.outputs.nums.values())
        if facts.has_filters(self.t):
            self.at("map")
            self.light(self.filter, self.outputs.name)

    @beat(
        "See where the outputs are large: <large> just where the window holds something full.",
        "One small filter <searches> searches the whole picture.",
        when=facts.is_large_on_the_bright,
    )
    def edge(self):
        self.at("large")
        bright = facts.lit_windows(self.t)
        self.light(*(num for at, num in self.outputs.nums.items() if bright[at]), run_time=1.0)
        self.at("searches")
        self.play(*self.slide_along(followed.ends(followed.shape(self.t))), run_time=2.0)

    # ---- shared

    @beat(
        line(
            case=moves.form,
            both="Take the weight in <corner> the upper right corner. How many of these {positions} outputs <how> does it help to make?",
            row="Take the weight on <corner> the right. How many of these {positions} outputs <how> does it help to make?",
            column="Take the weight at <corner> the top. How many of these {positions} outputs <how> does it help to make?",
        ),
        positions=facts.positions, title="One weight, many uses", pause=4.0,
    )  # fmt: skip
    def asked(self):
        self.lift(self.window, self.here)
        self.at("corner")
        corner = 0, self.filter.shape[1] - 1
        self.light(self.filter.nums[corner], self.filter.squares[corner])
        self.at("how")
        self.light(*self.outputs.squares.values())

    @beat(
        "All {positions}. <under> The window slides, and uses this one weight at every position:",
        "it is <shared> shared. In a dense layer, every edge has its own.",
        positions=facts.positions,
    )
    def shared(self):
        self.at("under")
        corner = self.filter.shape[1] - 1
        mine, twin = (grid.window(0, corner, color=theme().loss) for grid in (self.picture, self.filter))
        self.stand_at(0, 0)
        self.show(self.window, self.here, mine, twin, run_time=0.4)
        ends = followed.ends(followed.shape(self.t))
        seen = [followed.corner(self.t, *at) for at in ends]
        self.play(*self.slide_along(ends), along(mine, [self.picture.spot(r, c + corner) for r, c in seen]), run_time=3.0)
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
        self.lift(self.window, self.here)
        self.at("judges")
        self.play(*self.judged(), run_time=1.2)
        self.at("delta")
        said, self.outputs = self.outputs, self.trio.take("outputs", grids.deltas(self.t, self.stage))
        self.play(FadeOut(said), FadeIn(self.outputs), run_time=0.5)
        fills = LaggedStart(*(self.outputs.fill(*at) for at in self.outputs.squares), lag_ratio=0.12)
        self.play(landing(self.judged(), fills), run_time=2.2)

    @beat(
        line(
            case=facts.begins,
            dark="The first windows saw only zeros. <here> This one saw more.",
            silent="At the first positions, delta times the window is zero. <here> Here it is not.",
            first="Take <here> the first position.",
        ),
        "Its <delta> delta, times <patch> the {weights:words} pixels in its window, is <share> its share: one number for each weight.",
        weights=facts.amount,
    )
    def first_share(self):
        at = followed.position(self.t)
        self.stand_at(0, 0)
        self.show(self.window, self.here, run_time=0.3)
        self.at("here")
        self.play(*self.slide(*at), run_time=0.35)
        working = self.board(lambda room: working_line.share(self.t, room, followed.first_share(self.t), grids.digits(self.stage)))
        delta, *patch, share = working.things
        self.at("delta")
        self.fly((self.outputs.part(*at), delta), arc=ARC)
        self.at("patch")
        self.show(working.signs[0], *patch, run_time=0.3)
        self.fly(*(move for grid in patch for move in grid.take(self.picture, *followed.corner(self.t, *at))), arc=ARC)
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
        old, self.gradient = self.filter, FilterGradient(self)
        self.play(FadeOut(old), FadeIn(self.gradient.grid), run_time=0.5)
        self.at("grad")
        self.gradient.land(followed.first_share(self.t), self.working.things[-1])
        working = self.board(lambda room: working_line.share(self.t, room, m, grids.digits(self.stage)).each_filled())
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
            dark="Where all is zero, nothing is added. <done> {positions} shares, one gradient.",
            silent="Where that is zero, nothing is added. <done> {positions} shares, one gradient.",
            none="<done> {positions} shares, one gradient.",
        ),
        positions=facts.positions,
    )
    def ran(self):
        self.whole()
        self.at("run")
        rows = facts.rest_of_shares(self.t)
        pace = min(2.0, max(0.3, self.until("done") / 1.8 / max(1, len(rows))))
        for row in rows:
            self.gradient.drop(row, pace)
        self.at("done")
        self.lift(self.window, self.here)
        self.light(*self.gradient.grid.nums.values())

    @beat(
        "Here is the rule. <dW> The filter's slope is a sum over positions, <delta> the delta there, times <patch> what the window saw.",
        "<bias> The bias, whose input is always one, gets <sum> all deltas, added.",
        title="The rule of a filter",
    )
    def law(self):
        way, buff = (DOWN, 0.15) if self.stage.is_narrow else (RIGHT, 1.2)
        laws = [Formula(formulas.law()), Formula(formulas.bias_law(self.t))]
        law, bias = self.board(lambda room: fit(VGroup(*laws).arrange(way, buff=buff), room))
        self.show(law, run_time=0.3)
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
            left_column="Now look at the <zero> left column. Only zeros. <why> Why did these weights get no blame?",
            middle_column="Now look at the <zero> middle column. Only zeros. <why> Why did these weights get no blame?",
            right_column="Now look at the <zero> right column. Only zeros. <why> Why did these weights get no blame?",
            upper_row="Now look at the <zero> upper row. Only zeros. <why> Why did these weights get no blame?",
            middle_row="Now look at the <zero> middle row. Only zeros. <why> Why did these weights get no blame?",
            lower_row="Now look at the <zero> lower row. Only zeros. <why> Why did these weights get no blame?",
        ),
        when=facts.is_partly_silent, pause=3.0,
    )  # fmt: skip
    def why_silent(self):
        self.whole()
        silent = facts.silent(self.t)
        self.silent = self.gradient.grid.around(silent)
        self.at("zero")
        self.play(Create(self.silent), *(lit(self.gradient.grid.nums[at]) for at in silent), run_time=0.8)
        self.at("why")
        self.play(*self.gradient.reached(), run_time=1.4)

    @beat(
        "Follow <under> the pixels that they met, position by position. Only <dark> zeros. Delta times zero is zero, at every stop.",
        when=facts.is_partly_silent,
    )
    def because(self):
        silent = facts.silent(self.t)
        (r, c), size = silent[0], size_of(silent)
        self.at("under")
        strip = self.picture.around(silent)
        self.play(FadeIn(strip), run_time=0.3)
        seen = [followed.corner(self.t, *at) for at in followed.ends(followed.shape(self.t))]
        self.play(along(strip, [self.picture.spot(r + u, c + v, *size) for u, v in seen]), run_time=2.0)
        self.at("dark")
        self.light(*(self.gradient.grid.nums[at] for at in silent))
        self.clear_away(strip, self.silent, run_time=0.3)

    # ---- back to the pixels

    @beat(
        "Blame must also flow on, to what <on> stands before the filter: <layer> here, the pixels. Take <pixel> this one.",
        "The first window to see it stands <first> here. Which of the {weights:words} weights <lies> lies on our pixel?",
        weights=facts.amount, pause=4.0, title="Back to the pixels",
    )  # fmt: skip
    def pixel_asked(self):
        self.whole()
        self.filter = self.trio.take("filter", grids.kernel(self.t, self.stage))
        self.play(FadeOut(self.gradient.grid), FadeIn(self.filter), run_time=0.5)
        self.at("on")
        self.play(*self.onward(), run_time=1.2)
        self.at("layer")
        self.light(*(self.picture.squares[at] for at in followed.inner(self.t)))
        at = followed.pixel(self.t)
        self.at("pixel")
        self.mine = self.put(self.picture.window(*at, color=theme().loss), self.picture)
        self.play(Create(self.mine), run_time=0.5)
        self.at("first")
        first, _ = followed.seeing(self.t, at)[0]
        self.stand_at(*first)
        if facts.is_roomy(self.t):
            self.lift(self.here)
            deltas, self.outputs = self.outputs, self.trio.take("outputs", grids.met(self.t, self.stage, moves.is_whole(self.t)))
            self.play(FadeIn(self.window), FadeOut(deltas), FadeIn(self.outputs), run_time=0.6)
        else:
            self.show(self.window, self.here, run_time=0.5)
        self.at("lies")
        self.light(*self.filter.nums.values())

    @beat(
        line(
            case=moves.meets,
            both="The <last> last one, lower right. When the window moves right, <left> the pixel moves left in it.",
            row="The <last> last one, on the right. When the window moves right, <left> the pixel moves left in it.",
            column="The <last> last one, at the bottom. When the window moves down, <left> the pixel moves up in it.",
            some="<last> This one. The window goes on, and of all weights, <left> {met:words} come to lie on our pixel.",
            single="<last> This one. And it is <left> the only one: no other window sees our pixel.",
        ),
        line("When it moves down, the pixel moves up.", when=moves.goes_both_ways),
        line("Write each weight <where> where its window stood.", when=moves.is_written),
        met=moves.met,
    )
    def met_backwards(self):
        windows = followed.seeing(self.t, followed.pixel(self.t))
        self.at("last")
        self.meet(*windows[0], 0.7)
        self.at("left")
        for window in windows[1:]:
            self.meet(*window, (4.4 if moves.is_whole(self.t) else 2.2) / len(windows))
        if len(windows) == 1:
            self.light(self.mine)
        if moves.is_written(self.t):
            self.at("where")
            self.light(*self.outputs.nums.values())

    @beat(
        line(
            "Compare that with the filter: the same {weights:words} numbers, <turn> turned by half a turn.",
            when=moves.is_written,
        ),
        line("In the order of the windows, that is the filter, <turn> turned by half a turn.", when=moves.is_wide_and_whole),
        line(
            "Turn the filter <turn> by half a turn, and write a zero wherever no window stood: so each weight meets its own delta.",
            when=moves.is_partly_met,
        ),
        line("<middle> Only the middle one stays in place.", when=facts.has_middle),
        weights=facts.amount,
    )
    def turned(self):
        self.lift(self.window, self.here)
        self.at("turn")
        self.turn_filter()
        if moves.is_partly_met(self.t) and facts.is_roomy(self.t):
            met = self.outputs
            self.play(*(met.fill(*at) for at in met.squares if at not in met.nums), run_time=0.6)
        if facts.has_middle(self.t):
            self.at("middle")
            both = [self.filter, self.outputs] if moves.is_written(self.t) else [self.filter]
            self.light(*(grid.nums[followed.middle(self.t)] for grid in both))

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
        windows = followed.seeing(self.t, followed.pixel(self.t))
        self.deltas_return()
        *taken, products = self.working.things
        self.at("lay")
        self.here = self.put(self.outputs.around([place for place, _ in windows]), self.outputs)
        self.lay(self.here)
        if taken:
            self.show(*self.working.signs[:1], *taken, run_time=0.3)
            self.fly(*taken[0].take(self.filter), run_time=0.5)
            self.bring(taken[1], windows)
        self.show(*self.working.signs[1:], products, run_time=0.2)
        self.multiply(products, windows)
        self.at("sum")
        self.show(self.working.after[0], run_time=0.4)
        self.at("strictly")
        self.sweep(self.picture, 2.0)

    @beat(
        "In this way, every pixel <every> gets its blame.",
        line("At the border, fewer windows see it.", when=moves.is_less_seen_at_the_border),
        "Large squares are <large> much blame, hollow ones are negative.",
    )
    def every_pixel(self):
        picture, p = self.picture, followed.padding(self.t)
        self.lift(self.mine, self.here)
        self.whole(gone=[*picture.nums.values(), picture.name])
        picture.nums.clear()
        self.play(*picture.darken(), FadeIn(picture.renamed(Label("blame", grids.NAMES))), run_time=0.3)
        self.at("every")
        spot = lambda r, c: picture.spot(r + p, c + p)  # noqa: E731
        self.blame = ValueSquares(followed.blame(self.t).array, spot, picture.cell[0], theme().backward)
        self.here = self.put(self.outputs.window(0, 0), self.outputs)
        self.show(self.here, run_time=0.3)
        stops = [at for row in followed.in_rows(followed.inner(self.t)) for at in (row[0], row[len(row) // 2], row[-1])]
        left = self.until("large")
        stops = stops[:: -max(1, round(len(stops) / (STOPS * left)))][::-1]
        for at in stops:
            new = self.blame.upto(at[0] - p, at[1] - p)
            self.play(*self.see(*at), *map(FadeIn, new), run_time=min(1.2 / picture.shape[0], 0.9 * left / len(stops)))
        self.at("large")
        self.light(*self.blame.squares.values())

    # ---- the same, densely

    @beat(
        "A dense <dense> layer from {pixels} pixels to {positions} outputs has <many> {dense_weights} weights.",
        line(
            case=moves.has_rim,
            no="Write our filter into it: <rows> each row holds the same {weights:words}, moved along. The rest is zero.",
            yes="Write our filter into it: <rows> each row holds the same {weights:words}, moved along, but for those that lie on the rim. "
            "The rest is zero.",
        ),
        pixels=facts.pixels, positions=facts.positions, dense_weights=facts.dense_weights, weights=facts.amount,
        title="A dense layer in disguise",
    )  # fmt: skip
    def counted(self):
        self.trio.frames.clear()
        gone = [self.picture, self.blame, self.filter, self.outputs, self.here]
        self.dense = DensePicture(self.t, room_of(self.stage, "TITLED"))
        way, buff = (DOWN, 0.3) if self.stage.is_narrow else (RIGHT, 0.8)
        lines = VGroup(*(Formula(one, 44) for one in formulas.counts(self.t))).arrange(way, buff=buff)
        self.counts = fit(lines, room_of(self.stage, "TITLED", 1))
        self.swap(gone, self.dense.ground)
        self.at("dense")
        self.show(self.dense.top, self.dense.left, run_time=0.6)
        self.at("many")
        self.play(FadeIn(self.counts[0]), *map(Create, self.dense.each), run_time=0.9)
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
        self.light(self.counts[0])
        self.at("tied")
        squares = self.dense.squares.squares
        self.light(*(squares[at] for at in followed.copies(self.t, 0, self.filter.shape[1] - 1) if at in squares), run_time=0.8)
        self.at("nine")
        self.show(self.counts[1], run_time=0.4)
        self.light(self.counts[1])

    @beat(
        line(
            case=facts.has_pictures,
            yes="Let it learn, from {pictures:words} pictures. It began <old> like this.",
            no="Let it learn, from one picture. It began <old> like this.",
        ),
        line(
            case=facts.learned,
            edge="<new> After {steps} steps: <minus> negative on the left, <plus> positive on the right. It asks: more on the right?",
            other="<new> After {steps} steps, it is like this.",
        ),
        line("<edge> We only told it where that is so.", when=facts.has_found_edges),
        pictures=facts.pictures, steps=facts.steps, when=facts.has_gone_on, title="What the filter learns",
    )  # fmt: skip
    def learned(self):
        self.began, self.learnt = grids.before_and_after(self.t, self.stage)
        self.swap([self.dense, self.counts], self.began)
        self.at("old")
        self.light(*self.began.nums.values())
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
        "<label> Each pixel gets a label, here bright or dark, and its blame adds up in the <same> same few weights.",
        title="At scale",
    )
    def scaled(self):
        made = grids.picture(self.t, self.stage), grids.kernel(self.t, self.stage), grids.deltas(self.t, self.stage)
        self.picture, self.filter, self.outputs = map(self.trio.take, ("picture", "filter", "outputs"), made)
        self.labels = Labels(self.picture, self.trio.place("outputs").room, followed.inner(self.t), facts.bright_pixels(self.t))
        self.swap([self.dense, self.counts, self.began, self.learnt], self.picture, self.filter, self.labels)
        self.at("scan")
        self.sweep(self.picture, 1.6)
        self.at("label")
        rows = followed.in_rows(list(self.labels.squares))
        for row in rows:
            self.play(*self.labels.given(row), run_time=2.4 / len(rows))
        self.at("same")
        self.play(*map(lit, self.filter.nums.values()), run_time=0.8, lit=True)

    @beat(
        "Remember two things. Forward, <forward> slide the filter over the pixels. Backward, <back> turn it, and slide it over the deltas.",
        "Where <shared> one weight is used many times, <add> add up what every use has to say.",
        "Next, <next> words look at each other.",
        pause=4.0,
    )
    def harvest(self):
        law = Formula(formulas.law())
        self.play(FadeOut(self.labels), FadeIn(self.outputs.filled()), run_time=0.5)
        self.at("forward")
        self.sweep(self.picture, 1.6)
        self.board(lambda room: fit(law, room))
        self.at("back")
        self.turn_filter()
        if moves.is_whole(self.t):
            self.sweep(self.outputs, 1.0)
        self.at("shared")
        self.show(law, run_time=0.5)
        self.at("add")
        self.light(law, *self.filter.nums.values())
        self.at("next")
        self.sweep(self.picture, 1.2)

    # ---- gestures

    def fly(self, *moves: tuple[Mobject, Mobject], run_time: float = 0.8, arc: float = 0.0) -> None:
        """Numbers fly into cells of grids that stand on screen: they are seen there as they arrive."""
        cells = [target for _, target in moves if isinstance(target, Num)]
        for num in cells:
            num.set_fill(opacity=0)
        super().fly(*moves, run_time=run_time, arc=arc)
        for num in cells:
            num.set_fill(opacity=1)

    def lay(self, frame: Rectangle) -> None:
        """The filter's frame goes to where it lies."""
        self.play(ReplacementTransform(self.filter.window(0, 0, *self.filter.shape), frame), run_time=0.9)

    def deltas_return(self) -> None:
        """The working of the pixel's blame is to come, and the deltas stand where the weights that it met have stood."""
        if facts.is_roomy(self.t):
            self.trio.let_go("outputs")
            self.working = self.outputs
        self.board(lambda room: working_line.back(self.t, room))
        if facts.is_roomy(self.t):
            self.outputs = self.trio.take("outputs", grids.deltas(self.t, self.stage).filled())
            self.play(FadeIn(self.outputs), run_time=0.3)

    def multiply(self, products: PixelGrid, windows: list[tuple[followed.At, followed.At]]) -> None:
        """Each weight of the turned filter and the delta that it lies on go into their product; zeros stand elsewhere."""
        homes = {followed.turned(self.t, weight): place for place, weight in windows}
        goals = {at: products.own(*at, products.num(*at)) for at in homes}
        ways = [(part, goal) for at, goal in goals.items() for part in (self.outputs.part(*homes[at]), self.filter.part(*at))]
        self.fly(*ways, arc=ARC, run_time=0.9)
        self.play(*(products.fill(*at) for at in products.squares if at not in homes), run_time=0.3)

    def onward(self) -> list[Comet]:
        """Lights from the outputs to the picture."""
        rows, columns = self.picture.shape
        starts = [self.outputs.spot(r, 0) for r in range(self.outputs.shape[0])]
        ends = [self.picture.spot(rows * (k + 0.5) / len(starts) - 0.5, columns - 1) for k in range(len(starts))]
        return [comet(Line(a, b), theme().backward, 1) for a, b in zip(starts, ends, strict=True)]

    def board(self, make):
        """What is made for it stands on the board, in place of what stood there; not yet shown."""
        self.working = self.compose("TABLES", trio=self.trio, board=make, gone=[self.working])["board"]
        return self.working

    def whole(self, gone: list[Mobject] | None = None) -> None:
        """The grids take the whole frame, and the board leaves."""
        self.compose("SOLO", trio=self.trio, gone=[self.working, *(gone or [])])
        self.working = VGroup()

    def swap(self, old: list[Mobject | None], *new: Mobject) -> None:
        """Of the old what is on screen leaves as the new comes."""
        here = set(map(id, self.get_mobject_family_members()))
        leaves = [m for thing in old if thing is not None for m in thing.get_family() if id(m) in here and len(m.points)]
        self.play(*([FadeOut(VGroup(*leaves))] if leaves else []), *map(FadeIn, new), run_time=0.6)

    def put(self, frame: Rectangle, grid: PixelGrid) -> Rectangle:
        """A frame that goes along with a grid; not yet shown."""
        self.trio.frames[frame] = grid
        return frame

    def stand_at(self, r: int, c: int) -> None:
        """Both frames, at a position; not yet shown."""
        self.window, self.here = self.put(self.seeing(r, c), self.picture), self.put(self.outputs.window(r, c), self.outputs)

    def lift(self, *frames: Rectangle) -> None:
        """These frames leave."""
        for frame in frames:
            self.trio.frames.pop(frame, None)
        self.clear_away(*frames, run_time=0.3)

    def forward(self, r: int, c: int) -> Comet:
        """A light from the window to its output."""
        return comet(Line(self.window.get_center(), self.outputs.spot(r, c)), theme().forward, 1)

    def judged(self) -> list[Comet]:
        """Lights from the rest of the network to the outputs."""
        rows, columns = self.outputs.shape
        ends = [self.outputs.spot(r, columns - 1) for r in range(rows)]
        return [comet(Line(end + 1.2 * RIGHT, end), theme().backward, 1) for end in ends]

    def seeing(self, r: int, c: int) -> Rectangle:
        """A frame around the pixels that the window sees at position (r, c)."""
        return self.picture.window(*followed.corner(self.t, r, c), *followed.side(self.t))

    def slide(self, r: int, c: int) -> list[Animation]:
        """Both frames move on to a position."""
        window = self.picture.spot(*followed.corner(self.t, r, c), *followed.side(self.t))
        here = [self.here.animate.move_to(self.outputs.spot(r, c))] if self.here in self.trio.frames else []
        return [self.window.animate.move_to(window), *here]

    def slide_along(self, positions: list[followed.At]) -> list[Animation]:
        """Both frames move on over several positions."""
        windows = [self.picture.spot(*followed.corner(self.t, *at), *followed.side(self.t)) for at in positions]
        return [along(self.window, windows), along(self.here, [self.outputs.spot(*at) for at in positions])]

    def see(self, r: int, c: int) -> list[Animation]:
        """The frame goes around the outputs whose windows see a cell of the picture."""
        seen = [place for place, _ in followed.seeing(self.t, (r, c))]
        return [Transform(self.here, self.outputs.around(seen))] if seen else []

    def meet(self, place: followed.At, weight: followed.At, pace: float) -> None:
        """At a position whose window sees the pixel the weight that lies on it is lit, and goes down to where the window stood."""
        self.play(*self.slide(*place), lit(self.filter.nums[weight]), run_time=0.5 * pace)
        if facts.is_roomy(self.t):
            met, spot = self.outputs, followed.turned(self.t, weight)
            self.fly((self.filter.nums[weight], met.own(*spot, met.num(*spot))), run_time=0.5 * pace)

    def bring(self, deltas: PixelGrid, windows: list[tuple[followed.At, followed.At]]) -> None:
        """The deltas of these windows fly to where the turned weights meet them; zeros stand elsewhere."""
        homes = {followed.turned(self.t, weight): place for place, weight in windows}
        self.fly(*((self.outputs.part(*place), deltas.own(*at, deltas.num(*at))) for at, place in homes.items()), arc=ARC)
        self.play(*(deltas.fill(*at) for at in deltas.squares if at not in homes), run_time=0.4)

    def turn_filter(self) -> None:
        """The filter's numbers go half a turn, and its name says so."""
        self.clear_away(self.filter.name, run_time=0.2)
        self.play(self.filter.turn(), FadeIn(self.filter.renamed(Label("filter $W$, turned", grids.NAMES))), run_time=1.2)

    def sweep(self, grid: PixelGrid, seconds: float) -> None:
        """A window slides over all of a grid, row by row there and back, and is gone."""
        size = rows, columns = self.filter.shape
        step = followed.stride(self.t) if grid is self.picture else 1
        ends = followed.ends(((grid.shape[0] - rows) // step + 1, (grid.shape[1] - columns) // step + 1))
        frame = grid.window(0, 0, *size)
        self.play(FadeIn(frame), run_time=0.2)
        self.play(along(frame, [grid.spot(step * r, step * c, *size) for r, c in ends]), run_time=seconds)
        self.play(FadeOut(frame), run_time=0.2)
