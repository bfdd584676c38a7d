"""The pack for a learning system: its package by SCORM's own rules, and in a real Chromium against a strict SCORM 1.2 API."""

import json
import threading
import time
import zipfile
from contextlib import contextmanager
from pathlib import Path
from xml.etree import ElementTree

import pytest

pytest.importorskip("starlette", reason="the learning system of the test is served by it")
import uvicorn
from starlette.staticfiles import StaticFiles

from studio import catalog
from studio.bundle import bundled
from studio.explorer.server import bound
from studio.looks import look_of
from studio.orders import Order
from studio.packs import lms, scorm
from studio.packs.material import Material
from studio.worksheet.numbers import worksheet

IMS, ADL = "{http://www.imsproject.org/xsd/imscp_rootv1p1p2}", "{http://www.adlnet.org/xsd/adlcp_rootv1p2}"
SYSTEM = Path(__file__).parent / "js" / "scorm_api.js"
PAGE = "<!doctype html><title>A learning system</title><script src='api.js'></script><iframe src='{}' width='1200' height='760'></iframe>"


@contextmanager
def served(folder):
    """The address of a server of these files, which gives parts of them, as a film needs that is sought in."""
    listening = bound(0)
    server = uvicorn.Server(uvicorn.Config(StaticFiles(directory=folder), log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    until = time.monotonic() + 30
    while not server.started and time.monotonic() < until:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


def wrong_with(package):
    """What a learning system would find wrong with a package, in a word; "" where nothing is."""
    with zipfile.ZipFile(package) as bundle:
        names = set(bundle.namelist())
        if "imsmanifest.xml" not in names:
            return "manifest"
        root = ElementTree.fromstring(bundle.read("imsmanifest.xml"))
    if (root.findtext(f"{IMS}metadata/{IMS}schema"), root.findtext(f"{IMS}metadata/{IMS}schemaversion")) != ("ADL SCORM", "1.2"):
        return "schema"
    organizations = root.find(f"{IMS}organizations")
    told = organizations.find(f"{IMS}organization[@identifier='{organizations.get('default')}']")
    items = [] if told is None else told.findall(f"{IMS}item")
    resources = {each.get("identifier"): each for each in root.iter(f"{IMS}resource")}
    if not items or any(item.get("identifierref") not in resources or not item.findtext(f"{IMS}title") for item in items):
        return "organization"
    found = [resources[item.get("identifierref")] for item in items]
    if any(each.get(f"{ADL}scormtype") != "sco" or each.get("type") != "webcontent" for each in found):
        return "sco"
    files = {file.get("href") for each in found for file in each.findall(f"{IMS}file")}
    return "files" if files != names - {"imsmanifest.xml"} or any(each.get("href") not in files for each in found) else ""


@pytest.fixture(scope="module")
def pack(desk):
    return desk.pack("lms")


def test_the_package_is_one_by_scorms_own_rules(pack):
    assert wrong_with(pack / "scorm.zip") == ""


@pytest.mark.parametrize(
    ("fault", "found"),
    [
        (('"sco"', '"asset"'), "sco"),
        (("1.2<", "2004<"), "schema"),
        (('ref="player"', 'ref="x"'), "organization"),
        (("film.mp4", "x"), "files"),
    ],
)
def test_a_package_that_is_wrong_would_be_found(tmp_path, fault, found):
    text = scorm.manifest("mine", "Mine & <yours>", ["player.html", "film.mp4"]).decode()
    for name, manifest in (("right", text), ("wrong", text.replace(*fault))):
        files = {"imsmanifest.xml": manifest.encode(), "player.html": b"page", "film.mp4": b"film"}
        (tmp_path / name).write_bytes(bundled(files))
    assert (wrong_with(tmp_path / "right"), wrong_with(tmp_path / "wrong")) == ("", found)


@pytest.fixture
def system(browser, pack, tmp_path):
    """A learning system that shows the package in a frame; it must find no fault with it. Gives the page and the frame."""
    with zipfile.ZipFile(pack / "scorm.zip") as bundle:
        bundle.extractall(tmp_path / "course")
    (tmp_path / "api.js").write_bytes(SYSTEM.read_bytes())
    (tmp_path / "index.html").write_text(PAGE.format("course/player.html"))
    visit = browser.new_context(viewport={"width": 1240, "height": 800})
    page = visit.new_page()
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    with served(tmp_path) as address:
        page.goto(f"{address}/index.html")
        yield page
        assert page.evaluate("faults") == complaints == []
        visit.close()


def opened(page):
    """The frame of the player, once it can play."""
    page.wait_for_selector("iframe")
    frame = page.frame_locator("iframe").locator("html[data-ready]").element_handle().owner_frame()
    frame.wait_for_function("backreel.report && backreel.video.readyState >= 2")
    frame.evaluate("backreel.video.muted = true; backreel.video.playbackRate = 3; backreel.stopAt('none')")
    return frame


def kept(page, element):
    return page.evaluate("name => kept[name] ?? null", element)


def test_it_is_complete_when_the_film_was_seen_to_its_end(system):
    frame = opened(system)
    assert kept(system, "cmi.core.lesson_status") == "incomplete"
    frame.evaluate("backreel.go(0)")
    frame.wait_for_function("backreel.report.done", timeout=60_000)
    assert kept(system, "cmi.core.lesson_status") == "completed"
    frame.wait_for_function("!document.querySelector('#quiz').hidden")  # the film is over: now it asks
    assert kept(system, "cmi.core.score.raw") is None


def test_a_leap_to_the_end_completes_nothing(system):
    frame = opened(system)
    frame.wait_for_timeout(1500)  # at rest nothing is seen
    frame.evaluate("backreel.seek(1.5)")
    frame.evaluate("backreel.go(backreel.data.beats.length - 1)")
    frame.wait_for_function("backreel.video.ended", timeout=30_000)
    assert kept(system, "cmi.core.lesson_status") == "incomplete"


def test_the_score_is_the_share_of_right_answers_and_stays(system):
    cards = worksheet(catalog.lesson("mazur"), None).cards
    frame = opened(system)
    frame.click("button:text('Questions')")
    for k, card in enumerate(cards):
        choice = (card.right + 1) % 4 if k == 1 else card.right
        frame.click(f"#quiz .card >> nth={k} >> button >> nth={choice}")
        base = f"cmi.interactions.{k}"
        told = [kept(system, f"{base}.{part}") for part in ("id", "student_response", "correct_responses.0.pattern", "result")]
        assert told == [f"question-{k + 1}", "abcd"[choice], "abcd"[card.right], "wrong" if k == 1 else "correct"]
    assert kept(system, "cmi.core.score.raw") == "75"
    slip = cards[1].answers[(cards[1].right + 1) % 4]
    assert f"Not so: {slip.why}. Right is {cards[1].answers[cards[1].right].shown}." in frame.inner_text("#quiz")
    frame.evaluate("backreel.answer(1, backreel.quiz.right[1])")  # too late
    assert frame.evaluate("backreel.score()") == 75
    frame.evaluate("backreel.go(1)")
    frame.wait_for_function("backreel.report.seen.size > 0 && backreel.state.beat === 1")
    system.reload()
    again = opened(system)
    assert again.evaluate("[backreel.score(), backreel.quiz.answers.includes(null), backreel.report.seen.size > 0]") == [75, False, True]
    again.wait_for_function("backreel.state.beat === 1")  # where it was left
    assert kept(system, "cmi.core.exit") == "suspend"
    assert kept(system, "cmi.core.session_time").startswith("00:0")


def test_without_a_system_it_plays_and_says_so(browser, pack, tmp_path):
    with zipfile.ZipFile(pack / "scorm.zip") as bundle:
        bundle.extractall(tmp_path)
    visit = browser.new_context()
    page = visit.new_page()
    page.goto((tmp_path / "player.html").as_uri())
    page.wait_for_selector("html[data-ready]")
    assert page.inner_text("#said") == "Found no learning system: nothing is reported."
    page.evaluate("backreel.answer(0, 0)")
    page.evaluate("document.querySelector('#quiz').hidden = false")
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="accessibility is checked by axe")
    found = axe.Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    visit.close()


def test_the_page_asks_what_the_worksheet_asks(pack):
    with zipfile.ZipFile(pack / "scorm.zip") as bundle:
        text = bundle.read("player.html").decode()
    known = json.loads(text.split('id="data">')[1].split("</script>")[0])
    sheet = worksheet(catalog.lesson("mazur"), None)
    assert [[a["shown"] for a in card["answers"]] for card in known["quiz"]["cards"]] == [[a.shown for a in c.answers] for c in sheet.cards]
    text = ElementTree.parse(pack / "questions-moodle.xml").findtext("question/questiontext/text")
    assert all(f"<p>{line}</p>" in text for line in known["quiz"]["given"])


def test_a_lesson_that_no_worksheet_fits_has_a_package_without_questions(desk, tmp_path):
    beyond = next(name for name in catalog.lessons() if catalog.lesson(name).beyond_dense)
    film = Material(Order(beyond, "first", look_of("l", fps=30), out=tmp_path), desk.made)
    sheets, [note] = lms._sheets(film)
    assert sheets == []
    assert note.startswith("first: the package has no questions and reports no score. ")
    assert lms.quiz(sheets) == {"given": (), "cards": []}
