"""What refusals say: a clause about the film, on one line, and true by the lesson and its first step alone."""

import re

import numpy as np

CLAUSE = re.compile(r"(it|its) [a-z0-9].{10,180}[^\s.!?]")
SQUASHES = ("sigmoid", "tanh")
NOTHING = 1e-9  # of a slope: less cannot be told from rounding


def net(t):
    return t.run.lesson.network


def is_one_neuron(t):
    return t.sizes == (1, 1) and len(t.run.lesson.data.x) == 1


def steps_plainly(t):
    return t.run.lesson.plain and net(t).loss == "squared_error"


def w_and_x(t):
    return t.run.steps[0].update[0].W[0, 0], t.x.array[0]


def mean_gradients(t):
    return [update.dL_dW for update in t.run.steps[0].update]


def goes_downhill(t):
    """Whether a weight of a last layer that is small enough to be drawn whole takes a step."""
    last = t.run.steps[0].update[-1]
    given = last.dL_dW if last.dJ_dW is None else last.dJ_dW
    return max(last.W.shape) <= 4 and bool(np.any(last.step_W * given > 0))


def classifies(t):
    """One sigmoid or two softmax outputs, and two answers or more of zero and one."""
    last, sizes = t.run.lesson.activations[-1], t.sizes
    y = np.array(t.run.lesson.data.y, dtype=float)
    return (sizes[-1], last) in ((1, "sigmoid"), (2, "softmax")) and len(y) > 1 and bool(np.isin(y, (0, 1)).all())


def draws(t):
    """A hidden layer, and two inputs, or one with one output and three examples."""
    return t.D > 1 and (t.sizes[0] == 2 or (t.sizes[0] == t.sizes[-1] == 1 and len(t.run.lesson.data.x) >= 3))


def moves_the_loss(t):
    """Whether each weight of the last layer has a slope that is more than rounding beside the loss."""
    return bool(np.abs(mean_gradients(t)[-1]).min() > NOTHING * (1 + abs(t.L.value)))


def shares_filters(t):
    """Whether several positions of a filter have a share."""
    return bool(np.any(t.shares[1].array, axis=(3, 4)).sum(axis=0).max() > 1)


def has_small_picture(t):
    """Whether a picture of ten by ten holds it, with its rim, and a filter of five by five its filters."""
    conv = net(t).layers[0]
    return max(t.x.array.shape[1:]) + 2 * conv.padding <= 10 and max(conv.size) <= 5 and t.x.array.shape[0] <= 3


def acts(t):
    return t.run.lesson.activations


