"""The recap: the code on screen is the code that runs, and it does what the engine did."""

import numpy as np
import pytest

from engine import make_lesson, run
from engine.reading import Reading, resolve
from scenes.films.recap import facts, pictures
from scenes.films.recap.listing import Listing
from scenes.films.recap.pictures import Plateau, Turned
from scenes.films.recap.program import PROGRAM
from scenes.films.recap.series_map import SeriesMap, title_of, titled_groups
from scenes.films.recap.story import Recap
from scenes.kit.place.shots import room_of
from scenes.kit.place.stage import STAGES
from scenes.kit.plots.confusion import Confusion
from scenes.kit.theme import theme
from studio.catalog import chapters, load
from studio.proof.numerals import numerals
from studio.tongues import EN
from tests.engine.lessons import table
from tests.scenes.last_pictures import reading, walked

COUNTS = {
    "Numbers walk through the network": 2, "One weight, one chain": 0, "The blame flows back": 2,
    "Every weight gets its share": 1, "Every weight takes its step": 1,
}  # fmt: skip
SIX_LINES = tuple(line.source for line in PROGRAM)


@pytest.fixture(scope="module")
def told(walk):
    return walk(Recap, "mazur", "16:9")


def ran(lines):
    """What the names of the program mean once it has run, on the lesson's numbers."""
    t = reading("mazur")
    names = {f"{name}{l}": getattr(t, name)[l].array.copy() for name in ("W", "b") for l in (1, 2)}
    names |= {"x": t.x.array, "y": t.y.array, "eta": t.eta.value, "np": np, "sigmoid": lambda z: 1 / (1 + np.exp(-z))}
    exec("\n".join(lines), names)
    return t, names


def agrees(lines):
    t, names = ran(lines)
    wanted = {"a1": t.a[1], "a2": t.a[2], "d1": t.delta[1], "d2": t.delta[2], "W1": t.W_new[1], "W2": t.W_new[2]}
    return all(np.allclose(names[name], value.array, rtol=1e-13, atol=0) for name, value in wanted.items())


def test_the_six_lines_on_screen_do_what_the_engine_did():
    assert len(SIX_LINES) == 6
    assert agrees(Listing(STAGES["16:9"].wide, SIX_LINES).source)


@pytest.mark.parametrize(
    ("right", "wrong"), [("W2.T", "W2"), ("(a2 - y)", "(y - a2)"), (" * a1 * (1 - a1)", ""), ("np.outer(d1, x)", "np.outer(d1, a1)")]
)
def test_a_wrong_line_is_noticed(right, wrong):
    assert any(right in line for line in SIX_LINES)
    assert not agrees([line.replace(right, wrong) for line in SIX_LINES])


def test_line_four_after_line_five_is_another_gradient_as_the_film_says():
    one, two, three, four, five, six = SIX_LINES
    assert not agrees([one, two, three, five, four, six])


def test_glyphs_of_a_listing_are_those_of_its_words_in_their_colours():
    listing = Listing(STAGES["16:9"].wide, SIX_LINES)
    for line, source in zip(listing.lines, SIX_LINES, strict=True):
        assert len(line) == len(source.replace(" ", ""))
    assert {g.get_fill_color().to_hex() for g in listing.part(2, "d2")} == {theme().backward}
    assert {g.get_fill_color().to_hex() for g in listing.part(0, "a1", "x")} == {theme().forward}
    assert len(listing.part(3, "a1")) == 4
    with pytest.raises(ValueError, match="none of"):
        listing.part(0, "d2")


def test_a_program_to_be_remembered_leaves_a_rule_for_each_line():
    listing = Listing(STAGES["16:9"].wide, SIX_LINES)
    rules = listing.ruled()
    assert len(rules) == len(SIX_LINES)
    assert all(rule.get_y() < line.get_center()[1] for rule, line in zip(rules, listing.lines, strict=True))
    assert {round(float(rule.width), 6) for rule in rules} == {round(float(listing.width), 6)}


def test_digits_of_names_are_names_and_a_value_typed_into_code_is_a_defect():
    assert [numerals(f"`{line}`") for line in SIX_LINES] == [[]] * 6
    assert numerals("`W2 -= 0.5 * np.outer(d2, a1)`") == ["0.5"]


def test_headline_values_of_the_chapters_are_seen(told):
    seen = {(s.shown.number.path, s.shown.text) for s in told.drawn.sightings}
    example = "steps[0].examples[0]"
    assert {
        (f"{example}.forward[0].a[0]", "0.593"), (f"{example}.L", "0.298"), ("steps[0].L_new", "0.2910"),
        (f"{example}.backward[0].delta[0]", "0.1385"), ("steps[0].update[1].W_new[0][0]", "0.3589"),
    } <= seen  # fmt: skip
    for s in told.drawn.sightings:
        assert resolve(told.t.trace, s.shown.number.path) == s.shown.number.value


