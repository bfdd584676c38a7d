"""What is said of a hidden weight, whose paths fork and add, where it depends on the lesson: how many they are, their signs."""

from __future__ import annotations

from engine.notation import integer_words
from engine.reading import Reading
from scenes.films.chain_rule.chain_words import one_jump
from scenes.films.chain_rule.route import route_of

DEEPER = (
    "Now go one layer deeper, to a weight that lies <weight> before a hidden neuron. <follow> Follow its influence to the loss. "
    "How many paths can you find?"
)
SHARED = (
    "Look at what was used twice. <first> The slopes at the outputs gave us the slope of the first weight. <again> The same ones "
    "gave us the slope of the hidden weight. Every path runs through them. So work them out <once> once, and keep them."
)


def forked(t: Reading) -> str:
    split = f"And there the path splits. {integer_words(t.sizes[-1]).capitalize()} paths, <fork> one through each output."
    if t.sizes[-1] == 1:
        split = "And as there is a single output, there is <fork> a single path. With more outputs, there would be one through each."
    return f"It feeds <hidden> one hidden neuron. {split} The loss <feels> feels every path, and small effects simply <add> add up."


def outputs(t: Reading) -> str:
    each = "each output" if t.sizes[-1] > 1 else "the output"
    here = "Here they are, at every output." if t.sizes[-1] > 1 else "Here it is, at the output."
    if one_jump(t):
        return f"The way from the loss back to the sum, at {each}, <links> we have walked already, in one jump. <slopes> {here}"
    return f"The way from the loss back to the sum, at {each}, <links> we have walked already: multiply the last two links. <slopes> {here}"


def shares(t: Reading) -> str:
    terms, total = t.terms[t.D].column(route_of(t).j), t.dL_da[t.D - 1][route_of(t).j]
    if len(terms) == 1:
        return f"The path crosses <w> one more weight. Slope times weight. <sum> So the loss feels our hidden neuron by {total:2}."
    pull = [term.value > 0 for term in terms if term.value]
    both = "They pull the same way." if len(set(pull)) == 1 else "They pull against each other."
    if len(pull) < len(terms):
        both = ""
    return (
        "Each path crosses <w> one more weight. So its share is slope times weight. "
        f"<p0> {terms[0]:2} through the first output, <p1> {terms[1]:2} through the second. "
        f"{both if len(terms) == 2 else 'And so on.'} <sum> Together, {total:2}."
    )


def inner(t: Reading) -> str:
    return (
        "From the hidden neuron back to the weight, it is one path again. So <product> we multiply: "
        f"times the slope of its activation, times the number that came in. <result> {route_of(t).inner:2}."
    )
