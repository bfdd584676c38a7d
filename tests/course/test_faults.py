"""What else goes wrong: a chapter that breaks, one that kills its process, a store that is full. The rest is made, the report says why."""

import os
import shutil
import subprocess
import sys

import pytest

from tests.course.conftest import COURSE
from tests.course.films import contents, report, states
from tests.studio.house import build

pytestmark = pytest.mark.slow(36)

LAST_LINES = """
    @beat("And then.")
    def fault(self):
        {fault}
"""
FAULTS = {"broken": 'raise ValueError("a planted fault")', "deadly": "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"}


@pytest.fixture(scope="module")
def flawed(tmp_path_factory):
    """A house in which one film breaks and one kills whoever makes it; what a course of all three left there."""
    house = build(tmp_path_factory.mktemp("flawed") / "house", "first", *FAULTS)
    for name, fault in FAULTS.items():
        story = house.chapter(name)
        story.write_text(story.read_text() + LAST_LINES.format(fault=fault))
    words = COURSE.replace('["first"]', '["broken", "deadly", "first"]').replace("[variants]", 'packs = ["lms"]\n[variants]')
    (house.root / "course.toml").write_text(words)
    (house.root / "class.csv").write_text("name,rate\nada,0.5\n")
    return house, house.run("batch", "course.toml", "-o", "out", "-j", "1")


def test_a_film_that_breaks_costs_itself_and_what_is_made_of_it(flawed):
    house, done = flawed
    assert done.returncode == 1, done.stderr
    assert states(house.root / "out") == {"ada/broken": "broken", "ada/deadly": "broken", "ada/first": "made"}
    (pack,) = report(house.root / "out")["packs"]
    assert (pack["state"], pack["reason"]) == ("broken", "it waits for ada/broken, which was not made")
    assert "Traceback" not in done.stdout + done.stderr


def test_the_report_names_film_reason_and_log(flawed):
    house, _ = flawed
    rows = {row["film"]: row for row in report(house.root / "out")["films"]}
    assert "ValueError: a planted fault" in rows["ada/broken"]["reason"]
    log = (house.root / "out/course" / rows["ada/broken"]["log"]).read_text()
    assert "Traceback" in log
    assert "story.py" in log
    assert "stopped from outside 3 times" in rows["ada/deadly"]["reason"]
    page = (house.root / "out/course/report.md").read_text()
    assert page.index("| ada/broken | broke |") < page.index("| ada/first | made |")
    assert f"([log]({rows['ada/broken']['log']}))" in page


FULL = """set -e
mount -t tmpfs -o size={size}k tmpfs small
run() {{ set +e; "{python}" -m studio batch course.toml --store small/store -o full -j 1 >$1.out 2>$1.err; echo $? >$1.code; set -e; }}
run first
cp full/course/report.json first.json
mount -o remount,size=64m small
run second
cp -r small/store kept
"""
UNSHARED = ("unshare", "--user", "--map-root-user", "--mount")


def blocks(folder):
    """The kilobytes that the files of a folder take on such a disk."""
    return sum(-(-path.stat().st_size // 4096) * 4 for path in folder.rglob("*") if path.is_file())


def test_a_store_that_is_full_keeps_what_is_whole(house, local, tmp_path):
    """On a disk of its own that has room for one film; then it has room for all."""
    mounted = [*UNSHARED, "mount", "-t", "tmpfs", "tmpfs", str(tmp_path)]
    if shutil.which("unshare") is None or subprocess.run(mounted, capture_output=True).returncode:
        pytest.skip("no disk can be mounted here")
    store, first = local[0] / "store", local[1]["films"]
    for name in ("course.toml", "class.csv"):
        shutil.copyfile(house.root / name, tmp_path / name)
    (tmp_path / "small").mkdir()
    size = blocks(store / first[0]["key"]) + blocks(store / "segments") + blocks(store / first[1]["key"]) // 2
    script = FULL.format(size=size, python=sys.executable)
    subprocess.run(
        [*UNSHARED, "sh", "-c", script], cwd=tmp_path, check=True, env={**os.environ, "PYTHONPATH": str(house.root)}, timeout=200
    )
    said = {name: (tmp_path / name).read_text() for name in ("first.out", "first.err", "second.out", "first.code", "second.code")}
    assert (said["first.code"], said["second.code"]) == ("1\n", "0\n"), said
    assert "small/store: cannot be written (No space left on device)" in " ".join(said["first.err"].split())
    assert "Traceback" not in said["first.out"] + said["first.err"]
    assert '"state": "broken"' in (tmp_path / "first.json").read_text()
    assert states(tmp_path / "full") == {"ada/first": "stood", "ben/first": "made"}
    assert contents(tmp_path / "kept") == contents(store)
