"""The field's spellings are read as ours and noted; what people mean by other keys is said in one message."""

import copy

import pytest

from engine import load_lesson, make_lesson, run, to_dict
from engine.retyped import retyped
from engine.spellings import PLACES, ours, plain
from tests.engine.lessons import table
from tests.engine.test_wrong_lessons import GOOD, RATE, complaint, text

SPELLED = [(".".join(place), name, word) for place, (names, others) in PLACES.items() for name in names for word in others.get(name, ())]


@pytest.mark.parametrize(("place", "name", "word"), SPELLED)
def test_other_names_are_read_as_ours(place, name, word):
    names, others = PLACES[tuple(place.split("."))]
    for spelled in (word, word.upper(), word.title().replace(" ", ""), word.replace(" ", "_"), word.replace(" ", "-")):
        assert ours(spelled, names, others) == name


def test_no_word_means_two_things():
    for names, others in PLACES.values():
        words = [plain(word) for name in names for word in {name, *others.get(name, ())}]
        assert len(set(words)) == len(words)
        assert all(ours(name, names, others) == name for name in names)


@pytest.mark.parametrize(
    ("place", "word", "name"),
    [
        (("network", "loss"), "MSE", "mse"),
        (("network", "loss"), "Mean Squared Error", "mse"),
        (("training", "optimizer"), "SGD", "sgd"),
        (("training", "optimizer"), "Adam", "adam"),
        (("training", "optimizer"), "RMSProp", "rmsprop"),
        (("network", "layers", 0, "activation"), "ReLU", "relu"),
        (("network", "layers", 0, "activation"), "linear", "identity"),
        (("network", "layers", 1, "activation"), "Logistic", "sigmoid"),
        (("network", "layers", 1, "kind"), "Linear", "dense"),
        (("data", "dataset"), "XOR", "xor"),
    ],
)
def test_the_trace_holds_our_name_and_the_lesson_a_note(place, word, name):
    tables = table((2, 2, 1), ("tanh", "sigmoid"))
    if place[0] == "data":
        tables["data"] = {}
    at = tables
    for part in place[:-1]:
        at = at[part]
    at[place[-1]] = word
    before = copy.deepcopy(tables)
    lesson = make_lesson(tables, file="mine.toml")
    assert tables == before
    (note,) = lesson.notes
    assert note.startswith("mine.toml: ")
    assert note.endswith(f'"{word}" is read as {name}')
    written = str(to_dict(run(lesson))["lesson"])
    assert f"'{word}'" not in written
    assert not make_lesson(table((2, 1), ("tanh",))).notes


def test_binary_cross_entropy_and_cross_entropy_go_by_many_names():
    for word, act in (("BCE", "sigmoid"), ("binary-crossentropy", "sigmoid"), ("CrossEntropyLoss", "softmax"), ("crossentropy", "softmax")):
        tables = table((2, 2), (act,), "binary_cross_entropy" if act == "sigmoid" else "cross_entropy")
        tables["network"]["loss"] = word
        assert make_lesson(tables).network.loss in ("binary_cross_entropy", "cross_entropy")


