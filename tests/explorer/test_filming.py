"""Films from the page: rendered beside it while it may be closed, played in it, and from any moment back into the page."""

import json
import time
import tomllib

import pytest

from engine import InputError, load_lesson, make_lesson
from scenes import series
from studio import catalog, sealed
from studio.explorer import command, limits, moments
from studio.explorer.filming import Films
from studio.explorer.page import Page
from studio.explorer.tables import table_of, tables
from studio.keys import file_hash
from tests.explorer.conftest import opened, serving, settled
from tests.studio.house import build

MAZUR = table_of(catalog.lesson("mazur"))


def test_films_go_to_the_output_folder_only(tmp_path, monkeypatch):
    monkeypatch.setattr("studio.explorer.filming.subprocess.Popen", lambda *a, **k: (_ for _ in ()).throw(OSError("not now")))
    films = Films(tmp_path / "out")
    film = films.order({"chapter": "delta", "lesson": {**MAZUR, "title": "../../elsewhere"}})
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert [path.name for path in (tmp_path / "out").iterdir()] == [f"{film.home}.toml"]
    assert films.file(film.home, "delta", "film.mp4") is None
    until(lambda: film.state == "broken")
    assert "not now" in film.why
    film.state = "done"
    assert films.file(film.home, "delta", "../../../secret") is None
    assert films.file(film.home, "delta", "film.mp4") == tmp_path / "out" / film.home / "delta" / "film.mp4"


def until(so, most: float = 10.0) -> None:
    """Wait for something that a thread does."""
    end = time.monotonic() + most
    while not so():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_few_films_wait(tmp_path, monkeypatch):
    monkeypatch.setattr(Films, "_make", lambda self, film: None)
    films = Films(tmp_path)
    for rate in range(limits.WAITING):
        films.order({"chapter": "delta", "lesson": {**MAZUR, "training": {**MAZUR["training"], "learning_rate": 0.1 + rate}}})
    with pytest.raises(InputError, match="films are being made"):
        films.order({"chapter": "update", "lesson": MAZUR})


def test_no_film_trains_for_ever(tmp_path):
    endless = {**MAZUR, "training": {**MAZUR["training"], "steps": limits.STEPS + 1, "record": [0]}}
    with pytest.raises(InputError, match="allowed on the page"):
        Films(tmp_path).order({"chapter": "delta", "lesson": endless})


@pytest.fixture
def house(tmp_path, monkeypatch):
    """A house with one short film, which this process knows as its own."""
    built = build(tmp_path / "house", "only")
    films = series.films(built.root / "scenes")
    monkeypatch.setattr(catalog, "chapters", lambda: films)
    tables.cache_clear()  # they list the films
    yield built
    tables.cache_clear()


class Noted(Films):
    """Films whose progress is noted."""

    def __init__(self, *words) -> None:
        super().__init__(*words)
        self.parts: list[float] = []

    def _heard(self, film, line: str) -> None:
        super()._heard(film, line)
        self.parts.append(film.part)


def test_a_film_is_made_beside_the_page_plays_and_leads_back(house, tmp_path, browser, faults):
    """Ordered on a changed network, made with progress over a reload, played with its captions; its moments open that network."""
    films = Noted(tmp_path / "out", "l", "silent", house.root)
    server = serving(Page({"lesson": MAZUR, "test": True}), films)
    served = next(server)
    with opened(browser, served.address, faults) as page:
        page.evaluate("app.look({ at: 'W.2.0.0' })")
        page.fill("#box", "0.875")
        page.keyboard.press("Enter")
        settled(page)
        page.set_default_timeout(180_000)  # the film is made by a process of its own, on whatever machine
        page.click("#make-film")
        page.wait_for_selector(".films progress")
        page.reload()
        page.wait_for_selector("html[data-ready]")
        page.select_option("#presets", label="xor")
        page.wait_for_selector(".films video")
        assert any(0 < part < 1 for part in films.parts)
        told = page.evaluate(PLAYED)
        assert told["duration"] > 2
        assert told["cues"] > 0
        settled(page)
        page.click(".films .explore")
        page.wait_for_function("() => app.state.lesson.network.layers[1].weights[0][0] === 0.875")
        settled(page)
    opens_again(films)
    next(server, None)


