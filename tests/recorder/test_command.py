"""`backreel record` as a command: it serves words and pictures until it is stopped, and says what is missing."""

import importlib.util
import json
import re
import signal
import subprocess
import sys
import time
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="the recorder is an extra")
from engine import InputError
from studio.looks import look_of
from studio.orders import Order
from studio.recorder import command
from tests.recorder.test_takes import file, voiced


@pytest.mark.slow(14)
def test_words_and_pictures_are_served_until_it_is_stopped(tmp_path):
    words = ["record", "mazur", "--chapter", "delta", "--no-open", "-o", str(tmp_path), "--to", str(tmp_path / "voice")]
    process = subprocess.Popen(
        [sys.executable, "-m", "studio", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )  # fmt: skip
    try:
        address = re.search(r"http://127\.0\.0\.1:\d+/\?token=[\w-]+", process.stdout.readline())[0]
        visit = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        assert b"<title>Backreel record</title>" in visit.open(address, timeout=20).read()
        root = address.split("?")[0]
        told = json.load(visit.open(f"{root}script", timeout=20))
        name = told["beats"][0]["name"]
        assert told["beats"][0]["words"].startswith("The network has answered")
        kept = json.load(visit.open(urllib.request.Request(f"{root}takes/{name}", file(voiced()), method="POST"), timeout=20))
        assert kept["take"]["faults"] == []
        until = time.monotonic() + 120
        while not picture(visit, f"{root}pictures/{name}") and time.monotonic() < until:
            time.sleep(0.1)
        assert picture(visit, f"{root}pictures/{name}").startswith(b"\x89PNG")
        process.send_signal(signal.SIGINT)
        said, complaints = process.communicate(timeout=30)
        assert (process.returncode, complaints) == (0, "")
        rest = [beat["name"] for beat in told["beats"][1:]]
        assert f"still to be recorded: {', '.join(rest)}" in " ".join(said.split())
        assert Path(told["folder"], f"{name}.wav").is_file()
    finally:
        process.kill()


def picture(visit, address: str) -> bytes:
    try:
        return visit.open(address, timeout=20).read()
    except OSError:
        return b""


def order(tmp_path, chapter: str = "delta", lesson: str = "mazur") -> Order:
    return Order(lesson, chapter, look_of("l", "16:9", "dark"), "silent", tmp_path / "renders")


def test_without_the_extra_it_says_what_to_install(tmp_path, monkeypatch):
    found = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name in command.WANTED else found(name))
    with pytest.raises(InputError, match=r"pip install 'backreel\[explore\]'"):
        command.record(order(tmp_path), tmp_path / "voice", None, False)
    assert list(tmp_path.iterdir()) == []


def test_a_chapter_that_cannot_be_told_is_refused(tmp_path):
    with pytest.raises(InputError, match="'convolution' cannot be told on this lesson"):
        command.record(order(tmp_path, "convolution"), tmp_path / "voice", None, False)