MEANT = [  # (what is changed, the key that is named, what to write)
    ({"training": RATE + "\nepochs = 3"}, "training.epochs", "Write steps = 100"),
    ({"training": RATE + "\niterations = 3"}, "training.iterations", "an epoch is examples / batch_size steps"),
    ({"training": "lr = 0.1"}, "training.lr", "Write learning_rate = 0.5."),
    ({"training": "Learning-Rate = 0.1"}, "training.Learning-Rate", "Write learning_rate = 0.5."),
    ({"training": "eta = 0.1"}, "training.eta", "Write learning_rate"),
    ({"training": RATE + "\nbatch = 1"}, "training.batch", "Write batch_size"),
    ({"training": RATE + "\noptimiser = 'sgd'"}, "training.optimiser", "Write optimizer"),
    ({"training": RATE + "\nshuffle = true"}, "training.shuffle", "in the order of the examples"),
    ({"training": RATE + "\ndropout = 0.5"}, "training.dropout", 'kind = "dropout"'),
    ({"training": RATE + "\nloss = 'mse'"}, "training.loss", 'Write it in [network]: loss = "squared_error".'),
    ({"network": GOOD["network"] + "\nhidden = [3]"}, "network.hidden", "a table for each layer, [[network.layers]]"),
    ({"network": GOOD["network"] + "\noutputs = 1"}, "network.outputs", "units = 4"),
    ({"network": GOOD["network"] + "\ndropout = 0.5"}, "network.dropout", 'kind = "dropout"'),
    ({"network": GOOD["network"] + "\nlearning_rate = 0.5"}, "network.learning_rate", "Write it in [training]: learning_rate"),
    ({"network": GOOD["network"] + "\nactivation = 'relu'"}, "network.activation", "Write it in [[network.layers]]: activation"),
    ({"network": "input = 2\nloss = 'mse'"}, "network.input", "Write inputs = 2."),
    ({"network": "inputs = 2\ncost = 'mse'"}, "network.cost", "Write loss ="),
    ({"one": "nodes = 2\nactivation = 'tanh'"}, "network.layers[0].nodes", "Write units = 2."),
    ({"one": "neurons = 2\nactivation = 'tanh'"}, "network.layers[0].neurons", "Write units = 2."),
    ({"one": GOOD["one"] + "\nW = [[1, 2], [3, 4]]"}, "network.layers[0].W", "Write weights ="),
    ({"one": GOOD["one"] + "\ndropout = 0.5"}, "network.layers[0].dropout", 'kind = "dropout"'),
    ({"one": "units = 2\nact = 'tanh'"}, "network.layers[0].act", "Write activation"),
    ({"data": "X = [[1, 2]]\ny = [[1]]"}, "data.X", "Write x ="),
    ({"data": "x = [[1, 2]]\nlabels = [[1]]"}, "data.labels", "Write y ="),
    ({"data": "csv = 'a.csv'\ntargets = ['y']\nsep = ';'"}, "data.sep", "found in the file"),
    ({"top": "epochs = 3"}, "epochs", "Write it in [training]: steps"),
    ({"top": "name = 'a'"}, "name", "Write title"),
    ({"training": RATE + "\noptimizer = 'rmsprop'\nbeta = 0.9"}, "training.beta", "Write alpha = 0.99."),
    ({"training": RATE + "\nbeta = 0.9"}, "training.beta", "Write momentum = 0.9."),
    ({"training": RATE + "\nseed = 3"}, "training.seed", 'init = { method = "xavier_normal", seed = 7 }'),
    ({"training": RATE + "\ngrad_clip = 3"}, "training.grad_clip", "Gradients are not clipped here"),
    ({"network": GOOD["network"] + "\nlayer1 = { units = 2 }"}, "network.layer1", "a table for each layer"),
    ({"one": GOOD["one"] + "\ntype = 'Dense'"}, "network.layers[0].type", 'Write kind = "Dense".'),
    ({"one": GOOD["one"] + "\nbatch_norm = true"}, "network.layers[0].batch_norm", 'kind = "batch_norm"'),
    ({"init": "init = { method = 'normal', std = 0.1 }"}, "network.init.std", "Write scale = 0.5."),
    ({"init": "init = { type = 'normal' }"}, "network.init.type", "Write method ="),
    ({"top": "decimals = 4"}, "decimals", "Write digits = 4."),
    ({"top": "lang = 'de'"}, "lang", "backreel render --lang de"),
    ({"end": "[told]\ndigits = 4"}, "told.digits", "Write it in the top of the file: digits = 4."),
]


