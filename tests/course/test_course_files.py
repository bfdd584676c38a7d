"""Course files: what they say, their variants, and one clear message for each mistake."""

import io
import os
import tomllib
from pathlib import Path

import pytest
from rich.console import Console

from engine import InputError, load_lesson
from studio import catalog, console
from studio.course import command
from studio.course.jobs import plan
from studio.course.spec import is_course, read_course
from studio.course.variants import base_of, variants
from studio.lesson_toml import of_tables
from tests.studio.house import ROOT

HEAD = 'lesson = "xor"\nchapters = ["forward"]\nvoice = "silent"\n'


def course(folder, text, **files):
    for name, content in files.items():
        (folder / f"{name}.csv").write_text(content, encoding="utf-8")
    path = folder / "course.toml"
    path.write_text(text, encoding="utf-8")
    return path


def told(path, only=""):
    """Each variant's name and tables."""
    read = read_course(path)
    return {v.name: v.table for v in variants(path, read, base_of(path, read), only)}


def test_a_seed_is_a_variant(tmp_path):
    found = told(course(tmp_path, HEAD + '[variants]\nseeds = 3\ncalled = "student"\n'))
    assert [(name, table["network"]["init"]) for name, table in found.items()] == [
        (f"student-{seed:02}", {"method": "normal", "seed": seed}) for seed in (1, 2, 3)
    ]
    assert list(told(course(tmp_path, HEAD + "[variants]\nseeds = [7, 1234]\n"))) == ["seed-0007", "seed-1234"]


def test_a_row_is_a_variant_and_a_column_a_key(tmp_path):
    rows = "student;rate;network.layers[0].units;network.layers[1].activation;email\nAda L.;0,25;4;;a@b\nBjörn;;2;tanh;c@d\n"
    path = course(tmp_path, HEAD.replace("xor", "xor") + '[variants]\ncsv = "class.csv"\nignore = ["email"]\n', **{"class": rows})
    found = told(path)
    assert list(found) == ["Ada-L", "Björn"]
    ada, bjoern = found.values()
    assert (ada["training"]["learning_rate"], ada["network"]["layers"][0]["units"]) == (0.25, 4)
    assert (bjoern["training"]["learning_rate"], bjoern["network"]["layers"][1]["activation"]) == (0.5, "tanh")
    assert ada["network"]["layers"][1]["activation"] == "sigmoid"
    assert list(told(path, "Björn")) == ["Björn"]


def test_a_wrong_variant_costs_only_itself(tmp_path):
    path = course(tmp_path, HEAD + '[variants]\ncsv = "class.csv"\n', **{"class": "name,rate\nada,0.1\nben,fast\ncleo,0.3\n"})
    planned = plan(path)
    assert [job.label for job in planned.jobs] == ["ada/forward", "cleo/forward"]
    assert list(planned.wrong) == ["ben"]
    for said in (f"{path}: ben", "training.learning_rate", '"fast"', "allowed"):
        assert said in planned.wrong["ben"]


WRONG = {
    "no variants": (HEAD, "variants"),
    "neither": (HEAD + "[variants]\n", "neither csv nor seeds"),
    "both": (HEAD + '[variants]\nseeds = 2\ncsv = "class.csv"\n', "both csv and seeds"),
    "no lesson": ("[variants]\nseeds = 2\n", "lesson: found nothing"),
    "unknown lesson": ('lesson = "xorr"\n[variants]\nseeds = 2\n', "Did you mean xor"),
    "unknown film": ('lesson = "xor"\nchapters = ["foward"]\n[variants]\nseeds = 2\n', "Did you mean forward"),
    "unknown key": (HEAD + 'colour = "red"\n[variants]\nseeds = 2\n', 'unknown key "colour"'),
    "unknown key of variants": (HEAD + "[variants]\nseed = 2\n", "Did you mean seeds"),
    "no seeds": (HEAD + "[variants]\nseeds = 0\n", "variants.seeds"),
    "a negative seed": (HEAD + "[variants]\nseeds = [1, -2]\n", "variants.seeds"),
    "a shape": (HEAD + 'shapes = ["4:3"]\n[variants]\nseeds = 2\n', "16:9, 9:16 and 1:1"),
    "a language": (HEAD + 'languages = ["en", "xx"]\n[variants]\nseeds = 2\n', 'languages: found "xx"; allowed: en, '),
    "a pack": (HEAD + 'packs = ["slides"]\n[variants]\nseeds = 2\n', "lecture, youtube, lms and editor"),
    "a quality": (HEAD + 'quality = "high"\n[variants]\nseeds = 2\n', "l, m, h, p, k"),
    "given weights": ('lesson = "mazur"\nchapters = ["forward"]\n[variants]\nseeds = 2\n', "gives every weight"),
    "no file": (HEAD + '[variants]\ncsv = "none.csv"\n', "none.csv"),
    "no such column": (HEAD + '[variants]\ncsv = "class.csv"\nname = "pupil"\n', 'no column "pupil"'),
    "a column that is no key": (HEAD + '[variants]\ncsv = "marks.csv"\n', '"mark"'),
    "two of a name": (HEAD + '[variants]\ncsv = "twice.csv"\n', "the name of row 2"),
    "no name": (HEAD + '[variants]\ncsv = "dots.csv"\n', "a letter or a digit"),
    "no such place": (HEAD + '[variants]\ncsv = "deep.csv"\n', "network.layers[7].units"),
    "not TOML": ("lesson = xor\n", "TOML"),
    "two of a seed": (HEAD + "[variants]\nseeds = [4, 4]\n", "two variants for the folder seed-04"),
    "a name for all too long": (HEAD + f'[variants]\nseeds = 2\ncalled = "{"n" * 61}"\n', "text of at most 60 characters"),
    "too many": (HEAD + "[variants]\nseeds = 10001\n", "at most 10000"),
    "a pipe": (HEAD + '[variants]\ncsv = "pipe.csv"\n', "variants.csv: found"),
    "a column of a thousand tables": (HEAD + '[variants]\ncsv = "tables.csv"\n', "a key of a lesson"),
    "a place of a thousand digits": (HEAD + '[variants]\ncsv = "digits.csv"\n', "a key of a lesson"),
}


