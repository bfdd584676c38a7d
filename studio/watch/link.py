"""How the processes of a watch talk: each calls the hub, says who it is, and hears orders on its own line."""

from __future__ import annotations

from dataclasses import dataclass
from multiprocessing.connection import Client, Connection
from typing import Any

Stamp = tuple[int, int]  # the telling that a message belongs to, and the edit since


@dataclass(frozen=True)
class Link:
    """Where the hub listens, and the word that it asks for."""

    address: str
    password: bytes

    def call(self, *who: Any) -> Connection[Any, Any]:
        """A line of one's own to the hub."""
        line = Client(self.address, authkey=self.password)
        line.send(who)
        return line


def heard(line: Connection[Any, Any]) -> Any:
    """The next order; None once the hub is gone."""
    try:
        return line.recv()
    except (EOFError, OSError):
        return None
