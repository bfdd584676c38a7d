"""A worker that makes film after film stays about as large as after the first few; it grew by 35 MB a film."""

import gc
import os
import subprocess
import sys

import pytest

from studio import memory
from tests.sampling import WHOLE
from tests.studio.house import build

FILMS = 24 if WHOLE else 4
MOST = 300  # megabytes that a worker may ever take
GROWTH = 1.0  # megabytes a film, once two are made

# What a worker does, film after film; a line for each: megabytes now, and the most that it took since the last.
WORKER = """
import sys
from pathlib import Path
from studio import rendering
from studio.looks import look_of
from studio.orders import Order

for k in range(int(sys.argv[1])):
    rendering._film(Order("xor", ("first", "second")[k % 2], look_of("l", fps=2), "silent", Path(str(k))), jobs=1)
    facts = dict(line.split(":", 1) for line in open("/proc/self/status"))
    print(*(int(facts[name].split()[0]) // 1024 for name in ("VmRSS", "VmHWM")))
    open("/proc/self/clear_refs", "w").write("5")
"""


@pytest.mark.skipif(not os.path.exists("/proc/self/clear_refs"), reason="the system does not say how large a process is")
def test_a_worker_is_small_and_stays_so(tmp_path):
    house = build(tmp_path / "house", "first", "second")
    done = subprocess.run([sys.executable, "-c", WORKER, str(FILMS)], cwd=house.root, capture_output=True, text=True, timeout=1200)
    assert done.returncode == 0, done.stderr
    sizes, peaks = zip(*(map(int, line.split()) for line in done.stdout.splitlines()), strict=True)
    assert len(sizes) == FILMS
    assert max(peaks) < MOST, peaks
    assert sizes[-1] - sizes[1] < GROWTH * (FILMS - 2) + 8, sizes


def test_frozen_garbage_is_collected():
    class Loop:
        def __init__(self):
            self.self = self

        def __del__(self):
            gone.append(1)

    gone = []
    gc.collect()
    Loop()
    gc.freeze()
    gc.collect()
    assert gone == []
    memory.give_back()
    assert gone == [1]


# Pictures of half a megabyte come and go while a few kilobytes of each are kept; megabytes that the process has grown by.
COMES_AND_GOES = """
import sys
import numpy as np
from studio import memory

def size():
    return int(next(line for line in open("/proc/self/status") if line.startswith("VmRSS")).split()[1]) // 1024

if sys.argv[1] == "kept":
    memory.keep_nothing_large()
before, kept = size(), []
np.ones(3 << 20)  # the first large block that is freed: from then on glibc keeps what is smaller
for _ in range(20):
    many = []
    for _ in range(20):
        many.append(np.ones(1 << 16))
        kept.append(np.ones(512))
    del many
print(size() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the system does not say how large a process is")
def test_pictures_that_came_and_went_take_no_room():
    grown = {
        how: int(subprocess.run([sys.executable, "-c", COMES_AND_GOES, how], capture_output=True, text=True, check=True).stdout)
        for how in ("kept", "lost")
    }
    assert grown["kept"] < 6, grown
