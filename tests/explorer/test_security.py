"""Whoever is not this page on this machine gets nothing: each rule of the server beside an attempt to break it."""

import http.client
import json
import socket
import time
from contextlib import ExitStack
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from engine import InputError
from studio import catalog
from studio.explorer import limits, server
from studio.explorer.answers import Asked
from studio.explorer.page import Page
from studio.explorer.tables import table_of
from tests.explorer.lessons import random_table

MAZUR = table_of(catalog.lesson("mazur"))
DEEP = json.dumps({"lesson": {"data": {}, "title": [[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]}})
HALF = json.dumps({"film": {"chapter": "forward", "lesson": {**MAZUR, "title": "\ud800"}}})  # of a letter: no file can hold it


def ask(served, path: str, **headers: str) -> http.client.HTTPResponse:
    """One request, its headers ours to choose."""
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=20)
    connection.putrequest("GET", path, skip_host="Host" in headers)
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    return connection.getresponse()


def cookie(served) -> str:
    return f"{served.guard.cookie}={served.guard.token}"


def dialled(served, origin: str | None = "own", with_cookie: bool = True) -> ClientConnection:
    """A websocket to the server, as the page opens one or as somebody else might."""
    extra = {"Cookie": cookie(served)} if with_cookie else {}
    where = served.root if origin == "own" else origin
    return connect(f"ws://127.0.0.1:{served.port}/talk", origin=where, additional_headers=extra, max_size=None)


def talk(served, *said: str | bytes, wait: float = 8.0, **how) -> list:
    """Say things on a websocket; what comes back until the last is answered, or it is quiet, or the way it was refused."""
    heard: list = []
    try:
        with dialled(served, **how) as ws:
            for message in said:
                ws.send(message)
            while not (said and answered(heard)):
                heard.append(ws.recv(timeout=wait if said else 0.3))
    except TimeoutError:
        return heard
    except InvalidStatus as refused:
        return [refused.response.status_code]
    except ConnectionClosed as closed:
        return [*heard, closed.rcvd.code if closed.rcvd else None]
    return heard


def answered(heard: list) -> bool:
    """Whether a question was refused, or its example and its step have come."""
    return bool(wrongs(heard)) or sum(isinstance(part, bytes) for part in heard) == 2


def wrongs(heard: list) -> list[str]:
    return [json.loads(text)["wrong"] for text in heard if isinstance(text, str) and "wrong" in text]


def a_notice(said: str | int | None) -> bool:
    """Whether this is what every page is told, asked or not: the films that are being made."""
    return isinstance(said, str) and "films" in json.loads(said)


def test_the_right_token_opens_the_page_and_is_kept_in_a_strict_cookie(served):
    answer = ask(served, f"/?token={served.guard.token}")
    assert answer.status == 200
    kept = answer.getheader("set-cookie")
    assert "HttpOnly" in kept
    assert "SameSite=Strict" in kept
    assert ask(served, "/", Cookie=cookie(served)).status == 200


@pytest.mark.parametrize("path", ["/", "/?token=", "/?token=guess", "/page/main.js", "/films/x/y/film.mp4", "/talk"])
def test_without_the_token_nothing_is_told(served, path):
    answer = ask(served, path)
    assert answer.status == 403
    assert b"tables" not in answer.read()
    assert ask(served, path, Cookie=f"{served.guard.cookie}=wrong; a=b").status == 403


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example:80", "[::1]", ""])
def test_a_foreign_host_is_refused(served, host):
    """A name that was rebound to this machine brings its own Host."""
    assert ask(served, "/", Host=host, Cookie=cookie(served)).status == 403


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1", "file://", None])
def test_a_foreign_origin_is_refused(served, origin):
    assert talk(served, origin=origin) == [403]
    if origin:
        assert ask(served, "/", Origin=origin, Cookie=cookie(served)).status == 403


def test_a_websocket_needs_the_token(served):
    assert talk(served, with_cookie=False) == [403]


def test_only_this_machine_is_listened_to():
    listening = server.bound(None)
    assert listening.getsockname()[0] == "127.0.0.1"
    listening.listen()
    with pytest.raises(InputError, match="not free"):
        server.bound(listening.getsockname()[1])
    listening.close()


def test_every_answer_carries_the_policy(served):
    for path in ("/", "/page/main.js", "/page/no.js"):
        headers = ask(served, path, Cookie=cookie(served)).headers
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'")
        assert "unsafe" not in policy
        assert [headers[f"x-{name}"] for name in ("content-type-options", "frame-options")] == ["nosniff", "DENY"]
        assert headers["referrer-policy"] == "no-referrer"
    assert "content-security-policy" in ask(served, "/").headers


