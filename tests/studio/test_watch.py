"""`backreel watch`: what is saved is drawn and shown, what is wrong is said, and nothing is left when it ends."""

import os
import signal
import urllib.error
import urllib.request
from contextlib import contextmanager

import av
import pytest

from studio.fast.crew import CAN_FORK
from tests.studio.house import alive, build, children, wait_for
from tests.studio.watched import Watch

pytest.importorskip("uvicorn", reason="the page is served by the extra explore")
pytestmark = pytest.mark.skipif(not CAN_FORK, reason="a process cannot be copied here")


@contextmanager
def watching(root):
    watch = Watch(build(root, "only"), "only")
    try:
        yield watch
    finally:
        if watch.process.poll() is None:
            os.killpg(watch.process.pid, signal.SIGKILL)
        watch.process.communicate()


@pytest.fixture(scope="module")
def watch(tmp_path_factory):
    with watching(tmp_path_factory.mktemp("watch") / "house") as one:
        yield one


def test_every_beat_is_there_and_plays(watch):
    files = watch.whole()
    assert list(files) == ["network", "question", "answer"]
    (kept,) = watch.house.root.glob("renders/.work/*/only/watch")
    for beat in watch.now["beats"]:
        with av.open(str(kept / beat["file"])) as film:
            assert film.streams.video[0].frames == round(15 * beat["seconds"])
            assert film.streams.audio
        assert len(watch.get(f"/beats/{beat['file']}")) == (kept / beat["file"]).stat().st_size


def test_a_sentence_costs_its_beat_alone(watch):
    before = watch.whole()
    watch.save("Look at the first neuron.", "Now look at the very first neuron of all.")
    now = watch.until(lambda now: now["at"] == "question")
    assert now["beats"][1]["words"].startswith("Now look at the very first")
    after = watch.whole()
    assert [name for name in before if before[name] != after[name]] == ["question"]
    watch.save("Now look at the very first neuron of all.", "Look at the first neuron.")
    watch.until(lambda now: watch.files() == before)


def test_a_picture_is_drawn_anew(watch):
    before = watch.whole()
    watch.save("self.show(self.numbers)", "self.show(self.numbers, self.net.neurons[1][1])\n        self.light(self.net.neurons[1][1])")
    watch.until(lambda now: now["at"] == "answer" and watch.files()["answer"] != before["answer"])
    after = watch.whole()
    assert (after["network"], after["question"]) == (before["network"], before["question"])


@pytest.mark.slow(18)
def test_a_fact_a_lesson_and_the_kit_are_noticed(watch):
    watch.whole()
    facts = watch.story.with_name("facts.py")
    watch.save('"above" if', '"below" if', facts)
    watch.until(lambda now: "That is below zero." in now["beats"][2]["words"])
    watch.save("0.05", "0.15", watch.house.root / "scenes" / "lessons" / "mazur.toml")
    watch.until(lambda now: now["beats"] and "0.3925" in now["beats"][2]["words"])
    before = watch.whole()
    watch.save('"#18202A"', '"#28303A"', watch.house.root / "scenes" / "kit" / "theme.py")
    watch.until(lambda now: not set(watch.files().values()) & set(before.values()))


MISTAKES = {
    "def network": ("deff network", "story.py, line"),
    'self.at("in")': ('self.at("im")', "im"),
    "self.show(self.net)": ("self.show(nothing)", "NameError"),
    "<result> {t.z[1][0]:eq}": ("<result> {t.zz[1][0]:eq}", "zz"),
}


@pytest.mark.parametrize("right", MISTAKES)
def test_a_mistake_is_one_message_and_the_last_good_film_stays(watch, right):
    before = watch.whole()
    wrong, told = MISTAKES[right]
    watch.save(right, wrong)
    now = watch.until(lambda now: now["message"])
    assert told in now["message"]
    assert "Traceback" not in now["message"]
    assert watch.files() == before
    assert all(watch.get(f"/beats/{file}") for file in before.values())
    watch.save(wrong, right)
    watch.until(lambda now: not now["message"])
    assert watch.whole() == before


@pytest.mark.slow(14)
def test_a_render_takes_what_was_drawn(watch):
    """The segments of a watch are those of a render: the same pictures, by the same keys."""
    watch.whole()
    (beats,) = watch.house.root.glob("renders/.work/*/only/beats")
    drawn = {path.name: path.read_bytes() for path in beats.glob("*.mp4")}
    told = watch.house.run("render", "--chapter", "only", "-q", "l", "--voice", "silent", "-o", "other")
    assert told.returncode == 0, told.stderr
    (rendered,) = watch.house.root.glob("other/.work/*/only/beats")
    assert all(drawn[path.name] == path.read_bytes() for path in rendered.glob("*.mp4"))


def test_nobody_else_is_answered(watch):
    watch.whole()
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(f"{watch.root}/news", timeout=60)
    for path in ("/beats/..%2Flock", "/beats/lock", "/page/..%2Fserver.py"):
        with pytest.raises(urllib.error.HTTPError, match="404"):
            watch.get(path)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
@pytest.mark.slow(15)
def test_nothing_is_left_when_it_ends(tmp_path, how):
    with watching(tmp_path / "house") as one:
        one.whole()
        family = [one.process.pid, *children(one.process.pid)]
        family += [grandchild for child in family for grandchild in children(child)]
        assert len(family) > 2
        one.process.send_signal(how)
        wait_for(lambda: not any(map(alive, family)))
        assert one.process.wait() == (0 if how == signal.SIGINT else -how)
