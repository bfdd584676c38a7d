"""A worker that makes film after film stays about as large as after the first few; it grew by 35 MB a film."""

import gc

import pytest

from studio import memory, rendering
from studio.looks import look_of
from studio.orders import Order
from tests.sampling import WHOLE

MEGABYTE = 1 << 20


def resident() -> int:
    """Bytes of this process that are in memory; 0 where the system does not say."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            pages = int(file.read().split()[1])
    except OSError:
        return 0
    return pages * 4096


def grown(tmp_path, films):
    """By how much this process grew over films that were made as a worker makes them, the first two left out."""
    sizes = []
    for k in range(films):
        order = Order("mazur", "forward", look_of("l", fps=2), "silent", tmp_path / str(k))
        rendering._film(order, jobs=1)
        sizes.append(resident())
    return sizes[-1] - sizes[1]


@pytest.mark.skipif(not WHOLE, reason="six films take a minute; make test-all makes them")
def test_what_a_film_took_is_given_back(tmp_path, monkeypatch):
    assert grown(tmp_path, 6) < 60 * MEGABYTE


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


@pytest.fixture(autouse=True)
def quiet(monkeypatch):
    monkeypatch.setattr(rendering, "report", lambda *facts: None)
