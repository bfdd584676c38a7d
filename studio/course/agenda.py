"""What of a course can be begun: a film at once, a pack once each of its films has ended; what is asked for twice is made once."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence

from studio.course.making import Job, Outcome


class Agenda:
    """A course's jobs until each has ended; true while any has not."""

    def __init__(self, jobs: Sequence[Job]) -> None:
        self._left: dict[str, list[Job]] = {}  # by key: those that are alike are made as one
        for job in jobs:
            self._left.setdefault(job.key, []).append(job)
        self._waits = {key: set(alike[0].needs) & self._left.keys() for key, alike in self._left.items()}
        self._waiting = defaultdict[str, list[str]](list)
        for key, needs in self._waits.items():
            for need in needs:
                self._waiting[need].append(key)
        self.anew()

    def __bool__(self) -> bool:
        return bool(self._left)

    def __len__(self) -> int:
        return len(self._left)

    def anew(self) -> None:
        """Whatever was begun and has not ended is to be begun again."""
        self._ready = deque(alike[0] for key, alike in self._left.items() if not self._waits[key])

    def next(self) -> Job | None:
        """A job that can be begun now."""
        return self._ready.popleft() if self._ready else None

    def again(self, job: Job) -> None:
        """One that was begun is to be begun again, after the others."""
        self._ready.append(job)

    def ended(self, job: Job, outcome: Outcome) -> Iterator[tuple[Job, Outcome]]:
        """A job and those that end with it: others alike, and what cannot be without it."""
        yield job, outcome
        for twin in self._left.pop(job.key)[1:]:
            yield twin, Outcome("stood") if outcome.stands else outcome
        for key in self._waiting.pop(job.key, ()):
            self._waits[key].discard(job.key)
            if key in self._left:
                waiting = self._left[key][0]
                if outcome.state in ("broken", "wrong"):
                    yield from self.ended(waiting, Outcome("broken", f"it waits for {job.label}, which was not made"))
                elif not self._waits[key]:
                    self._ready.append(waiting)
