"""The page in a browser that hears a file for a microphone: a take is kept, taken again, found again; nobody else gets in."""

import http.client
import json
import threading
import time
import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("starlette", reason="the recorder is an extra")
playwright = pytest.importorskip("playwright.sync_api", reason="the page is tested in a browser")
import uvicorn  # noqa: E402

from studio.explorer.server import bound, configured  # noqa: E402
from studio.recorder import server  # noqa: E402
from studio.recorder.takes import MOST, Takes  # noqa: E402
from studio.voices.recorded import Recorded  # noqa: E402
from tests.chromium import CHROMIUM, QUIET  # noqa: E402
from tests.recorder.test_takes import BEATS, RATE, file, voiced  # noqa: E402


class Studio:
    """A recorder that is served, and where its takes lie."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.pictures = folder / "delta", folder / "pictures"
        self.pictures.mkdir()
        listening = bound(0)
        self.port = listening.getsockname()[1]
        self.takes = Takes(self.folder, BEATS)
        self.guard = server.application("The blame", self.takes, self.pictures, self.port)
        self.server = uvicorn.Server(configured(self.guard))
        threading.Thread(target=self.server.run, kwargs={"sockets": [listening]}, daemon=True).start()
        until = time.monotonic() + 30
        while not self.server.started and time.monotonic() < until:
            time.sleep(0.02)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/?token={self.guard.token}"

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, bytes]:
        """One request with the token's cookie, where no other is given."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request(method, path, body, {"Cookie": f"{self.guard.cookie}={self.guard.token}", **headers})
        answer = connection.getresponse()
        return answer.status, answer.read()


@pytest.fixture
def studio(tmp_path) -> Iterator[Studio]:
    made = Studio(tmp_path)
    yield made
    made.server.should_exit = True


@pytest.fixture(scope="module")
def listening(driver, tmp_path_factory) -> Iterator[playwright.Browser]:
    """A browser whose microphone is a file: someone speaks for a second, with half a second of quiet around."""
    path = tmp_path_factory.mktemp("microphone") / "voice.wav"
    path.write_bytes(file(voiced(before=0.5, spoken=1.0, after=2.0)))
    heard = [f"--use-file-for-fake-audio-capture={path}", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
    made = driver.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, *heard])
    yield made
    made.close()


@pytest.fixture
def page(listening, studio) -> Iterator[playwright.Page]:
    visit = listening.new_context(viewport={"width": 1280, "height": 800})
    made = visit.new_page()
    faults: list[str] = []
    made.on("pageerror", lambda error: faults.append(str(error)))
    made.goto(studio.address)
    made.wait_for_selector("html[data-ready]")
    yield made
    visit.close()
    assert faults == []


def spoken(page, seconds: float = 2.2) -> None:
    """Record for a while, and wait until the take is kept."""
    page.click("#record")
    page.wait_for_selector("#record[aria-pressed=true]")
    page.wait_for_function("(least) => parseFloat(document.getElementById('clock').textContent) >= least", arg=seconds)
    with page.expect_response("**/takes/*"):
        page.click("#record")
    page.wait_for_function("() => document.getElementById('heard').textContent !== ''")


def test_a_take_is_recorded_and_is_what_the_voice_takes(page, studio):
    assert page.inner_text("#words") == "Blame is δ."
    assert "token" not in page.url
    spoken(page)
    assert page.inner_text("#heard").endswith("good.")
    assert page.inner_text("#count") == "1 of 2 beats are recorded."
    assert page.locator("#beats button").first.get_attribute("aria-label").startswith("recorded")
    with wave.open(str(studio.folder / "opened.wav")) as sound:
        assert (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) == (1, 2, RATE)
        samples = np.frombuffer(sound.readframes(sound.getnframes()), "<i2")
    peak = np.abs(np.fft.rfft(samples)).argmax() * RATE / len(samples)
    assert peak == pytest.approx(220, abs=2)
    assert Recorded(studio.folder).say("opened", "Blame is delta.").seconds == pytest.approx(1.15, abs=0.1)


