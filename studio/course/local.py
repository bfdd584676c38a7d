"""A course on one machine: several hands, each job tried three times where its process is killed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool

from studio.course.agenda import Agenda
from studio.course.hands import Hand, Heard
from studio.course.making import Job, Outcome, Place

TRIES = 3
KILLED = "its process was stopped from outside {} times, perhaps because memory ran out; make the course again, with fewer at a time (-j 1)"


def make(jobs: Sequence[Job], place: Place, count: int, heard: Heard) -> Iterator[tuple[Job, Outcome]]:
    """What became of each job, as they end."""
    agenda, tries = Agenda(jobs), dict[str, int]()
    idle = [Hand(heard) for _ in range(max(1, min(count, len(agenda))))]
    hands = list(idle)
    busy: dict[Future[Outcome], tuple[Hand, Job]] = {}
    try:
        while agenda:
            while idle and (job := agenda.next()):
                hand = idle.pop()
                busy[hand.begin(job, place)] = hand, job
            done, _ = wait(busy, timeout=0.1, return_when=FIRST_COMPLETED)
            for hand in hands:
                hand.listen()
            for future in done:
                hand, job = busy.pop(future)
                idle.append(hand)
                try:
                    yield from agenda.ended(job, future.result())
                except BrokenProcessPool:
                    hand.lost()
                    tries[job.key] = tries.get(job.key, 0) + 1
                    if tries[job.key] < TRIES:
                        agenda.again(job)
                    else:
                        yield from agenda.ended(job, Outcome("broken", KILLED.format(TRIES)))
    finally:
        for hand in hands:
            hand.stop()
