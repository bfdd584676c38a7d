"""Copies of this process: one made at a beat's beginning waits for its beat's key, draws the beat and ends; others work beside them."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
import pickle
import signal
import sys
import traceback
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import NoReturn

from studio.breakage import RenderError
from studio.fast.slots import Slots

CAN_FORK = hasattr(os, "fork") and sys.platform != "darwin"  # Apple's frameworks do not survive it
PR_SET_PDEATHSIG = 1


@dataclass
class _Hand:
    """A copy at work: its beat, if it draws one, its process, the pipes on which it is told its key and tells what went wrong."""

    beat: int | None
    pid: int
    orders: int
    complaints: int


class Crew:
    """At most a few copies at a time; `done(beat)` is called as each ends well. Use in a `with` block, which waits for all."""

    def __init__(self, slots: Slots, done: Callable[[int], None]) -> None:
        self._slots, self._done = slots, done
        self._hands: list[_Hand] = []
        self._complaints = -1  # in a copy: where to say what went wrong
        self._slot = -1

    def __enter__(self) -> Crew:
        self._slot = self._slots.take()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if self._complaints >= 0:
            self._leave(error)
        try:
            self._rest()
            while self._hands and error is None:
                self._reap()
        finally:
            self._stop()

    def begin(self, beat: int) -> str:
        """Returns twice: "" here, and later, in a copy of this process, the beat's key."""
        while len(self._hands) > self._slots.count:
            self._rest()
            self._reap()
        if self._slot < 0:
            self._slot = self._slots.take()
        orders, told = os.pipe()
        if self._copied(beat, told):
            return self._wait(orders)
        os.close(orders)
        return ""

    def beside(self, work: Callable[[], object]) -> None:
        """Do something else in a copy, while the others draw; its memory goes with it. Where a process cannot be copied, here."""
        if not CAN_FORK:
            work()
        elif self._copied(None, -1):
            self._slot = self._slots.take()
            work()
            self.leave()

    def send(self, key: str) -> None:
        """Let the copy made last draw its beat; with no key there is nothing to draw."""
        hand = self._hands[-1]
        with contextlib.suppress(BrokenPipeError):
            os.write(hand.orders, key.encode())
        os.close(hand.orders)
        hand.orders = -1
        if not key:
            os.waitpid(hand.pid, 0)
            os.close(hand.complaints)
            self._hands.pop()

    def leave(self) -> NoReturn:
        """In a copy: the beat is drawn."""
        self._leave(None)

    def _copied(self, beat: int | None, told: int) -> bool:
        """Copy this process; whether this is the copy."""
        heard, complaints = os.pipe()
        gc.freeze()  # what is collected now is not touched later, and stays shared
        parent = os.getpid()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # threads: the copy uses none that it has lost
            pid = os.fork()
        if pid == 0:
            self._awake(parent, [told, heard, *(fd for hand in self._hands for fd in (hand.orders, hand.complaints))])
            self._complaints = complaints
            return True
        os.close(complaints)
        self._hands.append(_Hand(beat, pid, told, heard))
        return False

    # ---- in a copy

    def _awake(self, parent: int, not_ours: list[int]) -> None:
        """Hold nothing of the parent's, and end when it does."""
        for fd in (*not_ours, self._slot):
            if fd >= 0:
                os.close(fd)
        self._hands = []
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)

    def _wait(self, orders: int) -> str:
        key = os.read(orders, 256).decode()
        if not key:
            os._exit(0)
        os.close(orders)
        self._slot = self._slots.take()
        return key

    def _leave(self, error: BaseException | None) -> NoReturn:
        if error is None:
            os._exit(0)
        error.add_note("".join(traceback.format_exception(error)))
        try:
            said = pickle.dumps(error)
            pickle.loads(said)
        except Exception:
            said = pickle.dumps(RuntimeError(f"{type(error).__name__}: {error}"))
        os.write(self._complaints, said[:60_000])
        os._exit(1)

    # ---- in the parent

    def _rest(self) -> None:
        """While this process waits, another may work."""
        if self._slot >= 0:
            os.close(self._slot)
            self._slot = -1

    def _reap(self) -> None:
        """Wait for the copy that was made first."""
        hand = self._hands[0]
        said = b""
        while block := os.read(hand.complaints, 1 << 16):
            said += block
        _, status = os.waitpid(hand.pid, 0)
        os.close(hand.complaints)
        self._hands.pop(0)
        if said:
            raise pickle.loads(said)
        if status:
            raise RenderError("a process that drew was stopped from outside, perhaps because memory ran out; render again, with -j 1")
        if hand.beat is not None:
            self._done(hand.beat)

    def _stop(self) -> None:
        """End the copies that are left."""
        for hand in self._hands:
            with contextlib.suppress(ProcessLookupError):
                os.kill(hand.pid, signal.SIGKILL)
            os.waitpid(hand.pid, 0)
            for fd in (hand.orders, hand.complaints):
                if fd >= 0:
                    os.close(fd)
        self._hands = []
        gc.unfreeze()