@pytest.mark.parametrize(("changes", "key", "says"), MEANT)
def test_a_key_of_the_field_is_told_what_it_is_here(tmp_path, changes, key, says):
    message = complaint(tmp_path, text(**changes))
    assert message.startswith(f": {key}: found the unknown key")
    assert says in message
    assert "Did you mean" not in message


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"network": "inputs = 2\nloss = 'SSE'"}, "squared_error is half the sum of squares"),
        ({"network": "inputs = 2\nloss = 'softmax'"}, "Softmax is an activation."),
        ({"training": RATE + "\noptimizer = 'Momentum'"}, "momentum = 0.9"),
        ({"training": RATE + "\noptimizer = 'nesterov'"}, "nesterov = true"),
        ({"init": "init = { method = 'Xavier' }"}, "xavier_uniform"),
        ({"init": "init = { method = 'kaiming' }"}, "he_uniform"),
        ({"one": "units = 2\nactivation = 'sigmoyd'"}, "Did you mean sigmoid?"),
        ({"one": "units = 2\nactivation = 'signum'"}, "step says 0 or 1"),
        ({"one": "units = 2\nactivation = 'ReLU6'"}, 'Nearest to it is activation = "relu".'),
        ({"one": "units = 2\nkind = 'relu'"}, 'Write activation = "relu" in the layer before'),
        ({"one": "units = 2\nkind = 'Input'"}, "Inputs are no layer"),
        ({"training": RATE + "\noptimizer = 'Rprop'"}, "takes the sign of the slope"),
        ({"network": "inputs = 2\nloss = 'KL divergence'"}, "Of one-hot labels it is cross_entropy:"),
        ({"data": "dataset = 'NAND'"}, "y = [[1], [1], [1], [0]]"),
        ({"data": "dataset = 'mnist'"}, "not built in"),
    ],
)
def test_a_word_that_could_mean_two_things_is_asked_about(tmp_path, changes, says):
    assert says in complaint(tmp_path, text(**changes))


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("x = [[1/3, 2]]", f"in place of 1/3 write {1 / 3!r}"),
        ("learning_rate = -2 / 4", "write -0.5"),
        ("a = .5", "Write a digit before the point"),
        ("a = 5.", "Write a digit after the point"),
        ("a = [1., 2.]", "Write a digit after the point"),
        ("a = True", "in small letters"),
        ("a = None", "Leave the key out"),
        ("a = [2**3]", "TOML does not calculate"),
        ("a = (1, 2)", "square brackets"),
        ("a = sigmoid", "Write words in quotes"),
        ("a = \u201csigmoid\u201d", "straight quotes"),
        ("a = [0.1; 0.2]", "commas between values"),
        ("a = [0.1 0.2]", "commas between numbers"),
        ("a: 3", "Write = between key and value"),
        ("a = [\u22120.5]", "hyphen"),
        ("a = 0,5", "Write a point in numbers: 0.5."),
        ("a = [[0,05, 0,3]]", "Write a point in numbers: 0.5."),
        ("a = 1,000", "Write no comma in a number: 1000"),
        ("a = [1 000, 2]", "no gaps in them"),
        ("a = 10%", "Write 0.1 for 10%."),
        ("a = 10^-3", "Write powers of ten as 1e-3"),
        ("a = 10**-3", "TOML does not calculate"),
        ("a = yes", "Write true or false"),
        ("a = 2,", "Take away the comma at the end of the line."),
        ("a == 2", "Write one = between key and value."),
        ("a = 'x", "Close the quotes."),
        ('a = "C:\\data\\b.csv"', "Write / in place of"),
        ("a = 1\na = 2", "keep one"),
        ("a = [[1, 2]\n[3, 4]]", "Write commas between the rows."),
        ("a = [[1, 2], [3, 4]\nb = 2", "Close the bracket that is opened in line 2."),
        ("a = [\u00bd, 1]", "write 0.5"),
        ("a = [pi, 1]", "3.141592653589793"),
        ("a = [30\u00b0, 1]", "without units"),
        ("a = [x1, x2]", 'Write words in quotes: ["length", "width"].'),
    ],
)
def test_what_is_no_toml_is_told_what_to_write(tmp_path, line, says):
    message = complaint(tmp_path, f"[data]\n{line}\n")
    assert message.startswith(": found something that is not TOML")
    assert says in message


NEARLY = [  # (what is changed, what to write)
    ({"training": RATE + "\nsteps = 1e3"}, "Write a whole number: steps = 1000."),
    ({"training": "learning_rate = '0,1'"}, "Write a number, without quotes: learning_rate = 0.1."),
    ({"training": "learning_rate = '1/4'"}, "Write a number, without quotes: learning_rate = 0.25."),
    ({"training": RATE + "\nrecord = 2"}, "Write a list: record = [2]."),
    ({"training": RATE + "\npenalty = 0.1"}, "Write penalty = { l2 = 0.1 }."),
    ({"training": RATE + "\nstop = 0.1"}, "Write stop = { loss = 0.1 }."),
    ({"init": "init = 'he_normal'"}, 'Write init = { method = "he_normal" }.'),
    ({"top": "chapters = 'forward'"}, 'Write a list: chapters = ["forward"].'),
    ({"one": "units = 2.0\nactivation = 'tanh'"}, "Write a whole number: units = 2."),
    ({"one": GOOD["one"] + "\nweights = [1, 2, 3, 4]"}, "for each unit: weights = [[1, 2], [3, 4]]."),
    ({"one": GOOD["one"] + "\nweights = [['1', '2'], ['3', '4']]"}, "Write numbers without quotes, and with a point."),
    ({"one": GOOD["one"] + "\nweights = [[9, 1, 2], [9, 3, 4]]"}, "If one column of it holds the biases"),
    ({"one": GOOD["one"] + "\nweights = [[1, 2], [3, 4], [9, 9]]"}, "If one row of it holds the biases"),
    ({"one": GOOD["one"] + "\nweights = [[0,1, 0,2], [0,3, 0,4]]"}, "A decimal comma parts a number in two"),
    ({"data": "x = [1, 2]\ny = [[1]]"}, "for each example: x = [[1, 2]]."),
    ({"data": "x = [[1, 2], [2, 1]]\ny = [1, 0]"}, "for each example: y = [[1], [0]]."),
    ({"data": "x = [[1, 2]]\ny = 0.5"}, "for each example: y = [[0.5]]."),
    ({"data": "x = [[true, false]]\ny = [[1]]"}, "Write 1 for true and 0 for false."),
    ({"data": "x = [[1, 2], [2, 1], [1, 1]]\ny = ['cat', 'dog', 'cat']"}, 'y = [[0], [1], [0]] and classes = true'),
]


