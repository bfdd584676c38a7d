"""Language: one attention head; who looks at whom, and how one wrong guess is blamed on it."""

from __future__ import annotations

from typing import ClassVar

from manim import DOWN, LEFT, RIGHT, AnimationGroup, Arrow, Create, FadeIn, FadeOut, GrowFromEdge, LaggedStart, Mobject, VGroup

from engine.reading import Numbers, Reading
from scenes.beat import beat, line
from scenes.chapter import Chapter
from scenes.equation import Equation
from scenes.films.attention import facts, formulas
from scenes.films.attention.blame_bars import BlameBars
from scenes.films.attention.facts import ALL, FIRST, ME, OUT, SAID, WORDS, L
from scenes.films.attention.formulas import by
from scenes.films.attention.guess_bars import GuessBars
from scenes.films.attention.jacobian_row import JacobianRow
from scenes.films.attention.look_grid import LookGrid
from scenes.films.attention.projection import Projection
from scenes.films.attention.rooms import ROOMS, Rooms
from scenes.films.attention.share_strip import ShareStrip
from scenes.films.attention.token_table import TokenColumn, TokenTable, entries
from scenes.films.attention.wall import Wall
from scenes.kit.place.light import lit
from scenes.kit.theme import theme
from scenes.kit.type.formula import BODY, LARGE, Formula, Label, align_equals

HOLD = 0.5  # seconds that a result is held
ROWS = BODY - 4  # size of a sum of rows