MET = {  # what a refusal asks for, and whether the lesson has it; None: it asks for more than the lesson and a step can show
    r"it tells of one neuron with one input": lambda t: t.sizes == (1, 1),
    r"it draws half the squared error, as an area": lambda t: net(t).loss == "squared_error",
    r"it shows a squash that stays .*": lambda t: acts(t)[0] in SQUASHES,
    r"it reads the slope of a squash off its output: .*": lambda t: acts(t)[0] in SQUASHES,
    r"it shows what a weight does to an input, and here one of them is zero": lambda t: all(w_and_x(t)),
    r"it shakes the weight, and here next to nothing follows: .*": lambda t: bool(np.abs(mean_gradients(t)[0]).max() > NOTHING),
    r"it nudges weight and bias, and here the neuron has no bias": lambda t: bool(t.b[1].array.any()),
    r"it zooms in ten times .*|its ratios do not settle .*": None,
    r"it needs \d nudges of its study: .*": lambda t: "h" not in (t.run.lesson.studies or {}).get("nudge", {}),
    r"it is told on one neuron with one input and one example, .*": lambda t: is_one_neuron(t) and steps_plainly(t),
    r"it steps against a slope, and here .* is zero": lambda t: mean_gradients(t)[0].any(),
    r"it tells one slope for all neurons, .*": lambda t: len({(layer.activation, layer.slope) for layer in net(t).layers}) == 1,
    r"it checks a gradient, and here no weight that it draws .*": lambda t: moves_the_loss(t),
    r"it checks a gradient, and here the loss (has a kink|is too steep) .*": None,
    r"it is told on a chain: .*": lambda t: set(t.sizes) == {1} and 2 <= t.D <= 4,
    r"it carries blame back to a hidden layer, .*": lambda t: t.D > 1,
    r"it follows a weight of the last layer downhill, .*": goes_downhill,
    r"its three bugs need a hidden layer, .*": lambda t: t.D > 1 and all(gradient.any() for gradient in mean_gradients(t)),
    r"it takes the mean over the examples of a step, .*": lambda t: t.run.lesson.training.reduction != "sum",
    r"it draws arrows over two weights, and here there is one": lambda t: sum(gradient.size for gradient in mean_gradients(t)) > 1,
    r"it is told on two examples or more in one step, .*": lambda t: len(t.run.steps[0].examples) > 1 and mean_gradients(t)[0].any(),
    r"its paths need two inputs and a hidden layer": lambda t: t.D > 1 and t.sizes[0] > 1,
    r"its network is too small to save anything": None,
    r"it tells of three larger networks that grow, .*": None,
    r"it tells of one sigmoid neuron on one example, .* and of a twin .*": lambda t: is_one_neuron(t) and bool(t.run.twins),
    r"its neuron has to say nearly one where zero is wanted": lambda t: t.a[1][0].value > 0.9 and t.y[0].value == 0,
    r"its two runs have to be long enough .*": None,
    r"it draws what a net with a hidden layer says of two inputs, .*": draws,
    r"it needs one sigmoid output or two classes, .*": classifies,
    r"it watches a run, and needs 20 steps or more": lambda t: len(t.run.losses) > 20,
    r"it tells of 10 to 14 hidden layers, .*": lambda t: 10 <= t.D - 1 <= 14 and len(set(t.sizes[1:])) == 1,
    r"its hidden layers have to be sigmoids, .*": lambda t: set(acts(t)[:-1]) == {"sigmoid"} and len(t.run.twins) > 2,
    r"its twins have to .*|its remedies have to mend: .*|it says how the runs go .*": None,
    r"it tells of a deep network, .* each a twin": lambda t: len(t.run.twins) > 5,
    r"it is told on sigmoids and, as the first twins, .*": None,
    r"it has room for (?!4 filters|two to|a policy).*": None,
    r"it is told on a picture whose first layer is a convolution": lambda t: kinds(t)[0] == "conv2d",
    r"it tells how a filter's weights lie on several pixels .*": lambda t: t.W[1].array[0, 0].size > 1,
    r"it writes an output by its own sum alone, .*": lambda t: net(t).layers[0].activation != "softmax",
    r"it has room for 4 filters .*": lambda t: len(t.W[1].array) <= 4 and max(t.z[1].array.shape[1:]) <= 6 and has_small_picture(t),
    r"it adds up the shares of several positions, .*": shares_filters,
    r"it is told on a network with an attention head, .*": lambda t: bool({"attention", "multi_head_attention"} & set(kinds(t))),
    r"it has room for two to \d tokens that look at each other": None,
    r"it follows the blame through the shares of a head, .*": None,
    r"it is told on a run of which two steps are recorded, .*": None,
    r"it is told on two tables and a plain dot product, .*": lambda t: "dot" in kinds(t) and net(t).loss in ("squared_error", "mse"),
    r"it has room for two to eight users and items, .*": lambda t: t.U[1].array.shape[1] <= 3 and max(len(t.U[1]), len(t.V[1])) <= 8,
    r"it follows the blame of a first guess that misses, .*": lambda t: t.L.value > 0,
    r"it guesses about a pair that nobody rated, .*|it says what trained tables guess, .*": None,
    r"it is told on a policy, under the policy gradient or PPO": lambda t: net(t).loss in ("policy_gradient", "ppo"),
    r"it has room for a policy of two to six actions": lambda t: 2 <= t.sizes[-1] <= 6,
    r"it draws two inputs, one hidden layer of two to 4 neurons, .*": lambda t: (
        len(t.sizes) == 3 and t.sizes[0] == 2 and 2 <= t.sizes[1] <= 4 and t.sizes[2] == 1
    ),
    r"it needs one sigmoid output, and targets of zero and one, .*": lambda t: (
        acts(t)[-1] == "sigmoid" and {float(v) for row in t.run.lesson.data.y for v in row} == {0.0, 1.0}
    ),
    r"it watches a run of 20 steps or more": lambda t: len(t.run.losses) > 20,
    r"it tells of plain gradient descent that moves each weight": lambda t: t.run.lesson.plain,
    r"it goes from a wrong answer in the first recorded step .*": None,
    r"it repeats the experiment of 1986: .*": lambda t: t.sizes == (6, 2, 1),
    r"its six lines are those of a plain step, two layers of sigmoids, .*": lambda t: (
        t.run.lesson.plain
        and acts(t) == ("sigmoid",) * 2
        and net(t).loss == "squared_error"
        and not t.run.lesson.training.train_biases
        and len(t.run.lesson.data.x) == 1
    ),
}


def kinds(t):
    return [getattr(layer, "kind", None) for layer in net(t).layers]


def untrue(t, why):
    """What is wrong with a refusal of a reading's lesson; "" when it is true."""
    if not CLAUSE.fullmatch(why):
        return "it is no clause about the film, in one line without a full stop"
    if unknown := re.fullmatch(r"it knows nothing of (.*)", why):
        has = {"inputs with a shape" if name == "shape" else name for name in t.run.lesson.beyond_dense}
        named = re.split(", and | and |, ", re.sub("the (layers?|loss) ", "", unknown[1]))
        return "" if set(named) <= has else "the lesson has not all of this"
    met = [met for form, met in MET.items() if re.fullmatch(form, why)]
    if len(met) != 1:
        return "say in MET what it asks for"
    return "the lesson has what it asks for" if met[0] is not None and met[0](t) else ""