@pytest.mark.parametrize("case", WRONG)
def test_each_mistake_has_one_message(case, tmp_path):
    text, said = WRONG[case]
    files = {
        "class": "name,rate\nada,0.1\n",
        "marks": "name,mark\nada,1\n",
        "twice": "name,rate\nada b,1\nAda-B,2\n",
        "dots": "name,rate\n...,1\n",
        "deep": "name,network.layers[7].units\nada,1\n",
        "tables": f"name,{'.'.join(['network'] * 1000)}\nada,1\n",
        "digits": f"name,network.layers[{'7' * 5000}].units\nada,1\n",
    }
    os.mkfifo(tmp_path / "pipe.csv")
    path = course(tmp_path, text, **files)
    with pytest.raises(InputError) as caught:
        plan(path)
    assert said in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


def test_a_cell_that_no_parser_takes_is_text(tmp_path):
    cells = f"name;seed;title\nada;{'9' * 5000};T\nben;1;{'[' * 5000}\ncleo;1;T\n"
    planned = plan(course(tmp_path, HEAD + '[variants]\ncsv = "class.csv"\n', **{"class": cells}))
    assert [job.label for job in planned.jobs] == ["cleo/forward"]
    assert "network.init.seed: found" in planned.wrong["ada"]
    assert "title: found" in planned.wrong["ben"]


def test_a_header_is_not_repeated_at_length(tmp_path):
    path = course(tmp_path, HEAD + '[variants]\ncsv = "class.csv"\n', **{"class": f"root:{'secret' * 20}\nx\n"})
    with pytest.raises(InputError) as caught:
        plan(path)
    assert "secretsecretsecretsecret" not in str(caught.value)


@pytest.mark.parametrize("name", ["...toml", "..toml", ".work.toml", "store.toml"])
def test_a_course_does_not_write_outside_its_folder(tmp_path, monkeypatch, name):
    (tmp_path / "at").mkdir()
    monkeypatch.chdir(tmp_path / "at")
    Path(name).write_text(HEAD + "[variants]\nseeds = 1\n")
    for out in ("films", "films/deep"):
        with pytest.raises(InputError, match=r"begins with a dot|called as the folder of its films"):
            command.batch(Path(name), Path(out), "", 1, "", None, "")
    assert not list(tmp_path.rglob("report.*"))


def test_a_command_of_a_plan_takes_a_name_that_begins_with_a_hyphen(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("-c.toml").write_text(HEAD + "[variants]\nseeds = 1\n")
    assert command.commands(Path("-c.toml"), Path("out"), "") == 0
    assert capsys.readouterr().out == "backreel batch ./-c.toml --only seed-01/forward -o out\n"


def test_a_terminal_sees_how_far_a_plan_is(tmp_path, monkeypatch, capsys):
    screen = io.StringIO()
    monkeypatch.setattr(console, "err", Console(file=screen, force_terminal=True, width=80))
    path = course(tmp_path, HEAD + "[variants]\nseeds = 3\n")
    assert command.commands(path, Path("renders"), "") == 0
    assert "planned 3 variants" in screen.getvalue()
    assert len(capsys.readouterr().out.splitlines()) == 3


def test_a_course_is_known_from_a_lesson(tmp_path):
    assert is_course(course(tmp_path, HEAD + "[variants]\nseeds = 2\n"))
    assert not any(is_course(path) for path in (ROOT / "scenes/lessons").glob("*.toml"))


def test_a_film_of_a_course_is_the_film_of_its_lesson(tmp_path):
    """A job's key, planned without a file, is the key of an order on the unpacked lesson, on another machine too."""
    (tmp_path / "mine").mkdir()
    for name in ("iris.toml", "iris.csv"):
        (tmp_path / "mine" / name).write_bytes((ROOT / "tests/fixtures" / name).read_bytes())
    path = course(tmp_path, 'lesson = "mine/iris.toml"\nchapters = ["forward", "delta"]\nvoice = "silent"\n[variants]\nseeds = 2\n')
    jobs = plan(path).jobs
    assert len({job.key for job in jobs}) == 4
    for job in jobs:
        order = job.order(tmp_path / "elsewhere")
        assert order.key == job.key
    other = plan(path, "seed-02/delta").jobs
    assert [job.key for job in other] == [jobs[-1].key]
    with pytest.raises(InputError, match="--only: found seed-03/delta"):
        plan(path, "seed-03/delta")


def test_lessons_are_written_as_they_were_read(tmp_path):
    """Every built-in lesson and fixture, its tables written anew, is the same lesson, twins and all."""
    shelf = [catalog.lesson_path(name) for name in catalog.lessons()] + sorted((ROOT / "tests/fixtures").glob("*.toml"))
    for path in shelf:
        table = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
        again = tmp_path / path.name
        again.write_text(of_tables(table), encoding="utf-8")
        assert tomllib.loads(again.read_text(encoding="utf-8")) == table, path
    load_lesson(again)
