"""The command in a house, run by copies of one process that has manim loaded; at any step the disk can be full, or it can be killed."""

import contextlib
import errno
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from concurrent.futures import Future
from dataclasses import dataclass

from tests.studio.house import ROOT, House, alive

PATIENCE = 120.0  # seconds that a command may take
STEPS = ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir")  # what touches files, as Python's audit names it


@dataclass(frozen=True)
class Said:
    """What a command left: its exit code, all that it said, how many of its steps touched its folder, whether a process of it goes on."""

    code: int
    text: str
    steps: int
    orphans: bool


class Warm:
    """A house's commands, each in a copy of a process."""

    def __init__(self, house: House) -> None:
        self.house = house
        place = {**os.environ, "PYTHONPATH": f"{house.root}{os.pathsep}{ROOT}", "PYTHONSAFEPATH": "1"}
        words = [sys.executable, "-m", "tests.studio.warm"]
        self._process = subprocess.Popen(words, cwd=house.root, env=place, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def run(self, *words: str, out: str, fault: str = "", at: int = 0) -> Said:
        """`backreel WORDS -o OUT`; at its step `at` a fault: a "kill" of it or of a "copy", a "clean", a "full" disk from then on.

        "small": no file can be larger than `at` bytes.
        """
        self._process.stdin.write(json.dumps([[*words, "-o", out], fault, at, out]) + "\n")
        self._process.stdin.flush()
        return Said(*json.loads(self._process.stdout.readline()))

    def close(self) -> None:
        self._process.stdin.close()
        self._process.wait(30)
        self._process.stdout.close()


# ---- in the warm process


class Here:
    """What stands for worker processes: everything is done here, one after the other."""

    def each(self, task, things):
        for thing in things:
            future = Future()
            try:
                future.set_result(task(thing))
            except BaseException as error:
                future.set_exception(error)
            yield thing, future


class Fault:
    """Counts the steps of a command in its folder, and is felt at one of them."""

    def __init__(self, name: str, at: int, out: str) -> None:
        self.name, self.at, self.out, self.steps, self.pid = name, at, os.path.abspath(out), 0, os.getpid()

    def hear(self, event: str, facts: tuple) -> None:
        if event in STEPS and self._ours(facts[0]) and (event != "open" or facts[2] & os.O_CREAT):
            self.steps += 1
            if self.steps >= self.at and (happen := getattr(self, self.name, None)):
                happen(event, facts[0])

    def _ours(self, path) -> bool:
        return isinstance(path, str | os.PathLike) and os.path.abspath(path).startswith(self.out)

    def full(self, event: str, path) -> None:
        if event in ("open", "os.mkdir"):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))

    def kill(self, event: str, path) -> None:
        if os.getpid() == self.pid:
            os.kill(self.pid, signal.SIGKILL)

    def copy(self, event: str, path) -> None:
        if os.getpid() != self.pid:
            os.kill(os.getpid(), signal.SIGKILL)

    def clean(self, event: str, path) -> None:
        if os.getpid() == self.pid and self.name:
            self.name = ""
            shutil.rmtree(self.out, ignore_errors=True)


def serve() -> None:
    """Carry out commands, one a line."""
    import manim  # noqa: F401

    from studio import cli, filming, rendering, series, telling  # noqa: F401

    rendering.workers = lambda count, heard: contextlib.nullcontext(Here())
    for line in sys.stdin:
        print(json.dumps(run(cli.main, *json.loads(line))), flush=True)


def run(command, words, fault, at, out) -> tuple[int, str, int, bool]:
    """A command in a copy of this process, which is killed when it takes too long."""
    with tempfile.TemporaryFile("w+") as said, tempfile.TemporaryFile("w+") as count:
        pid = os.fork()
        if pid == 0:
            os.setsid()
            os.dup2(said.fileno(), 1)
            os.dup2(said.fileno(), 2)
            carry_out(command, words, Fault(fault, at, out), count)
        late = threading.Timer(PATIENCE, lambda: os.killpg(pid, signal.SIGKILL))
        late.start()
        code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        late.cancel()
        said.seek(0)
        count.seek(0)
        return code, said.read(), int(count.read() or 0), goes_on(pid)


def goes_on(group: int, seconds: float = 10.0) -> bool:
    """Whether a process of a group is still there after some time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if not any(alive(pid) and os.getpgid(pid) == group for pid in map(int, filter(str.isdigit, os.listdir("/proc")))):
            return False
        time.sleep(0.05)
    return True


def carry_out(command, words, fault, count) -> None:
    code = 99
    try:
        if fault.name == "small":
            resource.setrlimit(resource.RLIMIT_FSIZE, (fault.at, fault.at))
        sys.addaudithook(fault.hear)
        command.main(words)
    except SystemExit as error:
        code = error.code or 0
    except BaseException:
        traceback.print_exc()
    sys.stdout.flush()
    sys.stderr.flush()
    count.write(str(fault.steps))
    count.flush()
    os._exit(code)


if __name__ == "__main__":
    serve()
