"""What is said of one attention head, and on which lessons it can be."""

from __future__ import annotations

from engine.reading import Reading
from scenes.acts.attention_lines import FIRST, ME, L

PROMISE = (
    "By the end of this film, you can follow the blame for one wrong guess back through <head> an attention head, "
    "where <look> words look at each other."
)
TASK = "A language model reads <words> Anna eats hot. After each word, it has to guess the <next> next one: eats, hot, and soup."
VECTORS = (
    "To the network, every word is a <row> row of numbers. No row remembers the others. So it has to <look> "
    "look back: at which ones, and <much> how much? That is what attention learns."
)
THREE = (
    "<every> Every word makes three new rows, each by a <weights> matrix of its own. Hot makes a <q> query: what am I "
    "looking for? A <k> key: what am I? And a <v> value: what I hand over to whoever looks at me."
)
SCORE = (
    "Follow hot. How well does its <q> query fit the key of <k> Anna? Multiply entry by entry, add, and divide by the <root> root of "
    "the length, so that long rows do not shout. That is the <s> score. The other <rest> keys, likewise."
)
MASK = (
    "The others ask, too: <all> all scores at once are Q times K transposed. But eats must not <peek> look at hot: that is the word "
    "it has to guess. <mask> So whatever comes later is hidden."
)
CONTEXT = (
    "Now hot takes from <v> every value as much as its share says, and <sum> adds it all up: a mixture of the words it looked at. "
    "For all words at once: <mat> A times V."
)
DELTA = (
    "Now backward. With softmax and cross-entropy, the blame is <delta> guess minus truth, here over the number of words. "
    "The last layer carries it back to the <g> mixtures: two slopes for every word."
)
VALUE = (
    "Values first. Who looked at Anna? <col> All three words, down this column. Each sends its <times> blame back, times the "
    "share with which it looked. Added up, that is the slope for the <sum> value of Anna. In matrices, A is read by columns: "
    "<flip> transposed."
)
WEIGHT = (
    "Then the shares. If hot looked a little <more> more at Anna, its mixture would move along the value of Anna. So the slope is "
    "<dot> blame times value, entry by entry, added. It lands <cell> under the share. The <rest> other two, likewise."
)
ASKED_ALL = "All three slopes are positive: more of any share, more loss. Can we turn <all> all three shares down?"
PUSHED = (
    "No. They are shares of one. <push> Push one score up: its share grows, and the others must shrink. Down, and they grow. "
    "Every score moves <all> all the shares."
)
JACOBIAN = (
    "By how much? A <table> table of slopes tells, the Jacobian of softmax. Down the <diag> diagonal: a share, times one minus "
    "itself. Everywhere <off> else: minus one share times the other. What one wins, the <zero> others lose: "
    "every row adds up to zero."
)
COLLECTED = (
    "So what is the score of Anna blamed for? It moved three shares, so it collects from <row> all three: slope times blame, added. "
    "<result> One row of the table does it, since it is its own mirror image. The <rest> other rows give the other scores."
)
ABOVE = (
    "In letters, all this folds into <law> one line. A share, times its blame minus the <mean> average blame, each weighted by its share. "
    "Anna is blamed <over> above the average: that score should fall. Eats and hot lie <under> below: their scores should rise."
)
ASKED_FIRST = "Now the first row again, with its single open cell. What slope does its <score> score get?"
ZERO = (
    "Zero, exactly. <push> Push the score as you like: its share stays one. The slope is one, times <z> one minus one. "
    "Where nothing <rest> competes, nothing is learned. Hidden <hidden> cells, with no share, stay silent too."
)
QUERY = (
    "A score was query times key. So the query of hot collects each <key> key, times the blame of that score, "
    "over the same <root> root. For all <mat> words: blame, times K."
)
KEY = (
    "And the key of Anna? Read the table <col> down its column. Every word that looked at it sends its own <query> query, times its blame. "
    "Columns again, so the table is <mat> transposed."
)
WEIGHTS = (
    "From here on nothing is new. <q> Query, <k> key and <v> value each came from a matrix, <weights> which gets its slope as in any "
    "layer. At the word itself, the three ways back <add> simply add up."
)
WALL = (
    "The whole head on one wall. Forward: <s> scores, <a> shares, <c> mixture. Backward: blame to the <dv> values, to the <da> shares, "
    "through the <ds> softmax, and on to <dq> queries and <dk> keys."
)
HARVEST = (
    "Attention is a weighted <sum> sum that chooses its own weights. So blame goes back on two roads: <v> through what was said, "
    "and <a> through who was listened to."
)


def softmax(t: Reading) -> str:
    return (
        "Softmax now turns each row into shares of one: <exp> e to the score, over the sum of the row. "
        f"Of all that hot takes in, <share> {t.A[L][ME][FIRST]:2} comes from Anna. The <rest> rest fills up the whole."
    )


def one(t: Reading) -> str:
    return (
        "The first row has only <only> one open cell. So its share is <one> one, whatever its score is. Remember it. "
        "Eats has <two> two cells to share."
    )


def guess(t: Reading) -> str:
    right = t.a[3][ME][int(t.y[ME].value)]
    return (
        f"A last layer turns <mix> this mixture into a guess over four words. Soup, the right one, gets only <p> {right:2}. "
        "The <log> loss: minus the logarithm of what each right word got, on average."
    )


def learned(t: Reading) -> str:
    late = t.of(step=-1)
    steps = t.at(f"steps[{late.told[0]}].step", "count")
    return (
        f"After {steps} steps, hot hardly looks at <look> Anna any more: that score <fall> did fall. And its guess "
        f"for soup has grown to <p> {late.a[3][ME][int(t.y[ME].value)]:3}."
    )


def unfit(t: Reading) -> str | None:
    """It follows three words through one causal head, and asks why all shares of the last cannot fall."""
    lesson = t.run.lesson
    kinds = [getattr(layer, "kind", "dense") for layer in lesson.network.layers]
    told = "it is told on three words and one head: an embedding of 4 rows, a causal attention of width 2, a token_dense softmax of 4 units"
    if kinds != ["embedding", "attention", "token_dense"] or lesson.network.loss != "next_token":
        return told
    head = lesson.network.layers[1]
    if (
        not head.causal
        or head.width != 2
        or t.x.array.tolist() != [0, 1, 2]
        or t.y.array.tolist() != [1, 2, 3]
        or t.a[3].array.shape != (3, 4)
    ):
        return told
    if not (t.dL_dA[L].array[ME] > 0).all() or len(t.trace.steps) < 2:
        return "it is told on a run of which two steps are recorded, where the last word would at first like less of every share"
    return None
