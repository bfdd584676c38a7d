"""A pool of jobs shared by all processes of a render: locked files, so that whoever dies gives its place back."""

from __future__ import annotations

import fcntl
import os
import time
from dataclasses import dataclass
from pathlib import Path

from studio.atomic import make_way, room

PATIENCE = 0.01  # seconds between two looks for a free slot


@dataclass(frozen=True)
class Slots:
    """So many places to work, files in a folder."""

    folder: Path
    count: int

    def take(self) -> int:
        """Wait for a free slot and hold it: close the descriptor that is returned to give it back."""
        room(self.folder)
        for k in range(self.count):
            make_way(self.folder / str(k))
        while True:
            for k in range(self.count):
                slot = os.open(self.folder / str(k), os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o644)
                try:
                    fcntl.flock(slot, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    os.close(slot)
                else:
                    return slot
            time.sleep(PATIENCE)
