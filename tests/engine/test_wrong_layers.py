"""Lessons whose layers are wrong: one message that names the layer, what was found and what is allowed."""

import pytest

from engine import InputError, load_lesson
from engine.layers.tables import KINDS

CONV = 'kind = "conv2d"\nsize = [3, 3]'
POOL = 'kind = "max_pool"\nsize = [2, 2]'
FLAT = 'kind = "flatten"'
HEAD = 'kind = "attention"\nwidth = 2'
NORM = 'kind = "batch_norm"'
NAMES = 'kind = "embedding"\nrows = 4\nunits = 2'
PAIR = 'kind = "embedding_pair"\nrows = [2, 3]\nunits = 2'
WORDS = 'kind = "token_dense"\nunits = 4\nactivation = "softmax"'
TWO = 'units = 2\nactivation = "softmax"'
DENSE = 'units = 2\nactivation = "tanh"'
IMAGE, TOKENS = (36, "[1, 6, 6]"), (6, "[3, 2]")


def text(*layers, inputs=2, shape=None, loss="squared_error", net="", x=None, y="[[0, 1]]", training="learning_rate = 0.1"):
    inputs, shape = inputs if isinstance(inputs, tuple) else (inputs, shape)
    network = f'[network]\ninputs = {inputs}\nloss = "{loss}"\n{net}\n' + (f"shape = {shape}\n" if shape else "")
    x = x or [[0] * inputs]
    tables = "".join(f"[[network.layers]]\n{layer}\n" for layer in layers)
    return f"{network}{tables}[data]\nx = {x}\ny = {y}\n[training]\n{training}\n"


def complaint(tmp_path, content):
    path = tmp_path / "bad.toml"
    path.write_text(content)
    with pytest.raises(InputError) as error:
        load_lesson(path)
    return str(error.value).removeprefix(f"{path}")


