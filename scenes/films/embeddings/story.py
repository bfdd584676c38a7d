"""Recommending: two tables of rows, a dot product, and why one rating moves two rows and no other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import ClassVar

import numpy as np
from manim import RIGHT, Create, FadeIn, FadeOut, LaggedStart, Mobject, ShowPassingFlash, Transform, VGroup, linear

from engine.reading import Reading
from scenes.beat import beat, line
from scenes.carry import ARC
from scenes.chapter import Chapter
from scenes.equation import Equation
from scenes.films.embeddings import facts, formulas, pictures
from scenes.films.embeddings.row_picture import RowPicture
from scenes.films.embeddings.row_table import RowTable
from scenes.kit.place.light import lit
from scenes.kit.place.shots import inside, room_of
from scenes.kit.place.stage import Region
from scenes.kit.place.title import Title
from scenes.kit.place.ways import comes, goes
from scenes.kit.theme import theme
from scenes.shown import show

AIRY = 0.94  # of a broad board's width that its lines take


class SparseRows(Chapter):
    """user, item   the rows that the rating in question looks up
    board   what is worked out in the wide room      heading   the title
    users, items   the two tables, together `tables`      shared_lines   the slopes of two rows, which fly to their tables
    """

    title = "Recommending: sparse rows"
    promise = "Say why one rating moves two rows of two large tables, and no other."
    lesson: ClassVar[str] = "embeddings"
    knows: ClassVar[frozenset[str]] = frozenset({"embedding_pair", "dot"})
    sources: ClassVar[tuple[str, ...]] = (
        "Koren, Bell, Volinsky, Matrix Factorization Techniques for Recommender Systems, Computer 42 (2009)",
    )
    user: int
    item: int
    board: VGroup
    heading: Title
    tables: pictures.Tables
    users: RowTable
    items: RowTable
    plane: RowPicture
    shared_lines: VGroup
    slopes: VGroup
    ghosts: VGroup
    grid: pictures.PairGrid
    tall: pictures.TallTables

    @classmethod
    def unfit(cls, t: Reading) -> str | None:
        return {
            "fits": None,
            "none": "it is told on two tables and a plain dot product, a squared error, one rating a step, two recorded, 20000 at most",
            "large": "it has room for two to eight users and items, and for rows of up to three numbers",
            "met": "it follows the blame of a first guess that misses, and here the first guess is right",
            "all": "it guesses about a pair that nobody rated, and here every pair is rated",
            "diverged": "it says what trained tables guess, and here the training runs away",
        }[facts.misfit(t)]

    @beat(
        "A machine is never told <who> what a film is about. It only knows <told> who liked what: plus for a like, minus for the opposite.",
        line("Less than one is a <weak> weaker like.", when=facts.is_graded),
        "How can it <how> know what else you will like?",
        pause=3.0, when=facts.is_of_likes,
    )  # fmt: skip
    def opened(self):
        self.begin()
        self.at("who")
        self.light(self.grid.names)
        self.at("told")
        self.tell_ratings()
        if facts.is_of_likes(self.t) and facts.is_graded(self.t):
            self.at("weak")
            self.light(*self.grid.weak)
        self.at("how")
        self.light(*(card for place, card in self.grid.cards.items() if place not in self.grid.told), run_time=1.2)

    @beat(
        "This machine is never told <who> what it recommends. It only hears <told> a few ratings.",
        "How can it <how> guess the others?",
        pause=3.0, when=facts.is_of_numbers,
    )  # fmt: skip
    def opened_by_numbers(self):
        type(self).opened(self)

    @beat(
        "With two tables and a <title> dot product, known as <field> matrix factorization.",
        "Here you see why one rating <two> moves two rows of them, and no other.",
    )
    def promised(self):
        self.at("title")
        self.play(self.heading.comes())
        self.at("field")
        self.light(self.grid.names)
        self.at("two")
        (user, item), cards = facts.pair(self.t), self.grid.cards
        self.light(*(card for (i, j), card in cards.items() if i == user or j == item), run_time=1.4)

    @beat(
        "A name is not a number. It cannot <names> be multiplied.",
        "So every user <users> gets a row of numbers, an embedding, <items> and so does every item. Nobody says what they mean.",
        "<guess> At first, they are only guesses.",
    )
    def tables_fill(self):
        self.user, self.item = facts.pair(self.t)
        self.tables = pictures.tables(self.t, room_of(self.stage, "SOLO"), low=self.stage.shape == "1:1")
        self.users, self.items = self.tables
        self.compose("SOLO", tables=self.tables, gone=[self.grid, self.heading, *self.grid.told.values()])
        self.show(self.tables, run_time=0.4)
        self.at("names")
        self.light(*self.users.names, *self.items.names)
        for mark, table in (("users", self.users), ("items", self.items)):
            self.at(mark)
            self.play(LaggedStart(*(table.fill(i) for i in range(len(table.cells))), lag_ratio=0.3), run_time=1.4)
        self.add(self.tables)
        self.at("guess")
        self.light(*(cell for table in self.tables for row in table.cells for cell in row))

    @beat(
        line("Two numbers make an arrow: <arrow> so far across, and so far up.", when=facts.is_of_arrows),
        line("<round> Users have round tips, <square> and items have square ones.", when=facts.is_of_arrows),
        line("Every number makes a bar: <arrow> up where it is above zero, and down where it is below.", when=facts.is_of_bars),
        line("<round> Users stand on the left, <square> and items on the right.", when=facts.is_of_bars),
    )
    def arrows(self):
        line = pictures.board(*formulas.row_lines(self.t, 0)[:1])
        made = self.compose(self.shot, tables=self.tables, right=lambda room: pictures.plane(self.t, room), board=line)
        self.plane, self.board = made["right"], made["board"]
        self.at("arrow")
        (line,) = self.board
        self.play(FadeIn(self.plane.axes), FadeIn(line["row"], line["eq"], line.rest), run_time=0.5)
        self.fly(*((cell, line[f"q{k}"]) for k, cell in enumerate(self.users.cells[self.user])), run_time=0.7, arc=ARC)
        for mark, arrows, table in (("round", self.plane.users, self.users), ("square", self.plane.items, self.items)):
            self.at(mark)
            self.fly(*zip(table.cells, arrows, strict=True), run_time=1.2, arc=ARC)
        self.add(self.plane)

    @beat(
        "A rating comes in. <user> The {rated.user} user has tried <item> the {rated.item} item.",
        "Their two rows are looked up. <rest> The others are not even read.",
        rated=facts.rated, title="Two rows are looked up",
    )  # fmt: skip
    def lookup(self):
        self.at("user")
        self.play(*self.users.frame(self.user), goes(self.users.names[self.user], self.plane.users[self.user][-1]), run_time=0.9)
        self.at("item")
        self.play(*self.items.frame(self.item), goes(self.items.names[self.item], self.plane.items[self.item][-1]), run_time=0.9)
        self.read_rows(0)
        self.at("rest")
        self.play(*self.plane.quiet([self.user], [self.item]), run_time=0.7)

    @beat(
        "How well do they fit? <times> Multiply number by number, <sum> and add. That is the dot product.",
        "<result> Here it is {t.a[D][0]}.",
        line(
            case=facts.is_of_arrows,
            yes="It is <large> large when both arrows are long, and point the same way.",
            no="It is <large> large when both rows have long bars in the same places, on the same side.",
        ),
    )
    def multiplied(self):
        letters, worked = self.work(formulas.dot_letters(self.t), formulas.dot_numbers(self.t))
        self.show(letters, run_time=0.5)
        cells = self.users.cells[self.user], self.items.cells[self.item]
        self.at("times")
        self.play(FadeIn(worked["s"]), FadeIn(worked["eq"]), run_time=0.3)
        moves = [(cell, worked[f"{letter}{k}"]) for letter, row in zip("uv", cells, strict=True) for k, cell in enumerate(row)]
        self.fly(*moves, run_time=0.8)
        self.at("sum")
        self.show(worked.rest, run_time=0.4)
        self.at("result")
        self.play(comes(worked["result"], letters), run_time=0.5)
        self.light(worked["result"])
        self.at("large")
        self.light(self.plane.users[self.user], self.plane.items[self.item])

    @beat(
        line(
            case=facts.rating,
            liked="The user liked it: <wanted> {t.y[0]} was wanted.",
            disliked="The user did not like it: <wanted> {t.y[0]} was wanted.",
            number="The user rated it: <wanted> {t.y[0]} was wanted.",
        ),
        line(case=facts.way_of_the_miss, low="So the guess is too low.", high="So the guess is too high."),
        line(
            case=facts.judge,
            half="<miss> The miss is {t.delta[D][0]}, <loss> and half its square is the loss.",
            whole="<miss> The miss is {miss}, <loss> and its square is the loss.",
        ),
        miss=facts.miss,
    )
    def missed(self):
        miss, loss = self.work(formulas.miss_line(self.t), formulas.loss_line(self.t))
        self.at("wanted")
        self.show(*(part for name, part in miss.parts.items() if name != "result"), miss.rest, run_time=0.5)
        self.light(miss["y"], run_time=0.5)
        self.at("miss")
        self.show(miss["result"], scale=0.8, run_time=0.5)
        self.at("loss")
        self.play(goes(miss["result"], loss), FadeIn(loss), run_time=0.9)

    @beat(
        "Now the <slopes> slopes. The two tables <all> hold {numbers} numbers. <how> How many of them have a slope that is not zero?",
        numbers=facts.numbers, pause=3.0, title="Which slopes are not zero?",
    )  # fmt: skip
    def asked_count(self):
        self.at("slopes")
        self.light(self.board)
        self.at("all")
        self.light(*(cell for table in self.tables for row in table.cells for cell in row))
        self.at("how")
        self.light(*self.users.panels, *self.items.panels)

    @beat(
        line(
            case=facts.judge,
            half="Blame starts at the guess: <delta> there, delta is the miss.",
            whole="Blame starts at the guess: <delta> there, delta is twice the miss.",
        ),
        "In the <dot> dot product, each number stands beside <partner> its partner from the other row, and <that> that is its slope.",
        "So the user's row gets delta, <user> times the item's row. <item> And the item's row gets delta, times the user's.",
    )
    def shared(self):
        letters, worked = self.work(formulas.dot_letters(self.t), formulas.dot_numbers(self.t))
        self.show(letters, worked, run_time=0.4)
        self.at("delta")
        self.light(worked["result"])
        self.at("dot")
        self.light(letters)
        self.at("partner")
        for k in range(len(self.users.cells[self.user])):
            self.play(goes(worked[f"u{k}"], worked[f"v{k}"]), run_time=0.7)
        self.at("that")
        user, item = self.users.cells[self.user], self.items.cells[self.item]
        self.play(*map(goes, user, item), *map(goes, item, user), run_time=1.2)
        lines = self.shared_lines = self.work(*formulas.slope_lines(self.t), aligned=True)
        self.show(*(line["d"] for line in lines), run_time=0.3)
        for mark, law, cells in (("user", lines[0], self.items.cells[self.item]), ("item", lines[1], self.users.cells[self.user])):
            self.at(mark)
            self.show(law["s"], law["eq"], law["row"], law["number"], run_time=0.5)
            self.fly(*((cell, law[f"q{k}"]) for k, cell in enumerate(cells)), run_time=0.6)
            self.show(*(law[f"r{k}"] for k in range(len(cells))), law.rest, run_time=0.4)

    @beat(
        "Each slope goes back <place> to the row it came from.",
        "<zero> And all the other rows? Zero. Exactly zero.",
        "<count> So the answer is {moved}, out of {numbers}.",
        moved=facts.moved, numbers=facts.numbers,
    )  # fmt: skip
    def placed(self):
        shot = self.shot if facts.is_short(self.t) else "PAIR"
        self.makes_room(shot, self.plane)
        self.slopes = pictures.slope_tables(self.t, inside(room_of(self.stage, shot, 1)), self.tables)
        self.show(self.slopes, run_time=0.3)
        self.at("place")
        moves = []
        for table, law, i in zip(self.slopes, self.shared_lines, (self.user, self.item), strict=True):
            moves += [(law[f"r{k}"], cell) for k, cell in enumerate(table.cells[i])]
        self.fly(*moves, run_time=0.9)
        self.play(*self.slopes[0].frame(self.user), *self.slopes[1].frame(self.item), run_time=0.4)
        self.at("zero")
        zeros = [row for table, i in zip(self.slopes, (self.user, self.item), strict=True) for k, row in enumerate(table.cells) if k != i]
        self.play(LaggedStart(*(FadeIn(row) for row in zeros), lag_ratio=0.3), run_time=1.4)
        for table in self.slopes:
            table.add(*table.cells)
        self.at("count")
        self.light(self.slopes[0].cells[self.user], self.slopes[1].cells[self.item])

    @beat(
        "Why exactly zero? <other> Take a number in some other row, and change it as you like.",
        "<guess> The guess does not know it: it was never in the <sum> sum. No path to the loss, <no> no slope.",
    )
    def why(self):
        i = next(k for k in range(len(self.users.cells)) if k != self.user)
        cell = self.users.cells[i]
        self.at("other")
        self.play(cell.animate(rate_func=lambda s: np.sin(4 * np.pi * s)).shift(0.2 * RIGHT), lit(self.users.panels[i]), run_time=1.6)
        self.at("guess")
        self.show(*self.work(formulas.dot_letters(self.t), formulas.dot_numbers(self.t)), run_time=0.6)
        self.at("sum")
        self.light(self.board[1], run_time=0.5)
        self.at("no")
        self.light(self.users.cells[i], self.slopes[0].cells[i])

    @beat(
        "The same in matrices: to look up is <one> to multiply by zeros and a single one.",
        "So the <slope> slope of the table is <outer> an outer product: that column, times what goes to the row. "
        "Only <row> one row is not zero.",
    )
    def matrices(self):
        (line,) = self.work(formulas.outer_line(self.t))
        self.at("one")
        self.play(comes(line["one"], self.users.panels[self.user]), run_time=0.5)
        self.light(self.users.panels[self.user], line["one"], run_time=0.7)
        self.at("slope")
        self.light(*self.slopes[0].panels, run_time=0.5)
        self.at("outer")
        self.show(line["s"], line["eq"], line["d"], line["row"], run_time=0.6)
        row = [line[f"r{k}"] for k in range(len(self.slopes[0].cells[self.user]))]
        self.fly(*zip(self.slopes[0].cells[self.user], row, strict=True), run_time=0.8, arc=ARC)
        self.show(line["hot"], line.rest, run_time=0.3)
        self.at("row")
        self.light(*row, self.slopes[0].cells[self.user], run_time=0.8)

    @beat(
        "Now the step: against the <rule> slope, times <eta> eta.",
        line(
            case=facts.way_of_the_miss,
            low="<move> Each of the two rows is pushed along the other one.",
            high="<move> Each of the two rows is pushed against the other one.",
        ),
        "All the others stand <still> exactly still. And <digits> two rows have new numbers.",
        title="Two rows take a step",
    )
    def stepped(self):
        self.makes_room(self.shot, self.slopes)
        study = facts.study(self.t)
        self.show(self.plane, run_time=0.3)
        self.at("rule")
        letters, worked = self.work(make=pictures.step_board(self.t, 0))
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

    @beat(
        line(
            case=facts.way_of_the_loss,
            falls="Did it help? <again> Look up, <multiply> multiply, and add once more: <fall> the loss has fallen.",
            rises="Did it help? <again> Look up, <multiply> multiply, and add once more: <fall> the loss has risen. "
            "That step was too long.",
            stays="Did it help? <again> Look up, <multiply> multiply, and add once more: <fall> the loss is what it was.",
        )
    )
    def helped(self):
        (line,) = self.work(formulas.fall(self.t))
        self.at("again")
        self.light(self.users.cells[self.user], self.items.cells[self.item], run_time=0.6)
        self.at("multiply")
        self.play(*map(goes, self.users.cells[self.user], self.items.cells[self.item]), run_time=1.0)
        self.at("fall")
        self.show(line, run_time=0.6)

    @beat(
        "The next rating: <user> the {rated.user} user, <item> and the {rated.item} item. Which rows will move now?",
        rated=facts.rated_next, pause=3.0, title="The next rating",
    )  # fmt: skip
    def asked_next(self):
        self.clear_away(self.ghosts, run_time=0.3)
        self.user, self.item = facts.pair(self.t, 1)
        self.at("user")
        self.play(*self.users.frame(), goes(self.users.names[self.user], self.plane.users[self.user][-1]), run_time=0.9)
        self.at("item")
        self.play(*self.items.frame(), goes(self.items.names[self.item], self.plane.items[self.item][-1]), run_time=0.9)
        self.play(LaggedStart(*map(lit, (*self.users.names, *self.items.names)), lag_ratio=0.2), run_time=1.6)

    @beat(
        "This time too, <two> only the two that were looked up.",
        line(
            case=facts.meets_again,
            none="The rows that moved before are at rest now.",
            user="The user is the same, and moves again; the item of before is at rest now.",
            item="The item is the same, and moves again; the user of before is at rest now.",
            both="They are the same two as before.",
        ),
        "A rating <digits> touches what it names, and nothing else.",
    )
    def second(self):
        study = facts.study(self.t)
        framed = *self.users.frame(self.user), *self.items.frame(self.item)
        self.play(*self.plane.quiet([self.user], [self.item]), *framed, run_time=0.4)
        letters, worked = self.work(make=pictures.step_board(self.t, 1))
        self.show(letters, run_time=0.3)
        self.at("two")
        self.show(worked, run_time=0.4)
        self.play(self.plane.follow(study.way_U[1], study.way_V[1], run_time=2.0))
        self.at("digits")
        self.renew(1)

    @beat(
        "So it goes on, <one> one rating at a time. <run> {steps} steps, and in each, two rows.",
        line(
            case=facts.turns,
            yes="Users turn towards what they liked, and away from what they did not.",
            no="Every rating moves the two rows that it names, a little at a time.",
        ),
        "<done> Nobody told them what the numbers mean.",
        steps=facts.steps,
    )
    def trained(self):
        every, steps = self.all_rows(), facts.single_steps(self.t)
        self.play(*self.users.frame(), *self.items.frame(), *self.plane.quiet(*every), run_time=0.4)
        self.show(*self.work(*formulas.slope_laws()), run_time=0.3)
        self.at("one")
        self.one_by_one(steps[: len(steps) // 3])
        self.at("run")
        self.one_by_one(steps[len(steps) // 3 :])
        self.play(*self.users.frame(), *self.items.frame(), run_time=0.2)
        self.faster(max(2.0, self.until("done") - 0.2))
        self.at("done")
        self.light(*(cell for table in self.tables for row in table.cells for cell in row))

    @beat(
        "Here is <grid> every user, with every item. These <told> {ratings} ratings are all that was told.",
        "What will the tables say about <empty> the pairs that nobody rated?",
        ratings=facts.ratings, pause=3.0, title="The pairs that nobody rated",
    )  # fmt: skip
    def asked_rest(self):
        self.clear_away(self.tables, run_time=0.3)
        self.grid = pictures.PairGrid(self.t, room_of(self.stage, self.shot))
        self.at("grid")
        self.show(self.grid, *self.work(formulas.guess_law()), run_time=0.6)
        self.at("told")
        self.tell_ratings()
        self.at("empty")
        self.light(*(card for place, card in self.grid.cards.items() if place not in self.grid.told))

    @beat(
        line(
            case=facts.comes_right,
            right="<told> What was told is now nearly right, but that is memory.",
            nearer="<told> The tables have come nearer to what was told.",
            gone="<told> The tables are no nearer to what was told.",
        ),
        "<fill> And every other pair has its dot product too.",
        "<guess> The {guessed.user} user and the {guessed.item} item: {guess:2}.",
        line(
            case=facts.fate,
            recommended="<fate> This, we recommend.",
            no="<fate> This, we will not recommend.",
            number="<fate> That is the rating that the tables expect.",
        ),
        "Nobody <asked> asked that user, and from another <start> start, the answer may be another.",
        guessed=facts.guessed, guess=facts.guess,
    )  # fmt: skip
    def answered(self):
        grid = self.grid
        self.at("told")
        self.play(*(FadeOut(num) for num in grid.told.values()), run_time=0.3)
        self.show(*(grid.guesses[place] for place in grid.told), run_time=0.5)
        self.at("fill")
        self.slide_in([num for place, num in grid.guesses.items() if place not in grid.told])
        self.at("guess")
        user, item = facts.guessed_pair(self.t)
        card = grid.cards[user, item]
        (line,) = self.work(formulas.guess_line(self.t))
        told = goes(grid.guesses[user, item], line)
        self.play(card.animate.set_stroke(theme().light, width=5), *self.plane.quiet([user], [item]), told, FadeIn(line), run_time=0.9)
        self.at("fate")
        self.light(self.plane.users[user], self.plane.items[item])
        self.at("asked")
        self.light(card, grid.guesses[user, item], run_time=0.5)
        self.at("start")
        self.light(*self.plane.users[user], *self.plane.items[item], run_time=0.5)

    @beat(
        "Real tables are tall. Say <users> {large.users} users, <items> {large.items} items, {large.units} numbers in a row.",
        "<all> Together {large.numbers} numbers. <moved> One rating moves {large.moved} of them.",
        large=facts.large, title="Tables of a real size",
    )  # fmt: skip
    def large(self):
        gone = [self.plane, self.grid, *self.grid.guesses.values(), self.board]
        tall, count = lambda room: pictures.TallTables(self.t, room), lambda room: pictures.large_count(self.t, room)
        made = self.compose("LEDGER", tall=tall, board=count, gone=gone)
        self.tall, self.board = made["tall"], made["board"]
        everything, moved = self.board
        for mark, k in (("users", 0), ("items", 1)):
            self.at(mark)
            self.play(FadeIn(self.tall.heads[k]), FadeIn(self.tall.counts[k]), Create(self.tall.lines[k]), run_time=0.9)
        self.at("all")
        self.show(everything, run_time=0.5)
        self.at("moved")
        self.play(*(line.animate.set_stroke(theme().light, width=7) for line in self.tall.moved), FadeIn(moved), run_time=0.7)

    @beat(
        "The rest needs no <rest> reading, no slope, no step. "
        "<cheap> That is why such tables can grow without a step getting <slower> slower.",
        "And it is the same with words: <word> a language model looks up a row for each.",
    )
    def cheap(self):
        self.at("rest")
        self.light(*self.tall.still)
        self.at("cheap")
        self.run_along()
        self.at("slower")
        self.run_along()
        self.at("word")
        self.run_along()

    @beat(
        "So: look up <look> two rows, multiply, add, compare. The slope of each row is <slope> delta times the other row.",
        "Every row that was not looked up <still> stays where it is.",
        "Next: <next> a network that acts, <reward> and hears how well <well> it went.",
    )
    def harvest(self):
        gone = [*self.tall.get_family(), self.board]
        made = self.compose("LEDGER", grid=lambda room: pictures.PairGrid(self.t, room), board=pictures.laws, gone=gone)
        self.grid, self.board = made["grid"], made["board"]
        self.show(self.grid, *self.grid.told.values(), run_time=0.5)
        (user, item), cards = facts.pair(self.t), self.grid.cards
        self.at("look")
        self.play(FadeIn(self.board[0]), lit(cards[user, item]), run_time=0.7)
        self.at("slope")
        self.show(self.board[1], run_time=0.6)
        self.at("still")
        self.light(*(card for (i, j), card in cards.items() if i != user and j != item))
        self.at("next")
        self.light(self.grid.names)
        self.at("reward")
        self.light(*(card for place, card in cards.items() if place not in self.grid.told))
        self.at("well")
        self.light(*self.grid.told.values())

    # ---- gestures

    @property
    def shot(self) -> str:
        """How tables, arrows and board stand: in a broad frame the tables have more of it."""
        return "PAIR" if self.stage.is_narrow else "ROWS"

    def makes_room(self, shot: str, gone: Mobject) -> None:
        """What stands beside the tables leaves; in a broad frame they move, and what comes there gets another room."""
        if self.stage.is_narrow:
            self.clear_away(gone, run_time=0.3)
        else:
            self.compose(shot, tables=self.tables, right=lambda room: VGroup(), board=lambda room: VGroup(), gone=[gone])

    def begin(self) -> None:
        """The pairs and what was told of them, under the title's room."""
        grid = partial(pictures.PairGrid, self.t, worded=not self.stage.is_narrow)
        made = self.compose("TITLED", grid=grid, title=lambda room: Title(self.title, room))
        self.grid, self.heading = made["grid"], made["title"]
        self.show(self.grid, run_time=0.4)

    def tell_ratings(self) -> None:
        """What was told comes in from the side, one rating after the other."""
        self.slide_in(list(self.grid.told.values()))

    def slide_in(self, nums: Sequence[Mobject]) -> None:
        """Numbers of the grid come from its left side, one after the other."""
        starts = [num.copy().set_x(self.grid.get_left()[0]).set_opacity(0) for num in nums]
        self.play(LaggedStart(*(Transform(a, b) for a, b in zip(starts, nums, strict=True)), lag_ratio=0.3), run_time=1.4)
        self.remove(*starts)
        self.add(*nums)

    def run_along(self) -> None:
        """A light runs along the two rows that move."""
        rows = (row.copy().set_stroke(theme().light, width=12) for row in self.tall.moved)
        self.play(*(ShowPassingFlash(row, time_width=0.5) for row in rows), run_time=1.2)

    def read_rows(self, k: int) -> None:
        """The two rows of step k fly to the board."""
        lines = self.work(*formulas.row_lines(self.t, k), aligned=True)
        self.show(*(line[part] for line in lines for part in ("row", "eq")), *(line.rest for line in lines), run_time=0.3)
        tables = ((self.users, self.user), (self.items, self.item))
        moves = [(cell, line[f"q{n}"]) for (table, i), line in zip(tables, lines, strict=True) for n, cell in enumerate(table.cells[i])]
        self.fly(*moves, run_time=0.7, arc=ARC)

    def work(self, *lines: Equation, aligned: bool = False, make: Callable[[Region], VGroup] | None = None) -> VGroup:
        """Other lines on the board, not yet shown, as large as its room lets them be; what stood there leaves."""
        board = make or pictures.board(*lines, aligned=aligned)
        self.clear_away(self.board, run_time=0.2)
        room = inside(room_of(self.stage, "PAIR", 2))
        self.board = board(room if self.stage.is_narrow else replace(room, width=AIRY * room.width))
        return self.board

    def renew(self, k: int) -> None:
        """The new digits of the two rows of step k go from the board into their tables."""
        (user, item), (U, V) = facts.pair(self.t, k), facts.stepped_tables(self.t, k)
        leave = [FadeOut(self.users.swap(user, U[user])), FadeOut(self.items.swap(item, V[item]))]
        rows = zip((self.users.cells[user], self.items.cells[item]), self.board[1], strict=True)
        self.play(*leave, *(comes(cell, line[f"r{k}"]) for cells, line in rows for k, cell in enumerate(cells)), run_time=0.9)

    def all_rows(self) -> tuple[list[int], list[int]]:
        """Of both tables."""
        return list(range(len(self.users.cells))), list(range(len(self.items.cells)))

    def one_by_one(self, steps: Sequence[int]) -> None:
        """Each of these steps by itself: two rows are framed, they alone move, and they alone get other digits."""
        study = facts.study(self.t)
        for k in steps:
            users, items = facts.touched(self.t, k)
            follow = self.plane.follow(study.U[k : k + 2], study.V[k : k + 2], run_time=0.4)
            self.play(*self.users.frame(*users), *self.items.frame(*items), follow, run_time=0.4)
            self.write(k + 1, users, items)

    def faster(self, seconds: float) -> None:
        """The rest of the training in ever larger strides, all digits anew at each halt."""
        study, halts = facts.study(self.t), facts.halts(self.t)
        for a, b in pairwise(halts):
            self.play(self.plane.follow(study.U[a : b + 1], study.V[a : b + 1], seconds / (len(halts) - 1), linear))
            self.write(b, *self.all_rows())

    def write(self, k: int, users: Sequence[int], items: Sequence[int]) -> None:
        """These rows have the digits that they have before step k."""
        for table, rows, numbers in zip(self.tables, (users, items), facts.tables_at(self.t, k), strict=True):
            for i in rows:
                self.remove(*table.swap(i, [show(number, decimals=2) for number in numbers[i]]))
                self.add(*table.cells[i])
