"""What the chapter of sparse rows says where it depends on the lesson: who rated what, and which way the guess was wrong."""

from __future__ import annotations

from typing import Any

from engine.reading import Number, Numbers, Reading

ORDINAL = ("first", "second", "third", "fourth")
ROOT = "studies.rows"


def at(t: Reading, name: str, symbol: str = "count") -> Number:
    return t.at(f"{ROOT}.{name}", symbol)


def tables(t: Reading, k: int = 0) -> tuple[Numbers, Numbers]:
    """U and V before recorded step k, their entries weights."""
    here = t.of(step=k, example=0)
    return t.numbers(here.U[1].path, "w"), t.numbers(here.V[1].path, "w")


def slopes(t: Reading) -> tuple[Numbers, Numbers]:
    """dL/dU and dL/dV of the first step."""
    return t.numbers(t.dL_dU[1].path, "dL_dw"), t.numbers(t.dL_dV[1].path, "dL_dw")


def pair(t: Reading, k: int = 0) -> tuple[int, int]:
    """The user and the item that step k is about, counted from 0."""
    user, item = (int(name) for name in t.of(step=k, example=0).x.array)
    return user, item


def low(t: Reading) -> bool:
    """Whether the first guess is below what was wanted."""
    return bool(t.delta[2][0].value < 0)


def lookup(t: Reading) -> str:
    user, item = pair(t)
    return (
        f"Now a rating comes in. <user> The {ORDINAL[user]} user has tried <item> the {ORDINAL[item]} item. "
        "Their two rows are looked up. <rest> The others are not even read."
    )


def multiplied(t: Reading) -> str:
    return (
        "How well do they fit? <times> Multiply number by number, <sum> and add. This is called the dot product. "
        f"<result> Here it is {t.a[2][0]}. It is large when both arrows are long, and point the same way."
    )


def missed(t: Reading) -> str:
    liked = "The user liked it" if t.y[0].value > 0 else "The user did not like it"
    return (
        f"{liked}: <wanted> {t.y[0]} was wanted. So the guess is too {'low' if low(t) else 'high'}. <miss> The miss is {t.delta[2][0]}, "
        "<loss> and half its square is the loss."
    )


def asked_count(t: Reading) -> str:
    return f"Now the slopes. The two tables <all> hold {at(t, 'numbers')} numbers. <how> How many of them have a slope that is not zero?"


def placed(t: Reading) -> str:
    return (
        "Each slope goes <place> back to the row it came from. <zero> And all the other rows? Zero. Not nearly zero. "
        f"Exactly zero. <count> So the answer is {at(t, 'moved')}, out of {at(t, 'numbers')}."
    )


PROMISED = (
    "By the end of this film, you know how a machine learns what people like, <two> and why one rating moves two rows of its tables, "
    "and no other."
)
SHARED = (
    "Blame starts at the guess: <delta> there, delta is the miss. In the dot product, each number stands beside <partner> its "
    "partner from the other row, and that is its slope. So the user's row gets delta, <user> times the item's row. <item> And the "
    "item's row gets delta, times the user's."
)
TABLES = (
    "A name is not a number. It cannot <names> be multiplied. So every user <users> gets a row of numbers, <items> and so does every "
    "item. Nobody says what they mean. <guess> At first, they are only guesses."
)
WHY = (
    "Why exactly zero? <other> Take a number in some other row, and change it as you like. <guess> The guess does not know it: it "
    "was never in the sum. No path to the loss, <no> no slope."
)
SECOND = (
    "This time too, <two> only the two that were looked up. The rows that moved before are at rest now. A rating <digits> touches "
    "what it names, and nothing else."
)
HARVEST = (
    "So: look up <look> two rows, multiply, add, compare. The slope of each row is <slope> delta times the other row. And every row "
    "that was not looked up <still> stays exactly where it is."
)
ARROWS = (
    "Two numbers make an arrow: <arrow> so far across, and so far up. <round> Users have round tips, <square> and items have square ones."
)
MATRICES = (
    "The same in matrices: to look up is <one> to multiply by zeros and a single one. So the slope of the table is <outer> an outer "
    "product: that column, times what goes to the row. Only <row> one row is not zero."
)
CHEAP = (
    "The rest needs no reading, no slope, no step. <cheap> That is why such tables can grow without a step getting slower. With "
    "momentum, rows <drift> would drift on. The plain step leaves them alone. And it is the same with words: <word> a language model "
    "looks up a row for each."
)


def stepped(t: Reading) -> str:
    way = "along" if low(t) else "against"
    return (
        f"Now the step: <rule> against the slope, <eta> times eta. <move> Each of the two arrows is pushed {way} the other one. "
        "All the others stand <still> exactly still. And in the tables, <digits> two rows have new numbers."
    )


def asked_next(t: Reading) -> str:
    user, item = pair(t, 1)
    return f"The next rating: <user> the {ORDINAL[user]} user, <item> and the {ORDINAL[item]} item. Which arrows will move now?"


def trained(t: Reading) -> str:
    return (
        f"And so it goes on, one rating at a time. <run> {at(t, 'steps')} steps, and in each, two rows. "
        "Users turn towards what they liked, and away from what they did not. <done> Nobody told them what the numbers mean."
    )


def asked_rest(t: Reading) -> str:
    return (
        f"Here is <grid> every user, with every item. These <told> {at(t, 'ratings')} ratings "
        "are all that was ever told. What will the tables say about <empty> the pairs that nobody rated?"
    )


def guessed(t: Reading) -> tuple[int, int]:
    """The pair whose guess is told, counted from 0."""
    return int(at(t, "guess_user").value), int(at(t, "guess_item").value)


def answered(t: Reading) -> str:
    guess = at(t, "guess", "a")
    user, item = guessed(t)
    fate = "This, we recommend" if guess.value > 0 else "This, we will not recommend"
    return (
        "<told> What was told is now right. <fill> And every other pair has its dot product too. "
        f"<guess> The {ORDINAL[user]} user and the {ORDINAL[item]} item: {guess:2}. <fate> {fate}. Nobody ever <asked> asked that user."
    )


def large(t: Reading) -> str:
    many: dict[str, Any] = {name: at(t, f"large.{name}") for name in ("users", "items", "units", "numbers", "moved")}
    return (
        "Real tables are tall. Say <users> {users} users, <items> {items} items, {units} numbers in a row. "
        "<all> Together {numbers} numbers. <moved> One rating moves {moved} of them."
    ).format(**many)
