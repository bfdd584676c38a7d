"""The first half of a filter's film: a window slides over a picture, and one weight is used at every stop."""

from __future__ import annotations

from manim import Create, FadeIn, LaggedStart

from scenes.beat import beat
from scenes.films.convolution import filter_lines as lines
from scenes.films.convolution import filter_words as words
from scenes.films.convolution.on_filter import OnFilter
from scenes.kit.place.light import lit
from scenes.kit.theme import theme
from scenes.kit.type.formula import LARGE, Label


class FilterForward(OnFilter):
    """The beats from the promise to the question how many outputs a weight moves; told before those of the chapter."""

    @beat("By the end of this film, you can find the gradient of a filter: <nine> nine numbers that look at a whole picture.")
    def promised(self):
        self.heading = self.stage.title.hold(Label(self.title, size=LARGE, color=theme().ink))
        self.show(self.heading)
        self.at("nine")
        self.filter = self.kernel(lines.cells(self.t.W[1][0][0]), "filter $W$").filled()
        self.show(self.filter)

    @beat("Here is <picture> a picture. Zero is dark, one is <bright> bright. The filter has nine <weights> weights, three by three.")
    def met(self):
        t = self.t
        self.clear_away(self.heading)
        self.draw_picture()
        self.at("picture")
        self.show(self.picture)
        self.at("bright")
        bright = [at for at in self.picture.squares if t.x.array[0][at] > 0.5]
        self.light(*(self.picture.squares[at] for at in bright))
        self.at("weights")
        self.light(*self.filter.nums.values())

    @beat(
        "Lay the filter <lay> on the picture, and it sees only the nine pixels in its window. "
        "<times> Multiply each weight by the pixel under it, and add up. Then comes <bias> the bias."
    )
    def laid(self):
        t = self.t
        r, c = words.position(t)
        self.window = self.picture.window(r, c)
        self.at("lay")
        self.play(FadeIn(self.window, shift=self.window.get_center() - self.filter.get_center()), run_time=0.8)
        line = self.line = self.lay(lines.forward(t, self.stage))
        weights, under, products = line.things
        self.show(weights, under, line.signs[0], run_time=0.4)
        self.fly(*self.into_cells(self.filter, weights), *self.into_cells(self.picture, under, (r, c)), run_time=0.9)
        self.at("times")
        self.show(line.signs[1], products, run_time=0.3)
        self.play(LaggedStart(*(products.fill(*at) for at in products.squares), lag_ratio=0.3), run_time=1.6)
        self.at("bias")
        self.show(line.after[0], run_time=0.5)

    @beat(words.squashed)
    def squashed(self):
        self.outputs = self.grid_of_outputs("a", "outputs $a$")
        self.at("sum")
        self.light(self.line.after[0]["result"])
        self.at("out")
        self.play(lit(self.line.after[0]["result"]), FadeIn(self.line.after[1]), FadeIn(self.outputs), run_time=0.8)
        self.at("home")
        at = words.position(self.t)
        self.fly((self.line.after[1]["result"], self.outputs.own(*at, self.outputs.num(*at))))
        self.here = self.outputs.window(*at, 1, 1)
        self.play(Create(self.here), lit(self.window), self.outputs.lighten(*at), run_time=0.6)

    @beat(words.slid)
    def slid(self):
        self.clear("board", run_time=0.3)
        self.at("slide")
        at = words.position(self.t)
        order = sorted(self.outputs.squares, key=lambda p: (p <= at, p))[:-1]  # on from here, then those before
        for k, (r, c) in enumerate(order):
            pace = 0.45 if k < 2 else 0.22
            self.play(*self.slide(r, c), run_time=pace)
            self.play(self.outputs.fill(r, c), run_time=0.6 * pace)
        self.at("all")
        self.light(*self.outputs.nums.values())

    @beat(
        "See where the outputs are large: <large> just where the window holds something bright. "
        "One small filter <searches> searches the whole picture.",
        when=words.on_the_bright,
    )
    def edge(self):
        self.at("large")
        seen = words.bright(self.t)
        self.light(*(num for at, num in self.outputs.nums.items() if seen[at]), run_time=1.0)
        self.at("searches")
        for r in range(words.shape_of(self.t)[0]):
            self.play(*self.slide(r, 0), run_time=0.15)
            self.play(*self.slide(r, words.shape_of(self.t)[1] - 1), run_time=0.35)

    # ---- shared

    @beat(words.asked)
    def asked(self):
        self.clear_away(self.window, self.here, run_time=0.3)
        self.at("corner")
        self.light(self.filter.nums[0, 2], self.filter.squares[0, 2])
        self.at("how")
        self.light(*self.outputs.squares.values())

    @beat(words.shared)
    def shared(self):
        self.at("under")
        self.mine = self.picture.window(0, 2, 1, 1, color=theme().loss)
        twin = self.filter.window(0, 2, 1, 1, color=theme().loss)
        self.window, self.here = self.picture.window(0, 0), self.outputs.window(0, 0, 1, 1)
        self.show(self.window, self.here, self.mine, twin, run_time=0.4)
        for at in list(self.outputs.squares)[1:]:
            self.play(*self.slide(*at), self.mine.animate.move_to(self.picture.spot(at[0], at[1] + 2, 1, 1)), run_time=0.2)
        self.at("shared")
        self.light(self.filter.nums[0, 2], *self.outputs.nums.values())
        self.clear_away(self.mine, twin)
