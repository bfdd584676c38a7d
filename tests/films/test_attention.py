"""One attention head: what stands where when it is told, that pictures move as the engine says, and whom it refuses."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from engine.activations import softmax
from engine.reading import Reading
from engine.studies import attention as study
from scenes.films.attention import facts
from scenes.films.attention.blame_bars import BlameBars
from scenes.films.attention.facts import FIRST, ME, OUT, WORDS, L
from scenes.films.attention.look_grid import LookGrid
from scenes.films.attention.rooms import ROOMS
from scenes.films.attention.share_strip import PUSH, ShareStrip
from scenes.films.attention.story import AttentionHead
from scenes.kit.place.stage import STAGES
from tests.scenes.last_pictures import reading

SHAPES = ("16:9", "9:16", "1:1")
FORWARD, BACKWARD = ("steps[0].examples[0].forward[1]", "steps[0].examples[0].backward[1]")


@pytest.fixture(scope="module")
def walk(walk):
    return lambda shape="16:9": walk(AttentionHead, "attention", shape)


def texts(walked, beat):
    return {(s.number.path, s.text) for s, _ in walked.pictures[beat].numbers}


@pytest.mark.parametrize(
    ("beat", "shown"),
    [
        ("score", {(f"{FORWARD}.scores[2][0]", "0.3758"), ("lesson.network.layers[1].width", "2")}),
        ("one", {(f"{FORWARD}.A[0][0]", "1"), (f"{FORWARD}.A[2][0]", "0.2192")}),
        ("guess", {("steps[0].examples[0].L", "2.191"), ("steps[0].examples[0].forward[2].a[2][3]", "0.06200")}),
        ("weight", {(f"{BACKWARD}.dL_dA[2][0]", "0.2058"), (f"{BACKWARD}.dL_dA[2][0]", "0.206")}),
        ("jacobian", {(f"{BACKWARD}.jacobian[2][0][0]", "0.1711"), (f"{BACKWARD}.jacobian[2][1][0]", "−0.08597")}),
        ("collected", {(f"{BACKWARD}.dL_dscores[2][0]", "−0.05409")}),
        ("above", {("studies.attention.mean[2]", "0.4526")}),
        ("zero", {(f"{BACKWARD}.dL_dscores[0][0]", "0"), (f"{BACKWARD}.dL_dscores[1][0]", "0.0088")}),
        ("query", {(f"{BACKWARD}.dL_dQ[2][0]", "0.027")}),
        ("key", {(f"{BACKWARD}.dL_dK[0][1]", "−0.037")}),
        ("learned", {("steps[1].examples[0].forward[1].A[2][0]", "0.5274"), ("steps[1].examples[0].forward[2].a[2][3]", "0.9949")}),
    ],
)
def test_the_numbers_stand_where_they_are_told(walk, beat, shown):
    assert shown <= texts(walk(), beat)


def test_it_asks_twice_and_waits(walk):
    assert [b.name for b in walk().beats if b.pause == 3.0] == ["asked_all", "asked_first"]


def test_a_question_does_not_show_its_answer(walk):
    told = walk()
    assert all("dL_dscores" not in path for path, _ in texts(told, "asked_all"))
    assert not any("dL_dscores" in path for path, _ in texts(told, "asked_first"))


def test_nothing_is_left_over_of_what_was_told_before(walk):
    told = walk()
    assert texts(told, "promised") == texts(told, "pushed") == texts(told, "wall") == set()


# ---- what is said of the lesson


def test_two_sentences_end_differently_after_the_same_word_and_hot_learns_to_look_at_the_name():
    """Only the name tells which word follows hot, and hot takes more than half of its mixture from it."""
    t = reading("attention")
    for k, answer in enumerate((3, 5)):
        late = t.of(step=-1, example=k)
        looks, guess = late.A[L].array[ME], late.a[OUT].array[ME]
        assert looks[FIRST] > max(0.5, *looks[FIRST + 1 :])
        assert guess[answer] > 0.99
    assert facts.later_look(t) == "leads"
    nameless = []
    for k in (0, 1):
        late = t.of(step=-1, example=k)
        shares = late.A[L].array[ME, FIRST + 1 :]
        nameless.append(shares @ late.V[L].array[FIRST + 1 :] / shares.sum())
    assert_allclose(*nameless)  # what eats and hot say is the same in both: without the name, so would be the guess


def test_in_the_first_row_only_the_value_learns():
    t = reading("attention")
    assert not t.dL_dscores[L].array[0].any()
    assert (t.A[L].array[0] == [1, 0, 0]).all()
    assert (t.A[L].array[0, 0] * t.dL_da[L].array[0] != 0).all()  # its share of the slope of its value


# ---- the pictures


@pytest.fixture
def strip():
    return ShareStrip(WORDS[:3], reading("attention").scores[L][ME], STAGES["16:9"].wide)


def test_the_strip_is_cut_as_softmax_says_while_a_score_is_pushed(strip):
    scores = reading("attention").scores[L][ME].array
    push = strip.push(0, run_time=1.0)
    for alpha, height in ((0.0, 0.0), (0.25, PUSH), (0.75, -PUSH), (1.0, 0.0)):
        push.interpolate(alpha)
        pushed = scores + [height, 0, 0]
        widths = [part.width / strip.width_of_one for part in strip.parts]
        assert_allclose(widths, softmax(pushed), atol=1e-6)


def test_a_strip_of_one_part_does_not_move():
    alone = ShareStrip(WORDS[:1], reading("attention").scores[L][0], STAGES["16:9"].wide)
    push = alone.push(0, run_time=1.0)
    widths = []
    for alpha in np.linspace(0, 1, 5):
        push.interpolate(alpha)
        widths.append(alone.parts[0].width)
    assert_allclose(widths, widths[0])


def test_arrows_point_against_the_slope_of_the_scores():
    t = reading("attention")
    bars = BlameBars(WORDS[:3], t.dL_dA[L][ME], t.at(f"studies.attention.mean[{ME}]", "dL_dA"), STAGES["16:9"].wide)
    ways = [np.sign(arrow[1].get_end()[1] - arrow[1].get_start()[1]) for arrow in bars.arrows]
    assert_allclose(ways, -np.sign(t.dL_dscores[L][ME].array))


@pytest.mark.parametrize("shape", SHAPES)
def test_numbers_fit_their_cells(shape):
    t, grid = reading("attention"), LookGrid(WORDS[:3], ROOMS[shape].grid)
    for k in range(3):
        for s in range(3):
            number = grid.write(k, s, t.scores[L][k][s])
            assert number.width < grid.cells[k, s].width
            assert number.height < grid.cells[k, s].height


def test_next_to_nothing_is_not_written_as_nothing():
    t = reading("attention").of(step=-1, example=1)
    grid = LookGrid(WORDS[:3], ROOMS["16:9"].grid)
    assert grid.write(2, 1, t.a[OUT][ME][3]).shown.text == "0.00004"


# ---- on which lessons


@pytest.mark.parametrize("lesson", ["mazur", "embeddings", "convolution", "policy"])
def test_it_refuses_what_it_cannot_tell(lesson):
    assert AttentionHead.refusal(Reading(reading(lesson).trace)) is not None


def test_its_lesson_has_its_study():
    assert study.suits(reading("attention").trace)
    assert AttentionHead.refusal(reading("attention")) is None
