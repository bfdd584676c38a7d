"""Language: one attention head; who looks at whom, and how one wrong guess is blamed on it."""

from __future__ import annotations

from typing import ClassVar

from manim import DOWN, LEFT, Create, FadeIn, GrowFromEdge, LaggedStart

from engine.reading import Reading
from scenes.beat import beat
from scenes.films.attention import attention_lines as lines
from scenes.films.attention import attention_words as say
from scenes.films.attention.attention_lines import ALL, FIRST, ME, WORDS, L
from scenes.films.attention.head_forward import HOLD, HeadForward
from scenes.films.attention.jacobian_row import JacobianRow
from scenes.films.attention.on_head import GuessBars, wall_of
from scenes.films.attention.share_strip import BlameBars, ShareStrip
from scenes.kit.place.light import lit
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula


class AttentionHead(HeadForward):
    title = "Language: one attention head"
    promise = "Follow a gradient through softmax(QKᵀ/√d)V, to the queries, the keys and the values."
    lesson: ClassVar[str] = "attention"
    knows = frozenset({"embedding", "attention", "token_dense", "next_token"})
    sources = ("Vaswani et al., Attention Is All You Need (2017), equation 1.",)

    @classmethod
    def unfit(cls, t: Reading) -> str | None:
        return say.unfit(t)

    # ---- blame of values and shares

    @beat(say.DELTA)
    def delta(self):
        t, guesses = self.t, self.guesses
        f = Formula("{d} = ({a} - {y}) / {n}", hues={"d": theme().backward, "a": theme().forward}, d=lines.of("delta", ME),
                    a=lines.of("a", ME), y=lines.of("y", ME), n=t.at("lesson.network.inputs", "count"))  # fmt: skip
        self.work(f)
        self.drop(1)
        self.at("delta")
        self.show(f, run_time=0.4)
        self.blame = guesses.blamed(t.delta[3][ME])
        self.swap([m for row in guesses.rows for m in row[1:]], self.blame)
        self.at("g")
        g = self.column(1, lines.by("C"), t.dL_da[L])
        self.clear_away(self.working[0], run_time=0.2)
        self.play(LaggedStart(*(FadeIn(row, shift=0.4 * LEFT) for row in reversed(g.rows)), lag_ratio=0.3), FadeIn(g.head), run_time=1.2)

    @beat(say.VALUE, pause=HOLD)
    def value(self):
        t, grid, g, f = self.t, self.grid, self.columns[1], lines.to_value(self.t)
        self.clear_away(self.guesses.rows, *self.blame)
        self.work(f)
        self.show(*grid.cells.values(), grid.words, *grid.closed, *self.shares(), grid.called("A", theme().forward), run_time=0.5)
        self.at("col")
        self.light(*grid.column(FIRST))
        self.show(f["s"], f["eq"], f.rest, run_time=0.3)
        self.at("times")
        for k in ALL:
            self.play(lit(grid.cells[k, FIRST]), lit(g.rows[k]), FadeIn(f[f"w{k}"], f[f"u{k}"], f[f"v{k}"]), run_time=0.7)
        self.at("sum")
        back = self.column(0, lines.by("V"), t.dL_dV[L])
        self.show(f["r0"], f["r1"], back.head, run_time=0.3)
        self.fly(*zip((f["r0"], f["r1"]), back.rows[FIRST], strict=True), run_time=0.7)
        self.at("flip")
        self.work(lines.wall()["dv"])
        self.show(*self.working, *back.rows[1:], run_time=0.5)

    @beat(say.WEIGHT)
    def weight(self):
        t, grid, g, v = self.t, self.grid, self.columns[1], self.columns[2]
        self.drop(0)
        letters, numbers = lines.to_share(t)
        self.work(letters, numbers)
        self.at("more")
        self.play(FadeIn(letters["s"], letters["eq"]), lit(grid.cells[ME, FIRST]), run_time=0.7)
        self.at("dot")
        self.play(FadeIn(letters["g"], letters["v"], letters.rest), lit(g.rows[ME]), lit(v.rows[FIRST]), run_time=0.7)
        self.show(numbers["eq"], numbers.rest, run_time=0.2)
        moves = [(g.rows[ME][j], numbers[f"g{j}"]) for j in range(2)] + [(v.rows[FIRST][j], numbers[f"v{j}"]) for j in range(2)]
        self.fly(*moves, run_time=0.7)
        self.at("cell")
        self.show(numbers["result"], run_time=0.3)
        self.felt = grid.felt(ME, t.dL_dA[L][ME])
        self.play(*grid.lift(ME), run_time=0.4)
        self.fly((numbers["result"], self.felt[FIRST]), run_time=0.6)
        self.at("rest")
        for s in ALL[1:]:
            self.play(lit(v.rows[s]), FadeIn(self.felt[s]), run_time=0.5)

    @beat(say.ASKED_ALL, pause=3.0)
    def asked_all(self):
        self.clear_away(*self.working)
        self.at("all")
        self.light(*self.felt)

    @beat(say.PUSHED)
    def pushed(self):
        self.drop(1, 2)
        self.clear_away(self.table, *self.standing_grid(), *self.felt)
        self.strip = ShareStrip(WORDS[: ME + 1], self.t.scores[L][ME], self.stage.wide)
        self.show(self.strip, run_time=0.6)
        self.at("push")
        self.play(self.strip.push(FIRST, 5.5))
        self.at("all")
        self.light(*self.strip.parts)

    # ---- through the softmax

    @beat(say.JACOBIAN, pause=HOLD)
    def jacobian(self):
        self.clear_away(self.strip)
        same, other = lines.slopes(self.t)
        self.work(same, other)
        self.table_of_slopes = j = JacobianRow(self.t, self.whole, self.stage.is_narrow)
        self.show(j.a, j.heads["a"], j.words, run_time=0.5)
        self.at("table")
        self.show(j.J.brackets, j.heads["J"], run_time=0.4)
        self.at("diag")
        self.play(FadeIn(same), lit(j.a.cells[0, 0]), run_time=0.6)
        self.play(LaggedStart(*(j.J.fill(k, k) for k in ALL), lag_ratio=0.4), run_time=1.2)
        self.at("off")
        self.play(FadeIn(other), lit(j.a.cells[1, 0]), lit(j.a.cells[0, 0]), run_time=0.6)
        self.play(LaggedStart(*(j.J.fill(r, c) for r in ALL for c in ALL if r != c), lag_ratio=0.3), run_time=1.4)
        self.at("zero")
        self.play(LaggedStart(*(lit(j.J.row(k)) for k in ALL), lag_ratio=0.4), run_time=1.6, lit=True)

    @beat(say.COLLECTED, pause=HOLD)
    def collected(self):
        j, f = self.table_of_slopes, lines.collected(self.t)
        self.show(j.g, j.heads["g"], run_time=0.5)
        self.work(f)
        self.show(f["s"], f["eq"], f.rest, run_time=0.3)
        self.at("row")
        for k in ALL:
            self.play(lit(j.J.cells[FIRST, k]), lit(j.g.cells[k, 0]), FadeIn(f[f"j{k}"], f[f"g{k}"]), run_time=0.7)
        self.at("result")
        self.show(f["result"], j.ds.brackets, j.heads["ds"], j.equals, run_time=0.3)
        self.fly((f["result"], j.ds.cells[FIRST, 0]), run_time=0.7)
        j.ds.add(j.ds.cells[FIRST, 0])
        self.at("rest")
        for k in ALL[1:]:
            self.play(lit(j.J.row(k)), j.ds.fill(k, 0), run_time=0.7)

    @beat(say.ABOVE, pause=HOLD)
    def above(self):
        t = self.t
        self.clear_away(self.table_of_slopes)
        letters, numbers = lines.above(t)
        self.work(letters, numbers)
        mean = t.at(f"studies.attention.mean[{ME}]", "dL_dA")
        self.bars = b = BlameBars(WORDS[: ME + 1], t.dL_dA[L][ME], mean, self.whole)
        self.show(b.floor, b.words, run_time=0.3)
        self.play(*(GrowFromEdge(bar, DOWN) for bar in b.bars), FadeIn(b.nums), run_time=0.6)
        self.at("law")
        self.show(letters, run_time=0.5)
        self.at("mean")
        self.play(Create(b.line), FadeIn(b.level[1]), lit(letters["m"]), run_time=0.7)
        self.at("over")
        self.play(FadeIn(numbers), lit(b.bars[FIRST]), run_time=0.7)
        self.show(b.arrows[FIRST], run_time=0.3)
        self.at("under")
        self.show(*b.arrows[1:], run_time=0.5)

    @beat(say.ASKED_FIRST, pause=3.0)
    def asked_first(self):
        grid = self.grid
        self.clear_away(self.bars, self.bars.level, self.bars.arrows, *self.working)
        self.strip = ShareStrip(WORDS[:1], self.t.scores[L][0], self.rooms[0])
        self.show(
            self.strip, *grid.cells.values(), grid.words, *grid.closed, *self.shares(), grid.called("A", theme().forward), run_time=0.6
        )
        self.at("score")
        self.light(grid.cells[0, 0], grid.nums[0, 0])

    @beat(say.ZERO)
    def zero(self):
        t, grid = self.t, self.grid
        f = lines.alone(t)
        self.work(f)
        self.at("push")
        self.play(self.strip.push(0, 3.0))
        self.at("z")
        self.show(f, run_time=0.4)
        leaving = [*grid.nums.values(), *grid.bars.values(), grid.corner]
        self.swap(leaving, [grid.called(lines.by("S"), theme().backward), grid.write(0, 0, t.dL_dscores[L][0][0])])
        self.at("rest")
        rest = [grid.write(k, s, t.dL_dscores[L][k][s]) for k in ALL[1:] for s in range(k + 1)]
        self.play(LaggedStart(*map(FadeIn, rest), lag_ratio=0.2), run_time=1.2)
        self.at("hidden")
        self.light(*grid.closed)

    # ---- to the queries and the keys

    @beat(say.QUERY, pause=HOLD)
    def query(self):
        t = self.t
        self.clear_away(self.strip)
        self.show(self.table, run_time=0.3)
        self.told_sum(lines.to_query(t), ("key", self.column(1, "K", t.K[L])), [(ME, s) for s in ALL])
        self.at("root")
        self.landed(2, lines.by("Q"), t.dL_dQ[L], ME)
        self.at("mat")
        self.law(lines.wall()["dq"], 2, ME)

    @beat(say.KEY)
    def key(self):
        t = self.t
        self.drop(1, 2)
        self.at("col")
        self.light(*self.grid.column(FIRST))
        self.told_sum(lines.to_key(t), ("query", self.column(1, "Q", t.Q[L])), [(k, FIRST) for k in ALL])
        self.landed(2, lines.by("K"), t.dL_dK[L], FIRST)
        self.at("mat")
        self.law(lines.wall()["dk"], 2, FIRST)

    @beat(say.WEIGHTS)
    def weights(self):
        t = self.t
        self.clear_away(*self.working, *self.standing_grid())
        self.drop(1, 2)
        self.work(*lines.to_weights(), aligned=False)
        for slot, (mark, back) in enumerate((("q", t.dL_dQ[L]), ("k", t.dL_dK[L]), ("v", t.dL_dV[L]))):
            self.at(mark)
            self.show(self.column(slot, lines.by(mark.upper()), back), run_time=0.4)
        self.at("weights")
        self.play(LaggedStart(*map(FadeIn, self.working), lag_ratio=0.4), run_time=1.2)
        self.at("add")
        self.roads = self.rooms[1].hold(lines.roads())
        self.show(self.roads, run_time=0.4)
        ways = [self.columns.pop(slot) for slot in range(3)]
        added = self.column(1, lines.by("X"), t.dL_da_in[L])
        self.play(*(way.animate.move_to(ways[1]).set_opacity(0) for way in ways), run_time=0.9)
        self.remove(*ways)
        self.show(added, run_time=0.4)

    @beat(say.WALL)
    def wall(self):
        self.drop(1)
        self.clear_away(self.table, self.roads, *self.working)
        wall = self.wall_lines = lines.wall()
        self.wall_group = wall_of(wall, self.stage)
        self.show(*(half[0] for half in self.wall_group), run_time=0.3)
        for mark, line in wall.items():
            self.at(mark)
            self.show(line, run_time=0.4)

    @beat(say.learned)
    def learned(self):
        t, late, grid = self.t, self.t.of(step=-1), self.grid
        self.clear_away(self.wall_group)
        self.show(
            self.table, *grid.cells.values(), grid.words, *grid.closed, *self.shares(), grid.called("A", theme().forward), run_time=0.6
        )
        most = max(late.a[3][ME].array)
        self.guesses, grown = (GuessBars(r.a[3][ME], self.rooms[2], most) for r in (t, late))
        self.show(self.guesses.rows, self.column(1, "V", late.V[L]), self.column(2, "C", late.context[L]), run_time=0.4)
        self.at("look")
        self.swap([*grid.nums.values(), *grid.bars.values()], self.shares(late))
        self.at("fall")
        self.light(grid.cells[ME, FIRST])
        self.at("p")
        right = grown.rows[int(t.y[ME].value)]
        self.swap([m for row in self.guesses.rows for m in row[1:]], [*(row[1] for row in grown.rows), right[2]])
        self.light(right[2], run_time=0.5)

    @beat(say.HARVEST)
    def harvest(self):
        self.at("sum")
        self.light(*self.columns[2].rows, run_time=1.0)
        self.at("v")
        self.light(*self.columns[1].rows, run_time=1.0)
        self.at("a")
        self.light(*self.grid.cells.values(), run_time=1.0)
