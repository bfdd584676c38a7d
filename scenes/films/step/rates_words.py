"""What is said of one step downhill, where it depends on the lesson: which way it goes, what it wins, how the rates fare."""

from __future__ import annotations

from engine.reading import Reading
from scenes.films.step.step_downhill import studied
from scenes.kit.maths.single import single


def turn(t: Reading) -> str:
    up = single(t).dL_dw.value > 0
    way, uphill, back = ("left", "right", "down") if up else ("right", "left", "up")
    return (
        f"To the {way}. The slope climbs <up> to the {uphill}, so we go <down> the other way. "
        f"That is all that <minus> the minus sign means: against the slope. <back> So the weight goes {back}."
    )


def sized(t: Reading) -> str:
    return (
        f"And how far? As far as the slope is steep, <eta> times a small number of our choice. "
        f"It is called {t.name.eta}, the learning rate. <numbers> Here it is {t.eta}. So the weight becomes <new> {t.W_new[1][0][0]:2}."
    )


def biased(t: Reading) -> str:
    return (
        "The bias takes its step in the same way, <rule> by its own slope. And as it moves, <sink> the whole curve sinks, "
        f"and we sink with it. <rest> The loss is now {t.at(t.L_new.path, 'L'):3}."
    )


def promised(t: Reading) -> str:
    return (
        "The slopes can even tell in advance how much we win: <promise> for every knob, slope times step. "
        f"<sum> Together, that promises {studied(t, 'predicted', 'L'):3}. "
        f"<real> And what really came is {studied(t, 'actual', 'L'):3}."
    )


def small(t: Reading) -> str:
    return f"With a rate of {studied(t, 'bowls[0].eta', 'eta')}, <hop> the steps creep. Each goes the right way, but it takes many."


def right(t: Reading) -> str:
    return f"With {studied(t, 'bowls[1].eta', 'eta')}, <hop> one step does nearly all, and the next ones only tidy up."


def ask_large(t: Reading) -> str:
    return f"What will happen with a rate of {studied(t, 'bowls[2].eta', 'eta')}?"