@pytest.mark.parametrize(("changes", "says"), NEARLY)
def test_what_is_nearly_right_is_written_as_it_should_stand(tmp_path, changes, says):
    assert says in complaint(tmp_path, text(**changes))


@pytest.mark.parametrize("value", ["x", "1//2", "5/0", "%", "--1", "", [], [[]], [["a"], [1]], [1e400], {}, None, True, "1e999", [[{}]]])
def test_what_cannot_be_meant_as_a_number_is_left_alone(value):
    assert retyped("y", value, "a list of examples", 2) == "" or value is True or isinstance(value, str | type(None))
    assert retyped("steps", value, "a whole number from 1 to 100") == ""


def test_a_fraction_in_a_comment_or_a_text_is_none(tmp_path):
    assert "TOML has no fractions" not in complaint(tmp_path, '[data]\na = "1/3" "2/3" # 1/3\n')


@pytest.mark.parametrize(
    ("one", "says"),
    [
        ("units = 3\nactivation = 'tanh'\nweights = [[1, 2, 3], [4, 5, 6]]", "Turn it over: weights = [[1, 4], [2, 5], [3, 6]]"),
        ("units = 1\nactivation = 'tanh'\nweights = [[1], [2]]", "Turn it over: weights = [[1, 2]]"),
        ("units = 3\nactivation = 'tanh'\nweights = [[1, 2], [4, 5]]", "Mend weights"),
    ],
)
def test_a_transposed_matrix_is_told_to_turn_over(tmp_path, one, says):
    assert says in complaint(tmp_path, text(one=one, two=GOOD["two"]))


def test_examples_in_columns_are_told_to_turn_over(tmp_path):
    data = "x = [[1, 2, 3], [4, 5, 6]]\ny = [[0], [1], [1]]"
    assert "Turn the list over" in complaint(tmp_path, text(data=data))
    assert "Turn the list over" in complaint(tmp_path, text(data="x = [[1, 2], [4, 5], [1, 1]]\ny = [[0, 1, 1]]"))


CLASSES = {"network": 'inputs = 2\nloss = "cross_entropy"', "two": 'units = 3\nactivation = "softmax"'}


def test_the_number_of_a_class_is_told_of_one_hot(tmp_path):
    message = complaint(tmp_path, text(**CLASSES, data="x = [[1, 2]]\ny = [[2]]"))
    assert message.startswith(": data.y[0]: found 1 numbers; allowed: 3")
    assert "classes = true" in message
    assert "one-hot: y = [[0, 0, 1]]" in message


def lesson_of(tmp_path, **changes):
    path = tmp_path / "mine.toml"
    path.write_text(text(**changes))
    return load_lesson(path)


@pytest.mark.parametrize(
    ("y", "hot"),
    [
        ("[[2], [0]]", ((0, 0, 1), (1, 0, 0))),
        ("[[1], [3], [2]]", ((1, 0, 0), (0, 0, 1), (0, 1, 0))),
    ],
)
def test_classes_makes_one_hot_of_numbers(tmp_path, y, hot):
    data = f"x = {[[1, 2]] * y.count(',') + [[1, 2]]}\ny = {y}\nclasses = true"
    assert lesson_of(tmp_path, **CLASSES, data=data).data.y == hot


def test_classes_makes_two_numbers_zero_and_one(tmp_path):
    changes = {"network": 'inputs = 2\nloss = "binary_cross_entropy"', "two": 'units = 1\nactivation = "sigmoid"'}
    data = "x = [[1, 2], [3, 4]]\ny = [[2], [1]]"
    assert "classes = true" in complaint(tmp_path, text(**changes, data=data))
    assert lesson_of(tmp_path, **changes, data=data + "\nclasses = true").data.y == ((1.0,), (0.0,))


def test_classes_that_are_too_many_are_counted(tmp_path):
    data = "x = [[1, 2], [3, 4], [3, 4], [3, 4]]\ny = [[2], [1], [7], [9]]\nclasses = true"
    assert "data.y: found 4 different classes: 1, 2, 7, 9; allowed: 3" in complaint(tmp_path, text(**CLASSES, data=data))