class AttentionHead(Chapter):
    """table, grid   the words with their rows of numbers, and who looks at whom, in their `rooms`
    columns   of the table, by slot      working   what stands on the board      felt   what comes back to shares, in their cells
    """

    title = "Language: one attention head"
    promise = "Follow a gradient through softmax(QKᵀ/√d)V, to the queries, the keys and the values."
    lesson: ClassVar[str] = "attention"
    knows = frozenset({"embedding", "attention", "token_dense", "next_token"})
    sources = ("Vaswani et al., Attention Is All You Need (2017), equation 1.",)
    rooms: Rooms
    table: TokenTable
    grid: LookGrid
    columns: dict[int, TokenColumn]
    working: list[VGroup]
    heading: Label
    looks: VGroup
    next: VGroup
    guesses: GuessBars
    blame: list[VGroup]
    felt: list[Mobject]
    strip: ShareStrip
    slopes: JacobianRow
    bars: BlameBars
    roads: VGroup
    laws: Wall

    @classmethod
    def unfit(cls, t: Reading) -> str | None:
        if not facts.has_one_small_head(t):
            return (
                "it is told on two sentences of three words and one head: "
                "an embedding of 6 rows, a causal attention of width 2, a token_dense softmax of 6 units"
            )
        if not facts.blames_every_share(t) or not facts.has_a_later_step(t):
            return "it is told on a run of which two steps are recorded, where the last word would at first like less of every share"
        return None

    # ---- words, and the rows they make

    @beat(
        "After this film, you can follow the blame for a wrong guess through <head> an attention head, "
        "where <look> words look at each other."
    )
    def promised(self):
        self.rooms, self.columns, self.working = ROOMS[self.stage.shape], {}, []
        self.table, grid = TokenTable(SAID, self.rooms.table), LookGrid(SAID, self.rooms.grid)
        self.grid, self.heading = grid, self.stage.title.hold(Label(self.title, size=LARGE, color=theme().ink))
        self.show(self.heading)
        self.at("head")
        self.play(FadeIn(grid.words), LaggedStart(*map(Create, grid.cells.values()), lag_ratio=0.1), FadeIn(self.table), run_time=1.6)
        self.at("look")
        earlier = [(t, s) for t in ALL for s in range(t)]
        self.looks = VGroup(*(self.table.looks(t, s) for t, s in earlier))
        pairs = zip(earlier, self.looks, strict=True)
        self.play(LaggedStart(*(AnimationGroup(Create(arrow), lit(grid.cells[at])) for at, arrow in pairs), lag_ratio=0.5), run_time=1.8)

    @beat(
        "A language model, a Transformer, reads <words> Mary eats hot.",
        "After each word, it has to guess the <next> next: eats, hot, and soup.",
        "But <tom> Tom eats hot chips: hot has to look back at the name.",
    )
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
        self.at("tom")
        other = self.rooms.board.hold(Label("Tom eats hot $arrow.r$ chips", size=LARGE, color=theme().ink))
        self.show(other, run_time=0.5)
        self.next.add(*arrows, other)

    @beat(
        "To the network, a word is a <row> row of numbers.",
        "Attention learns where to <look> look back, and <much> how much.",
    )
    def vectors(self):
        self.clear_away(self.next)
        self.at("row")
        x = self.column(0, "X", self.t.a_in[L])
        self.play(LaggedStart(*(FadeIn(row, shift=0.3 * RIGHT) for row in x.rows), lag_ratio=0.3), FadeIn(x.head), run_time=1.0)
        self.at("look")
        self.show(*self.grid.cells.values(), self.grid.words, run_time=0.5)
        self.at("much")
        self.light(*self.grid.row(ME))

    @beat(
        "<every> Every word makes three rows, each by a <weights> matrix of its own.",
        "Hot makes a <q> query: what am I looking for? A <k> key: what am I?",
        "And a <v> value: what I hand over.",
        title="Query, key and value",
    )
    def three(self):
        t, law = self.t, Projection(self.t, self.rooms.board, self.stage.is_narrow)
        self.working = [law]
        self.at("every")
        self.light(*self.table.cards)
        x = self.columns.pop(0)
        self.at("weights")
        self.show(law.W, law.names, run_time=0.4)
        self.show(law.x.brackets, law.equals, law.q, run_time=0.2)
        self.fly(*zip(x.rows[ME], law.x.cells.values(), strict=True), run_time=0.5)
        self.play(*law.q.fill_all(), run_time=0.3)
        self.at("q")
        self.clear_away(x, run_time=0.2)
        q = self.column(0, "Q", t.Q[L])
        self.show(q.head, run_time=0.2)
        self.fly(*zip(law.q.cells.values(), q.rows[ME], strict=True), run_time=0.6)
        self.show(*(q.rows[k] for k in ALL if k != ME), run_time=0.4)
        for slot, mark, name, rows in ((1, "k", "K", t.K[L]), (2, "v", "V", t.V[L])):
            self.at(mark)
            self.show(self.column(slot, name, rows), run_time=0.6)

    # ---- scores and shares

    @beat(
        "Follow hot. How well does its <q> query fit the key of <k> Mary?",
        "Multiply entry by entry, add, and divide by the <root> root of the length: the <s> score. The <rest> others, likewise.",
        pause=HOLD,
    )
    def score(self):
        grid, q, k, S = self.grid, self.columns[0], self.columns[1], self.t.scores[L][ME]
        self.clear_away(*self.working, run_time=0.3)
        letters, numbers = self.work(*formulas.score(self.t))
        self.at("q")
        self.play(FadeIn(letters["s"], letters["eq"], letters["q"]), lit(q.rows[ME]), run_time=0.7)
        self.at("k")
        self.play(FadeIn(letters["k"], letters.rest[0]), lit(k.rows[FIRST]), run_time=0.7)
        self.show(numbers["eq"], run_time=0.2)
        self.fly(*entries(q.rows[ME], numbers, "q"), *entries(k.rows[FIRST], numbers, "k"), run_time=0.8)
        self.at("root")
        self.show(letters["d"], letters.rest[1:], numbers.rest, numbers["d"], run_time=0.5)
        self.at("s")
        self.show(numbers["result"], grid.called("S", theme().forward), run_time=0.3)
        self.fly((numbers["result"], grid.write(ME, FIRST, S[FIRST])), run_time=0.5)
        self.at("rest")
        for s in ALL[1:]:
            self.play(lit(k.rows[s]), lit(grid.cells[ME, s]), FadeIn(grid.write(ME, s, S[s])), run_time=0.6)

    @beat(
        "In matrices, <all> the scores are Q times K transposed.",
        "But eats must not <peek> look at hot, its own answer. <mask> So what comes later is hidden.",
    )
    def mask(self):
        grid, S = self.grid, self.t.scores[L]
        others = [grid.write(t, s, S[t][s]) for t in ALL[:-1] for s in ALL]
        law = self.work(formulas.forward()["s"])
        self.at("all")
        self.play(LaggedStart(*map(FadeIn, others), lag_ratio=0.15), FadeIn(*law), run_time=1.2)
        self.at("peek")
        self.light(grid.cells[1, 2], grid.nums[1, 2])
        self.at("mask")
        later = [grid.nums.pop((t, s)) for t in ALL for s in ALL if s > t]
        self.play(*map(FadeOut, later), *map(Create, grid.closed), run_time=0.8)

    @beat(
        "Softmax turns each row into shares of one: <exp> e to the score, over the sum of the row.",
        "Hot takes <share> {share:2} from Mary, the <rest> rest from eats and itself.",
        share=facts.share, title="Shares of one",
    )  # fmt: skip
    def softmax(self):
        grid = self.grid
        self.drop(0, 1)
        letters, numbers = self.work(*formulas.share(self.t))
        self.at("exp")
        self.play(FadeIn(letters), *(lit(grid.nums[ME, s]) for s in ALL), run_time=0.8)
        self.show(numbers["eq"], numbers.rest, run_time=0.2)
        self.fly(*((grid.nums[ME, s], numbers[f"t{s}"]) for s in ALL), (grid.nums[ME, FIRST], numbers["s0"]), run_time=0.7)
        self.at("share")
        self.show(numbers["result"], run_time=0.3)
        self.clear_away(*grid.nums.values(), grid.corner, run_time=0.3)
        grid.nums.clear()
        self.show(grid.called("A", theme().forward), run_time=0.2)
        self.grow(ME, FIRST)
        self.at("rest")
        self.grow(ME, *ALL[1:])

    @beat(
        "The first row has <only> one open cell: its share is <one> one, whatever its score. Eats has <two> two.",
    )
    def one(self):
        self.at("only")
        self.light(self.grid.cells[0, 0])
        self.at("one")
        self.grow(0, 0)
        self.at("two")
        self.grow(1, 0, 1)

    @beat(
        "Hot takes each <v> value, times its share, and adds them <sum> up: a mixture of what it looked at.",
        "In matrices: <mat> A times V.",
    )
    def context(self):
        v, grid = self.columns[2], self.grid
        (f,) = self.work(formulas.context(self.t, self.tall), size=ROWS)
        self.show(f["s"], f["eq"], f.rest, run_time=0.3)
        self.at("v")
        for s in ALL:
            self.play(lit(grid.cells[ME, s]), lit(v.rows[s]), FadeIn(f[f"w{s}"], f[f"u{s}"], f[f"v{s}"]), run_time=0.7)
        self.at("sum")
        c = self.land(f, 1, "C", self.t.context[L], ME)
        self.at("mat")
        self.show(*self.work(formulas.forward()["c"]), *c.rows[:ME], run_time=0.5)

    @beat(
        "A last layer turns <mix> this into a guess. Soup, the right one, gets <p> {right:2}.",
        "The <log> loss: minus the logarithm of what the right words got, on average.",
        right=facts.right_guess,
    )
    def guess(self):
        guess = self.t.a[OUT][ME]
        self.clear_away(*self.grid.standing)
        (f,) = self.work(formulas.loss(self.t))
        self.guesses = GuessBars(guess, self.rooms.grid, max(guess.array))
        self.at("mix")
        self.light(self.columns[1].rows[ME], run_time=0.5)
        self.show(self.guesses.rows, run_time=0.6)
        self.at("p")
        self.light(self.guesses.rows[facts.right(self.t)])
        self.at("log")
        self.show(f, run_time=0.6)
        self.light(f["result"])

    # ---- blame of values and shares

    @beat(
        "Backward. With softmax and cross-entropy, the blame is <delta> guess minus truth, over the number of words.",
        "The last layer carries it back to the <g> mixtures, word by word.",
        title="The blame comes back",
    )
    def delta(self):
        (f,) = self.work(formulas.delta(self.t))
        self.drop(1)
        self.at("delta")
        self.show(f, run_time=0.4)
        self.blame = self.guesses.blamed(self.t.delta[OUT][ME])
        self.swap([m for row in self.guesses.rows for m in row[1:]], self.blame)
        self.at("g")
        g = self.column(1, by("C"), self.t.dL_da[L])
        self.clear_away(f, run_time=0.2)
        self.play(LaggedStart(*(FadeIn(row, shift=0.4 * LEFT) for row in reversed(g.rows)), lag_ratio=0.3), FadeIn(g.head), run_time=1.2)

    @beat(
        "Values first. <col> Three words looked at Mary. Each sends its <times> blame back, times its share.",
        "Added up, that is the slope of <sum> her value. So here, A is <flip> transposed.",
        pause=HOLD,
    )
    def value(self):
        grid, g = self.grid, self.columns[1]
        self.clear_away(self.guesses.rows, *self.blame)
        (f,) = self.work(formulas.to_value(self.t, self.tall), size=ROWS)
        self.show(*grid.filled(self.t.A[L]), run_time=0.5)
        self.at("col")
        self.light(*grid.column(FIRST))
        self.show(f["s"], f["eq"], f.rest, run_time=0.3)
        self.at("times")
        for k in ALL:
            self.play(lit(grid.cells[k, FIRST]), lit(g.rows[k]), FadeIn(f[f"w{k}"], f[f"u{k}"], f[f"v{k}"]), run_time=0.7)
        self.at("sum")
        back = self.land(f, 0, by("V"), self.t.dL_dV[L], FIRST)
        self.at("flip")
        self.show(*self.work(formulas.backward()["dv"]), *back.rows[1:], run_time=0.5)

    @beat(
        "Then the shares. Looking a little <more> more at Mary would move the mixture along her value.",
        "So the slope is <dot> blame times value, added, <cell> under the share.",
        "The <rest> other two, likewise.",
    )
    def weight(self):
        grid, g, v = self.grid, self.columns[1].rows[ME], self.columns[2].rows
        self.drop(0)
        letters, numbers = self.work(*formulas.to_share(self.t))
        self.at("more")
        self.play(FadeIn(letters["s"], letters["eq"]), lit(grid.cells[ME, FIRST]), run_time=0.7)
        self.at("dot")
        self.play(FadeIn(letters["g"], letters["v"], letters.rest), lit(g), lit(v[FIRST]), run_time=0.7)
        self.show(numbers["eq"], numbers.rest, run_time=0.2)
        self.fly(*entries(g, numbers, "g"), *entries(v[FIRST], numbers, "v"), run_time=0.7)
        self.at("cell")
        self.show(numbers["result"], run_time=0.3)
        self.felt = grid.felt(ME, self.t.dL_dA[L][ME])
        self.play(*grid.lift(ME), run_time=0.4)
        self.fly((numbers["result"], self.felt[FIRST]), run_time=0.6)
        self.at("rest")
        for s in ALL[1:]:
            self.play(lit(v[s]), FadeIn(self.felt[s]), run_time=0.5)

    # ---- through the softmax

    @beat(
        "All three slopes are positive: more share, more loss. Can we turn <all> all three down?",
        pause=3.0, title="Through the softmax",
    )  # fmt: skip
    def asked_all(self):
        self.clear_away(*self.working)
        self.at("all")
        self.light(*self.felt)

    @beat(
        "No. They are shares of one. <push> Push one score up: its share grows, and the others must shrink.",
        "Every score moves <all> all the shares.",
    )
    def pushed(self):
        self.drop(1, 2)
        self.clear_away(self.table, *self.grid.standing, *self.felt)
        self.strip = ShareStrip(SAID, self.t.scores[L][ME], self.stage.wide)
        self.show(self.strip, run_time=0.6)
        self.at("push")
        self.play(self.strip.push(FIRST, 5.0))
        self.at("all")
        self.light(*self.strip.parts)

    @beat(
        "The slopes make a <table> table, the Jacobian of softmax.",
        "Down the <diag> diagonal: a share, times one minus itself. <off> Elsewhere: minus one share times the other.",
        "Every <zero> row adds up to zero.",
        pause=HOLD,
    )
    def jacobian(self):
        self.clear_away(self.strip)
        same, other = self.work(*formulas.slopes(self.t))
        self.slopes = j = JacobianRow(self.t, self.rooms.whole, self.stage.is_narrow)
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

    @beat(
        "The score of Mary moved three shares, so it collects from <row> all three: slope times blame, added.",
        "<result> That is one row of the table. The <rest> others, likewise.",
        pause=HOLD,
    )
    def collected(self):
        j = self.slopes
        self.show(j.g, j.heads["g"], run_time=0.5)
        (f,) = self.work(formulas.collected(self.t, self.tall))
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

    @beat(
        "In letters: <law> a share, times its blame minus the <mean> average blame, weighted by share.",
        line(
            case=facts.blamed,
            first="Mary is blamed <over> above the average: that score should fall. Eats and hot lie <under> below: theirs should rise.",
            others="Eats and hot are blamed <over> above the average: their scores should fall. Mary lies <under> below: hers should rise.",
            some="A score that is blamed <over> above the average should fall. One that lies <under> below should rise.",
        ),
        pause=HOLD,
    )
    def above(self):
        self.clear_away(self.slopes)
        letters, numbers = self.work(*formulas.above(self.t))
        self.bars = b = BlameBars(SAID, self.t.dL_dA[L][ME], facts.average_blame(self.t), self.rooms.whole)
        self.show(b.floor, b.words, run_time=0.2)
        self.play(*(GrowFromEdge(bar, DOWN) for bar in b.bars), FadeIn(b.nums), run_time=0.5)
        self.at("law")
        self.show(letters, run_time=0.5)
        self.at("mean")
        self.play(Create(b.line), FadeIn(b.level[1]), lit(letters["m"]), run_time=0.7)
        self.at("over")
        over = facts.over(self.t)
        self.play(FadeIn(numbers), *(lit(b.bars[s]) for s in over), run_time=0.7)
        self.show(*(b.arrows[s] for s in over), run_time=0.3)
        self.at("under")
        self.show(*(arrow for s, arrow in enumerate(b.arrows) if s not in over), run_time=0.5)

    @beat("The first row again. What slope does its <score> score get?", pause=3.0)
    def asked_first(self):
        self.clear_away(self.bars, self.bars.level, self.bars.arrows, *self.working)
        self.strip = ShareStrip(SAID[:1], self.t.scores[L][0], self.rooms.table)
        self.show(self.strip, *self.grid.filled(self.t.A[L]), run_time=0.6)
        self.at("score")
        self.light(self.grid.cells[0, 0], self.grid.nums[0, 0])

    @beat(
        "Zero. <push> Push the score: its share stays one. The slope is one, times <z> one minus one.",
        "Where nothing <rest> competes, the score has no slope: only the value learns. Where a cell is <hidden> hidden, neither does.",
    )
    def zero(self):
        grid, dS = self.grid, self.t.dL_dscores[L]
        (f,) = self.work(formulas.alone(self.t))
        self.at("push")
        self.play(self.strip.push(0, 3.0))
        self.at("z")
        self.show(f, run_time=0.4)
        leaving = [*grid.nums.values(), *grid.bars.values(), grid.corner]
        self.swap(leaving, [grid.called(by("S"), theme().backward), grid.write(0, 0, dS[0][0])])
        self.at("rest")
        rest = [grid.write(k, s, dS[k][s]) for k in ALL[1:] for s in range(k + 1)]
        self.play(LaggedStart(*map(FadeIn, rest), lag_ratio=0.2), run_time=1.2)
        self.at("hidden")
        self.light(*grid.closed)

    # ---- to the queries and the keys

    @beat(
        "A score was query times key. The query of hot collects each <key> key, times the blame of that score, "
        "over the <root> root.",
        "In matrices: <mat> blame, times K.",
        pause=HOLD, title="To the queries and the keys",
    )  # fmt: skip
    def query(self):
        t = self.t
        self.clear_away(self.strip)
        self.show(self.table, run_time=0.3)
        keys = self.column(1, "K", t.K[L])
        f = self.tell_sum(formulas.to_query(t, self.tall), "key", keys, [(ME, s) for s in ALL])
        self.at("root")
        back = self.land(f, 2, by("Q"), t.dL_dQ[L], ME)
        self.at("mat")
        self.show(*self.work(formulas.backward()["dq"]), *(row for k, row in enumerate(back.rows) if k != ME), run_time=0.5)

    @beat(
        "The key of Mary? Down its <col> column, each word sends its <query> query, times its blame.",
        "So here the table is <mat> transposed.",
    )
    def key(self):
        t = self.t
        self.drop(1, 2)
        self.at("col")
        self.light(*self.grid.column(FIRST))
        queries = self.column(1, "Q", t.Q[L])
        f = self.tell_sum(formulas.to_key(t, self.tall), "query", queries, [(k, FIRST) for k in ALL])
        back = self.land(f, 2, by("K"), t.dL_dK[L], FIRST)
        self.at("mat")
        self.show(*self.work(formulas.backward()["dk"]), *(row for k, row in enumerate(back.rows) if k != FIRST), run_time=0.5)

    @beat(
        "The rest you know. <q> Query, <k> key and <v> value each came from a matrix, <weights> which gets its slope as in any layer.",
        "At the word itself, the three ways back <add> simply add up.",
    )
    def weights(self):
        t = self.t
        self.clear_away(*self.working, *self.grid.standing)
        self.drop(1, 2)
        laws = self.work(*formulas.to_weights(), aligned=False)
        for slot, (mark, name, back) in enumerate((("q", "Q", t.dL_dQ[L]), ("k", "K", t.dL_dK[L]), ("v", "V", t.dL_dV[L]))):
            self.at(mark)
            self.show(self.column(slot, by(name), back), run_time=0.4)
        self.at("weights")
        self.play(LaggedStart(*map(FadeIn, laws), lag_ratio=0.4), run_time=1.2)
        self.at("add")
        self.roads = self.rooms.grid.hold(Formula(formulas.roads()))
        self.show(self.roads, run_time=0.4)
        ways = [self.columns.pop(slot) for slot in range(3)]
        added = self.column(1, by("X"), t.dL_da_in[L])
        self.play(*(way.animate.move_to(ways[1]).set_opacity(0) for way in ways), run_time=0.9)
        self.remove(*ways)
        self.show(added, run_time=0.4)

    # ---- the whole head

    @beat(
        "The whole head. Forward: <s> scores, <a> shares, <c> mixture.",
        "Backward: blame to the <dv> values, to the <da> shares, through the <ds> softmax, to <dq> queries and <dk> keys.",
        title="The whole head",
    )
    def wall(self):
        self.drop(1)
        self.clear_away(self.table, self.roads, *self.working)
        self.laws = Wall(self.stage)
        self.show(*self.laws.heads, run_time=0.3)
        for mark, law in self.laws.lines.items():
            self.at(mark)
            self.show(law, run_time=0.4)

    @beat(
        line(
            case=facts.later_look,
            leads="After {steps} steps, hot takes {late:2} from <look> Mary, the most: "
            "<fall> the name tells soup from chips.",
            hardly="After {steps} steps, hot hardly looks at <look> Mary: that score <fall> did fall.",
            less="After {steps} steps, hot looks less at <look> Mary: that score <fall> did fall.",
            more="After {steps} steps, hot looks more at <look> Mary: the values changed too, and so did <fall> the blame.",
        ),
        line(
            case=facts.later_guess,
            grown="Its guess for soup grew to <p> {right:3}.",
            not_grown="And its guess for soup is no better: <p> {right:3}.",
        ),
        steps=facts.steps, right=facts.learned_guess, late=facts.learned_share,
    )  # fmt: skip
    def learned(self):
        t, late, grid = self.t, self.t.of(step=-1), self.grid
        self.clear_away(self.laws)
        self.show(self.table, *grid.filled(t.A[L]), run_time=0.6)
        most = max(late.a[OUT][ME].array)
        self.guesses, grown = (GuessBars(read.a[OUT][ME], self.rooms.board, most) for read in (t, late))
        self.show(self.guesses.rows, self.column(1, "V", late.V[L]), self.column(2, "C", late.context[L]), run_time=0.4)
        self.at("look")
        self.swap([*grid.nums.values(), *grid.bars.values()], grid.shares(late.A[L]))
        self.at("fall")
        self.light(grid.cells[ME, FIRST])
        self.at("p")
        right = grown.rows[facts.right(t)]
        self.swap([m for row in self.guesses.rows for m in row[1:]], [*(row[1] for row in grown.rows), right[2]])
        self.light(right[2], run_time=0.5)

    @beat(
        "Attention is a weighted <sum> sum that chooses its own weights.",
        "Blame goes back on two roads: <v> through what was said, and <a> through who was listened to.",
    )
    def harvest(self):
        self.at("sum")
        self.light(*self.columns[2].rows, run_time=1.0)
        self.at("v")
        self.light(*self.columns[1].rows, run_time=1.0)
        self.at("a")
        self.light(*self.grid.cells.values(), run_time=1.0)

    # ---- gestures

    @property
    def tall(self) -> bool:
        """Whether the frame is higher than wide, so that long sums take two lines."""
        return self.stage.height > self.stage.width

    def column(self, slot: int, name: str, numbers: Numbers) -> TokenColumn:
        """A column for this slot of the table, not yet shown; what stood there is to have left."""
        self.columns[slot] = self.table.column(slot, name, numbers)
        return self.columns[slot]

    def drop(self, *slots: int) -> None:
        """Columns leave."""
        self.clear_away(*(self.columns.pop(slot) for slot in slots if slot in self.columns), run_time=0.3)

    def work(self, *lines: Equation, size: float = BODY, aligned: bool = True) -> list[Formula]:
        """What the board held leaves; these lines stand there, not yet shown, as large as fits."""
        self.clear_away(*self.working, run_time=0.2)
        drawn = [Formula(line, size) for line in lines]
        self.working = list(drawn)
        way, buff = (DOWN, 0.3) if self.stage.is_narrow else (RIGHT, 1.0)
        self.rooms.board.hold(align_equals(*drawn, buff=0.2) if aligned else VGroup(*drawn).arrange(way, buff=buff))
        return drawn

    def tell_sum(self, line: Equation, mark: str, rows: TokenColumn, cells: list[tuple[int, int]]) -> Formula:
        """A sum of rows, each times its cell of the grid, term by term from a mark on."""
        (f,) = self.work(line, size=ROWS)
        self.show(rows, f["s"], f["eq"], f.rest, f["d"], run_time=0.4)
        self.at(mark)
        for k, cell in enumerate(cells):
            self.play(lit(self.grid.cells[cell]), lit(rows.rows[k]), FadeIn(f[f"w{k}"], f[f"u{k}"], f[f"v{k}"]), run_time=0.7)
        return f

    def land(self, f: Formula, slot: int, name: str, numbers: Numbers, word: int) -> TokenColumn:
        """The result of a sum of rows flies to its word's row in a new column."""
        back = self.column(slot, name, numbers)
        self.show(f["r0"], f["r1"], back.head, run_time=0.3)
        self.fly(*zip((f["r0"], f["r1"]), back.rows[word], strict=True), run_time=0.7)
        return back

    def grow(self, t: int, *columns: int) -> None:
        """The shares of a row, one cell after the other."""
        for s in columns:
            self.play(*self.grid.grow(t, s, self.t.A[L][t][s]), run_time=0.5)

    def swap(self, leaving: list[Mobject], coming: list[Mobject], run_time: float = 0.6) -> None:
        """Some things leave, others come."""
        self.play(*map(FadeOut, leaving), run_time=run_time / 2)
        self.play(*map(FadeIn, coming), run_time=run_time / 2)