def test_the_policy_holds_in_the_browser(visit):
    """An image from elsewhere, an inline script, eval: each is stopped by the browser."""
    tried = visit.evaluate("""async () => {
      const stopped = [];
      document.addEventListener('securitypolicyviolation', (e) => stopped.push(e.effectiveDirective));
      const script = document.createElement('script');
      script.textContent = 'globalThis.broken = 1';
      document.body.append(script);
      const image = new Image();
      image.src = 'http://192.0.2.1/pixel.png';
      setTimeout('globalThis.broken = 2', 0);
      await fetch('http://192.0.2.1/').catch(() => 0);
      await new Promise((r) => setTimeout(r, 200));
      return [stopped, globalThis.broken ?? null];
    }""")
    assert {"script-src-elem", "img-src", "connect-src", "script-src"} <= set(tried[0])
    assert tried[1] is None


@pytest.fixture
def faults():
    """The page complains of what this file tries; that is meant."""
    return []


def test_a_lesson_of_the_page_is_data_never_markup(visit):
    title = "</script><img src=x onerror='globalThis.broken=1'><!--tables-->"
    visit.evaluate("(title) => app.change({ ...app.state.lesson, title })", title)
    visit.wait_for_function("(title) => document.getElementById('title').textContent === title", arg=title)
    assert visit.evaluate("globalThis.broken ?? null") is None
    assert "<img src=x" not in Page({"lesson": {**MAZUR, "title": title}}).html()


@pytest.mark.parametrize("name", ["../server.py", "..%2f..%2fserver.py", "index.html", "/etc/passwd", "a/../../page.py"])
def test_no_path_from_the_page_is_read(served, name):
    answer = ask(served, f"/page/{name}", Cookie=cookie(served))
    assert answer.status == 404
    assert b"import" not in answer.read()


@pytest.mark.parametrize("path", ["x/y/film.mp4", "..%2f..%2fetc/passwd/film.mp4", "found-000000000000/delta/../../film.mp4", "x/y/lesson.json"])
def test_no_film_is_read_that_was_not_made(served, path):
    assert ask(served, f"/films/{path}", Cookie=cookie(served)).status == 404


def test_a_lesson_names_no_file(served, tmp_path):
    secret = tmp_path / "secret.csv"
    secret.write_text("a,b\n1,2\n")
    data = {"csv": str(secret), "targets": ["b"]}
    heard = talk(served, json.dumps({"id": 1, "lesson": {**MAZUR, "data": data}, "k": 0, "m": 0}))
    assert "a page sends the numbers themselves" in wrongs(heard)[0]
    heard = talk(served, json.dumps({"film": {"chapter": "delta", "lesson": {**MAZUR, "data": data}}}))
    assert "a page sends the numbers themselves" in wrongs(heard)[0]


@pytest.mark.parametrize("chapter", ["../../etc", "delta/../x", "", "nothing", 7, None])
def test_a_film_that_there_is_not_is_not_begun(served, chapter):
    heard = talk(served, json.dumps({"film": {"chapter": chapter, "lesson": MAZUR}}))
    assert wrongs(heard)
    assert not list(served.films.out.glob("*.toml"))


def large(units: int, examples: int = 1, batch: int | None = None) -> dict:
    layers = [{"units": units, "activation": "tanh"}, {"units": units, "activation": "tanh"}]
    data = {"x": [[0.1] * units] * examples, "y": [[0.1] * units] * examples}
    return {"network": {"inputs": units, "loss": "mse", "layers": layers}, "data": data, "training": {"learning_rate": 0.1}}


