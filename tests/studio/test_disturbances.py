"""A render is disturbed at any of its steps, or what it left is damaged: the next one leaves the same bytes, and no process goes on."""

import os
import random
import shutil

import pytest

from studio.fast.crew import CAN_FORK
from tests.sampling import sampled
from tests.studio.house import build
from tests.studio.warm import Warm

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="a process cannot be copied here")

RENDER = ("render", "xor", "-q", "l", "--fps", "2", "--voice", "silent")
STEPS = 90  # of this render that touch a file
MOMENTS = [(fault, at) for fault in ("kill", "full", "copy", "clean") for at in range(1, STEPS)] + [("small", 2**k) for k in range(8, 21)]


@pytest.fixture(scope="module")
def warm(tmp_path_factory):
    one = Warm(build(tmp_path_factory.mktemp("disturbed") / "house", "first", "second"))
    yield one
    one.close()


@pytest.fixture(scope="module")
def whole(warm):
    """Films that nothing disturbed, and what they leave: name and bytes."""
    done = warm.run(*RENDER, out="whole")
    assert done.code == 0, done.text
    return warm.house.root / "whole", left(warm.house.root / "whole")


def left(folder):
    """What films are, by name: all but our own part."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file() and ".work" not in path.parts}


def of_first(files):
    return {name: found for name, found in files.items() if name.startswith("xor/first/")}


def emptied(warm, name):
    shutil.rmtree(warm.house.root / name, ignore_errors=True)
    return warm.house.root / name


@pytest.mark.parametrize(("fault", "at"), sampled(MOMENTS, 2), ids=str)
@pytest.mark.slow(14)
def test_a_render_that_was_disturbed_is_gone_on_with(warm, whole, fault, at):
    out = emptied(warm, "disturbed")
    cut = warm.run(*RENDER, "--chapter", "first", out="disturbed", fault=fault, at=at)
    assert not cut.orphans
    assert cut.code in ((-9, 0) if fault == "kill" else (0, 1, 2)), cut.text
    said = [line for line in cut.text.splitlines() if line.startswith("backreel:")]
    assert len(said) == (cut.code > 0), cut.text
    assert "should not have happened" not in cut.text
    assert "broke" not in cut.text
    again = warm.run(*RENDER, "--chapter", "first", out="disturbed")
    assert again.code == 0, again.text
    assert left(out) == of_first(whole[1])
    assert list(out.rglob(".part*")) == []


def folder(path):
    path.unlink()
    (path / "deep").mkdir(parents=True)
    (path / "deep" / "file").touch()


def bit(path):
    found = bytearray(path.read_bytes())
    if found:
        k = random.Random(path.name).randrange(len(found))
        found[k] ^= 1 << k % 8
    path.write_bytes(found)


def link(path):
    path.unlink()
    path.symlink_to(path.name)


def pipe(path):
    path.unlink()
    os.mkfifo(path)


WAYS = {
    "another bit": bit, "half": lambda path: os.truncate(path, path.stat().st_size // 2), "empty": lambda path: os.truncate(path, 0),
    "gone": os.remove, "a folder": folder, "a link": link, "a pipe": pipe,
}  # fmt: skip
PRIVATE = ("lock", "silent.mp4", ".sha256", "beats/", "sound/", "standing/", "slots/", "lesson.txt", "series/")
PUBLIC = ("first/film.mp4", "first/manifest.json", "first/poster.png", "series.mp4", "series.json", "series.srt", "youtube.md")
DAMAGES = [(place, way) for place in (*PRIVATE, *PUBLIC) for way in WAYS if place in PRIVATE or way != "a folder"]


@pytest.mark.parametrize(("place", "way"), sampled(DAMAGES, 2), ids=str)
def test_what_is_damaged_is_made_again(warm, whole, place, way):
    out, (base, want) = emptied(warm, "damaged"), whole
    shutil.copytree(base, out)
    private = place in PRIVATE
    found = [path for path in sorted(out.rglob("*")) if path.is_file() and place in str(path) and (".work" in path.parts) == private]
    WAYS[way](found[0])
    if private:
        (out / "xor" / "first" / "film.mp4").unlink()  # it is made again of what is private
    done = warm.run(*RENDER, out="damaged")
    assert done.code == 0, done.text
    assert left(out) == want
