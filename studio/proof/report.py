"""What `backreel proof` says: each defect with its beat, second and picture, then a table of all chapters."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from rich.table import Table

from studio import console
from studio.breakage import alone
from studio.orders import Order
from studio.proof import composition, maths, pictures, reader
from studio.proof.walked import Walked


def report(orders: Sequence[Order], broken: dict[str, str], verbose: bool = False) -> int:
    """Read the proofs of some chapters and say what is wrong; which break is noted.

    `verbose` also lists equations not worked out, and how each film is composed.
    """
    table = Table("chapter", "seconds", "numbers", "equations", "worked out", "defects", box=None, header_style="bold")
    defects = 0
    for order in orders:
        with alone(order, broken):
            with console.bars() as listener:
                film = reader.walk(order, partial(listener.heard, order.chapter))
            count, unread = _said(film), maths.unchecked(film)
            equations = len(maths.checked(film))
            seconds = f"{film.drawn.frames / film.fps:.0f}"
            table.add_row(order.chapter, seconds, str(len(film.numbers)), str(equations), str(equations - len(unread)), str(count))
            for each in unread if verbose else ():
                console.tell(f"{order.chapter}: {each.second:.2f} s, beat {each.beat}: not worked out: {each.text} ({each.unread})")
            if verbose:
                console.tell(f"{order.chapter}: composed: {composition.told(composition.measured(film))}")
            defects += count
    console.out.print(table)
    return int(defects > 0)


def _said(film: Walked) -> int:
    """Tell every defect of a film, with its picture; how many there are."""
    order, found = film.order, reader.judge(film)
    shown = pictures.take(film, found, order.folder / "proof")
    for k, defect in enumerate(found, 1):
        console.complain(f"{order.chapter}: {defect}" + (f"; see {shown[k]}" if k in shown else ""), 1)
    console.tell(f"{order.chapter}: {len(found)} defects" if found else f"{order.chapter}: nothing found")
    return len(found)
