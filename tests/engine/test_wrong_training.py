"""Wrong values of the keys of training: three or more of each, and what the message says to do."""

import pytest

from tests.engine.test_wrong_lessons import GOOD, complaint, text

RATE = "learning_rate = 0.5\nsteps = 3\n"
NONE = ""
WRONG = [  # what stands in [training], how the message starts, what else it says
    ("reduction = 'max'", ': training.reduction: found "max"; allowed: mean, sum', 'reduction = "sum"'),
    ("reduction = true", ": training.reduction: found true", NONE),
    ("reduction = ''", ': training.reduction: found ""', NONE),
    ("stop = 0.01", ": training.stop: found 0.01; allowed: a table", "stop = { loss = 0.01 }"),
    ("stop = { loss = -1.0 }", ": training.stop.loss: found -1.0; allowed: a finite number, 0 or more", "loss = 0.01"),
    ("stop = { loss = 'low' }", ': training.stop.loss: found "low"', NONE),
    ("stop = {}", ": training.stop.loss: found nothing, the key is missing", NONE),
    ("stop = { los = 0.1 }", ": training.stop.los: found the unknown key", "loss"),
    ("tolerance = 0.1", ": training.tolerance: found the unknown key", "Write stop = { loss = 0.01 }"),
    ("schedule = 'step'", ': training.schedule: found "step"; allowed: a table', "every = 5"),
    ("schedule = { kind = 'linear' }", ': training.schedule.kind: found "linear"; allowed: step, exponential, cosine, list', NONE),
    ("schedule = { every = 5 }", ": training.schedule.kind: found nothing", 'kind = "step"'),
    ("schedule = { kind = 'step', gamma = 0.5 }", ": training.schedule.every: found nothing", "every = 5"),
    ("schedule = { kind = 'step', every = 0, gamma = 0.5 }", ": training.schedule.every: found 0", "every = 5"),
    ("schedule = { kind = 'step', every = 5 }", ": training.schedule.gamma: found nothing", "gamma = 0.5"),
    ("schedule = { kind = 'exponential', gamma = 1.5 }", ": training.schedule.gamma: found 1.5; allowed: a number above 0", NONE),
    ("schedule = { kind = 'exponential', gamma = 0 }", ": training.schedule.gamma: found 0", NONE),
    ("schedule = { kind = 'exponential', gamma = 0.5, every = 2 }", ": training.schedule.every: found every with exponential", "Remove"),
    ("schedule = { kind = 'cosine', steps = 0 }", ": training.schedule.steps: found 0", "steps = 100"),
    ("schedule = { kind = 'cosine', end = -1 }", ": training.schedule.end: found -1", "end = 0.001"),
    ("schedule = { kind = 'cosine', gamma = 0.1 }", ": training.schedule.gamma: found gamma with cosine", "for cosine: steps, end"),
    ("schedule = { kind = 'list' }", ": training.schedule.rates: found nothing", "rates = [0.1"),
    ("schedule = { kind = 'list', rates = [] }", ": training.schedule.rates: found []", NONE),
    ("schedule = { kind = 'list', rates = [0.5, 0] }", ": training.schedule.rates[1]: found 0", NONE),
    ("schedule = { kind = 'list', rates = [0.1] }", ": training.schedule.rates: found 0.1 first; allowed: 0.5 first", "Mend rates"),
    ("schedule = { kind = 'step', step_size = 5, gamma = 0.5 }", ": training.schedule.step_size: found the unknown key", "Write every = 5"),
    ("lr_scheduler = 'cosine'", ": training.lr_scheduler: found the unknown key", "Write schedule ="),
    ("penalty = 0.1", ": training.penalty: found 0.1; allowed: a table", "penalty = { l2 = 0.1 }"),
    ("penalty = {}", ": training.penalty: found neither l1 nor l2", NONE),
    ("penalty = { l2 = 0 }", ": training.penalty.l2: found 0; allowed: a finite number above 0", "l2 = 0.01"),
    ("penalty = { l1 = -0.1 }", ": training.penalty.l1: found -0.1", NONE),
    ("penalty = { l2 = inf }", ": training.penalty.l2: found inf", NONE),
    ("penalty = { l2 = 0.1, biases = 1 }", ": training.penalty.biases: found 1; allowed: true or false", NONE),
    ("penalty = { l3 = 0.1 }", ": training.penalty.l3: found the unknown key", NONE),
    ("l2 = 0", ": training.penalty.l2: found 0", NONE),
    ("l2 = 0.1\npenalty = { l1 = 0.1 }", ": training.l2: found l2 with penalty; allowed: one of the two", "Write l2 in penalty"),
    ("weight_decay = 0.1", ": training.weight_decay: found weight_decay with optimizer sgd", "{ l2 = 0.1 }, or optimizer = "),
    ("optimizer = 'adamw'\nweight_decay = -1", ": training.weight_decay: found -1", NONE),
    ("optimizer = 'adamw'\nweight_decay = 'on'", ': training.weight_decay: found "on"', NONE),
    ("optimizer = 'adagrad'\nbetas = [0.9, 0.9]", ": training.betas: found betas with optimizer adagrad; allowed: for adagrad: eps", NONE),
    ("optimizer = 'lion'\neps = 1e-8", ": training.eps: found eps with optimizer lion", "betas, weight_decay"),
    ("optimizer = 'lion'\nbetas = [0.9, 1.0]", ": training.betas[1]: found 1.0", NONE),
    ("momentum = 0.9\nvelocity = 0.1", ": training.velocity: found 0.1; allowed: a list of tables", "velocity = [{ W ="),
    ("momentum = 0.9\nvelocity = [{}]", ": training.velocity: found 1 tables; allowed: 2, one", "velocity = [{ W = [[0.1]] }, {}]"),
    ("momentum = 0.9\nvelocity = [{ W = [[1.0]] }, {}]", ": training.velocity[0].W: found 1 x 1 numbers; allowed: 2 x 2", NONE),
    ("momentum = 0.9\nvelocity = [{ V = [[1.0]] }, {}]", ': training.velocity[0].V: found the unknown key "V"', "W, b"),
    ("momentum = 0.9\nvelocity = [{ b = [nan, 1.0] }, {}]", ": training.velocity[0].b: found [nan, 1.0]; allowed: 2 finite numbers", NONE),
    ("momentum = 0.9\nvelocity = [{ W = [[1.0], [1.0, 2.0]] }, {}]", ": training.velocity[0].W: found rows that are not equally", NONE),
    ("momentum = 0.9\nvelocity = [{ b = ['a', 'b'] }, {}]", ": training.velocity[0].b: found ['a', 'b']", NONE),
    ("velocity = [{}, {}]", ": training.velocity: found velocity without momentum", "momentum = 0.9"),
    ("optimizer = 'adam'\nvelocity = [{}, {}]", ": training.velocity: found velocity with optimizer adam", "sgd"),
]
LAYERS = [  # what a layer says besides, how the message starts, what else it says
    ("bias = 'own'", ': network.layers[0].bias: found "own"; allowed: true, false or "shared"', 'bias = "shared"'),
    ("bias = 0", ': network.layers[0].bias: found 0', NONE),
    ("bias = [0.1, 0.2]", ": network.layers[0].bias: found [0.1, 0.2]", "biases = "),
    ("bias = false\nbiases = [0.1, 0.2]", ": network.layers[0].biases: found biases with bias = false", "Remove"),
    ("bias = 'shared'\nbiases = [0.1, 0.2]", ": network.layers[0].biases: found numbers that differ", "biases = [0.1]"),
    ("bias = 'shared'\nbiases = [0.1, 0.1, 0.1]", ": network.layers[0].biases: found 3 numbers", NONE),
    ("bias = 'shared'\nbiases = []", ": network.layers[0].biases: found 0 numbers", NONE),
    ("train = 'no'", ': network.layers[0].train: found "no"; allowed: true or false', "train = false"),
    ("train = 0", ": network.layers[0].train: found 0", NONE),
    ("trainable = false", ": network.layers[0].trainable: found the unknown key", "Write train = false"),
    ("frozen = true", ": network.layers[0].frozen: found the unknown key", "Write train = false"),
    ("use_bias = false", ": network.layers[0].use_bias: found the unknown key", 'Write bias = "shared"'),
]  # fmt: skip


@pytest.mark.parametrize(("training", "start", "more"), WRONG)
def test_wrong_training_is_one_clear_message(tmp_path, training, start, more):
    message = complaint(tmp_path, text(training=RATE + training))
    assert message.startswith(start), message
    assert more in message
    assert message.count("\n") == 0


@pytest.mark.parametrize(("own", "start", "more"), LAYERS)
def test_wrong_layers_are_one_clear_message(tmp_path, own, start, more):
    message = complaint(tmp_path, text(one=f"{GOOD['one']}\n{own}"))
    assert message.startswith(start), message
    assert more in message


def test_a_network_of_which_nothing_is_trained_is_answered(tmp_path):
    message = complaint(tmp_path, text(one=GOOD["one"] + "\ntrain = false", two=GOOD["two"] + "\ntrain = false"))
    assert message.startswith(": network.layers: found train = false in every layer; allowed: a layer that is trained")


def test_a_layer_without_parameters_is_not_held(tmp_path):
    two = "kind = 'activation'\nactivation = 'tanh'\ntrain = false"
    message = complaint(tmp_path, text(two=two, data="x = [[0.1, 0.2]]\ny = [[0.0, 1.0]]"))
    assert message.startswith(": network.layers[1].train: found train with activation, which has no parameters")
