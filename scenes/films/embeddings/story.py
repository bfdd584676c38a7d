"""Recommending: two tables of rows, a dot product, and why one rating moves two rows and no other."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from manim import DOWN, RIGHT, FadeIn, FadeOut, LaggedStart, VGroup

from engine.reading import Reading
from scenes.beat import beat
from scenes.films.embeddings import rows_pictures as act
from scenes.films.embeddings import rows_words as words
from scenes.films.embeddings.rows_gestures import RowsChapter
from scenes.kit.place.light import lit
from scenes.kit.theme import theme
from scenes.kit.type.formula import LARGE, Label


class SparseRows(RowsChapter):
    title = "Recommending: sparse rows"
    promise = "Say why one rating moves two rows of two large tables, and no other."
    lesson: ClassVar[str] = "embeddings"
    knows: ClassVar[frozenset[str]] = frozenset({"embedding_pair", "dot"})
    sources: ClassVar[tuple[str, ...]] = (
        "Koren, Bell, Volinsky, Matrix Factorization Techniques for Recommender Systems, Computer 42 (2009)",
    )

    @classmethod
    def unfit(cls, t: Reading) -> str | None:
        if "rows" not in t.trace.studies:
            return "it is told on two tables and a plain dot product, half the squared error, one rating a step and two recorded steps"
        (n, d), m = t.U[1].array.shape, len(t.V[1])
        if d == 2 and max(n, m) <= 4 and t.delta[2][0].value:
            return None
        return "it draws rows of two numbers, at most four users and four items, and a first guess that misses"

    @beat(words.PROMISED)
    def promised(self):
        self.user, self.item = words.pair(self.t)
        self.left, self.right = act.panels(self.stage)
        self.heading = self.stage.title.hold(Label(self.title, size=LARGE, color=theme().ink))
        self.tables = act.tables(self.t, self.left, empty=True)
        self.home = self.tables.get_center()
        self.tables.move_to(self.stage.arena.center)
        self.show(self.heading, self.tables, run_time=0.8)
        self.at("two")
        self.light(self.users.panels[self.user], self.items.panels[self.item], run_time=1.6)

    @beat(words.TABLES)
    def tables_fill(self):
        self.play(FadeOut(self.heading), self.tables.animate.move_to(self.home), run_time=0.7)
        self.at("names")
        self.light(*self.users.names, *self.items.names)
        for mark, table in (("users", self.users), ("items", self.items)):
            self.at(mark)
            self.play(LaggedStart(*(table.fill(i) for i in range(len(table.cells))), lag_ratio=0.3), run_time=1.0)
        self.at("guess")
        self.light(*(cell for table in self.tables for row in table.cells for cell in row))

    @beat(words.ARROWS)
    def arrows(self):
        self.plane = act.plane(self.t, self.right)
        self.at("arrow")
        self.play(FadeIn(self.plane.axes), *map(lit, self.users.cells[0]), run_time=0.8)
        for mark, arrows in (("round", self.plane.users), ("square", self.plane.items)):
            self.at(mark)
            self.play(LaggedStart(*(FadeIn(arrow) for arrow in arrows), lag_ratio=0.3), run_time=1.2)
        self.add(self.plane)

    @beat(words.lookup)
    def lookup(self):
        self.at("user")
        self.play(*self.users.frame(self.user), lit(self.plane.users[self.user]), run_time=0.7)
        self.at("item")
        self.play(*self.items.frame(self.item), lit(self.plane.items[self.item]), run_time=0.7)
        self.at("rest")
        self.play(*self.plane.quiet([self.user], [self.item]), run_time=0.7)

    @beat(words.multiplied)
    def multiplied(self):
        letters, worked = act.dot_lines(self.t)
        self.place("board", VGroup(letters, worked).arrange(DOWN, buff=0.3))
        self.show(letters, run_time=0.5)
        cells = self.users.cells[self.user], self.items.cells[self.item]
        self.at("times")
        self.play(FadeIn(worked["s"]), FadeIn(worked["eq"]), run_time=0.3)
        self.fly(*((cells[0][k], worked[f"u{k}"]) for k in range(2)), *((cells[1][k], worked[f"v{k}"]) for k in range(2)), run_time=0.8)
        self.at("sum")
        self.show(worked.rest, run_time=0.4)
        self.at("result")
        self.show(worked["result"], scale=0.8, run_time=0.5)
        self.light(worked["result"], self.plane.users[self.user], self.plane.items[self.item])

    @beat(words.missed)
    def missed(self):
        self.clear("board", run_time=0.3)
        miss, loss = act.miss_lines(self.t)
        self.place("board", VGroup(miss, loss).arrange(DOWN, buff=0.3))
        self.at("wanted")
        self.show(*(part for name, part in miss.parts.items() if name != "result"), miss.rest, run_time=0.5)
        self.light(miss["y"], run_time=0.5)
        self.at("miss")
        self.show(miss["result"], scale=0.8, run_time=0.5)
        self.at("loss")
        self.show(loss, run_time=0.5)

    @beat(words.asked_count, pause=3.0)
    def asked_count(self):
        self.clear("board", run_time=0.3)
        self.at("all")
        self.light(*(cell for table in self.tables for row in table.cells for cell in row))
        self.at("how")
        self.light(*self.users.panels, *self.items.panels)

    @beat(words.SHARED)
    def shared(self):
        self.laws = lines = act.slope_lines(self.t)
        self.place("board", act.align_equals(*lines))
        self.at("delta")
        self.show(*(line["d"] for line in lines), run_time=0.5)
        self.at("partner")
        self.light(self.users.cells[self.user], self.items.cells[self.item], run_time=1.0)
        for mark, line, cells in (("user", lines[0], self.items.cells[self.item]), ("item", lines[1], self.users.cells[self.user])):
            self.at(mark)
            self.show(line["s"], line["eq"], line["row"], line["number"], run_time=0.5)
            self.fly(*((cells[k], line[f"q{k}"]) for k in range(2)), run_time=0.6)
            self.show(line["r0"], line["r1"], line.rest, run_time=0.4)

    @beat(words.placed)
    def placed(self):
        self.clear_away(self.plane, run_time=0.3)
        self.slopes = act.slope_tables(self.t, self.right, self.tables)
        self.show(self.slopes, run_time=0.5)
        self.at("place")
        moves = []
        for table, line, i in zip(self.slopes, self.laws, (self.user, self.item), strict=True):
            moves += [(line[f"r{k}"], table.cells[i][k]) for k in range(2)]
        self.fly(*moves, run_time=0.9)
        self.play(*self.slopes[0].frame(self.user), *self.slopes[1].frame(self.item), run_time=0.4)
        self.at("zero")
        zeros = [row for table, i in zip(self.slopes, (self.user, self.item), strict=True) for k, row in enumerate(table.cells) if k != i]
        self.play(LaggedStart(*(FadeIn(row) for row in zeros), lag_ratio=0.3), run_time=1.4)
        for table in self.slopes:
            table.add(*table.cells)
        self.at("count")
        self.light(self.slopes[0].cells[self.user], self.slopes[1].cells[self.item])

    @beat(words.WHY)
    def why(self):
        self.clear("board", run_time=0.3)
        i = next(k for k in range(len(self.users.cells)) if k != self.user)
        cell = self.users.cells[i]
        self.at("other")
        self.play(cell.animate(rate_func=lambda s: np.sin(4 * np.pi * s)).shift(0.12 * RIGHT), lit(self.users.panels[i]), run_time=1.6)
        self.at("guess")
        letters, worked = act.dot_lines(self.t)
        self.place("board", VGroup(letters, worked).arrange(DOWN, buff=0.3))
        self.show(letters, worked, run_time=0.6)
        self.at("no")
        self.light(self.users.cells[i], self.slopes[0].cells[i])

    @beat(words.MATRICES)
    def matrices(self):
        self.clear("board", run_time=0.2)
        line = self.place("board", act.outer_line(self.t))
        self.at("one")
        self.show(line["one"], run_time=0.5)
        self.light(self.users.panels[self.user], line["one"], run_time=0.7)
        self.at("outer")
        self.show(line["s"], line["eq"], line["d"], line["row"], run_time=0.6)
        self.show(line["hot"], line["r0"], line["r1"], line.rest, run_time=0.6)
        self.at("row")
        self.light(line["r0"], line["r1"], self.slopes[0].cells[self.user], run_time=0.8)

    @beat(words.stepped)
    def stepped(self):
        self.clear("board", run_time=0.2)
        self.clear_away(self.slopes, run_time=0.3)
        study = self.t.trace.studies["rows"]
        self.show(self.plane, run_time=0.5)
        self.at("rule")
        letters, worked = act.rule(self.t)
        self.place("board", VGroup(letters, worked).arrange(DOWN, buff=0.25))
        self.show(letters, run_time=0.5)
        self.at("eta")
        self.show(worked, run_time=0.5)
        self.at("move")
        self.ghosts = self.plane.ghosts([self.user], [self.item])
        self.add(self.ghosts)
        self.play(self.plane.follow(study.way_U[0], study.way_V[0], run_time=2.0))
        self.at("still")
        still = self.plane.others([self.user], [self.item])
        self.light(*(arrow[1] for arrow in still))
        self.at("digits")
        self.renew(0)
        self.light(*(line[name] for line in worked for name in ("r0", "r1")), run_time=0.6)

    @beat("Did it help? <again> Look up, multiply, and add once more: <fall> the loss has fallen.")
    def helped(self):
        self.clear("board", run_time=0.3)
        line = self.place("board", act.fall(self.t))
        self.at("again")
        self.light(self.users.cells[self.user], self.items.cells[self.item], run_time=0.6)
        self.at("fall")
        self.show(line, run_time=0.6)

    @beat(words.asked_next, pause=3.0)
    def asked_next(self):
        self.clear("board", run_time=0.2)
        self.clear_away(self.ghosts, run_time=0.3)
        self.user, self.item = words.pair(self.t, 1)
        self.at("user")
        self.play(*self.users.frame(self.user), lit(self.users.names[self.user]), run_time=0.6)
        self.at("item")
        self.play(*self.items.frame(self.item), lit(self.items.names[self.item]), run_time=0.6)

    @beat(words.SECOND)
    def second(self):
        study = self.t.trace.studies["rows"]
        self.play(*self.plane.quiet([self.user], [self.item]), run_time=0.4)
        letters, worked = act.rule(self.t, 1)
        self.place("board", VGroup(letters, worked).arrange(DOWN, buff=0.25))
        self.show(letters, run_time=0.3)
        self.at("two")
        self.show(worked, run_time=0.4)
        self.play(self.plane.follow(study.way_U[1], study.way_V[1], run_time=2.0))
        self.at("digits")
        self.renew(1)

    @beat(words.trained)
    def trained(self):
        study = self.t.trace.studies["rows"]
        self.clear("board", run_time=0.2)
        every = list(range(len(self.users.cells))), list(range(len(self.items.cells)))
        self.play(*self.users.frame(), *self.items.frame(), *self.plane.quiet(*every), run_time=0.6)
        self.at("run")
        self.play(FadeOut(VGroup(*self.users.cells, *self.items.cells)), run_time=0.3)
        self.play(self.plane.follow(study.U[2:], study.V[2:], run_time=4.5))
        self.at("done")
        self.play(*self.learned(), run_time=0.6)

    @beat(words.asked_rest, pause=3.0)
    def asked_rest(self):
        self.clear_away(self.tables, run_time=0.3)
        self.grid = act.PairGrid(self.t, self.left)
        self.at("grid")
        self.show(self.grid, run_time=0.6)
        self.at("told")
        self.play(LaggedStart(*(FadeIn(num) for num in self.grid.told.values()), lag_ratio=0.3), run_time=1.5)
        self.at("empty")
        self.light(*(card for place, card in self.grid.cards.items() if place not in self.grid.told))

    @beat(words.answered)
    def answered(self):
        grid = self.grid
        self.at("told")
        self.play(*(FadeOut(num) for num in grid.told.values()), run_time=0.3)
        self.show(*(grid.guesses[place] for place in grid.told), run_time=0.5)
        self.at("fill")
        rest = [num for place, num in grid.guesses.items() if place not in grid.told]
        self.play(LaggedStart(*(FadeIn(num) for num in rest), lag_ratio=0.3), run_time=1.4)
        self.at("guess")
        user, item = words.guessed(self.t)
        card = grid.cards[user, item]
        line = self.place("board", act.guess_line(self.t))
        self.play(card.animate.set_stroke(theme().light, width=5), *self.plane.quiet([user], [item]), FadeIn(line), run_time=0.7)
        self.at("fate")
        self.light(self.plane.users[user], self.plane.items[item])
        self.at("asked")
        self.light(card, grid.guesses[user, item])

    @beat(words.large)
    def large(self):
        self.clear("board", also=[self.plane, self.grid, *self.grid.guesses.values()], run_time=0.4)
        self.grow_tall()

    @beat(words.CHEAP)
    def cheap(self):
        self.at("cheap")
        self.light(*self.tall.lines[0], *self.tall.lines[1])
        self.at("drift")
        self.light(*(line for lines in self.tall.lines for line in lines if all(line is not two for two in self.two)))
        self.at("word")
        self.light(*self.two)

    @beat(words.HARVEST)
    def harvest(self):
        self.clear("board", run_time=0.3)
        laws = self.place("board", act.laws())
        self.at("look")
        self.play(FadeIn(laws[0]), *map(lit, self.two), run_time=0.7)
        self.at("slope")
        self.show(laws[1], run_time=0.6)
        self.at("still")
        self.light(*(line for lines in self.tall.lines for line in lines if all(line is not two for two in self.two)))
