"""The pages themselves, and the command that writes them."""

import os
import re
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
import typst
from click.testing import CliRunner
from PIL import Image

from engine import InputError
from engine.bounded import MEGABYTE
from engine.notation import fmt
from studio import catalog
from studio.cli import main
from studio.worksheet import page, students
from studio.worksheet.numbers import worksheet

ROOT = Path(__file__).resolve().parent.parent.parent


def pictures(source):
    made = typst.compile(source.encode(), format="png", ppi=20)
    return made if isinstance(made, list) else [made]


@pytest.mark.parametrize("spec", [
    {"sizes": (4, 4, 3, 3), "act": "elu", "last": "softmax", "loss": "cross_entropy"},
    {"sizes": (4, 4, 2, 2, 2), "act": "tanh", "title": "Many words " * 10 + '"#[*$\\'},
    {"sizes": (1, 1), "act": "sigmoid"},
])  # fmt: skip
def test_a_sheet_and_its_key_have_two_pages(made, spec):
    sheet = worksheet(made(**spec), 5, "Ada #Lovelace $x$ *")
    assert [len(pictures(page.source([sheet], key))) for key in (False, True)] == [2, 2]
    assert len(pictures(page.source([sheet, sheet], key=False))) == 4


def test_the_key_says_what_the_sheet_leaves_blank():
    sheet = worksheet(catalog.lesson("mazur"), None)
    for key in (False, True):
        source = page.source([sheet], key)
        hidden = re.sub(r"(quantity\[\$.*?\$\])\[.*?\]", r"\1[]", source)
        assert (pictures(hidden) == pictures(source)) is not key
    values = re.findall(r"quantity\[\$.*?\$\]\[(.*?)\]", source)
    assert {"0.3775", "0.5933", "1.106", "0.7514", "0.2984", "0.7414", "0.1385", "0.08267"} <= set(values)
    assert values.count(fmt(sheet.example.L)) == 1


def test_the_sheet_does_not_say_which_answer_is_right():
    source = page.source([worksheet(catalog.lesson("mazur"), None)], key=False)
    assert "[the sign forgotten]" in source
    assert pictures(re.sub(r"(answer\[.\]\[.*?\])\[.*?\]", r"\1[other]", source)) == pictures(source)


@pytest.fixture
def run(tmp_path):
    def go(*args):
        return CliRunner().invoke(main, ["worksheet", *args, "-o", str(tmp_path / "out")], catch_exceptions=False)

    return go


def test_a_class_gets_sheets_of_its_own(run, tmp_path):
    roll = tmp_path / "class.csv"
    roll.write_text("Group;Name\n1;Zoë Müller\n2;ZOË  MÜLLER\n2;O'Neil / Bob\n3;葉\n", encoding="utf-8-sig")
    done = run("mazur", "--class", str(roll))
    assert done.exit_code == 0, done.output
    place = tmp_path / "out/mazur/worksheet"
    found = sorted(path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file())
    each = ["students/O-Neil-Bob.pdf", "students/ZOË-MÜLLER-2.pdf", "students/Zoë-Müller.pdf", "students/葉.pdf"]
    assert "葉: in no font" in done.stderr or "葉: taken from" in done.stderr
    assert found == ["class-key.pdf", "class-moodle.xml", "class-qti.zip", "class.pdf", *each]
    assert all((place / name).read_bytes().startswith(b"%PDF") for name in found if name.endswith("pdf"))


def test_the_page_on_packs_names_what_is_written(run, tmp_path):
    roll = tmp_path / "class.csv"
    roll.write_text("Ada\nBob\n")
    for options in ((), ("--seed", "7"), ("--class", str(roll))):
        assert run("mazur", *options).exit_code == 0
    place = tmp_path / "out/mazur/worksheet"
    text = (ROOT / "docs/packs.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`.*?`) \|", re.search(r"^## Worksheets\n(.*?)(?=^## )", text, re.M | re.S)[1], re.M)
    said = {name.rstrip("/") for row in rows for name in re.findall(r"`([^`]+)`", row)}
    found = {path.name for path in place.iterdir()}
    assert said <= found
    assert {name.replace("-7", "") for name in found} == {name.replace("-7", "") for name in said}
    assert "`backreel worksheet`" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_numbers_of_any_size_fit(made):
    lesson = made(sizes=(4, 4, 4), act="identity", layer={"weights": [[1.234e-7, -1.234e-7, 1234.5, -1.23e-6]] * 4})
    pages = pictures(page.source([worksheet(lesson, None)], key=True))
    assert len(pages) == 2
    right = np.asarray(Image.open(BytesIO(pages[0])).convert("L"))[:, -4:]  # the margin, where nothing is printed
    assert right.min() == 255


def test_a_student_keeps_a_sheet_whoever_else_is_there():
    assert students.seed_of("Ada", 0) == students.seed_of("Ada", 0) != students.seed_of("Bob", 0)
    assert students.seed_of("Ada", 1) != students.seed_of("Ada", 0)


@pytest.mark.parametrize(("text", "says"), [
    (b"", "no names"), (b"name\n", "no names"), (b"Ada\nBob\nAda\n", "line 3: found the name of line 1"), (b"\xff\xfe\x00", "UTF-8"),
    (b"x" * 90, "line 1: found 90 characters; allowed: names of at most 80"),
    (b'name\n"Ada\n', "line 2: found cells that do not end"), (b"a\n" * MEGABYTE, "2 MB, and at most 1 MB"),
])  # fmt: skip
def test_a_wrong_class_list_is_one_message(run, tmp_path, text, says):
    roll = tmp_path / "class.csv"
    roll.write_bytes(text)
    with pytest.raises(InputError, match=says):
        students.names(roll)
    done = run("mazur", "--class", str(roll))
    assert done.exit_code == 2
    assert not (tmp_path / "out").exists()
    assert run("mazur", "--class", str(tmp_path / "none.csv")).exit_code == 2


def test_a_class_list_is_bounded_and_none_of_its_cells_is_repeated(tmp_path):
    os.mkfifo(tmp_path / "pipe.csv")
    for place, says in ((tmp_path / "pipe.csv", "a pipe"), (Path("/dev/zero"), "a device"), (tmp_path, "a folder"), (Path("a\0b"), "NUL")):
        with pytest.raises(InputError, match=f"cannot be read.*{says}"):
            students.names(place)
    secret = tmp_path / "secret.csv"
    secret.write_text("root:" + "hash" * 30 + "\n")
    with pytest.raises(InputError) as caught:
        students.names(secret)
    assert "hash" not in str(caught.value)


def test_a_class_list_of_a_spreadsheet_is_read(tmp_path):
    (tmp_path / "class.csv").write_text("name\tmark\nÁda\t1\nBob\t2\n", encoding="utf-16")
    assert students.names(tmp_path / "class.csv") == ["Áda", "Bob"]


def test_moodle_gets_the_questions_of_the_sheet(run, tmp_path):
    assert run("mazur", "--seed", "7").exit_code == 0
    quiz = ElementTree.parse(tmp_path / "out/mazur/worksheet/worksheet-7-moodle.xml").getroot()
    cards = worksheet(catalog.lesson("mazur"), 7).cards
    asked = quiz.findall("question[@type='multichoice']")
    assert len(asked) == len(cards) == 4
    for question, card in zip(asked, cards, strict=True):
        answers = [(answer.findtext("text"), answer.get("fraction")) for answer in question.findall("answer")]
        assert answers == [(a.shown, "0" if a.why else "100") for a in card.answers]
        assert question.findtext("single") == "true"
        assert "W⁽¹⁾ = (" in question.findtext("questiontext/text")
