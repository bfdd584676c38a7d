"""Seeing: one filter at every position, and its one gradient."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from manim import DOWN, RIGHT, Create, FadeIn, FadeOut, LaggedStart, VGroup

from engine.reading import Reading
from scenes.beat import beat
from scenes.films.convolution import filter_lines as lines
from scenes.films.convolution import filter_words as words
from scenes.films.convolution.dense_picture import DensePicture
from scenes.films.convolution.filter_forward import FilterForward
from scenes.films.convolution.on_filter import SIDE
from scenes.films.convolution.value_squares import ValueSquares
from scenes.kit.place.light import lit
from scenes.kit.theme import theme
from scenes.kit.type.formula import Label


class Convolution(FilterForward):
    title = "Seeing: shared weights"
    promise = "Get a filter's gradient."
    lesson: ClassVar[str] = "convolution"
    knows = frozenset({"conv2d", "mean_pool", "max_pool", "flatten", "shape"})
    sources = ("LeCun et al., Backpropagation Applied to Handwritten Zip Code Recognition (1989).",)

    @classmethod
    def unfit(cls, t: Reading) -> str | None:
        first = t.run.lesson.network.layers[0]
        if "filter" not in t.trace.studies or t.x.array.shape != (1, SIDE, SIDE) or tuple(first.size) != (3, 3):
            return "it is told on one filter of 3 x 3 that takes single steps, without padding, over one picture of 6 x 6"
        return None

    # ---- the gradient of the filter

    @beat(
        "Now backward. The rest of the network <judges> judges the outputs, and hands back a <delta> delta for each: "
        "the slope of the loss by its sum."
    )
    def blamed(self):
        self.clear_away(self.window, self.here, self.filter)
        self.at("judges")
        self.light(*self.outputs.nums.values(), run_time=1.0)
        self.at("delta")
        said, self.outputs = self.outputs, self.grid_of_outputs("delta", "deltas $delta$")
        self.play(FadeOut(said), FadeIn(self.outputs), run_time=0.5)
        self.play(LaggedStart(*(self.outputs.fill(*at) for at in self.outputs.squares), lag_ratio=0.12), run_time=1.8)

    @beat(words.first_share)
    def first_share(self):
        t, m = self.t, words.study(self.t).position
        at = words.position(t)
        self.window, self.here = self.picture.window(0, 0), self.outputs.window(0, 0, 1, 1)
        self.show(self.window, self.here, run_time=0.4)
        self.at("here")
        self.play(*self.slide(*at), run_time=0.5)
        line = self.line = self.lay(lines.share(t, self.stage, m))
        self.at("delta")
        self.fly((self.outputs.nums[at], line.things[0]))
        self.at("patch")
        self.show(line.signs[0], line.things[1], run_time=0.3)
        self.fly(*self.into_cells(self.picture, line.things[1], at))
        self.at("share")
        self.show(line.signs[1], line.things[2], run_time=0.3)
        self.play(LaggedStart(*(line.things[2].fill(*p) for p in line.things[2].squares), lag_ratio=0.2), run_time=1.2)

    @beat(
        "The share flies into the <grad> gradient of the filter. The next window has another delta, and sees other pixels. "
        "<where> Where does its share go?",
        pause=3.0,
    )
    def landed(self):
        t, nxt = self.t, words.next_position(self.t)
        self.gradient = self.kernel(lambda u, v: t.dL_dW[1][0][0][u][v], "gradient of the filter")
        self.show(self.gradient, run_time=0.4)
        self.at("grad")
        self.land(words.study(t).position, self.line.things[2])
        at = divmod(nxt, words.shape_of(t)[1])
        line = self.line = self.lay(lines.share(t, self.stage, nxt).each_filled())
        self.play(*self.slide(*at), FadeIn(line), run_time=0.6)
        self.at("where")
        self.light(*line.things[2].nums.values())

    @beat("Into the same nine cells. They are the <same> same nine weights, and one weight's paths to the loss <add> always add.")
    def added(self):
        self.land(words.next_position(self.t), self.line.things[2])
        self.at("same")
        self.light(*self.gradient.squares.values())
        self.at("add")
        self.light(*self.gradient.nums.values())

    @beat(words.ran)
    def ran(self):
        self.clear("board", run_time=0.3)
        self.at("run")
        n = int(words.study(self.t).positions)
        for m in range(words.next_position(self.t) + 1, n):
            self.drop(m, 0.7)
        self.at("done")
        self.clear_away(self.window, self.here, run_time=0.3)
        self.light(*self.gradient.nums.values())

    @beat(
        "The rule: <dW> the filter's slope is a sum over all positions, <delta> the delta there, times <patch> what the window saw. "
        "<bias> And the bias? Its input is always one. So its slope is <sum> all deltas, added."
    )
    def law(self):
        way, buff = (DOWN, 0.3) if self.stage.is_narrow else (RIGHT, 1.2)
        self.lay(VGroup(law := lines.law(), bias := lines.bias_law(self.t)).arrange(way, buff=buff))
        self.show(law, run_time=0.5)
        self.at("dW")
        self.light(law["dW"], *self.gradient.nums.values())
        self.at("delta")
        self.light(law["delta"], *self.outputs.nums.values())
        self.at("patch")
        self.light(law["X"], *self.picture.nums.values())
        self.at("bias")
        self.show(bias, run_time=0.5)
        self.at("sum")
        self.light(bias["result"], *self.outputs.nums.values())

    @beat(words.why_silent, pause=3.0, when=lambda t: bool(words.silent(t)))
    def why_silent(self):
        self.clear("board", run_time=0.3)
        (r, c), *_ = cells = words.silent(self.t)
        self.silent = self.gradient.window(r, c, *((1, 3) if r == cells[-1][0] else (3, 1)))
        self.at("zero")
        self.play(Create(self.silent), *(lit(self.gradient.nums[at]) for at in cells), run_time=0.8)

    @beat(
        "Follow <under> the pixels that they met, position by position. Only <dark> dark ones. Delta times zero is zero, at every stop.",
        when=lambda t: bool(words.silent(t)),
    )
    def because(self):
        (r, c), *_ = cells = words.silent(self.t)
        size = (1, 3) if r == cells[-1][0] else (3, 1)
        self.at("under")
        strip = self.picture.window(r, c, *size)
        self.play(FadeIn(strip), run_time=0.3)
        rows, columns = words.shape_of(self.t)
        for at in np.ndindex(rows, columns):
            self.play(strip.animate.move_to(self.picture.spot(r + at[0], c + at[1], *size)), run_time=0.1)
        self.at("dark")
        self.light(*(self.gradient.nums[at] for at in cells))
        self.clear_away(strip, self.silent, run_time=0.3)

    # ---- back to the pixels

    @beat(
        "Blame must also flow on, to what stands before the filter: <layer> here, the pixels. Take <pixel> this one. "
        "The first window to see it stands <first> here. Which of the nine weights lies on our pixel?",
        pause=3.0,
    )
    def pixel_asked(self):
        t = self.t
        self.clear_away(self.gradient)
        self.clear("board", run_time=0.3)
        self.filter = self.kernel(lines.cells(t.W[1][0][0]), "filter $W$").filled()
        self.show(self.filter, run_time=0.5)
        self.at("layer")
        self.light(*self.picture.squares.values())
        r, c = words.pixel(t)
        self.at("pixel")
        self.mine = self.picture.window(r, c, 1, 1, color=theme().loss)
        self.play(Create(self.mine), run_time=0.5)
        self.at("first")
        self.window, self.here = self.picture.window(r - 2, c - 2), self.outputs.window(r - 2, c - 2, 1, 1)
        self.show(self.window, self.here, run_time=0.5)

    @beat(
        "The <last> last one, lower right. When the window moves right, <left> the pixel moves left in it. "
        "When it moves down, the pixel moves up. Write each weight <where> where its window stood."
    )
    def met_backwards(self):
        (r, c), cells = words.pixel(self.t), list(np.ndindex(3, 3))
        self.line = line = self.lay(lines.back(self.t, self.stage))
        self.show(line.things[0], run_time=0.15)
        self.at("last")
        self.meet(r, c, 0, 0, 0.7)
        self.at("left")
        for i, j in cells[1:]:
            self.meet(r, c, i, j, 0.55)
        self.at("where")
        self.light(*line.things[0].nums.values())

    @beat("Compare that with the filter: the same nine numbers, <turn> turned by half a turn. <middle> Only the middle one stays in place.")
    def turned(self):
        self.clear_away(self.window, self.here, run_time=0.3)
        self.at("turn")
        self.turned_round()
        self.at("middle")
        self.light(self.filter.nums[1, 1], self.line.things[0].nums[1, 1])

    @beat(
        "Lay this turned filter <lay> on the deltas. Multiply each pair, and <sum> add: the blame of our pixel. "
        "So forward, <forward> the filter slides over pixels. Backward, <slides> turned around, it slides over deltas."
    )
    def laid_back(self):
        line, (r, c) = self.line, words.pixel(self.t)
        self.at("lay")
        self.here = self.outputs.window(r - 2, c - 2)
        self.play(Create(self.here), FadeIn(line.signs[0]), FadeIn(line.things[1]), run_time=0.4)
        self.fly(*self.into_cells(self.outputs, line.things[1], (r - 2, c - 2)))
        products = line.things[2]
        self.show(line.signs[1], products, run_time=0.2)
        self.play(LaggedStart(*(products.fill(*at) for at in products.squares), lag_ratio=0.2), run_time=0.6)
        self.at("sum")
        self.show(line.after[0], run_time=0.4)
        for mark, grid, pace in (("forward", self.picture, 0.12), ("slides", self.outputs, 0.6)):
            self.at(mark)
            self.sweep(grid, pace)

    @beat(
        "Every pixel <every> gets its blame this way; at the border, fewer windows see it. "
        "Large squares are much blame, hollow ones are negative."
    )
    def every_pixel(self):
        t = self.t
        self.clear("board", run_time=0.3)
        self.clear_away(*self.picture.nums.values(), self.picture.name, self.mine, run_time=0.3)
        name = self.picture.renamed(Label("blame of the pixels"))
        self.play(*self.picture.darken(), FadeIn(name), run_time=0.3)
        self.at("every")
        blame = ValueSquares(t.dL_da_in[1].array[0], lambda r, c: self.picture.spot(r, c, 1, 1), self.picture.cell[0], theme().backward)
        self.window = self.filter.window(2, 2, 1, 1)
        self.play(FadeIn(self.window), *self.sees(0, 0), run_time=0.3)
        for r, c in np.ndindex(SIDE, SIDE):
            self.play(*self.sees(r, c), *([FadeIn(blame.squares[r, c])] if (r, c) in blame.squares else []), run_time=0.2)
        self.blame = blame

    # ---- the same, densely

    @beat(words.counted)
    def counted(self):
        self.clear_away(self.picture, self.blame, self.filter, self.outputs, self.window, self.here)
        self.at("dense")
        self.dense = DensePicture(self.t, self.stage.arena)
        self.show(self.dense.ground, self.dense.top, self.dense.left, run_time=0.6)
        self.at("many")
        counts = (("weights, each its own", "dense_weights"), ("weights, shared", "weights"))
        self.number, self.small = (lines.counted(name, words.count(self.t, count)) for name, count in counts)
        self.lay(VGroup(self.number, self.small).arrange(RIGHT, buff=1.2))
        self.show(self.number, run_time=0.4)
        self.at("rows")
        self.play(self.dense.rows(), run_time=4.0)

    @beat(
        "So a filter is <layer> a dense layer, with most weights zero and the rest <tied> tied together. <nine> Nine to learn. "
        "And down <column> one column stands what one pixel meets: the nine, in reverse order."
    )
    def tied(self):
        self.at("layer")
        self.light(self.number)
        self.at("tied")
        self.light(*(self.dense.squares.squares[at] for at in words.copies(self.t, 0, 2)), run_time=0.8)
        self.at("nine")
        self.show(self.small, run_time=0.4)
        self.light(self.small)
        self.at("column")
        r, c = words.pixel(self.t)
        self.column = self.dense.around_column(r * SIDE + c)
        self.play(Create(self.column), run_time=0.8)

    @beat(words.learned, when=words.has_learned)
    def learned(self):
        self.clear("board", run_time=0.3)
        self.clear_away(self.dense, self.column, run_time=0.3)
        old, new = self.t, self.t.of(step=-1)
        self.before, self.after = lines.pair(self.stage, lines.cells(old.W[1][0][0]), lines.cells(new.W_new[1][0][0]))
        self.at("old")
        self.show(self.before)
        self.at("new")
        self.show(self.after)
        for mark, k in (("minus", 0), ("plus", 2)):
            self.at(mark)
            self.play(Create(frame := self.after.window(0, k, 3, 1)), *(lit(self.after.nums[r, k]) for r in range(3)), run_time=0.9)
            self.clear_away(frame, run_time=0.2)
        self.at("edge")
        self.light(*self.after.nums.values())

    @beat(
        "Forward, <forward> slide the filter over the pixels. Backward, <back> turn it, and slide it over the deltas. "
        "And where <shared> one weight is used many times, add up what every use has to say."
    )
    def harvest(self):
        self.clear("board", run_time=0.3)
        self.clear_away(self.dense, self.column, self.before, self.after, run_time=0.3)
        self.draw_picture()
        self.filter = self.kernel(lines.cells(self.t.W[1][0][0]), "filter $W$").filled()
        self.show(self.picture, self.filter, self.outputs, run_time=0.5)
        self.at("forward")
        self.sweep(self.picture, 0.1)
        self.at("back")
        self.turned_round()
        self.sweep(self.outputs, 0.25)
        self.at("shared")
        self.show(self.lay(lines.law()), run_time=0.5)
