"""What is so of one mistake under two losses: when each has learned, what each says and is pushed by. No sentence, no mobject."""

from __future__ import annotations

from engine.reading import Number, Numbers, Reading
from scenes.facts import activation, loss
from scenes.kit.maths.single import Single, single

SURE = 0.9  # how near to one the wrong answer is, at least, for the sigmoid to be seen as flat there
NOTICED = 0.1  # of an answer: what has moved by less has hardly noticed that it was wrong
WRONG = "unfit asks for it: is_surely_wrong"
MADE = "the study asks for it of the twin"
ALWAYS = {
    "riddle": {"worse": "it says what is wanted", "hardly": "unfit asks for it: twin_is_first"},
    "start": {"almost": WRONG},
    "twice": {"same": MADE, "only": MADE},
    "asked_faster": {"both": MADE, "same": MADE},
    "run_on": {"falls": "unfit asks for it: twin_is_first"},
    "why": {"every": "a step is the rate times this slope, and what came in"},
    "flat": {"hardly": "a(1 - a) is below a tenth there", "only": "a(1 - a) is below a tenth there"},
    "wrong_way": {"grows": "a a (1 - a) has its largest value in between"},
    "charged": {"both": "with y of zero or one, one of its two terms is zero"},
    "steeper": {
        "grows": "it says what is wanted", "both": "both are drawn", "hardly": "it stays below one half",
        "rises": "it stays below one half", "climbs": "a logarithm has no bound",
    },
    "cancelled": {"same": "the slopes of both terms cancel"},
    "stronger": {"same": MADE},
    "ramp": {"both": "both are drawn", "nothing": WRONG},
    "softmax": {"every": "delta of softmax and cross-entropy is a - y"},
    "harvest": {"learns": "delta is the miss itself"},
}  # fmt: skip
MOST = 4  # outputs that share one whole and can be told apart as columns


def sides(t: Reading) -> tuple[Reading, Reading]:
    """The lesson, judged by the squared error, and its twin, judged by cross-entropy."""
    return t, t.of(twin=0)


def own(t: Reading) -> Single:
    """The neuron's numbers under the squared error."""
    return single(t)


def twin(t: Reading) -> Single:
    """The same neuron's numbers under cross-entropy."""
    return single(sides(t)[1])


def deltas(t: Reading) -> tuple[Number, Number]:
    """The delta of the one mistake under both losses."""
    return own(t).delta, twin(t).delta


def studied(t: Reading, field: str, symbol: str = "count") -> Number:
    """A number of the study of the mistake."""
    return t.at(f"studies.mistake.{field}", symbol)


def course(t: Reading, side: int, symbol: str) -> Numbers:
    """z, a or L of one side before each step and after the last."""
    return t.numbers(f"studies.mistake.sides[{side}].{symbol}", symbol)


def early(t: Reading) -> Number:
    """The step at which the clock first stops: only the twin has learned by then."""
    return studied(t, "early")


def last(t: Reading) -> Number:
    """The last step that is followed."""
    return studied(t, "last")


def early_answers(t: Reading) -> tuple[Number, Number]:
    """What each side says where the clock first stops."""
    k = int(early(t).value)
    return studied(t, f"sides[0].a[{k}]", "a"), studied(t, f"sides[1].a[{k}]", "a")


def has_noticed(t: Reading) -> bool:
    """Whether the lesson's side has moved visibly where the clock first stops."""
    return own(t).a.value - early_answers(t)[0].value > NOTICED


def crossings(t: Reading) -> tuple[Number, Number]:
    """After how many steps each side has crossed the middle; negative where it never has."""
    return studied(t, "sides[0].crossed"), studied(t, "sides[1].crossed")


def ratio(t: Reading) -> Number:
    """How many times the one delta is the other."""
    return studied(t, "ratio")


def is_surely_wrong(t: Reading) -> bool:
    """Whether the neuron says nearly one where zero is wanted."""
    return own(t).y.value == 0 and own(t).a.value >= SURE


def twin_is_first(t: Reading) -> bool:
    """Whether both sides learn, the twin before the clock first stops and the lesson after."""
    slow, fast = crossings(t)
    return 0 < fast.value < early(t).value < slow.value


def shares(t: Reading) -> Reading | None:
    """The twin whose softmax is judged by cross-entropy, if the lesson has one that can be drawn."""
    for k in range(len(t.trace.twins)):
        e = t.of(twin=k)
        if loss(e) == "cross_entropy" and e.D == 1 and activation(e, 1) == "softmax" and e.sizes[-1] <= MOST:
            return e
    return None


def has_shares(t: Reading) -> bool:
    """Whether the lesson has such a twin."""
    return shares(t) is not None
