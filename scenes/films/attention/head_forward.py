"""One attention head, forward: three words, their queries, keys and values, the shares, the mixture, the guess."""

from __future__ import annotations

from manim import DOWN, RIGHT, AnimationGroup, Arrow, Create, FadeIn, FadeOut, LaggedStart, VGroup

from scenes.beat import beat
from scenes.films.attention import attention_lines as lines
from scenes.films.attention import attention_words as say
from scenes.films.attention.attention_lines import ALL, FIRST, ME, WORDS, L
from scenes.films.attention.on_head import GuessBars, OnHead
from scenes.kit.maths.matrix import MatrixView
from scenes.kit.place.light import lit
from scenes.kit.theme import theme
from scenes.kit.type.formula import LARGE, Formula, Label

HOLD = 0.5  # seconds that a result is held


class HeadForward(OnHead):
    """The beats up to the loss; they leave the table with V, and the guess of the followed word."""

    @beat(say.PROMISE)
    def promised(self):
        self.lay_out()
        self.heading = self.stage.title.hold(Label(self.title, size=LARGE, color=theme().ink))
        self.show(self.heading)
        self.at("head")
        grid = self.grid
        self.play(FadeIn(grid.words), LaggedStart(*map(Create, grid.cells.values()), lag_ratio=0.1), FadeIn(self.table), run_time=1.6)
        self.at("look")
        open_cells = [(t, s) for t in ALL for s in range(t)]
        self.looks = VGroup(*(self.table.looks(t, s) for t, s in open_cells))
        pairs = zip(open_cells, self.looks, strict=True)
        self.play(LaggedStart(*(AnimationGroup(Create(arrow), lit(grid.cells[at])) for at, arrow in pairs), lag_ratio=0.5), run_time=1.8)

    @beat(say.TASK)
    def task(self):
        self.clear_away(self.heading, self.grid, self.looks, run_time=0.5)
        cards, x = self.table.cards, self.table.spot(0, 1)[0]
        self.next = VGroup(*(Label(WORDS[t + 1], size=LARGE, color=theme().ink).move_to([x, cards[t].get_y(), 0]) for t in ALL))
        arrows = [Arrow(cards[t].get_right(), self.next[t].get_left(), color=theme().soft, stroke_width=3, buff=0.25) for t in ALL]
        self.at("words")
        self.light(*cards)
        self.at("next")
        for arrow, word in zip(arrows, self.next, strict=True):
            self.play(Create(arrow), run_time=0.4)
            self.show(word, run_time=0.4)
        self.next.add(*arrows)

    @beat(say.VECTORS)
    def vectors(self):
        self.clear_away(self.next)
        self.at("row")
        x = self.column(0, "X", self.t.a_in[L])
        self.play(LaggedStart(*(FadeIn(row, shift=0.3 * RIGHT) for row in x.rows), lag_ratio=0.3), FadeIn(x.head), run_time=1.0)
        self.at("look")
        grid = self.grid
        self.show(*grid.cells.values(), grid.words, run_time=0.5)
        self.at("much")
        self.light(*grid.row(ME))

    @beat(say.THREE)
    def three(self):
        t = self.t
        law = [MatrixView(t.W_Q[L]), MatrixView(t.a_in[L][ME]), Label("$=$", color=theme().ink), MatrixView(t.Q[L][ME])]
        line = VGroup(*law).arrange(RIGHT, buff=0.3)
        names = Formula("{q} = {W} {x}", hues={"q": theme().forward, "W": theme().positive, "x": theme().forward},
                        q=lines.of("q", ME), W="W^Q", x=lines.of("x", ME))  # fmt: skip
        self.rooms[2].hold(VGroup(names, line).arrange(DOWN if self.stage.is_narrow else RIGHT, buff=0.5))
        law[3].remove(law[3].body)
        self.working = [names, line]
        self.at("every")
        self.light(*self.table.cards)
        x = self.columns.pop(0)
        self.at("weights")
        self.show(law[0], names, run_time=0.4)
        self.show(law[1].brackets, law[2], law[3], run_time=0.2)
        self.fly(*zip(x.rows[ME], law[1].cells.values(), strict=True), run_time=0.5)
        self.play(*(law[3].fill(i) for i in range(2)), run_time=0.3)
        self.at("q")
        self.clear_away(x, run_time=0.2)
        q = self.column(0, "Q", t.Q[L])
        self.show(q.head, run_time=0.2)
        self.fly(*zip(law[3].cells.values(), q.rows[ME], strict=True), run_time=0.6)
        self.show(*(q.rows[k] for k in ALL if k != ME), run_time=0.4)
        for slot, mark in ((1, "k"), (2, "v")):
            self.at(mark)
            self.show(self.column(slot, mark.upper(), getattr(t, mark.upper())[L]), run_time=0.6)

    @beat(say.SCORE, pause=HOLD)
    def score(self):
        t, grid, q, k = self.t, self.grid, self.columns[0], self.columns[1]
        self.clear_away(*self.working, run_time=0.3)
        letters, numbers = lines.score(t)
        self.work(letters, numbers)
        self.at("q")
        self.play(FadeIn(letters["s"], letters["eq"], letters["q"]), lit(q.rows[ME]), run_time=0.7)
        self.at("k")
        self.play(FadeIn(letters["k"], letters.rest[0]), lit(k.rows[FIRST]), run_time=0.7)
        self.show(numbers["eq"], run_time=0.2)
        moves = [(q.rows[ME][j], numbers[f"q{j}"]) for j in range(2)] + [(k.rows[FIRST][j], numbers[f"k{j}"]) for j in range(2)]
        self.fly(*moves, run_time=0.8)
        self.at("root")
        self.show(letters["d"], letters.rest[1:], numbers.rest, numbers["d"], run_time=0.5)
        self.at("s")
        self.show(numbers["result"], grid.called("S", theme().forward), run_time=0.3)
        self.fly((numbers["result"], grid.write(ME, FIRST, t.scores[L][ME][FIRST])))
        self.at("rest")
        for s in ALL[1:]:
            self.play(lit(k.rows[s]), lit(grid.cells[ME, s]), FadeIn(grid.write(ME, s, t.scores[L][ME][s])), run_time=0.6)

    @beat(say.MASK)
    def mask(self):
        grid, S = self.grid, self.t.scores[L]
        others = [grid.write(t, s, S[t][s]) for t in ALL[:-1] for s in ALL]
        self.work(lines.wall()["s"])
        self.at("all")
        self.play(LaggedStart(*map(FadeIn, others), lag_ratio=0.15), FadeIn(*self.working), run_time=1.2)
        self.at("peek")
        self.light(grid.cells[1, 2], grid.nums[1, 2])
        self.at("mask")
        later = [grid.nums.pop((t, s)) for t in ALL for s in ALL if s > t]
        self.play(*map(FadeOut, later), *map(Create, grid.closed), run_time=0.8)

    @beat(say.softmax)
    def softmax(self):
        t, grid = self.t, self.grid
        self.drop(0, 1)
        letters, numbers = lines.share(t)
        self.work(letters, numbers)
        self.at("exp")
        self.play(FadeIn(letters), *(lit(grid.nums[ME, s]) for s in ALL), run_time=0.8)
        self.show(numbers["eq"], numbers.rest, run_time=0.2)
        self.fly(*((grid.nums[ME, s], numbers[f"t{s}"]) for s in ALL), (grid.nums[ME, FIRST], numbers["s0"]), run_time=0.7)
        self.at("share")
        self.show(numbers["result"], run_time=0.3)
        self.unname()
        self.show(grid.called("A", theme().forward), run_time=0.2)
        self.grown(ME, FIRST)
        self.at("rest")
        self.grown(ME, *ALL[1:])

    @beat(say.one)
    def one(self):
        self.at("only")
        self.light(self.grid.cells[0, 0])
        self.at("one")
        self.grown(0, 0)
        self.at("two")
        self.grown(1, 0, 1)

    @beat(say.CONTEXT)
    def context(self):
        t, v, grid, f = self.t, self.columns[2], self.grid, lines.context(self.t)
        self.work(f)
        self.show(f["s"], f["eq"], f.rest, run_time=0.3)
        self.at("v")
        for s in ALL:
            self.play(lit(grid.cells[ME, s]), lit(v.rows[s]), FadeIn(f[f"w{s}"], f[f"u{s}"], f[f"v{s}"]), run_time=0.7)
        self.at("sum")
        c = self.column(1, "C", t.context[L])
        self.show(f["r0"], f["r1"], c.head, run_time=0.3)
        self.fly(*zip((f["r0"], f["r1"]), c.rows[ME], strict=True), run_time=0.7)
        self.at("mat")
        self.work(lines.wall()["c"])
        self.show(*self.working, *c.rows[:ME], run_time=0.5)

    @beat(say.guess)
    def guess(self):
        t = self.t
        self.clear_away(self.grid, self.grid.closed, *self.grid.nums.values(), *self.grid.bars.values(), self.grid.corner)
        f = lines.loss(t)
        self.work(f)
        self.guesses = GuessBars(t.a[3][ME], self.rooms[1], max(t.a[3][ME].array))
        self.at("mix")
        self.light(self.columns[1].rows[ME], run_time=0.5)
        self.show(self.guesses.rows, run_time=0.6)
        self.at("p")
        self.light(self.guesses.rows[int(t.y[ME].value)])
        self.at("log")
        self.show(f, run_time=0.6)
        self.light(f["result"])