def test_a_beat_is_taken_again_and_the_take_before_comes_back(page, studio):
    first = file(voiced())
    studio.takes.keep("opened", first)
    page.reload()
    page.wait_for_selector("html[data-ready]")
    assert page.inner_text("#words") == "Why?"  # it goes on where it was
    page.click("#last")
    spoken(page, 1.2)
    assert (studio.folder / "opened.wav").read_bytes() != first
    page.click("#before")
    page.wait_for_function("() => document.getElementById('clock').textContent !== '' && !document.getElementById('before').disabled")
    until = time.monotonic() + 10
    while (studio.folder / "opened.wav").read_bytes() != first and time.monotonic() < until:
        time.sleep(0.05)
    assert (studio.folder / "opened.wav").read_bytes() == first


def test_the_keys_do_it_all_and_going_on_keeps_the_take(page, studio):
    page.keyboard.press("Space")
    page.wait_for_function("() => parseFloat(document.getElementById('clock').textContent) >= 0.6")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.getElementById('words').textContent === 'Why?'")
    assert (studio.folder / "opened.wav").is_file()
    page.keyboard.press("ArrowLeft")
    assert page.inner_text("#words") == "Blame is δ."
    page.keyboard.press("p")
    page.wait_for_function("() => document.getElementById('sound').src.includes('/takes/opened')")


def test_what_cannot_be_is_said(page, studio):
    """No microphone allowed; a recorder that is gone for a while, and the take that is kept when it is back."""
    page.evaluate("""() => {
      const media = navigator.mediaDevices;
      media.kept = media.getUserMedia.bind(media);
      media.getUserMedia = () => Promise.reject(new DOMException("no", "NotAllowedError"));
    }""")
    page.click("#record")
    page.wait_for_function("() => document.getElementById('message').textContent.includes('may not use the microphone')")
    page.evaluate("() => { navigator.mediaDevices.getUserMedia = navigator.mediaDevices.kept; }")
    page.route("**/takes/*", lambda route: route.abort())
    page.click("#record")
    page.wait_for_function("() => parseFloat(document.getElementById('clock').textContent) >= 0.8")
    page.click("#record")
    page.wait_for_function("() => document.getElementById('message').textContent.includes('does not answer')")
    assert not (studio.folder / "opened.wav").exists()
    page.unroute("**/takes/*")
    page.wait_for_function("() => document.getElementById('message').hidden && document.getElementById('heard').textContent !== ''")
    assert (studio.folder / "opened.wav").is_file()


def test_a_picture_comes_when_it_is_drawn_and_axe_finds_nothing(page, studio):
    from importlib.resources import files

    from PIL import Image

    assert page.locator("#picture").is_hidden()
    Image.new("RGB", (64, 36), "#204060").save(studio.pictures / "opened.png")
    page.wait_for_function("() => !document.getElementById('picture').hidden")
    page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8") + "; 0")
    found = page.evaluate("() => axe.run(document, { resultTypes: ['violations'] })")["violations"]
    assert [(v["id"], v["nodes"][0]["html"][:120]) for v in found] == []


def test_nobody_else_gets_in(studio):
    sound = file(voiced())
    assert studio.ask("GET", "/script", Cookie="")[0] == 403
    assert studio.ask("POST", "/takes/opened", sound, Origin="http://evil.example")[0] == 403
    assert studio.ask("POST", "/takes/opened", sound, Host="evil.example")[0] == 403
    for name in ("nothing", "..%2f..%2fevil", "../evil", "opened.wav"):
        assert studio.ask("POST", f"/takes/{name}", sound)[0] in (404, 405)
        assert studio.ask("GET", f"/takes/{name}")[0] == 404
        assert studio.ask("GET", f"/pictures/{name}")[0] == 404
        assert studio.ask("GET", f"/page/{name}")[0] == 404
    assert [path.name for path in studio.folder.parent.rglob("*.wav")] == []


@pytest.mark.parametrize("body", [b"nonsense", b"x" * (MOST + 1)])
def test_what_is_no_take_is_refused_in_words(studio, body):
    status, said = studio.ask("POST", "/takes/opened", body)
    assert status == 400
    assert json.loads(said)["wrong"].startswith("found a take")
    assert not (studio.folder / "opened.wav").exists()