WRONG = [  # (the lesson, how the message starts, and what else it says)
    (text('kind = "conv3d"'), ': network.layers[0].kind: found "conv3d"; allowed: dense, conv2d, max_pool', "Did you mean conv2d?"),
    (text("kind = 3"), ': network.layers[0].kind: found "3"', "dense"),
    (text(DENSE + '\nkind = "dense"\nsize = 3'), ": network.layers[0].size: found the unknown key", "kind, train, units, activation"),
    (text(CONV + "\nfilter = 2", inputs=IMAGE), ": network.layers[0].filter: found the unknown key", "Did you mean filters?"),
    (text(DENSE, CONV + "\nunits = 2"), ": network.layers[1].units: found the unknown key", "filters, size, stride"),
    (text('kind = "conv2d"', inputs=IMAGE), ": network.layers[0].size: found nothing, the key is missing", "size = [3, 3]"),
    (text('kind = "conv2d"\nsize = 3', inputs=IMAGE), ": network.layers[0].size: found 3; allowed: two whole numbers", ""),
    (text('kind = "conv2d"\nsize = [3, 0]', inputs=IMAGE), ": network.layers[0].size[1]: found 0", "rows and columns of the filter"),
    (text(CONV + "\nstride = 0", inputs=IMAGE), ": network.layers[0].stride: found 0", ""),
    (text(CONV + "\npadding = -1", inputs=IMAGE), ": network.layers[0].padding: found -1", ""),
    (text(CONV + "\npadding = 3", inputs=IMAGE), ": network.layers[0].padding: found 3 around a filter of 3 x 3; allowed: less", ""),
    (text(CONV), ": network.layers[0].kind: found conv2d after 2 numbers; allowed: conv2d after an image", "shape = [channels"),
    (text('kind = "conv2d"\nsize = [7, 1]', inputs=IMAGE), ": network.layers[0].size: found a filter of 7 x 1; allowed: at most 6 x 6", ""),
    (text(CONV + "\nweights = [[[[1, 2], [3, 4]]]]", inputs=IMAGE), ": network.layers[0].weights: found 1 x 1 x 2 x 2", "1 x 1 x 3 x 3"),
    (text(CONV + "\nweights = [[[[1, 2], [3]]]]", inputs=IMAGE), ": network.layers[0].weights: found rows that are not equally", ""),
    (text(CONV + "\nweights = [[1, 2]]", inputs=IMAGE), ": network.layers[0].weights[0][0]: found 1; allowed: filters x channels", ""),
    (text(CONV + "\nbiases = [1, 2]", inputs=IMAGE), ": network.layers[0].biases: found 2 numbers; allowed: 1 numbers", ""),
    (text(CONV, DENSE, inputs=IMAGE), ": network.layers[1].kind: found dense after 1 x 4 x 4 numbers", "flatten"),
    (text(CONV, FLAT, inputs=IMAGE), ": data.y[0]: found 2 numbers; allowed: 16, as", ""),
    (text(CONV, inputs=IMAGE), ": network.loss: found squared_error on 1 x 4 x 4 numbers; allowed: one row", "flatten"),
    (text(DENSE, POOL), ": network.layers[1].kind: found max_pool after 2 numbers", "an image"),
    (text('kind = "mean_pool"\nsize = [9, 9]', inputs=IMAGE), ": network.layers[0].size: found a window of 9 x 9; allowed: at most 6", ""),
    (text(CONV, inputs=35, shape="[1, 6, 6]"), ": network.shape: found 1 x 6 x 6, which is 36 numbers; allowed: 35", ""),
    (text(CONV, inputs=36, shape="[6, 0]"), ": network.shape[1]: found 0", "channels, rows, columns"),
    (text(NORM), ": network.layers[0].form: found batch_norm in its training form on batches of 1", 'form = "inference"'),
    (text(NORM + '\nform = "test"'), ': network.layers[0].form: found "test"; allowed: training, inference', ""),
    (text(NORM + "\ngamma = [1]"), ": network.layers[0].gamma: found 1 numbers; allowed: 2 numbers", ""),
    (text(NORM + "\nvariance = [1, 0]"), ": network.layers[0].variance[1]: found 0", "above 0"),
    (text(NORM, FLAT, DENSE, inputs=TOKENS), ": network.layers[0].kind: found batch_norm after tokens, 3 x 2", "layer_norm"),
    (text('kind = "layer_norm"', FLAT, inputs=IMAGE), ": network.layers[0].kind: found layer_norm after 1 x 6 x 6", ""),
    (text('kind = "layer_norm"', inputs=1), ": network.layers[0].kind: found layer_norm of rows of 1 number", ""),
    (text(DENSE, 'kind = "residual"'), ": network.layers[1].from_layer: found nothing", "from_layer = 1"),
    (text(DENSE, 'kind = "residual"\nfrom_layer = 2'), ": network.layers[1].from_layer: found 2 in layer 2", "2 numbers: 0"),
    (text(DENSE, 'kind = "residual"\nfrom_layer = 0', inputs=3), ": network.layers[1].from_layer: found layer 0, of 3 numbers", "none"),
    (text(DENSE, NAMES), ": network.layers[1].kind: found embedding as layer 2; allowed: as layer 1 only", "front"),
    (text(NAMES, FLAT, inputs=TOKENS), ": network.layers[0].kind: found embedding of 3 x 2 numbers", ""),
    (text(NAMES, FLAT, DENSE, x="[[0, 4]]"), ": data.x[0][1]: found 4; allowed: a whole number from 0 to 3", "table"),
    (text(NAMES, FLAT, DENSE, x="[[0, 1.5]]"), ": data.x[0][1]: found 1.5", ""),
    (text(PAIR, 'kind = "dot"', x="[[2, 2]]", y="[[1]]"), ": data.x[0][0]: found 2; allowed: a whole number from 0 to 1", ""),
    (text(PAIR, 'kind = "dot"', inputs=3, y="[[1]]"), ": network.layers[0].kind: found embedding_pair of 3 numbers", "2 names"),
    (text('kind = "dot"', y="[[1]]"), ": network.layers[0].kind: found dot after 2 numbers; allowed: dot after 2 rows", ""),
    (text(HEAD), ": network.layers[0].kind: found attention after 2 numbers; allowed: attention after tokens", "embedding"),
    (text(HEAD + "\nW_K = [[1], [2]]", FLAT, inputs=TOKENS), ": network.layers[0].W_K: found 2 x 1 numbers; allowed: 2 x 2", ""),
    (text(HEAD + "\ncausal = 1", FLAT, inputs=TOKENS), ": network.layers[0].causal: found 1; allowed: true or false", ""),
    (text('kind = "multi_head_attention"\nwidth = 2', inputs=TOKENS), ": network.layers[0].heads: found nothing", "heads = 2"),
    (text('kind = "token_dense"\nunits = 2'), ": network.layers[0].kind: found token_dense after 2 numbers", "embedding"),
    (text('kind = "activation"\nactivation = "softmax"', DENSE), ": network.layers[0].activation: found softmax in a hidden layer", ""),
    (text(DENSE, loss="ppo", y="[[0, 1, 0.5]]"), ": network.loss: found ppo on outputs that are no softmax", 'activation = "softmax"'),
    (text(TWO, loss="ppo", y="[[0, 1]]"), ": data.y[0]: found 2 numbers; allowed: 3, as", "action, advantage, old probability"),
    (text(TWO, loss="ppo", y="[[2, 1, 0.5]]"), ": data.y[0][0]: found 2; allowed: a whole number from 0 to 1", "action"),
    (text(TWO, loss="ppo", y="[[1, 1, 0]]"), ": data.y[0][2]: found 0; allowed: above 0", ""),
    (text(TWO, loss="policy_gradient", net="clip = 0.1"), ": network.clip: found clip with policy_gradient", "ppo"),
    (text(TWO, loss="ppo", net="clip = 1.0"), ": network.clip: found 1.0; allowed: a number above 0 and below 1", ""),
    (text(TWO, loss="next_token"), ": network.loss: found next_token on 2 numbers; allowed: a row for each token", "token_dense"),
    (text(NAMES, WORDS, loss="next_token", y="[[1, 4]]"), ": data.y[0][1]: found 4; allowed: a whole number from 0 to 3", "token"),
    (text(NAMES, WORDS, loss="cross_entropy"), ": network.loss: found cross_entropy on 2 x 4 numbers", "flatten"),
    (text(FLAT, loss="cross_entropy"), ": network.loss: found cross_entropy on identity outputs", ""),
]  # fmt: skip


@pytest.mark.parametrize(("content", "start", "says"), WRONG)
def test_wrong_layers_are_told_what_is_wrong(tmp_path, content, start, says):
    message = complaint(tmp_path, content)
    assert message.startswith(start), message
    assert says in message, message
    assert "allowed: " in message
    assert len(message) < 420


def test_every_key_of_every_kind_has_its_words():
    from engine.lesson_wording import WORDS

    for kind, table in KINDS.items():
        assert set(table.model_fields) - set(WORDS) - set(table.words) == set(), kind


def test_a_step_too_large_to_record(tmp_path):
    wide = 'kind = "conv2d"\nfilters = 100\nsize = [9, 9]\npadding = 4'
    message = complaint(tmp_path, text(wide, FLAT, DENSE, inputs=1600, shape="[1, 40, 40]"))
    assert message.startswith(": training.record: found 1 steps of about")
