"""A pass through the layers is heard as its comets set out."""

from manim import AnimationGroup, Dot, FadeIn, LaggedStart, Line

from scenes.kit.network.comets import comet, landing
from scenes.motion import notes


def run(layer, **how):
    return comet(Line([0, 0, 0], [1, 0, 0]), "#FFFFFF", layer, **how)


def test_a_pass_that_is_one_play_is_heard_layer_by_layer():
    sweep = LaggedStart(*(AnimationGroup(run(l), run(l)) for l in (1, 2, 3)), lag_ratio=0.5)
    assert notes([sweep], 90, 40) == ((90, 1), (100, 2), (110, 3))  # it lasts two runs: every half of one, a quarter of it
    back = LaggedStart(*(run(l, back=True) for l in (3, 2, 1)), lag_ratio=1.0)
    assert notes([FadeIn(Dot()), back], 0, 30) == ((0, 3), (10, 2), (20, 1))


def test_a_layer_is_heard_once_and_what_lands_is_not_heard_again():
    assert notes([landing([run(2), run(2)], FadeIn(Dot()))], 7, 30) == ((7, 2),)
    assert notes([FadeIn(Dot()), Dot().animate.shift(1)], 7, 30) == ()
