"""A course on Dask's workers, each a real process here: killed, slow, without a scheduler for a while; not a byte differs."""

import os
import signal
import socket
import subprocess
import sys

import pytest

from studio.course.cluster import workers_here
from tests.course.films import contents, report
from tests.studio.house import alive, children, wait_for

pytest.importorskip("distributed")


class Cluster:
    """A scheduler and workers, as a person begins them on machines that share nothing but the store."""

    def __init__(self, house):
        self.house = house
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{self.port}"
        self.running = []
        self.scheduler = self.begin("dask_scheduler", "--host", "127.0.0.1", "--port", str(self.port), "--no-dashboard")

    def begin(self, program, *words, **env):
        process = subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.{program}", *words],
            cwd=self.house.root,
            env={**os.environ, "PYTHONPATH": str(self.house.root), **env},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.running.append(process)
        return process

    def worker(self, name):
        """One that has a scratch folder of its own."""
        words = ("--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1", "--no-nanny", "--name", name)
        return self.begin("dask_worker", self.address, *words, BACKREEL_SCRATCH=str(self.house.root / "scratch" / name))

    def stop(self):
        for process in self.running:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.fixture
def cluster(house):
    cluster = Cluster(house)
    yield cluster
    cluster.stop()


def batch(cluster, out):
    return cluster.house.begin("batch", "course.toml", "--scheduler", cluster.address, "-o", out)


def drawing(cluster, name):
    """Whether a worker is in the middle of a film."""
    return list((cluster.house.root / "scratch" / name).rglob("beats/*.mp4"))


@pytest.mark.slow(45)
def test_a_killed_worker_and_a_lost_scheduler_cost_time_alone(cluster, house, local):
    process = batch(cluster, "spread")
    first = cluster.worker("first")
    wait_for(lambda: drawing(cluster, "first") or process.poll() is not None)
    films = children(first.pid)
    os.kill(first.pid, signal.SIGKILL)
    wait_for(lambda: not any(alive(pid) for pid in films), 20)  # nobody draws for a worker that is gone
    assert process.poll() is None
    os.killpg(cluster.scheduler.pid, signal.SIGKILL)
    cluster.scheduler.wait()
    cluster.scheduler = cluster.begin("dask_scheduler", "--host", "127.0.0.1", "--port", str(cluster.port), "--no-dashboard")
    cluster.worker("second")
    out, err = process.communicate(timeout=200)
    assert process.returncode == 0, err
    assert contents(house.root / "spread/store") == contents(local[0] / "store")
    assert "Traceback" not in out + err


@pytest.mark.slow(45)
def test_a_slow_worker_holds_nobody_up(cluster, house, local):
    """It stands still from its first beat on; the films that it does not make are made by the other."""
    slow = cluster.worker("slow")
    process = batch(cluster, "slow")
    wait_for(lambda: drawing(cluster, "slow") or process.poll() is not None)
    held = [*children(slow.pid)]
    for pid in held:
        os.kill(pid, signal.SIGSTOP)
    cluster.worker("quick")
    store = house.root / "slow/store"
    wait_for(lambda: list(store.glob("*/manifest.json")))
    for pid in held:
        os.kill(pid, signal.SIGCONT)
    _, err = process.communicate(timeout=200)
    assert process.returncode == 0, err
    assert contents(store) == contents(local[0] / "store")


@pytest.mark.slow(70)
def test_workers_share_nothing_but_a_store_at_a_url(cluster, house, whole):
    """Films, packs and worksheets, made by two workers that have no disk in common but what fsspec reaches."""
    elsewhere = house.root / "elsewhere"
    process = house.begin("batch", "whole.toml", "--scheduler", cluster.address, "--store", elsewhere.as_uri(), "-o", "shared")
    for name in ("one", "two"):
        cluster.worker(name)
    _, err = process.communicate(timeout=200)
    assert process.returncode == 0, err
    assert contents(elsewhere) == contents(whole[0] / "store")
    assert {row["place"] for kind in ("films", "packs", "worksheets") for row in report(house.root / "shared", "whole")[kind]} == {
        f"{elsewhere.as_uri()}/{folder.name}" for folder in elsewhere.iterdir() if folder.name != "segments"
    }
    assert all((house.root / "scratch" / name / ".work/locks").is_dir() for name in ("one", "two"))
    again = house.run("batch", "whole.toml", "--workers", "1", "--store", elsewhere.as_uri(), "-o", "shared")
    assert "7 was in the store" in again.stdout


@pytest.mark.parametrize("count", [1, 3])
def test_as_many_workers_begin_as_were_asked_for_and_nobody_else_is_answered(count):
    import psutil
    from distributed import Client

    with workers_here(count) as address, Client(address, set_as_default=False) as client:
        assert list(client.nthreads().values()) == [1] * count
        heard = [at.laddr.ip for at in psutil.Process().net_connections("tcp") if at.status == psutil.CONN_LISTEN]
        assert set(heard) <= {"127.0.0.1"}


@pytest.mark.slow(35)
def test_workers_of_its_own(house, local):
    done = house.run("batch", "course.toml", "--workers", "2", "-o", "own")
    assert done.returncode == 0, done.stderr
    assert contents(house.root / "own/store") == contents(local[0] / "store")


def test_workers_of_its_own_end_with_the_command(house):
    process = house.begin("batch", "course.toml", "--workers", "1", "-o", "stopped", "--store", "stopped/store")
    wait_for(lambda: children(process.pid) or process.poll() is not None)
    helpers = children(process.pid)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert "Traceback" not in out + err
    wait_for(lambda: not any(alive(pid) for pid in helpers))


def test_a_scheduler_that_is_not_there_has_one_message(house, monkeypatch):
    monkeypatch.setenv("BACKREEL_PATIENCE", "0")
    done = house.run("batch", "course.toml", "--scheduler", "tcp://127.0.0.1:9", "-o", "nobody")
    assert done.returncode == 1
    assert "tcp://127.0.0.1:9 does not answer" in done.stderr
    assert len(done.stderr.splitlines()) == 1