@pytest.mark.parametrize(
    "question",
    [
        {"lesson": large(200)}, {"lesson": large(4, limits.EXAMPLES + 1)}, {"lesson": MAZUR, "k": limits.STEPS + 1},
        {"lesson": MAZUR, "k": 10**30}, {"lesson": large(90, 400), "k": 19_000}, {"lesson": large(1, 1), "k": -1},
        {"lesson": MAZUR, "m": 5},
        {"lesson": MAZUR, "m": "0"},
        {"lesson": None}, {"lesson": []}, {"lesson": {"data": {}}}, {}, {"lesson": {**MAZUR, "network": 7}}, {"lesson": MAZUR, "id": [1]},
        {"lesson": {**MAZUR, "network": {**MAZUR["network"], "layers": MAZUR["network"]["layers"] * 20}}},
        {"lesson": {**MAZUR, "data": {"dataset": "moons", "examples": 100_000}}},
        {"lesson": {**MAZUR, "network": {**MAZUR["network"], "layers": [{"repeat": 10**9, "units": 2, "activation": "tanh"}]}}},
    ],
)  # fmt: skip
def test_what_is_too_much_or_nonsense_is_refused_at_once(served, question):
    began = time.monotonic()
    heard = talk(served, json.dumps({"id": 3, "k": 0, "m": 0, **question}))
    assert wrongs(heard)
    assert "should not have happened" not in wrongs(heard)[0]
    assert time.monotonic() - began < 15
    assert ask(served, "/", Cookie=cookie(served)).status == 200


def test_a_place_that_cannot_be_written_ends_no_talk(served, monkeypatch):
    monkeypatch.setattr(served.films, "out", Path("/proc/films"))
    with dialled(served) as ws:
        ws.send(json.dumps({"film": {"chapter": "delta", "lesson": MAZUR}}))
        ws.send(json.dumps({"id": 1, "lesson": MAZUR, "k": 0, "m": 0}))
        heard = [ws.recv(timeout=8) for _ in range(4)]  # the films, a refusal, two parts of an answer
    assert any("/proc/films: cannot be written" in said for said in wrongs(heard)), heard
    assert sum(isinstance(part, bytes) for part in heard) == 2


def test_a_message_that_is_too_long_ends_the_talk(served):
    # told 1009, or cut off before that is heard, while the rest of the message is still on its way; a notice may come first
    heard = [said for said in talk(served, "[" + "1," * limits.MESSAGE + "1]") if not a_notice(said)]
    assert heard in ([1009], [None])
    assert ask(served, "/", Cookie=cookie(served)).status == 200


@pytest.mark.parametrize("message", ["", "{", "7", "[" * 100_000, '{"id": NaN}', b"\x00\x01", DEEP, HALF])
def test_what_is_no_question_is_answered_in_words(served, message):
    assert wrongs(talk(served, message, wait=4)) or isinstance(message, bytes)
    heard = talk(served, json.dumps({"id": 1, "lesson": MAZUR, "k": 0, "m": 0}))
    assert sum(isinstance(part, bytes) for part in heard) == 2


def test_only_so_many_pages_are_open(served):
    with ExitStack() as open_:
        others = 0
        while others < limits.PAGES and talk(served, json.dumps(7))[-1] not in (403, 1013):
            open_.enter_context(dialled(served))
            others += 1
        assert limits.PAGES // 2 < others <= limits.PAGES
        assert talk(served)[-1] in (403, 1013)
    assert talk(served, json.dumps({"id": 1, "lesson": MAZUR, "k": 0, "m": 0}))


def test_a_thousand_events_a_second_coalesce_and_nothing_grows(served):
    """A page that asks far faster than it is answered: few answers, the last one to the last question; no threads, no memory are left."""

    hurried(served)
    before = standing()
    for _ in range(3):
        answers, newest = hurried(served)
        assert newest == 1000
        assert answers < 1000
    for _ in range(100):
        with dialled(served):
            pass
    after = standing()
    assert after[0] <= before[0] + 2
    assert after[1] < before[1] + 40_000


def hurried(served) -> tuple[int, int]:
    """Ask a thousand questions without waiting; how many frames came, and which question the last was for."""
    answers, newest = 0, 0
    with dialled(served) as ws:
        for n in range(1, 1001):
            ws.send(json.dumps({"id": n, "lesson": random_table(3) if n % 100 == 0 else MAZUR, "k": 0, "m": 0}))
        while newest < 1000:
            message = ws.recv(timeout=60)
            if isinstance(message, bytes):
                answers += 1
                newest = json.loads(message[4 : 4 + int.from_bytes(message[:4], "little")])["id"]
    return answers, newest


def standing() -> tuple[int, int]:
    """Open files of this process, which serves, and its memory in kB."""
    size = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmRSS"))
    return len(list(Path("/proc/self/fd").iterdir())), int(size.split()[1])


def test_a_question_is_checked_before_it_is_computed():
    asked = Asked.of({"id": 1, "lesson": MAZUR, "k": 2, "m": 0})
    assert (asked.k, asked.m, asked.alone) == (2, 0, True)
    assert socket.gethostbyname("localhost").startswith("127.")