@pytest.mark.parametrize("shape", ["16:9", "9:16"])
def test_every_film_before_it_is_on_the_wall_in_order_by_its_title(shape):
    titles = [title for _, group in titled_groups() for title in group]
    told = [(entry, load(entry)) for entry in chapters() if not issubclass(load(entry), Recap)]
    on_the_wall = [title for title in titles if title in {chapter.title for _, chapter in told}]
    assert on_the_wall == [chapter.title for entry, chapter in told]
    assert "Two repairs: slope and gain" in titles
    assert titles[-1] == Recap.title
    way = SeriesMap(room_of(STAGES[shape], "SOLO"))
    for groups in ([group] for group in way.groups):
        rows = [row for group in groups for row in group]
        boxes = [(r.get_left()[0], r.get_right()[0], r.get_bottom()[1], r.get_top()[1]) for r in rows]
        for k, (left, right, low, high) in enumerate(boxes):
            assert not any(left < r and l < right and low < h and b < high for l, r, b, h in boxes[k + 1 :])


def test_each_line_has_the_picture_of_its_film_and_its_title_over_it():
    t, foot = reading("mazur"), STAGES["16:9"].board
    turned, outer = Turned(t, foot), pictures.outer(t, 2, foot)
    assert np.allclose([[turned.flipped.cells[i, j].shown.number.value for j in (0, 1)] for i in (0, 1)], t.W[2].array.T)
    assert np.allclose(outer.cells[0, 1].shown.number.value, t.delta[2].array[0] * t.a[1].array[1])
    network = dict(titled_groups())["one network"]
    assert [title_of(line.film) for line in PROGRAM] == [title for title in network for _ in range(COUNTS.get(title, 0))]


def test_on_the_plateau_the_tangent_is_almost_flat():
    plateau = Plateau(reading("mazur"), room_of(STAGES["16:9"], "PAIR"), 27)
    steep = np.ptp([plateau.tangent.get_start()[1], plateau.tangent.get_end()[1]])
    walk = plateau.walk(3.6)
    walk.begin()
    walk.interpolate(1.0)
    assert np.ptp([plateau.tangent.get_start()[1], plateau.tangent.get_end()[1]]) < 0.2 * steep


def test_five_questions_with_time_to_think(told):
    asked = ["opened", "first", "second", "third", "fourth", "fifth", "closed", "ended"]
    assert [beat.name for beat in told.beats if beat.pause >= 3] == asked


def test_it_is_told_only_where_its_lines_are_true():
    assert Recap.unfit(reading("mazur")) is None
    for lesson in ("xor", "deep", "neuron"):
        assert "sigmoids" in Recap.unfit(reading(lesson))


def words(*sizes, **training):
    """The film's words on two layers of sigmoids of these sizes, by beat."""
    t = Reading(run(make_lesson(table(sizes, ("sigmoid", "sigmoid"), train_biases=False, **training))))
    assert Recap.unfit(t) is None
    return {beat.name: beat.shown for beat in Recap.script(t, EN)}


def test_inputs_hidden_neurons_and_outputs_are_counted_before_they_are_spoken_of():
    one, many = words(1, 1, 1), words(5, 4, 3, steps=3)
    assert "One input goes in" in one["program"]
    assert "The hidden neuron says" in one["lines_of-1"]
    assert "blame of the output." in one["lines_of-3"]
    assert "suppose" in one["third"]
    assert "told once" in one["harvest"]
    assert "Five inputs go in" in many["program"]
    assert "first two hidden neurons" in many["lines_of-1"]
    assert "Of the first two" in many["lines_of-3"]


def test_a_loss_that_rose_is_not_said_to_have_fallen():
    assert "has fallen" in words(2, 3, 2, learning_rate=0.1)["stepped"]
    assert "has risen" in words(2, 3, 2, learning_rate=400.0)["stepped"]


@pytest.mark.parametrize("sizes", [(3, 1, 1), (1, 4, 1)])
def test_one_output_is_told_without_a_second(sizes, tmp_path):
    lesson = make_lesson(table(sizes, ("sigmoid", "sigmoid"), train_biases=False))
    assert "harvest" in walked(Recap, Reading(run(lesson)), "16:9", tmp_path).pictures


CLASSES = {  # a network that is taught one example after the other, and asked what class each is of
    "network": {
        "inputs": 2, "loss": "squared_error", "init": {"method": "xavier_normal", "seed": 3},
        "layers": [{"units": 4, "activation": "sigmoid"}, {"units": 2, "activation": "sigmoid"}],
    },
    "data": {"x": [[0, 0], [0, 1], [1, 0], [1, 1]], "y": [[1, 0], [0, 1], [0, 1], [1, 0]]},
    "training": {"learning_rate": 0.5, "steps": 12, "batch_size": 1, "train_biases": False, "record": [0, 11]},
}  # fmt: skip


def test_classes_are_counted_in_a_table_of_which_is_taken_for_which(tmp_path):
    t = Reading(run(make_lesson(CLASSES)))
    told = {beat.name: beat.shown for beat in Recap.script(t, EN)}
    tally = t.trace.studies["accuracy"].after
    assert facts.confused(t) == ("none" if tally.right == tally.count else "some")
    assert f"{int(tally.right)} right" in told["counted"]
    table = Confusion(t, facts.confusion(t), room_of(STAGES["16:9"], "PAIR", 2))
    assert sum(num.shown.number.value for num in table.diagonal) == tally.right
    assert sum(num.shown.number.value for num in [*table.diagonal, *table.others]) == tally.count
    assert "counted" not in {beat.name for beat in Recap.script(reading("mazur"), EN)}
    seen = {shown.number.path for shown, _ in walked(Recap, t, "1:1", tmp_path).pictures["counted"].numbers}
    assert {f"studies.accuracy.after.confusion[{i}][{k}]" for i in range(2) for k in range(2)} <= seen
