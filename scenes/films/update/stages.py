"""How a rule sizes the step of one weight, stage by stage, off what the optimiser remembers. No sentence, no mobject."""

from __future__ import annotations

from engine.reading import Number, Reading
from scenes.films.update.facts import Weight, first, rule, weight
from scenes.shown import Shown, show

BRIEF = 2  # digits that the voice says of a slope that stands in full on the board
Stage = tuple[int, str]  # which of the recorded steps, which stage
STAGES: dict[str, tuple[str, ...]] = {  # of every rule that remembers, in the order of its formulas
    "plain": (),
    "momentum": ("velocity", "momentum_step"),
    "nesterov": ("velocity", "nesterov_step"),
    "rmsprop": ("mean_square", "root_step"),
    "adagrad": ("all_squares", "total_step"),
    "adam": ("means", "fair", "adam_step"),
    "adamw": ("means", "fair", "adamw_step"),
    "lion": ("mixed", "lion_step", "lion_kept"),
}
MADE = {  # what each stage makes, where it is one number: a field of the state, or the step itself
    "velocity": "velocity", "mean_square": "v", "all_squares": "accumulator", "mixed": "c", "lion_kept": "m",
    **dict.fromkeys(("momentum_step", "nesterov_step", "root_step", "total_step", "adam_step", "adamw_step", "lion_step"), ""),
}  # fmt: skip


def stages(t: Reading) -> list[Stage]:
    """Every stage that is told: of the first recorded step, and of the next one where that is recorded too."""
    own, kept = STAGES[rule(t)], t.run.steps
    again = len(kept) > 1 and kept[1].step == kept[0].step + 1
    return [(s, key) for s in ((0, 1) if again else (0,)) for key in own]


def has_stages(t: Reading) -> bool:
    """Whether a rule that remembers sizes the steps, so that there is something to follow."""
    return bool(stages(t))


def which(t: Reading, s: int, key: str) -> str:
    """Which stage is told: adam's means in short when they come again; lion's step with a decay or not, and its sign may be none."""
    if s and key in ("means", "fair"):
        return f"{key}_again"
    if key == "lion_step":
        return "lion_still" if not remembered(t, s, "c").value else "lion_decayed" if t.lesson.training.weight_decay else "lion_plain"
    return key


def begins(t: Reading, s: int, key: str) -> bool:
    """Whether the stage is the first of its step."""
    return key == STAGES[rule(t)][0]


def begins_first(t: Reading, s: int, key: str) -> bool:
    """Whether the stage is the first of all."""
    return begins(t, s, key) and s == 0


def begins_next(t: Reading, s: int, key: str) -> bool:
    """Whether the stage is the first of the next step."""
    return begins(t, s, key) and s == 1


def is_fresh(t: Reading, s: int, key: str) -> bool:
    """Whether the told stage is the first of all, and nothing is remembered of the weight yet."""
    return begins_first(t, s, key) and not remembered(t, s, FIRST[rule(t)], before=True).value


def was_given(t: Reading, s: int, key: str) -> bool:
    """Whether the told stage is the first of all, and the lesson gives the velocity that it begins with."""
    return begins_first(t, s, key) and not is_fresh(t, s, key) and t.run.steps[0].step == 0


FIRST = {"momentum": "velocity", "nesterov": "velocity", "rmsprop": "v", "adagrad": "accumulator", "adam": "m", "adamw": "m", "lion": "m"}


def followed_at(t: Reading, s: int) -> Weight:
    """The weight that is looked at first, in this recorded step."""
    w = first(t)
    return weight(t.of(step=s), w.l, w.i, w.j)


def given(t: Reading, s: int, key: str) -> Shown:
    """The slope of the weight in this step."""
    return show(followed_at(t, s).given, BRIEF)


def remembered(t: Reading, s: int, field: str, before: bool = False) -> Number:
    """What is remembered of the weight that is looked at, after the step or before it."""
    w, at = first(t), t.of(step=s)
    path = f"{at.W[w.l].path.removesuffix('.W')}.{'state_before' if before else 'state'}.{field}_W"
    found: Number = at.numbers(path, field, w.l)[w.i][w.j]
    return found


def counted(t: Reading, s: int, field: str) -> Number:
    """A number of the state that is the same for every weight: how many steps (t), and what that leaves of a mean's weight."""
    w, at = first(t), t.of(step=s)
    return t.at(f"{at.W[w.l].path.removesuffix('.W')}.state.{field}", "count")


def made(t: Reading, s: int, key: str) -> Number:
    """What a stage makes; of the means and of what is made fair of them, the first."""
    field = MADE.get(key, {"means": "m", "fair": "m_hat"}.get(key, ""))
    return remembered(t, s, field) if field else followed_at(t, s).step
