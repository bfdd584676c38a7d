"""Language: one attention head; who looks at whom, and how one wrong guess is blamed on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from manim import DOWN, LEFT, RIGHT, Create, FadeIn, FadeOut, LaggedStart, Line, Mobject, ShowPassingFlash, VGroup, linear

from engine.reading import Numbers, Reading
from scenes.beat import beat, line
from scenes.carry import ARC
from scenes.chapter import Chapter
from scenes.films.attention import boards, facts, formulas, guess_bars, read
from scenes.films.attention.blame_bars import BlameBars
from scenes.films.attention.exp_bars import ExpBars
from scenes.films.attention.facts import FIRST, head, me, seen, tokens
from scenes.films.attention.formulas import beside
from scenes.films.attention.guess_bars import GuessBars
from scenes.films.attention.jacobian_row import JacobianRow, jacobian_row
from scenes.films.attention.large_model import Counts, LargeModel
from scenes.films.attention.look_grid import LookGrid
from scenes.films.attention.opening import Opening
from scenes.films.attention.projection import Projection
from scenes.films.attention.share_strip import ShareStrip
from scenes.films.attention.token_table import TokenColumn, TokenTable, entries
from scenes.films.attention.wall import Half
from scenes.kit.maths.matrix import MatrixView
from scenes.kit.network.comets import comet, landing
from scenes.kit.place.light import lit
from scenes.kit.place.shots import Thing, fit, inside, room_of
from scenes.kit.place.stage import Region
from scenes.kit.place.title import Title
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula

Make = Callable[[Region], VGroup]


class AttentionHead(Chapter):
    """me   the token that is followed      all   every token      labels   what stands on their cards
    table, grid   the tokens with their rows of numbers, and who looks at whom
    board, side   what is worked out in the wide room, and what stands in the place of table or grid; the next thought clears them
    """

    title = "Language: one attention head"
    promise = "Follow a gradient through softmax(QKᵀ/√d)V, to the queries, the keys and the values."
    lesson: ClassVar[str] = "attention"
    knows = frozenset(
        {"embedding", "attention", "multi_head_attention", "token_dense", "next_token", "residual", "layer_norm", "flatten",
         "mean_pool", "max_pool", "activation", "dropout", "rnn", "lstm", "gru", "shape"}
    )  # fmt: skip
    sources = (
        "Vaswani et al., Attention Is All You Need (2017), equation 1.",
        "Brown et al., Language Models are Few-Shot Learners (2020), table 2.1.",
    )
    me: int
    all: Sequence[int]
    labels: list
    table: TokenTable
    grid: LookGrid
    board: Mobject
    side: Mobject
    open: Opening
    heading: Title
    guesses: GuessBars
    blame: VGroup
    slopes: JacobianRow
    walls: list

    @classmethod
    def unfit(cls, t: Reading) -> str | None:
        return {
            "fits": None,
            "headless": "it is told on a network with an attention head, and here there is none",
            "crowd": f"it has room for two to {facts.MOST} tokens that look at each other",
            "blameless": "it follows the blame through the shares of a head, and here none comes back to them",
        }[facts.misfit(t)]

    # ---- tokens, and the rows they make

    @beat(
        line(
            case=facts.opening,
            ends="In one sentence, <one> Mary eats hot soup. Elsewhere, <two> Tom eats hot chips. <same> Hot is the same word. "
            "How can a network know <what> what comes next?",
            own="Here a network reads <one> {count:words} tokens. Each is a row <two> of numbers, "
            "and a row knows <same> nothing of the others. How does a token find out <what> what stands around it?",
        ),
        pause=3.0, count=facts.count,
    )  # fmt: skip
    def opened(self):
        self.me, self.all, self.labels = me(self.t), tokens(self.t), [read.label(self.t, k) for k in tokens(self.t)]
        made = self.compose("TITLED", picture=lambda room: Opening(self.t, room), title=lambda room: Title(self.title, room))
        self.open, self.heading = made["picture"], made["title"]
        self.play(_comes_in(self.open.rows[0]), run_time=1.2)
        self.at("one")
        self.play(LaggedStart(*map(lit, self.open.rows[0]), lag_ratio=0.3), run_time=1.2)
        self.at("two")
        self.play(_comes_in(self.open.rows[1] if self.open.ends else self.open.numbers), run_time=1.2)
        self.at("same")
        self.light(*(row[self.me] for row in self.open.rows), run_time=1.2)
        self.at("what")
        self.play(*self.open.asked(), run_time=0.8)

    @beat(
        "By <head> attention, the <heart> heart of a Transformer: <look> tokens look at others.",
        "Here you follow one wrong answer <back> back through it.",
    )
    def promised(self):
        self.at("head")
        self.play(self.heading.comes())
        self.at("heart")
        self.light(*self.open.cards)
        self.at("look")
        self.play(LaggedStart(*map(Create, self.open.looks), lag_ratio=0.4), run_time=1.4)
        self.at("back")
        flashes = (ShowPassingFlash(_hued(arrow), time_width=0.6, rate_func=linear) for arrow in self.open.looks)
        self.play(LaggedStart(*flashes, lag_ratio=0.4), run_time=1.6)

    @beat(
        "To the network, a token is just <row> a row of numbers.",
        line("From the row of {name} <alone> alone, the guess would be the same in <both> both sentences.", when=facts.is_ours),
        "So rows are <mixed> mixed: a table says who <look> looks at whom, <much> and how much.",
        name=facts.name,
    )
    def vectors(self):
        self.lay_out()
        self.at("row")
        self.come("X", "X", head(self.t, "a_in"))
        if facts.is_ours(self.t):
            self.at("alone")
            self.light(self.table.cards[self.me], self.table.columns["X"].rows[self.me])
            self.at("both")
            self.light(self.table.columns["X"].rows[self.me])
        self.at("mixed")
        self.light(*self.table.columns["X"].rows)
        self.at("look")
        self.play(LaggedStart(*map(lit, self.grid.cells.values()), lag_ratio=0.1), run_time=0.9, lit=True)
        self.at("much")
        self.light(*self.grid.row(self.me))

    @beat(
        "From it, three trained <weights> matrices make three more.",
        "A <q> query: what it looks for. A <k> key: what it is. A <v> value: what it hands over.",
        line("That is <one> one head. Here there are {heads:words}, with matrices of their own. We follow the first.",
             when=facts.has_several_heads),
        heads=facts.heads, title="Query, key and value",
    )  # fmt: skip
    def three(self):
        t = self.t
        names = ["X", "Q", "K", "V"][self.stage.is_narrow :]
        gone = [*self.table.plan(names), self.grid]
        law = self.set("WALL" if self.stage.shape == "9:16" else "LEDGER", Projection, gone, table=self.table)
        self.at("weights")
        self.show(law.names, law.W, law.equals, law.x.brackets, law.q.brackets, run_time=0.4)
        x = self.table.columns.get("X")
        self.fly(*self.same(x, law.x), run_time=0.5, arc=ARC) if x else self.show(law.x.body, run_time=0.5)
        law.x.add(law.x.body)
        self.add(law.x)
        self.play(*law.q.fill_all(), run_time=0.2)
        self.at("q")
        q = self.table.column("Q", "Q", head(t, "Q"))
        self.fly(*((cell, num) for num, cell in self.same(q, law.q)), run_time=0.5, arc=ARC)
        self.show(q.head, *q.rest(self.me), run_time=0.4)
        self.table.keep("Q")
        for mark, name in (("k", "K"), ("v", "V")):
            self.at(mark)
            self.come(name, name, head(t, name))
        if facts.has_several_heads(t):
            self.at("one")
            self.light(law.names)

    # ---- scores and shares

    @beat(
        "Follow {name}: how well does its <q> query fit the key of <k> {first}? Multiply entry by entry, add, "
        "and divide by the <root> root of the length: the <s> score. The <rest> others, likewise.",
        name=facts.name, first=facts.first,
    )  # fmt: skip
    def score(self):
        t, grid = self.t, self.grid
        letters, numbers = self.paired(["Q", "K"], boards.chain(*formulas.score(t)))
        q, k = self.table.columns["Q"], self.table.columns["K"]
        self.show(grid, run_time=0.4)
        self.at("q")
        self.play(FadeIn(letters["s"], letters["eq"], letters["q"]), lit(q.rows[self.me]), run_time=0.7)
        self.at("k")
        self.play(FadeIn(letters["k"], letters.rest[0]), lit(k.rows[FIRST]), run_time=0.7)
        self.show(numbers["eq"], run_time=0.2)
        self.fly(*entries(q.rows[self.me], q.which, numbers, "q"), *entries(k.rows[FIRST], k.which, numbers, "k"), arc=ARC)
        self.at("root")
        self.show(letters["d"], letters.rest[1:], numbers.rest, numbers["d"], run_time=0.5)
        self.at("s")
        nums = grid.write([(self.me, s) for s in seen(t, self.me)], head(t, "scores"))
        self.show(numbers["result"], grid.called("S", theme().forward), run_time=0.3)
        self.fly((numbers["result"], nums[FIRST]), run_time=0.6, arc=ARC)
        self.at("rest")
        self.land_row([k.rows[s] for s in seen(t, self.me)][1:], nums[1:], theme().forward)

    @beat(
        "In matrices, <all> that is Q times K <root> transposed.",
        line("But no token may <peek> peek at what comes later: <mask> those are hidden.", when=facts.is_causal),
    )
    def mask(self):
        t, grid = self.t, self.grid
        held = [(k, s) for k in self.all for s in self.all if k != self.me or s not in seen(t, k)]
        nums = grid.write(held, head(t, "scores"))
        self.at("all")
        law = self.reboard(boards.stack(formulas.forward()["s"]))
        self.play(FadeIn(law), LaggedStart(*(FadeIn(num, shift=0.5 * RIGHT) for num in nums), lag_ratio=0.15), run_time=0.8)
        self.at("root")
        self.light(*law)
        if not facts.is_causal(t):
            grid.keep()
            self.add(grid)
            return
        later = [grid.nums.pop(cell) for cell in list(grid.nums) if cell not in grid.open]
        grid.keep()
        self.add(grid, *later)
        self.at("peek")
        self.light(*later)
        self.at("mask")
        self.play(*map(FadeOut, later), *map(Create, grid.closed.values()), run_time=0.8)
        grid.close()
        self.add(grid)

    @beat(
        "Now softmax. <exp> Take e to the power of each score: <power> that makes them positive.",
        "<push> Push them together into one bar, of length one. <cut> Cut it into shares.",
        "From {first}, {name} takes <share> {share:2}.",
        name=facts.name, first=facts.first, share=facts.share, title="Shares of one",
    )  # fmt: skip
    def softmax(self):
        t, grid = self.t, self.grid
        names, row = [read.index(t, s) for s in seen(t, self.me)], [grid.nums[self.me, s] for s in seen(t, self.me)]
        bars = self.aside(lambda room: ExpBars(names, read.row(t, "scores"), read.row(t, "A"), room), boards.chain(*formulas.share(t)))
        letters, numbers = self.board
        self.at("exp")
        self.show(bars.floor, bars.scores, letters, run_time=0.4)
        self.play(bars.rise(0.7), *map(lit, row), run_time=0.7)
        self.at("power")
        self.play(bars.become("powers", 1.0), FadeOut(bars.floor), FadeOut(bars.scores), FadeIn(bars.powers), run_time=1.0)
        self.at("push")
        self.show(
            numbers["eq"], *(part for name, part in numbers.parts.items() if name not in ("result", "eq")), numbers.rest, run_time=0.4
        )
        self.play(bars.become("whole", 1.4), FadeOut(bars.powers), run_time=1.4)
        self.show(brace := bars.brace(), run_time=0.3)
        self.at("cut")
        self.play(bars.become("cut", 0.5), FadeOut(brace), FadeOut(VGroup(*grid.emptied())), FadeIn(bars.shares), run_time=0.5)
        bars.add(bars.shares)  # they leave with the bars
        shares = grid.shares(head(t, "A"), [(self.me, s) for s in seen(t, self.me)])
        self.fly(*((bar, share[1]) for bar, share in zip(bars.bars, shares, strict=True)), run_time=0.8, arc=ARC)
        self.show(grid.called("A", theme().forward), *(share[0] for share in shares), run_time=0.3)
        self.at("share")
        self.show(numbers["result"], run_time=0.3)
        self.keep_grid()

    @beat(
        line(
            case=facts.rows_left,
            lone="The <only> first row has one open cell: its share is <one> one.",
            more="The <only> first row has one open cell: its share is <one> one. The <rest> other rows are cut likewise.",
            open="<only> The rest of the table is <one> cut likewise.",
        ),
    )
    def one(self):
        grid, A = self.grid, head(self.t, "A")
        rows = [k for k in self.all if k != self.me]
        parts = {"lone": (rows,), "more": (rows[:1], rows[1:]), "open": (rows,)}[facts.rows_left(self.t)]
        self.at("only")
        self.light(*grid.row(0), run_time=0.6)
        for mark, which in zip(("one", "rest"), parts, strict=False):
            cells = [(k, s) for k in which for s in seen(self.t, k)]
            shares = grid.shares(A, cells)
            self.at(mark)
            moves = ((self.side.bars[s % len(self.side.bars)], share[1]) for (_, s), share in zip(sorted(cells), shares, strict=True))
            self.fly(*moves, run_time=0.5, arc=ARC)
            self.play(*(FadeIn(share[0]) for share in shares), run_time=0.3)
        self.keep_grid()

    @beat(
        "Now {name} takes in the others: each <v> value, times its share in this row, and <sum> added up.",
        "In matrices, <mat> A times V.",
        name=facts.name,
    )
    def context(self):
        t = self.t
        gone = self.table.plan(["V", "C"])
        self.table.lay(room_of(self.stage, self.pair))
        v = self.table.columns.get("V") or self.table.column("V", "V", head(t, "V"))
        self.table.keep("V")
        (f,) = self.paired(["V", "C"], boards.stack(formulas.context(t)), gone)
        self.show(self.table, f["s"], f["eq"], f.rest, run_time=0.5)
        self.tell_sum(f, "v", v.rows, [(self.me, s) for s in seen(t, self.me)])
        self.at("sum")
        c = self.land(f, "C", "C", head(t, "context"), self.me)
        self.at("mat")
        self.swap_law(formulas.forward()["c"], c, self.me)

    @beat(
        "The other heads mix in their own way. <join> Their mixtures are joined, and multiplied by one more matrix.",
        when=facts.has_several_heads,
    )
    def joined(self):
        self.at("join")
        law = self.reboard(boards.stack(formulas.joined(self.t)))
        self.play(FadeIn(law), lit(self.table.columns["C"].rows), run_time=0.8)

    @beat(
        line(
            case=facts.ending,
            direct="Each token makes a <mix> guess at the next.",
            later="More layers follow. Then each token makes a <mix> guess at the next.",
            other="The layers that follow make <mix> the network's answer of it.",
        ),
        line(
            case=facts.right_is_named,
            named="What is right, {word}, gets <p> {right:2}. The loss is minus the <log> logarithm of that, "
            "<mean> averaged over the tokens.",
            unnamed="What is right gets <p> {right:2}. The loss is minus the <log> logarithm of that, <mean> averaged over the tokens.",
            other="How wrong that is, the loss says: <p> {loss}. <log> It comes to <mean> {t.L:3}.",
        ),
        word=facts.right_name, right=facts.right_guess, loss=facts.loss,
    )  # fmt: skip
    def guess(self):
        t, gone = self.t, [*self.table.plan(["C"]), self.grid]
        if not facts.guesses(t):
            (f,) = self.set("LEDGER", boards.stack(formulas.loss_alone(t)), gone, table=self.table)
            self.at("mix")
            self.light(*self.table.columns["C"].rows)
            for mark, part in (("p", f["s"]), ("log", f["eq"]), ("mean", f["result"])):
                self.at(mark)
                self.show(part, run_time=0.5)
            return
        a, which = t.a[t.D][self.me], guess_bars.drawn(t.a[t.D][self.me], facts.right(t, self.me))
        bars = lambda room: GuessBars(t, a, which, room, max(a.array))  # noqa: E731
        made = self.compose("PAIR", table=self.table, side=bars, board=boards.stack(*formulas.loss(t)), gone=[*gone, self.board])
        self.guesses, self.board = made["side"], made["board"]
        self.at("mix")
        lines = self.ways(self.table.columns["C"].rows[self.me], [row[0] for row in self.guesses.rows])
        self.play(landing([comet(way, theme().forward, t.D) for way in lines], *map(FadeIn, self.guesses.rows)), run_time=1.2)
        letters, f = self.board
        self.at("p")
        self.show(letters["s"], run_time=0.3)
        self.light(self.guesses.rows[which.index(facts.right(t, self.me))])
        self.at("log")
        self.show(*(part for name, part in letters.parts.items() if name != "s"), letters.rest, run_time=0.6)
        self.at("mean")
        self.show(*f.parts.values(), f.rest, run_time=0.6)

    # ---- blame of values and shares

    @beat(
        line(
            case=facts.guesses,
            yes="Now <back> backward. The blame is <delta> guess minus truth, over the <over> number of tokens.",
            no="Now <back> backward, from the <delta> loss.",
        ),
        "It <g> comes back to the mixtures.",
        title="The blame comes back",
    )
    def delta(self):
        t, guesses = self.t, facts.guesses(self.t)
        self.at("back")
        if guesses:
            ways = [Line(self.board.get_top(), row[1].get_right()) for row in self.guesses.rows]
            self.play(*(comet(way, theme().backward, t.D + 1) for way in ways), run_time=0.9)
            self.at("delta")
            self.blame_outputs()
            self.at("over")
        else:
            self.light(self.board)
            self.at("delta")
        self.light(self.board)
        self.at("g")
        gone = self.table.plan(["dC"])
        self.play(*map(FadeOut, gone), self.table.settle(self.table_room("PAIR" if guesses else "LEDGER")), run_time=0.4)
        column = self.table.column("dC", beside("C"), head(t, "dL_da"))
        sources = [row[0] for row in self.blame[:-1]] if guesses else [self.board]
        ways = self.ways(column.rows[self.me], sources)
        flashes = [comet(way, theme().backward, t.D, back=True) for way in ways]
        self.play(landing(flashes, FadeIn(column.head, column.rows[self.me])), run_time=0.8)
        self.play(*(FadeIn(row, shift=0.5 * LEFT) for row in column.rest(self.me)), run_time=0.4)
        self.table.keep("dC")

    @beat(
        "First the values. <col> {looking:Words} tokens looked at {first}. Each sends its <times> blame back, times its share, "
        "and these are <sum> added up. So here, A is <flip> transposed.",
        looking=facts.looking, first=facts.first,
    )  # fmt: skip
    def value(self):
        t, grid = self.t, self.grid
        gone = [self.guesses.rows, self.blame] if facts.guesses(t) else []
        (f,) = self.paired(["dC", "dV"], boards.stack(formulas.to_value(t)), gone)
        self.show(grid, f["s"], f["eq"], f.rest, run_time=0.5)
        self.at("col")
        self.light(*grid.column(FIRST), run_time=0.7)
        self.tell_sum(f, "times", self.table.columns["dC"].rows, [(k, FIRST) for k in self.all])
        self.at("sum")
        back = self.land(f, "dV", beside("V"), head(t, "dL_dV"), FIRST)
        self.at("flip")
        self.swap_law(formulas.backward()["dv"], back, FIRST)

    @beat(
        "Then the shares. A little <more> more from {first} moves the mixture <along> along its value.",
        "So the slope is <dot> blame times value, and this is <cell> added up. The <rest> others, likewise.",
        first=facts.first,
    )
    def weight(self):
        t, grid = self.t, self.grid
        letters, numbers = self.paired(["dC", "V"], boards.stack(*formulas.to_share(t)))
        g, v = self.table.columns["dC"], self.come("V", "V", head(t, "V"), 0.5)
        felt = grid.feel(self.me, head(t, "dL_dA")[self.me])
        self.at("more")
        self.play(FadeIn(letters["s"], letters["eq"]), lit(grid.cells[self.me, FIRST]), run_time=0.7)
        self.at("along")
        self.light(v.rows[FIRST])
        self.at("dot")
        self.play(FadeIn(letters["g"], letters["v"], letters.rest), lit(g.rows[self.me]), lit(v.rows[FIRST]), run_time=0.7)
        self.show(numbers["eq"], numbers.rest, run_time=0.2)
        self.fly(*entries(g.rows[self.me], g.which, numbers, "g"), *entries(v.rows[FIRST], v.which, numbers, "v"), run_time=0.5, arc=ARC)
        self.at("cell")
        self.play(FadeIn(numbers["result"]), *grid.made_room(), run_time=0.3)
        self.fly((numbers["result"], felt[FIRST]), run_time=0.5, arc=ARC)
        self.at("rest")
        self.land_row([v.rows[s] for s in seen(t, self.me)][1:], felt[1:], theme().backward)
        self.keep_grid()

    # ---- through the softmax

    @beat(
        line(
            case=facts.signs,
            up="All these slopes are <signs> positive: more share, more loss. Can we turn <all> all of them down?",
            down="All these slopes are <signs> negative: more share, less loss. Can we turn <all> all of them up?",
            mixed="Blame comes back to each of these <signs> shares. Can we turn <all> one of them up or down, and leave the others alone?",
        ),
        pause=4.0, title="Through the softmax",
    )  # fmt: skip
    def asked_all(self):
        self.at("signs")
        self.light(*self.grid.felt.values())
        self.at("all")
        self.light(*self.grid.felt.values(), run_time=1.5)

    @beat(
        "No. They are shares of one. <push> Push one score up: its share grows, and the others shrink.",
        "Every score moves <all> all the shares.",
    )
    def pushed(self):
        t, row = self.t, seen(self.t, self.me)
        names, words = [read.index(t, s) for s in row], [self.labels[s] for s in row]
        gone = [self.table, self.grid, self.board]
        self.side = self.compose(side=lambda room: ShareStrip(words, names, read.row(t, "scores"), room), gone=gone)["side"]
        self.show(self.side, run_time=0.5)
        self.at("push")
        self.play(self.side.push(FIRST, 4.4))
        self.at("all")
        self.light(*self.side.parts)

    @beat(
        "How shares move with scores makes a <table> table, the Jacobian.",
        "<diag> Diagonal: a share, times one minus itself. <off> Elsewhere: minus one share times the other.",
    )
    def jacobian(self):
        make = lambda room: jacobian_row(self.t, room)  # noqa: E731
        made = self.compose("LEDGER", side=make, board=boards.spread(*formulas.slopes(self.t)), gone=[self.side])
        self.slopes, self.board = j, (same, other) = made["side"], made["board"]
        self.show(j.a, j.heads["a"], j.words, run_time=0.5)
        self.at("table")
        self.show(j.J.brackets, j.heads["J"], run_time=0.4)
        self.at("diag")
        rows = j.J.drawn_rows
        self.play(FadeIn(same), lit(j.a.cells[0, 0]), run_time=0.5)
        self.fly(*((j.a.cells[k, 0], j.J.cells[k, k]) for k in rows), run_time=0.8, arc=ARC)
        self.at("off")
        self.play(FadeIn(other), lit(j.a.cells[rows[1], 0]), lit(j.a.cells[0, 0]), run_time=0.5)
        cells = [(r, c) for r in rows for c in rows if r != c]
        self.fly(*((j.a.cells[r, 0], j.J.cells[r, c]) for r, c in cells), run_time=0.9, arc=ARC)
        j.J.add(j.J.body)
        self.add(j.J)

    @beat(
        "The score of {first} moves each share, so it collects from <row> each: slope times blame.",
        "<result> That is one row of the table. The <rest> others, likewise.",
        first=facts.first,
    )
    def collected(self):
        j = self.slopes
        self.show(j.g, j.heads["g"], run_time=0.4)
        (f,) = self.reboard(boards.stack(formulas.collected(self.t)), "LEDGER")
        self.show(f["s"], f["eq"], f.rest, run_time=0.3)
        self.at("row")
        rows = j.J.drawn_rows
        for k in rows:
            if f"j{k}" in f.parts:
                self.fly((j.J.cells[FIRST, k], f[f"j{k}"]), (j.g.cells[k, 0], f[f"g{k}"]), run_time=0.45, arc=ARC)
        self.at("result")
        self.show(f["result"], j.ds.brackets, j.heads["ds"], j.equals, run_time=0.3)
        self.fly((f["result"], j.ds.cells[FIRST, 0]), run_time=0.7, arc=ARC)
        j.ds.add(j.ds.cells[FIRST, 0])
        self.at("rest")
        for k in rows[1:]:
            self.play(lit(j.J.row(k)), j.ds.fill(k, 0), run_time=0.6)

    @beat(
        "So it is <law> the share, times its blame minus the <mean> average.",
        line(
            case=facts.blamed,
            first="{first} lies <over> above the average: its score should fall. The others lie <under> below: theirs should rise.",
            others="The others lie <over> above the average: their scores should fall. {first} lies <under> below: its score should rise.",
            some="Where the blame lies <over> above the average, a score should fall. <under> Below it, a score should rise.",
        ),
        first=facts.first, title="Above the average",
    )  # fmt: skip
    def above(self):
        t, over = self.t, facts.over(self.t)
        words = [self.labels[s] for s in seen(t, self.me)]
        bars = lambda room: BlameBars(words, read.row(t, "dL_dA"), facts.average_blame(t), room)  # noqa: E731
        made = self.compose("LEDGER", side=bars, board=boards.spread(*formulas.above(t)), gone=[self.slopes, self.board])
        self.side, self.board = b, (letters, mean, numbers) = made["side"], made["board"]
        self.show(b.floor, b.words, run_time=0.2)
        self.at("law")
        self.play(
            FadeIn(letters), FadeIn(mean), LaggedStart(*(FadeIn(bar, shift=0.6 * RIGHT) for bar in b.bars), lag_ratio=0.2), run_time=0.9
        )
        self.show(*b.nums, run_time=0.3)
        self.at("mean")
        self.play(FadeIn(numbers), Create(b.line), FadeIn(b.level[1]), run_time=0.8)
        for mark, chosen in (("over", over), ("under", [s for s in range(len(words)) if s not in over])):
            self.at(mark)
            shown = [FadeIn(b.arrows[s], shift=0.8 * (DOWN if s in over else -DOWN)) for s in chosen]
            self.play(*shown, *(lit(b.bars[s]) for s in chosen), run_time=0.6) if chosen else self.light(b.line)

    @beat(
        "The first row has a single cell. What is the slope of its <score> score?",
        pause=4.0,
        when=facts.is_causal,
    )
    def asked_first(self):
        t, grid = self.t, self.grid
        strip = lambda room: ShareStrip(self.labels[:1], [read.index(t, 0)], [head(t, "scores")[0][0]], room)  # noqa: E731
        grid.emptied()
        grid.shares(head(t, "A"))
        grid.called("A", theme().forward)
        grid.lay(room_of(self.stage, self.pair, 1))
        self.keep_grid(shown=False)
        made = self.compose(self.pair, side=strip, grid=grid, board=boards.stack(formulas.alone(t)), gone=[self.side, self.board])
        self.side, self.board = made["side"], made["board"]
        (f,) = self.board
        self.show(self.side, grid, f["s"], f["eq"], run_time=0.6)
        self.at("score")
        self.light(grid.cells[0, 0], grid.nums[0, 0], self.side.scores, run_time=1.2)

    @beat(
        "Zero. <push> Push it: the share stays one. The slope is one, times <z> one minus one.",
        "With nobody to <rest> compete, a score learns nothing, nor does a <hidden> hidden cell.",
        when=facts.is_causal,
    )
    def zero(self):
        grid, (f,) = self.grid, self.board
        self.at("push")
        self.play(self.side.push(0, 3.0))
        self.at("z")
        self.show(*(part for name, part in f.parts.items() if name not in ("s", "eq")), f.rest, run_time=0.5)
        self.at("rest")
        self.light(grid.cells[0, 0], run_time=0.6)
        self.blame_in_grid()
        self.at("hidden")
        self.light(*grid.closed.values())

    # ---- to the queries and the keys

    @beat(
        "Now the query of {name}: it takes each <key> key, times the blame of that score, over the <root> root.",
        "In matrices: <mat> blame times K.",
        name=facts.name, title="To the queries and the keys",
    )  # fmt: skip
    def query(self):
        t, causal = self.t, facts.is_causal(self.t)
        gone = self.table.plan(["K", "dQ"])
        self.table.lay(room_of(self.stage, self.pair))
        self.table.column("K", "K", head(t, "K"))
        self.table.keep("K")
        if not causal:
            self.grid.emptied()
            self.grid.lay(room_of(self.stage, self.pair, 1))
        (f,) = self.paired(["K", "dQ"], boards.stack(formulas.to_query(t)), gone)
        self.show(self.table, f["s"], f["eq"], f.rest, f["d"], *([] if causal else [self.grid]), run_time=0.5)
        if not causal:
            self.blame_in_grid()
        self.tell_sum(f, "key", self.table.columns["K"].rows, [(self.me, s) for s in seen(t, self.me)])
        self.at("root")
        back = self.land(f, "dQ", beside("Q"), head(t, "dL_dQ"), self.me)
        self.at("mat")
        self.swap_law(formulas.backward()["dq"], back, self.me)

    @beat(
        "The key of {first}? Down its <col> column, each token sends its <query> query, times its blame: "
        "the table <mat> transposed, times Q.",
        first=facts.first,
    )
    def key(self):
        t = self.t
        (f,) = self.paired(["Q", "dK"], boards.stack(formulas.to_key(t)))
        q = self.come("Q", "Q", head(t, "Q"), 0.5)
        self.at("col")
        self.play(FadeIn(f["s"], f["eq"], f.rest, f["d"]), *map(lit, self.grid.column(FIRST)), run_time=0.7)
        looking = [k for k in self.all if FIRST in seen(t, k)]
        self.tell_sum(f, "query", q.rows, [(k, FIRST) for k in looking])
        back = self.land(f, "dK", beside("K"), head(t, "dL_dK"), FIRST)
        self.at("mat")
        self.swap_law(formulas.backward()["dk"], back, FIRST)

    @beat(
        "The rest you know. <q> Query, <k> key and <v> value came from matrices, which get their slopes <weights> as in any layer: "
        "blame, times what <came> came in. At the token, the three ways <add> add up.",
    )
    def weights(self):
        t = self.t
        slots = ["dK"] * 3 if self.stage.is_narrow else ["dQ", "dK", "dV"]
        gone = [*self.table.plan(list(dict.fromkeys(slots))), self.grid]
        laws = self.set("LEDGER", boards.spread(*formulas.to_weights()), gone, table=self.table)
        for mark, name, slot in zip("qkv", "QKV", slots, strict=True):
            self.at(mark)
            self.turn(slot, beside(name), head(t, f"dL_d{name}"))
        self.at("weights")
        self.play(LaggedStart(*(FadeIn(law, shift=0.5 * RIGHT) for law in laws), lag_ratio=0.4), run_time=1.0)
        self.at("came")
        self.light(*(law["x"] for law in laws))
        self.at("add")
        roads = self.reboard(boards.stack(formulas.roads()), "LEDGER")
        ways = [self.table.columns.pop(slot) for slot in dict.fromkeys(slots)]
        self.table.remove(*ways)
        added = self.table.column("dK", beside("X"), head(t, "dL_da_in"))
        self.play(FadeIn(roads), *(way.animate.move_to(added).set_opacity(0) for way in ways), run_time=0.7)
        self.remove(*ways)
        self.show(added, run_time=0.3)
        self.table.keep("dK")

    # ---- the whole head

    @beat(
        "So, forward: <s> scores, <a> shares, <c> mixture.",
        "Backward: to the <dv> values, to the <da> shares, through the <ds> softmax, to <dq> queries and <dk> keys.",
        title="The whole head",
    )
    def wall(self):
        made = self.compose(
            "TWINS",
            forward=lambda room: Half("forward", formulas.forward(), room),
            backward=lambda room: Half("backward", formulas.backward(), room),
            gone=[self.table, self.board],
        )
        self.walls = [made["forward"], made["backward"]]
        for mark, law in (item for wall in self.walls for item in wall.lines.items()):
            self.at(mark)
            names = [wall.name for wall in self.walls if law in list(wall.lines.values())[:1]]
            self.show(law, *names, shift=0.5 * RIGHT, run_time=0.4)

    @beat(
        line(
            case=facts.later_look,
            leads="After {steps} steps, {name} takes {late:2} from <look> {first}, the most. <fall> It has learned to look.",
            hardly="After {steps} steps, {name} hardly looks at <look> {first}. <fall> Its share is {late:2}.",
            as_before="After {steps} steps, {name} looks at <look> {first} as before. <fall> Its share is {late:2}.",
            less="After {steps} steps, {name} looks less at <look> {first}. <fall> Its share is {late:2}.",
            more="After {steps} steps, {name} looks more at <look> {first}. <fall> Its share is {late:2}.",
        ),
        line(
            case=facts.later_guess,
            grown="What is right gets <p> {right:3}.",
            not_grown="What is right gets no more than before: <p> {right:3}.",
            other="The loss is <p> {right:3}.",
        ),
        when=facts.has_a_later_step, name=facts.name, first=facts.first, steps=facts.steps,
        right=facts.learned_guess, late=facts.learned_share,
    )  # fmt: skip
    def learned(self):
        t, late, grid = self.t, facts.learned(self.t), self.grid
        grid.emptied()
        grid.shares(head(t, "A"))
        grid.called("A", theme().forward)
        grid.lay(room_of(self.stage, "TWINS"))
        self.keep_grid(shown=False)
        made = self.compose("TWINS", grid=grid, side=lambda room: self.late_side(late, room), gone=self.walls)
        self.side = made["side"]
        self.show(grid, self.side[0], run_time=0.6)
        self.at("look")
        old = VGroup(*grid.nums.values(), *grid.bars.values())
        grid.remove(*old)
        shares = grid.shares(head(late, "A"))
        self.play(FadeOut(old, shift=0.4 * DOWN), *(FadeIn(share, shift=0.4 * DOWN) for share in shares), run_time=0.5)
        self.keep_grid()
        self.at("fall")
        self.light(grid.cells[self.me, FIRST])
        self.at("p")
        self.play(FadeOut(self.side[0], shift=0.4 * DOWN), FadeIn(self.side[1], shift=0.4 * DOWN), run_time=0.8)

    @beat(
        "That was one <one> head. But GPT-3 <model> stacks {large.layers} <layers> layers of {large.heads} <heads> heads. "
        "With their dense <dense> layers, that is {large.billions} billion <all> weights.",
        "Blame <back> runs back through them as here.",
        large=facts.large, title="At scale",
    )  # fmt: skip
    def scale(self):
        gone = [self.side, self.grid] if facts.has_a_later_step(self.t) else self.walls
        shot = "LEDGER" if self.stage.is_narrow else "DUET"
        made = self.compose(shot, side=lambda room: LargeModel(self.t, room), board=lambda room: Counts(self.t, room), gone=gone)
        self.side, self.board = made["side"], made["board"]
        model, counts = self.side, self.board.rows
        self.at("one")
        self.play(Create(model.one), run_time=0.6)
        self.at("model")
        self.light(model.one)
        self.at("layers")
        self.play(LaggedStart(*map(Create, model.layers), lag_ratio=0.05), FadeIn(counts[0]), run_time=0.9)
        self.at("heads")
        self.play(FadeIn(model.heads), lit(model.one), FadeIn(counts[1]), run_time=0.8)
        for mark, count in (("dense", counts[2]), ("all", counts[3])):
            self.at(mark)
            self.show(count, shift=0.5 * RIGHT, run_time=0.5)
        self.at("back")
        self.play(model.blame(), run_time=2.0)

    @beat(
        line(
            case=facts.opening,
            ends="How does a network know what comes next? <look> It looks back, at the name.",
            own="How does a token find out what stands around it? <look> It looks, and takes in what others say.",
        ),
        "Blame goes back on two roads: through what was <v> said, and who was <a> listened to.",
        "Next: <next> recommending, where one rating touches <rows> two rows.",
    )
    def harvest(self):
        self.open = self.compose("SOLO", picture=lambda room: Opening(self.t, room), gone=[self.side, self.board])["picture"]
        opening = self.open
        self.show(opening, run_time=0.6)
        self.at("look")
        self.play(LaggedStart(*map(Create, opening.looks), lag_ratio=0.4), run_time=1.2)
        self.at("v")
        flashes = (ShowPassingFlash(_hued(arrow), time_width=0.6, rate_func=linear) for arrow in opening.looks)
        self.play(LaggedStart(*flashes, lag_ratio=0.3), run_time=1.0)
        self.at("a")
        self.light(*opening.looks)
        self.at("next")
        self.play(*(FadeOut(arrow) for arrow in opening.looks), run_time=0.6)
        self.at("rows")
        self.light(*opening.cards[:2])

    # ---- gestures

    def lay_out(self) -> None:
        """Table and grid take the frame, and the cards of the opening travel into the table."""
        opening, cells = self.open, [(k, s) for k in self.all for s in seen(self.t, k)]
        self.table = TokenTable(self.labels, self.table_room("TWINS"))
        self.table.plan(["X"])
        self.table.lay(self.table_room("TWINS"))
        self.grid = LookGrid(self.labels, cells, room_of(self.stage, "TWINS", 1))
        others = [*opening.rows[1:], *opening.rows[0][len(self.all) :]]
        gone = [self.heading, *others, *opening.marks, *opening.looks, *opening.numbers]
        self.compose("TWINS", table=self.table, grid=self.grid, gone=gone)
        self.move(opening.cards, self.table.cards)
        self.show(self.grid, run_time=0.25)

    def blame_outputs(self) -> None:
        """The bars of a guess turn into the blame of its outputs, and the board into its law."""
        law = self.reboard(boards.stack(formulas.delta(self.t)), "PAIR")
        self.blame = self.guesses.blamed(self.t.delta[self.t.D][self.me])
        bars = [m for row in self.guesses.rows for m in row[1:]]
        self.play(FadeIn(law), FadeOut(VGroup(*bars)), FadeIn(self.blame), run_time=0.8)

    def table_room(self, shot: str) -> Region:
        """The room of the table in a shot."""
        return room_of(self.stage, shot)

    def set(self, shot: str, make: Callable, gone: Sequence[Mobject], **things: Mobject) -> Mobject:
        """A board for this thought under what is named, or over it on a WALL, not yet shown; what is `gone` leaves."""
        board: dict[str, Thing] = {"board": self.of_room(make)}
        made = self.compose(shot, **({**board, **things} if shot == "WALL" else {**things, **board}), gone=[*gone, *self.old()])
        self.board = made["board"]
        return self.board

    def of_room(self, make: Callable) -> Make:
        """A picture of the reading and its room as a function of its room."""
        return (lambda room: make(self.t, room)) if isinstance(make, type) else make

    def old(self) -> list[Mobject]:
        """What stands on the board and beside it."""
        return [thing for thing in (getattr(self, "board", None), getattr(self, "side", None)) if thing is not None]

    def paired(self, names: Sequence[str], make: Make, gone: Sequence[Mobject] = ()) -> Mobject:
        """Table, with columns of these names, and grid, over a board, which is not yet shown."""
        leaving = [*self.table.plan(names), *gone, *self.old()]
        if self.grid not in self.mobjects:
            self.grid.lay(room_of(self.stage, self.pair, 1))
        if self.table not in self.mobjects:
            self.table.lay(room_of(self.stage, self.pair))
        self.board = self.compose(self.pair, table=self.table, grid=self.grid, board=make, gone=leaving)["board"]
        return self.board

    def aside(self, side: Make, board: Make) -> Mobject:
        """Something in the table's place, over a board; neither is yet shown."""
        made = self.compose(self.pair, side=side, grid=self.grid, board=board, gone=[self.table, *self.old()])
        self.side, self.board = made["side"], made["board"]
        return self.side

    @property
    def pair(self) -> str:
        """The shot of table, grid and board: in a square frame the board needs more of it."""
        return "ROWS" if self.stage.shape == "1:1" else "PAIR"

    def reboard(self, make: Make, shot: str | None = None) -> VGroup:
        """Other lines on the board, not yet shown, in the room that it has."""
        new = make(inside(room_of(self.stage, shot or self.pair, 1 if shot == "LEDGER" else 2)))
        self.clear_away(self.board, run_time=0.2)
        self.board = new
        return new

    def swap_law(self, law, column: TokenColumn, told: int) -> None:
        """The law in matrices takes the board, while the other rows come in."""
        new = self.reboard(boards.stack(law))
        self.play(FadeIn(new), *(FadeIn(row, shift=0.5 * LEFT) for row in column.rest(told)), run_time=0.6)

    def come(self, name: str, typst: str, numbers: Numbers, run_time: float = 0.9) -> TokenColumn:
        """A column of the table, row by row."""
        column = self.table.column(name, typst, numbers)
        self.play(column.come(), run_time=run_time)
        self.table.keep(name)
        self.add(self.table)
        return column

    def turn(self, name: str, typst: str, numbers: Numbers) -> None:
        """A column comes where another, or its own, stood."""
        old = self.table.columns.pop(name, None)
        if old is not None:
            self.table.remove(old)
            self.play(FadeOut(old, shift=0.5 * RIGHT), run_time=0.2)
        self.come(name, typst, numbers, 0.35)

    def keep_grid(self, shown: bool = True) -> None:
        """What is written in the grid belongs to it."""
        self.grid.keep()
        if shown:
            self.add(self.grid)

    def blame_in_grid(self) -> None:
        """The grid holds what comes back to its scores."""
        grid = self.grid
        held, numbers = grid.emptied(), head(self.t, "dL_dscores")
        nums = grid.write(sorted(grid.open), numbers)
        new = [*nums, grid.called(beside("S"), theme().backward)]
        self.play(
            *([FadeOut(VGroup(*held), shift=0.3 * LEFT)] if held else []), *(FadeIn(num, shift=0.3 * LEFT) for num in new), run_time=0.8
        )
        self.keep_grid()

    def move(self, sources: Sequence[Mobject], targets: Sequence[Mobject]) -> None:
        """Things travel to where their likes stand, and become them."""
        pairs = [(source.copy(), target) for source, target in zip(sources, targets, strict=True)]
        self.remove(*(m for source in sources for m in source.get_family()))
        self.fly(*pairs, run_time=0.6, arc=ARC)

    def same(self, column: TokenColumn, view: MatrixView) -> list[tuple[Mobject, Mobject]]:
        """The followed token's numbers in the table, each with its cell of a column of numbers."""
        return [(num, view.cells[j, 0]) for num, j in zip(column.rows[self.me], column.which, strict=True)]

    def tell_sum(self, f: Formula, mark: str, rows: VGroup, cells: list[tuple[int, int]]) -> None:
        """A sum of rows, each times its cell of the grid: number and row fly into their term, one after the other from a mark on."""
        self.at(mark)
        which = [int(name.removeprefix("w")) for name in f.parts if name[0] == "w"]
        place = 1 if len({s for _, s in cells}) > 1 else 0  # along a row of the grid, or down a column
        for cell in cells:
            k = cell[place]
            if cells.index(cell) not in which:
                continue
            n = cells.index(cell)
            entry = [part for name, part in f.parts.items() if name.startswith(f"v{n}_")]
            moves = zip((self.grid.nums[cell], *rows[k]), (f[f"w{n}"], *entry), strict=True)
            self.fly(*moves, run_time=0.5, arc=ARC)

    def land(self, f: Formula, name: str, typst: str, numbers: Numbers, told: int) -> TokenColumn:
        """The result of a sum of rows flies to its token's row in a new column."""
        back = self.table.column(name, typst, numbers)
        result = [f[f"r{j}"] for j in back.which]
        self.show(*result, back.head, run_time=0.2)
        self.fly(*zip(result, back.rows[told], strict=True), run_time=0.5, arc=ARC)
        self.table.keep(name)
        return back

    def land_row(self, sources: Sequence[Mobject], nums: Sequence[Mobject], hue: str) -> None:
        """Numbers of a row of the grid appear as a light from their rows of the table arrives."""
        ways = [Line(source.get_right(), num.get_center()) for source, num in zip(sources, nums, strict=True)]
        told = [landing([comet(way, hue, read.layer(self.t))], FadeIn(num)) for way, num in zip(ways, nums, strict=True)]
        self.play(LaggedStart(*told, lag_ratio=0.5), run_time=min(1.1, 0.55 * len(told)))
        self.keep_grid()

    @staticmethod
    def ways(row: Mobject, ends: Sequence[Mobject]) -> list[Line]:
        """From a row of the table to things beside it."""
        return [Line(row.get_right(), end.get_left()) for end in ends]

    def late_side(self, late: Reading, room: Region) -> VGroup:
        """[now, late]: the guesses of both steps, or their losses, in one place."""
        if not facts.guesses(self.t):
            return VGroup(*(fit(Formula(formulas.loss_alone(read_)), room) for read_ in (self.t, late)))
        now, then = (read_.a[read_.D][self.me] for read_ in (self.t, late))
        which = guess_bars.drawn(then, facts.right(self.t, self.me))
        return VGroup(*(GuessBars(self.t, guess, which, room, max(then.array)) for guess in (now, then)))


def _comes_in(cards: Sequence[Mobject]) -> LaggedStart:
    """Cards come from the right, one after the other."""
    return LaggedStart(*(FadeIn(card, shift=0.8 * LEFT) for card in cards), lag_ratio=0.15)


def _hued(arrow: Mobject) -> Mobject:
    """An arrow's line, as what runs back along it."""
    return arrow.copy().set_stroke(theme().backward, width=14)
