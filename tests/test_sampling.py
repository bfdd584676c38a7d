"""What takes turns: within the time that there is, alike in every worker, and nothing is left out for good."""

from tests import sampling

SLOW = {f"test_{k}": seconds for k, seconds in enumerate([70, 60, 45, 45, 30, 20, 20, 14, 12, 12])}


def test_a_lot_fits_its_time_and_its_workers_agree():
    turn = sampling.lot(SLOW, 150)
    assert turn == sampling.lot(dict(reversed(SLOW.items())), 150)
    left = 150 - sum(SLOW[name] for name in turn)
    assert left >= 0
    assert all(SLOW[name] > left for name in SLOW.keys() - turn)


def test_everything_has_its_turn_within_a_month(monkeypatch):
    seen = set()
    for day in range(739000, 739030):
        monkeypatch.setattr(sampling, "TODAY", day)
        seen |= sampling.lot(SLOW, 150)
    assert seen == SLOW.keys()
