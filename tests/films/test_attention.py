"""One attention head: what stands where when it is told, that pictures move as the engine says, and on which lessons."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from numpy.testing import assert_allclose

from engine import run
from engine.activations import softmax
from engine.reading import Reading
from engine.studies import attention as study
from scenes.films.attention import facts, guess_bars, read
from scenes.films.attention.blame_bars import BlameBars
from scenes.films.attention.exp_bars import ExpBars
from scenes.films.attention.facts import FIRST, head, me
from scenes.films.attention.look_grid import LookGrid
from scenes.films.attention.share_strip import PUSH, ShareStrip
from scenes.films.attention.story import AttentionHead
from scenes.films.attention.token_table import TokenTable
from scenes.kit.place.shots import room_of
from scenes.kit.place.stage import STAGES
from studio import catalog
from tests.films.fixtures import path
from tests.scenes.last_pictures import reading, texts

SHAPES = ("16:9", "9:16", "1:1")
FORWARD, BACKWARD = ("steps[0].examples[0].forward[1]", "steps[0].examples[0].backward[1]")
OWN = ("attention_own", "two_heads", "transformer", "six_tokens")


@pytest.fixture(scope="module")
def walk(walk):
    return lambda shape="16:9": walk(AttentionHead, "attention", shape)


def brought(fixture):
    return Reading(run(catalog.lesson(path(fixture))))


@pytest.mark.parametrize(
    ("beat", "shown"),
    [
        ("score", {(f"{FORWARD}.scores[2][0]", "0.376"), ("lesson.network.layers[1].width", "2")}),
        ("one", {(f"{FORWARD}.A[0][0]", "1"), (f"{FORWARD}.A[2][0]", "0.219")}),
        ("guess", {("steps[0].examples[0].L", "2.19"), ("steps[0].examples[0].forward[2].a[2][3]", "0.0620")}),
        ("weight", {(f"{BACKWARD}.dL_dA[2][0]", "0.206")}),
        ("jacobian", {(f"{BACKWARD}.jacobian[2][0][0]", "0.171"), (f"{BACKWARD}.jacobian[2][1][0]", "−0.0860")}),
        ("collected", {(f"{BACKWARD}.dL_dscores[2][0]", "−0.0541")}),
        ("above", {("studies.attention.mean[2]", "0.453")}),
        ("zero", {(f"{BACKWARD}.dL_dscores[0][0]", "0"), (f"{BACKWARD}.dL_dscores[1][0]", "0.009")}),
        ("query", {(f"{BACKWARD}.dL_dQ[2][0]", "0.027")}),
        ("learned", {("steps[1].examples[0].forward[1].A[2][0]", "0.527"), ("steps[1].examples[0].forward[2].a[2][3]", "0.995")}),
        ("scale", {("studies.attention.large.billions", "174"), ("studies.attention.large.width", "12288")}),
    ],
)
def test_the_numbers_stand_where_they_are_told(walk, beat, shown):
    assert shown <= texts(walk(), beat)


def test_a_question_does_not_show_its_answer(walk):
    told = walk()
    assert [b.name for b in told.beats[:-1] if b.pause >= 3.0] == ["opened", "asked_all", "asked_first"]
    assert not any("dL_dscores" in at for beat in ("asked_all", "asked_first") for at, _ in texts(told, beat))


def test_it_opens_and_ends_on_the_two_sentences(walk):
    told = walk()
    assert texts(told, "opened") == texts(told, "harvest") == set()


# ---- what is said of the lesson


def test_two_sentences_end_differently_after_the_same_word_and_hot_learns_to_look_at_the_name():
    """Only the name tells which word follows hot, and hot takes more than half of its mixture from it."""
    t = reading("attention")
    for k, answer in enumerate((3, 5)):
        late = t.of(step=-1, example=k)
        looks, guess = head(late, "A").array[2], late.a[3].array[2]
        assert looks[FIRST] > max(0.5, *looks[FIRST + 1 :])
        assert guess[answer] > 0.99
    assert facts.later_look(t) == "leads"
    nameless = []
    for k in (0, 1):
        late = t.of(step=-1, example=k)
        shares = head(late, "A").array[2, FIRST + 1 :]
        nameless.append(shares @ head(late, "V").array[FIRST + 1 :] / shares.sum())
    assert_allclose(*nameless)  # what eats and hot say is the same in both: without the name, so would be the guess


def test_in_the_first_row_the_score_learns_nothing_and_the_value_does():
    t = reading("attention")
    assert not head(t, "dL_dscores").array[0].any()
    assert (head(t, "A").array[0, 0] * head(t, "dL_da").array[0] != 0).all()


def test_a_large_model_has_the_weights_that_are_told():
    large = study.study(reading("attention").trace).large
    assert large.billions == round(12 * 96 * 12_288**2 / 1e9) == 174


# ---- the pictures


def scores(t, k):
    return [head(t, "scores")[k][s] for s in facts.seen(t, k)]


def test_the_strip_is_cut_as_softmax_says_while_a_score_is_pushed():
    t = reading("attention")
    strip = ShareStrip(["a", "b", "c"], ["1", "2", "3"], scores(t, 2), room_of(STAGES["16:9"], "SOLO"))
    push = strip.push(0, run_time=1.0)
    for alpha, height in ((0.0, 0.0), (0.25, PUSH), (0.75, -PUSH), (1.0, 0.0)):
        push.interpolate(alpha)
        pushed = head(t, "scores").array[2] + [height, 0, 0]
        assert_allclose([part.width / strip.whole for part in strip.parts], softmax(pushed), atol=1e-6)


def test_a_strip_of_one_part_does_not_move():
    t = reading("attention")
    alone = ShareStrip(["a"], ["1"], scores(t, 0), room_of(STAGES["16:9"], "SOLO"))
    push, widths = alone.push(0, run_time=1.0), []
    for alpha in np.linspace(0, 1, 5):
        push.interpolate(alpha)
        widths.append(alone.parts[0].width)
    assert_allclose(widths, widths[0])


def test_bars_are_scores_then_powers_of_e_then_shares_of_one_length():
    t = reading("attention")
    bars = ExpBars("abc", scores(t, 2), read.row(t, "A"), room_of(STAGES["16:9"], "PAIR"))
    high = np.array([bar.height for bar in bars.bars])
    assert_allclose(high / high[0], head(t, "scores").array[2] / head(t, "scores").array[2, 0])
    bars.pose("powers")
    high = np.array([bar.height for bar in bars.bars])
    assert_allclose(high / high[0], np.exp(head(t, "scores").array[2] - head(t, "scores").array[2, 0]))
    bars.pose("whole")
    wide = np.array([bar.width for bar in bars.bars])
    assert_allclose(wide / wide.sum(), head(t, "A").array[2])
    assert_allclose(bars.bars[0].get_right()[0], bars.bars[1].get_left()[0])
    bars.pose("cut")
    assert [label.get_x() for label in bars.shares] == pytest.approx([bar.get_x() for bar in bars.bars])
    assert all(label.get_top()[1] < bar.get_bottom()[1] for label, bar in zip(bars.shares, bars.bars, strict=True))


def test_arrows_point_against_the_slope_of_the_scores():
    t = reading("attention")
    bars = BlameBars("abc", read.row(t, "dL_dA"), facts.average_blame(t), room_of(STAGES["16:9"], "LEDGER"))
    ways = [np.sign(arrow[1].get_end()[1] - arrow[1].get_start()[1]) for arrow in bars.arrows]
    assert_allclose(ways, -np.sign(head(t, "dL_dscores").array[2]))


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("lesson", ["attention", *OWN])
def test_numbers_fit_their_cells_and_columns_stand_apart(shape, lesson):
    t = reading(lesson) if lesson == "attention" else brought(lesson)
    labels, stage = [read.label(t, k) for k in facts.tokens(t)], STAGES[shape]
    grid = LookGrid(labels, [(k, s) for k in facts.tokens(t) for s in facts.seen(t, k)], room_of(stage, "PAIR", 1))
    grid.shares(head(t, "A"))
    grid.feel(me(t), head(t, "dL_dA")[me(t)])
    for cell, number in (*grid.nums.items(), *grid.felt.items()):
        assert number.width < grid.cells[cell].width
    assert not set(grid.nums) & set(grid.felt)  # a cell holds one number: two would be read as one
    table = TokenTable(labels, room_of(stage, "PAIR"))
    table.plan(["K", "dQ"])
    table.lay(room_of(stage, "PAIR"))
    columns = [table.column("K", "K", head(t, "K")), table.column("dQ", "Q", head(t, "dL_dQ"))]
    assert columns[0].get_right()[0] < columns[1].get_left()[0]
    assert table.cards.get_right()[0] < columns[0].get_left()[0]
    for row in (row for column in columns for row in column.rows):
        for left, right in pairwise(row):  # a minus that touches the number before it is read as a difference
            assert right.get_left()[0] - left.get_right()[0] > 0.12 * max(left.width, right.width)


# ---- on which lessons


@pytest.mark.parametrize("lesson", OWN)
def test_it_is_told_on_heads_as_people_bring_them(lesson):
    t = brought(lesson)
    assert AttentionHead.refusal(t) is None
    assert facts.average_blame(t).value == pytest.approx(head(t, "A").array[me(t)] @ head(t, "dL_dA").array[me(t)])
    assert facts.share(t).path.endswith(f"A[{me(t)}][0]")
    if facts.guesses(t):
        assert facts.right(t, me(t)) in guess_bars.drawn(t.a[t.D][me(t)], facts.right(t, me(t)))


def test_the_end_is_told_as_the_stack_is():
    assert [facts.ending(brought(lesson)) for lesson in OWN] == ["direct", "other", "later", "later"]
    assert [facts.rows_left(brought(lesson)) for lesson in OWN] == ["more", "open", "more", "more"]
    assert {facts.opening(brought(lesson)) for lesson in OWN} == {"own"}


def test_tokens_are_called_by_their_names_or_by_their_places():
    assert [read.token(reading("attention"), k).text for k in range(3)] == ["Mary", "eats", "hot"]
    assert [read.index(reading("attention"), k) for k in range(3)] == ['"Mary"', '"eats"', '"hot"']
    assert read.token(brought("attention_own"), 3).text == "token 4"
    six = brought("six_tokens")
    assert [read.index(six, k) for k in range(3)] == ['"der"', '"2"', '"Hund"']  # a long name stands by its place
    assert len(str(read.label(six, 1))) <= read.CARD


@pytest.mark.parametrize("lesson", ["mazur", "embeddings", "convolution", "policy"])
def test_it_refuses_what_it_cannot_tell(lesson):
    assert AttentionHead.refusal(Reading(reading(lesson).trace)) is not None


def test_a_head_that_hears_no_blame_and_a_crowd_are_refused(monkeypatch):
    t = reading("attention")
    assert facts.misfit(t) == "fits"
    monkeypatch.setattr(facts, "MOST", 2)
    assert facts.misfit(t) == "crowd"
    monkeypatch.undo()
    dumb = facts.head
    silent = lambda t, field: replace(dumb(t, field), array=0 * dumb(t, field).array) if field == "dL_dA" else dumb(t, field)  # noqa: E731
    monkeypatch.setattr(facts, "head", silent)
    assert facts.misfit(t) == "blameless"
