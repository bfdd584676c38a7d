"""Rows of two tables as things that can be told apart, moved and left behind, whatever they are drawn as."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from manim import Animation, UpdateFromAlphaFunc, VGroup, smooth

QUIET = 0.3  # of a row that is not talked about


class RowPicture(VGroup):
    """users[i], items[j]   each of three parts, the last its letter with the index i + 1      axes   what they stand on

    stand(U, V)   every row is drawn as its numbers (n, d), (m, d) say      quiet(users, items)   all `others` step back
    follow(Us, Vs, run_time)   Animation through recorded tables (S, n, d), (S, m, d), straight from each to the next
    ghosts(users, items)   faint copies, to be left behind
    """

    axes: VGroup
    users: list[VGroup]
    items: list[VGroup]
    leaves = 2  # how many parts of a row are left behind; what it stands on stays where it is

    def stand(self, U: np.ndarray, V: np.ndarray) -> RowPicture:
        """Every row as its numbers say."""
        raise NotImplementedError

    def others(self, users: list[int], items: list[int]) -> list[VGroup]:
        """All rows but these."""
        return [a for k, a in enumerate(self.users) if k not in users] + [a for k, a in enumerate(self.items) if k not in items]

    def quiet(self, users: list[int], items: list[int]) -> list[Animation]:
        others = set(map(id, self.others(users, items)))
        return [part.animate.set_opacity(QUIET if id(a) in others else 1) for a in (*self.users, *self.items) for part in a[:2]]

    def follow(self, Us: np.ndarray, Vs: np.ndarray, run_time: float, rate_func: Callable[[float], float] = smooth) -> Animation:
        last = len(Us) - 1

        def stand(picture: RowPicture, alpha: float) -> None:
            k = min(int(alpha * last), max(0, last - 1))
            way, after = alpha * last - k, min(k + 1, last)
            picture.stand(*(rows[k] + way * (rows[after] - rows[k]) for rows in (Us, Vs)))

        return UpdateFromAlphaFunc(self, stand, run_time=run_time, rate_func=rate_func)

    def ghosts(self, users: list[int], items: list[int]) -> VGroup:
        rows = [self.users[i] for i in users] + [self.items[j] for j in items]
        return VGroup(*(VGroup(*(part.copy().set_opacity(QUIET) for part in row[: self.leaves])) for row in rows))
