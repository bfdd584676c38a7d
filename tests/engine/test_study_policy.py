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


def test_other_losses_have_none():
    assert "policy" not in run(load_lesson(Path("scenes/lessons/mazur.toml"))).studies
