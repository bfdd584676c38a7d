"""The cost of a gradient on screen: the counts, the race at one pace, the sizes, and the memory."""

from itertools import combinations

import pytest
from manim import VGroup, tempconfig

from scenes.equation import equation
from scenes.films.cost import boards, facts, formulas
from scenes.films.cost.memory import Memory
from scenes.films.cost.race import Race
from scenes.films.cost.size_table import ROWS, SizeTable
from scenes.films.cost.story import Cost
from scenes.kit.place.shots import room_of
from scenes.kit.place.stage import STAGES
from scenes.kit.theme import theme
from studio.tongues import EN
from tests.scenes.last_pictures import reading
from tests.scenes.paper import apart, inside, number

SHAPES = {"mazur": "16:9", "deep": "9:16"}
HERE = "studies.cost.here"


@pytest.fixture(scope="module")
def walk(walk):
    return lambda lesson: walk(Cost, lesson, SHAPES[lesson])


@pytest.mark.parametrize(
    ("beat", "shown"),
    [
        ("counted", {(f"{HERE}.nudged", "72")}),
        ("summed", {(f"{HERE}.paths", "12"), (f"{HERE}.walked", "48")}),
        ("raced", {(f"{HERE}.nudged", "72"), (f"{HERE}.walked", "48"), (f"{HERE}.backprop", "24")}),
        ("timed", {("studies.cost.sizes[2].nudged_minutes", "17"), ("studies.cost.sizes[2].walked_days", "2.9")}),
        ("kept", {(f"{HERE}.kept_bytes", "48")}),
    ],
)
def test_mazurs_numbers_are_seen(walk, beat, shown):
    assert shown <= {(s.number.path, s.text) for s, _ in walk("mazur").pictures[beat].numbers}


def test_bars_race_at_one_pace_and_are_as_long_as_their_counts():
    t = reading("mazur")
    race = Race(STAGES["16:9"].board, ("a", "b", "c"), facts.here(t).ways, [theme().ink] * 3)
    running = race.run()
    for move in running:
        move.begin()
        move.interpolate(0.5)  # half of the longest: the shortest is done
    one, two, three = (bar.width for bar in race.bars)
    assert one == pytest.approx(two) == pytest.approx(1.5 * three)
    assert [total.get_fill_opacity() for total in race.totals] == [0, 0, 1]
    for move in running:
        move.interpolate(1.0)
    longest = race.bars[0].width
    assert [bar.width / longest for bar in race.bars] == pytest.approx([1, 48 / 72, 24 / 72])


def test_the_viewer_is_given_time_and_the_words_fit_the_film():
    told = {name: method.telling for name, method in vars(Cost).items() if hasattr(method, "telling")}
    assert [name for name, telling in told.items() if telling.pause >= 3] == ["riddle", "runs", "twice", "guess"]
    for lesson in ("mazur", "xor", "deep", "wide"):
        assert 420 <= sum(len(beat.spoken.split()) for beat in Cost.script(reading(lesson), EN)) <= 690


@pytest.mark.parametrize("shape", list(STAGES))
def test_what_is_kept_stands_in_its_room_and_its_bars_on_one_scale(shape):
    with tempconfig({"frame_width": STAGES[shape].width, "frame_height": STAGES[shape].height}):
        t, room = reading("mazur"), room_of(STAGES[shape], "SOLO")
        memory = Memory(t, room)
    largest = facts.largest(t)
    assert inside(memory, room)
    assert apart(memory.weights, memory.many)
    assert memory.many[1].width / memory.weights[1].width == pytest.approx(
        largest.batch_megabytes.value / largest.weight_megabytes.value, rel=0.01
    )


def test_a_net_with_nothing_to_share_is_told_why_not():
    assert "hidden layer" in Cost.unfit(reading("neuron"))
    assert Cost.unfit(reading("wide")) is None


@pytest.mark.parametrize("shape", list(STAGES))
def test_the_table_of_sizes_has_room_for_every_cell(shape):
    with tempconfig({"frame_width": STAGES[shape].width, "frame_height": STAGES[shape].height}):
        table = SizeTable(reading("mazur"), room := room_of(STAGES[shape], "SOLO"))
    assert inside(table, room)
    rows = [VGroup(head, *(cells[name] for cells in table.cells)) for name, head in zip(ROWS, table.heads, strict=True)]
    assert all(apart(one, other) for one, other in combinations([*table.pictures, *(part for row in rows for part in row)], 2))
    assert all(row[1].get_y() == pytest.approx(row[3].get_y(), abs=0.1) for row in rows)
    assert [picture.height for picture in table.pictures] == sorted(picture.height for picture in table.pictures)


def test_all_that_is_counted_as_kept_is_shown_as_kept(walk):
    told = walk("mazur")
    t = told.t
    shown = {s.number.path for s, _ in told.pictures["kept"].numbers}
    kept = [*t.x, *(number for l in (1, 2) for number in t.a[l])]
    assert {number.path for number in kept} <= shown
    assert len(kept) == facts.here(t).kept.value
    assert not any("delta" in path for path in shown)


def test_the_way_back_is_not_counted_better_than_it_is():
    told = Cost.script(reading("mazur"), EN)  # 4 of its 8 lines carry blame, and 4 neurons have a slope
    assert "about one multiplication for each line" in next(beat.shown for beat in told if beat.name == "one_run_back")


def test_a_long_count_is_broken_before_its_result():
    t = reading("mazur")
    long = equation("({N} + 1) dot {F} = {total}", N=number(12960), F=number(12960), total=number(1.68e8))
    short, tall = (boards.said("runs, times one run", line)[1] for line in (formulas.nudged(t), long))
    assert short["total"].get_y() == pytest.approx(short["N"].get_y(), abs=0.1)
    assert tall["total"].get_top()[1] < tall["N"].get_bottom()[1]
