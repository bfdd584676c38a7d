"""Every word that a description is made of, in English; a language has a file like this one, with the nouns of what its films draw.

A template's slot may name what stands before its noun, `{noun:in}`: `after` joins the two, as "in" and "das Netz" are "im Netz".
"""

from __future__ import annotations

from studio.describe.words.nouns import NOUNS as NOUNS

# ---- maths
GREEK = "alpha beta gamma delta epsilon eta theta lambda mu pi sigma phi omega tau rho".split()
LETTERS = {letter: letter for letter in GREEK} | {
    "Phi": "capital phi", "Omega": "omega", "infinity": "infinity", "oo": "infinity", "ln": "the logarithm",
    "log": "the logarithm", "exp": "e to the power", "max": "the larger", "min": "the smaller", "tanh": "tanh", "softmax": "softmax",
    "relu": "relu", "sigmoid": "sigmoid", "NaN": "nothing", "cos": "the cosine", "sin": "the sine", "clip": "clip",
    "abs": "the size", "sqrt": "the root",
}  # fmt: skip
FUNCTIONS = frozenset("sigma f ln log max min tanh softmax relu sigmoid phi Phi cos sin sqrt abs clip g".split())
PREFIXES = {
    "Delta": "delta", "partial": "d", "sum": "the sum of", "product": "the product of", "hat": "", "bar": "", "overline": "",
    "macron": "", "cal": "",
}  # fmt: skip
HALF = "half of"
OVER = {"sum": "the sum over {of} of", "product": "the product over {of} of"}
OF_LAYER = "of layer {layer}"
SCRIPTS = {"2": "squared", "T": "transposed", "top": "transposed", "*": "star", "'": "prime"}
MATHS = {"times": "times", "of": "of", "quantity": "the quantity", "power": "to the", "slope": "d", "by": "by d"}
SIGNS = {
    "dot.c": "times", "lt.eq": "is at most", "gt.eq": "is at least",
    "=": "equals", "+": "plus", "-": "minus", "−": "minus", "/": "over", "slash": "over", "dot": "times", "times": "times",
    "dot.o": "times, entry by entry,", "dot.circle": "times, entry by entry,", "approx": "is about", "<": "is less than",
    ">": "is greater than", "arrow.r.long": "becomes", "arrow.r": "becomes", "arrow.t": "rises", "arrow.b": "falls",
    "arrow.l": "comes from", "arrow.l.long": "comes from", "?": "question mark", "'": "prime", "|": "given", "dots": "and so on",
    "dots.c": "and so on", "dots.h": "and so on", "dots.v": "and so on", "%": "percent", "plus.minus": "plus or minus", "in": "in",
    "prop": "is proportional to", "arrow.r.double": "so", "!": "", ".": "", "*": "times", "…": "and so on",
}  # fmt: skip

# ---- sentences; slots in braces are filled with phrases, counts, numbers and lines of maths
SHOWS = "The picture shows{where} {words}."
NEW = "New{where}: {words}."
BACK = "Again{where}: {noun}."
GONE = "Gone: {noun}."
WRITTEN = "Written{where}: {line}."
THEN = "Then: {line}."
GOES_ON = "The line goes on: {line}."
LONG = "A longer line of maths is written{where}."
TITLE = "Title: {line}."
LABEL = "Words{where}: {line}."
VALUE = "{noun:in}, {name} is {numbers}."
BARE = "{name} is {numbers}."
FILLED = "{count} more numbers come {noun:into}."
RENEWED = "the new {name}"
PASSES = "Light runs {noun:through}, layer by layer, towards the outputs."
RETURNS = "Light runs back {noun:through}, layer by layer, towards the inputs."
TRAVELS = "{numbers} travels {noun:from} {other:to}."
TRAVELS_SAID = "The number travels {noun:from} {other:to}."  # which the voice has just said
TRAVEL = "{count} numbers travel {noun:from} {other:to}."
THE_MATHS = "the line of maths"
WHERE = {"left": "on the left", "right": "on the right", "top": "at the top", "bottom": "at the bottom", "": ""}
ONE_INPUT, INPUTS = "one input", "{n} inputs"
ONE_OUTPUT, OUTPUTS = "one output", "{n} outputs"
HIDDEN = "a hidden layer of {n} neurons"
HIDDEN_ONE = "a hidden layer of one neuron"
HIDDEN_EACH = "{layers} hidden layers of {n} neurons each"
HIDDEN_LIST = "{layers} hidden layers, of {n} neurons"
NETWORK = "{article}, from left to right: {inputs}{hidden} and {outputs}"
WITH_LOSS = ", and then the loss"
AND = "and"
MATRIX = "a matrix of {high} rows and {wide} columns"
GRID = "a grid of {high} rows and {wide} columns"
COLUMN, ROW = "a column of {n} numbers", "a row of {n} numbers"
LIT = "Lit: {words}."
INPUT_NEURON, OUTPUT_NEURON, HIDDEN_NEURON = "input {n}", "output {n}", "neuron {n} of layer {l}"
LINE_BETWEEN = "the line from {source} to {to}"


def after(preposition: str, noun: str) -> str:
    """A noun behind a preposition."""
    return f"{preposition} {noun}"