def opens_again(films: Films) -> None:
    """The film that was made, by the command: its lesson is the page's, its last beat is a moment to open."""
    (film,) = films.all.values()
    path = str(films.out / f"{film.home}.toml")
    assert load_lesson(path).network.layers[1].weights[0][0] == 0.875
    beats = [moment["beat"] for moment in film.moments]
    start = command.opening(path, "only", beats[-1], films)
    assert start["film"]["beat"] == beats[-1]
    assert start["lesson"]["network"] == film.lesson["network"]
    with pytest.raises(InputError, match="unknown beat"):
        command.opening(path, "only", "nothing", films)


PLAYED = """async () => {
  const video = document.querySelector('.films video');
  video.muted = true;
  video.textTracks[0].mode = 'showing';
  await video.play();
  while (!(video.currentTime > 0.3 && video.textTracks[0].cues?.length)) await new Promise((r) => setTimeout(r, 50));
  video.pause();
  return { duration: video.duration, cues: video.textTracks[0].cues.length };
}"""


def made(folder, numbers, beats):
    """What a render leaves that the explorer looks at."""
    path = folder / "numbers.json"
    path.write_text(json.dumps(numbers))
    files = {"numbers.json": {"bytes": path.stat().st_size, "sha256": file_hash(path)}}
    sealed.write(folder / "manifest.json", {"beats": beats, "files": files})


def test_the_moment_of_a_beat_is_what_most_of_its_numbers_are_of(tmp_path):
    paths = {
        "sum": ["steps[0].examples[1].forward[1].products[0][1]", "steps[0].examples[1].forward[1].products[0][1]", "steps[0].L"],
        "talk": [],
        "blame": ["steps[1].examples[0].backward[0].delta[1]", "twins[0].steps[0].L"],
        "step": ["steps[1].update[0].W_new[1][0]"],
    }
    numbers = [{"beat": beat, "path": path} for beat, each in paths.items() for path in each]
    made(tmp_path, numbers, [{"beat": beat, "start": k} for k, beat in enumerate(paths)])
    lesson = make_lesson({**MAZUR, "training": {**MAZUR["training"], "record": [0, 40], "steps": 50}})
    told = {moment["beat"]: moment for moment in moments.of_film(tmp_path, lesson)}
    assert told["sum"] == {"beat": "sum", "t": 0, "s": 0, "k": 0, "m": 1, "way": "forward", "at": ["forward", 1, "products", 0, 1]}
    assert told["talk"] | {"beat": "sum", "t": 0} == told["sum"]
    assert (told["blame"]["k"], told["blame"]["m"], told["blame"]["at"]) == (40, 0, ["backward", 0, "delta", 1])
    assert (told["step"]["k"], told["step"]["way"]) == (40, "update")
    (tmp_path / "numbers.json").write_text(json.dumps(numbers) + " ")  # of another render, which was cut off
    assert moments.of_film(tmp_path, lesson) == []


def test_a_film_opens_the_page_at_its_moment(tmp_path, browser, faults):
    """`backreel explore --film NAME --at BEAT`: the state that the page begins with, and the film beside it."""
    folder = tmp_path / "mazur" / "delta"
    folder.mkdir(parents=True)
    numbers = [{"beat": "blame", "path": "steps[1].examples[0].backward[1].delta[1]"}]
    made(folder, numbers, [{"beat": "first", "start": 0}, {"beat": "blame", "start": 3.5}])
    films = Films(tmp_path)
    start = command.opening("mazur", "delta", "blame", films)
    server = serving(Page({**start, "test": True}), films)
    with opened(browser, next(server).address, faults) as page:
        state = page.evaluate("app.kept()")
        assert (state["k"], state["m"], state["at"]) == (1, 0, "n.1.1")
        assert page.evaluate("document.body.dataset.way") == "backward"
        assert page.locator(".films .explore").count() == 1
        faults.clear()  # the film itself was never made
    next(server, None)
    with pytest.raises(InputError, match="no rendered film"):
        command.opening("xor", "delta", None, films)
    with pytest.raises(InputError, match="without a film"):
        command.opening("mazur", "", "blame", films)


def test_a_saved_lesson_is_the_lesson_of_the_page(page, tmp_path):
    """What "save lesson" hands out is read back as the same network, weights as they are after 3 steps, and can be told."""
    page.evaluate("app.look({ k: 3 })")
    settled(page)
    with page.expect_download() as waited:
        page.click("#save")
    path = tmp_path / "lesson.toml"
    waited.value.save_as(path)
    assert tomllib.loads(path.read_text(encoding="utf-8"))["training"]["record"] == [0, 1]
    assert table_of(load_lesson(path)) == page.evaluate("app.present")
