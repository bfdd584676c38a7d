"""Which chapter is told on which lesson, and where its film goes."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from engine import InputError
from studio import catalog, cli, programme, telling
from studio.container import probe
from studio.fits import Fit, sifted
from studio.looks import look_of
from studio.orders import Order
from tests.sampling import sampled
from tests.studio.house import build

CHAPTER = 'class C:\n    title = "{name}"\n    lesson{note} = "{lesson}"\n'


def put(scenes: Path, name: str, story: str) -> None:
    """A film's room with this story."""
    (scenes / "films" / name).mkdir(parents=True)
    (scenes / "films" / name / "story.py").write_text(story)


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    """A shelf of four chapters, two of which carry a lesson."""
    monkeypatch.setattr(catalog, "SCENES", tmp_path)
    (tmp_path / "series.toml").write_text('[[groups]]\ntitle = "all"\nfilms = ["early", "five", "six", "late", "seven"]\n')
    for name, lesson, note in (("late", "xor", ""), ("early", "xor", ": ClassVar[str]"), ("five", "", ""), ("six", "", "")):
        put(tmp_path, name, CHAPTER.format(name=name, lesson=lesson, note=note))
    catalog.chapters.cache_clear()
    yield tmp_path
    catalog.chapters.cache_clear()
    catalog.lesson.cache_clear()


def mine(shelf, chapters) -> str:
    """A lesson file that lists chapters."""
    text = (catalog.LESSONS / "xor.toml").read_text()
    (shelf / "mine.toml").write_text(f"chapters = {json.dumps(chapters)}\n{text}" if chapters else text)
    return str(shelf / "mine.toml")


def asked(lesson="") -> Order:
    return Order(lesson, "", look_of("l"), "silent", Path("out"))


def told(lesson, names=(), whole=False):
    """Each chapter with its lesson's name, its folder, and whether it must be told."""
    return [(o.chapter, o.lesson_name, str(o.folder), o.picked) for o in programme.orders(asked(lesson), names, whole)]


def test_a_named_chapter_without_a_lesson_is_told_on_its_own(shelf):
    assert told("", ["early"]) == [("early", "xor", "out/xor/early", True)]
    assert told("", ["five"]) == [("five", "mazur", "out/mazur/five", True)]
    assert told("deep", ["early"]) == [("early", "deep", "out/deep/early", True)]


def test_named_chapters_of_several_lessons_share_a_folder(shelf):
    assert told("", ["six", "early", "six"]) == [("six", "mazur", "out/mazur/six", True), ("early", "xor", "out/mazur/early", True)]


def test_the_series_tells_each_chapter_where_it_belongs(shelf):
    lesson = mine(shelf, [])
    assert told(lesson, whole=True) == [
        ("early", "xor", "out/mine/early", False),
        ("five", "mine", "out/mine/five", False),
        ("six", "mine", "out/mine/six", False),
        ("late", "xor", "out/mine/late", False),
    ]
    assert [row[:2] for row in told(lesson, ["late", "five"], whole=True)] == [("five", "mine"), ("late", "xor")]


def test_a_lesson_that_lists_a_chapter_gets_it(shelf):
    rows = told(mine(shelf, ["late", "six"]), whole=True)
    assert [row[1] for row in rows] == ["xor", "mine", "mine", "mine"]
    assert [row[3] for row in rows] == [False, False, True, True]
    assert [row[0] for row in told(mine(shelf, ["late", "six"]))] == ["late", "six"]


def test_a_lesson_alone_is_told_every_chapter_that_fits(shelf):
    assert [row[:2] for row in told("xor")] == [(name, "xor") for name in ("early", "five", "six", "late")]
    assert not any(row[3] for row in told("xor"))


def test_a_chapter_whose_lesson_is_not_there_is_named(shelf):
    put(shelf, "seven", CHAPTER.format(name="seven", lesson="nope", note=""))
    catalog.chapters.cache_clear()
    for lesson, names, whole in (("deep", (), True), ("", ["seven"], False)):
        with pytest.raises(InputError, match=r'seven/story.py: lesson = "nope": there is no such lesson; write one of .*deep, '):
            told(lesson, names, whole)


def test_a_chapter_that_does_not_fit_says_where_it_does(shelf):
    with pytest.raises(
        InputError, match=r"mazur.toml: the chapter 'early' cannot be told on this lesson, too small \(without .*--chapter early`\)"
    ):
        sifted([(o, Fit("too small")) for o in programme.orders(asked("mazur"), ["early"])])
    with pytest.raises(InputError, match=r"'five' cannot be told on this lesson, too small$"):
        sifted([(o, Fit("too small")) for o in programme.orders(asked("mazur"), ["five"])])


def test_the_list_says_which_lesson_a_chapter_carries(shelf):
    text = CliRunner().invoke(cli.main, ["list"]).output
    assert [line.split()[:3] for line in text.splitlines()[1:5]] == [
        ["early", "early", "xor"], ["five", "five", "any"], ["six", "six", "any"], ["late", "late", "xor"],
    ]  # fmt: skip


def test_every_chapter_that_carries_a_lesson_can_be_told_on_it():
    carrying = [order for order in programme.orders(asked(), [], series=True) if catalog.chapter(order.chapter).lesson]
    assert len(carrying) > 6
    for order in sampled(carrying, 4):
        assert telling.fit(order).unfit is None, order


# ---- The whole way, with two small chapters.

BEAT = '''"""Small."""
from scenes.beat import beat
from scenes.chapter import Chapter
from scenes.kit.network.diagram import NetworkDiagram


class {name}(Chapter):
    title = "{name}"
    promise = "See it."
    {extra}

    @beat("Numbers come in.")
    def only(self):
        self.show(NetworkDiagram(self.t.sizes, self.stage.graph, [layer.W for layer in self.t.net.layers]))
'''


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    house = build(tmp_path_factory.mktemp("series") / "house", "own", "any", "never")
    narrow = '@classmethod\n    def unfit(cls, t):\n        return "too narrow for it"'
    for name, extra in (("own", 'lesson = "mazur"'), ("any", ""), ("never", narrow)):
        house.chapter(name).write_text(BEAT.format(name=name.capitalize(), extra=extra))
    return house


@pytest.mark.slow(24)
def test_the_series_is_made_of_films_told_on_several_lessons(house):
    words = ("render", "xor", "--series", "-q", "l", "--fps", "6", "--voice", "silent")
    done = house.run(*words)
    assert done.returncode == 0, done.stderr
    assert "never: not told on xor, too narrow for it" in done.stdout
    shelf = house.root / "renders" / "xor"
    made = {name: json.loads((shelf / name / "manifest.json").read_text()) for name in ("own", "any")}
    assert [(m["lesson_name"], m["lesson"]) for m in made.values()] == [
        ("mazur", "Matt Mazur's step-by-step example"),
        ("xor", "XOR: two hidden ideas and a vote"),
    ]
    assert [title for title, _ in probe(shelf / "series.mp4")["chapters"]] == ["Own", "Any"]
    again = house.run(*words)
    assert again.stdout.count("unchanged") == 2
    shutil.rmtree(house.root / "renders")
