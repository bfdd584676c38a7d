"""`backreel explore` as a command: it serves until it is stopped, writes one file, and says what is missing."""

import importlib.util
import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request

import pytest

from engine import InputError
from studio.explorer import command


def test_it_serves_what_it_says_until_it_is_stopped(tmp_path):
    words = [sys.executable, "-m", "studio", "explore", "mazur", "--no-open", "-o", str(tmp_path)]
    process = subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )  # fmt: skip
    try:
        address = re.search(r"http://127\.0\.0\.1:\d+/\?token=[\w-]+", process.stdout.readline())[0]
        with urllib.request.urlopen(address, timeout=20) as page:
            assert b"<title>Backreel explorer</title>" in page.read()
        with pytest.raises(urllib.error.HTTPError):
            urllib.request.urlopen(address.split("?")[0], timeout=20)
        process.send_signal(signal.SIGINT)
        _, complaints = process.communicate(timeout=20)
        assert (process.returncode, complaints) == (0, "")
    finally:
        process.kill()


def test_without_the_extra_it_says_what_to_install_and_still_writes_a_file(tmp_path, monkeypatch):
    found = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name in command.WANTED else found(name))
    with pytest.raises(InputError, match=r"pip install 'backreel\[explore\]' \(or make explore\)"):
        command.explore("mazur", "", None, None, None, False, tmp_path)
    assert command.explore("mazur", "", None, tmp_path / "page.html", None, False, tmp_path) == 0
    text = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "http://" not in text.replace("http://www.w3.org/", "")
    with pytest.raises(InputError, match="there is no folder"):
        command.alone(command.opening("mazur", "", None, None), tmp_path / "none" / "page.html")
    os.mkfifo(tmp_path / "pipe.html")
    with pytest.raises(InputError, match="is not a file"):  # a device would be gone
        command.alone(command.opening("mazur", "", None, None), tmp_path / "pipe.html")
    with pytest.raises(InputError, match="unknown lesson"):
        command.opening("nothing", "", None, None)
