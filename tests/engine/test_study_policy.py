"""PPO over the ratio: the smaller product by hand, and its slope zero exactly where the paper's figure 1 is flat."""

from pathlib import Path

import numpy as np

from engine import load_lesson, run


def test_the_curves_are_those_of_the_paper():
    """Schulman et al. 2017, eq. 7 and figure 1."""
    study = run(load_lesson(Path("scenes/lessons/policy.toml"))).studies["policy"]
    r = study.ratio
    assert np.allclose(study.good_objective, np.minimum(r, 1.2))
    assert np.allclose(study.bad_objective, -np.maximum(r, 0.8))
    assert np.allclose(study.good_product, r)
    assert np.allclose(study.bad_clipped, -np.clip(r, 0.8, 1.2))
    good, bad = np.diff(study.good_objective), np.diff(study.bad_objective)
    assert np.all(good[r[:-1] > 1.2] == 0)
    assert np.all(good[r[1:] < 1.2] > 0)
    assert np.all(bad[r[:-1] > 0.8] < 0)


def test_the_slope_is_the_difference_quotient_away_from_the_edges_and_exactly_zero_beyond_one():
    study = run(load_lesson(Path("scenes/lessons/policy.toml"))).studies["policy"]
    r = study.ratio
    for kind, flat in (("good", r > 1.2 + 1e-9), ("bad", r < 0.8 - 1e-9)):
        slope, quotient = getattr(study, f"{kind}_slope"), np.gradient(getattr(study, f"{kind}_objective"), r)
        smooth = np.abs(np.abs(r - 1.0) - 0.2) > 0.01
        assert np.allclose(slope[smooth], quotient[smooth])
        assert np.all(slope[flat] == 0.0)
        assert np.all(slope[~flat & smooth] != 0.0)
    assert study.good_seen.tolist() == [1.0, 1.0, 0.0]
    assert study.bad_seen.tolist() == [0.0, -1.0, -1.0]


def test_where_the_policy_is_the_old_one_ppo_is_the_plain_policy_gradient():
    study = run(load_lesson(Path("scenes/lessons/policy.toml"))).studies["policy"]
    assert np.allclose(study.pi[:, 1] / study.old[1], study.ratio)
    assert np.allclose(study.good_start.dL_dz, study.old - [0.0, 1.0])
    assert np.array_equal(study.bad_start.dL_dz, -study.good_start.dL_dz)


def test_other_losses_have_none():
    assert "policy" not in run(load_lesson(Path("scenes/lessons/mazur.toml"))).studies
