"""What `make bench` compares is the same scene, drawn right; and its table says what is reached."""

import pytest

from studio.drawing import draw
from studio.looks import Look
from tests.benchmark import scene, table
from tests.studio.frames import judge

LOOK = Look(192, 108, 5)


def test_the_scene_takes_as_long_with_manims_means_as_with_ours_and_is_drawn_as_manim_draws_it(tmp_path):
    lengths = [draw(*scene.told(kind), LOOK, tmp_path / kind.__name__).frames for kind in (scene.AsManim, scene.AsKit)]
    assert lengths[0] == lengths[1] == judge(scene.told(scene.AsKit), LOOK, tmp_path)
    assert 45 < lengths[0] / LOOK.fps < 55


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [(6.9, "x", "short"), (7.0, "x", "reached"), (12.0, "x", "stretch"), (7.1, "s", "reached"), (12.1, "s", "short")],
)
def test_a_ratio_is_to_be_large_and_a_time_small(value, unit, said):
    assert table.verdict(value, unit, (7.0, 12.0) if unit == "x" else (12.0, 7.0)) == said


def test_the_table_and_the_plot_are_written(tmp_path):
    table.write([("l", "scene: wall", 9.74, "x", (7.0, 12.0)), ("h", "CPU a frame", 5.24, "ms", None)], tmp_path, "Drawing")
    assert "| 480p15 | scene: wall | 9.74 x | 7 x | 12 x | reached |" in (tmp_path / "render.md").read_text(encoding="utf-8")
    assert (tmp_path / "render.png").stat().st_size > 1000
