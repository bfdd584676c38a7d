"""Lessons that are wrong: one clear message that names the file, the key, what was found and what is allowed."""

import pytest

from engine import InputError, load_lesson

GOOD = {
    "network": 'inputs = 2\nloss = "squared_error"',
    "init": "",
    "one": 'units = 2\nactivation = "tanh"',
    "two": 'units = 1\nactivation = "sigmoid"',
    "data": "x = [[0.1, 0.2], [0.3, 0.4]]\ny = [[0.0], [1.0]]",
    "training": "learning_rate = 0.5\nsteps = 3",
}


def text(**changes):
    parts = GOOD | changes
    return (
        f"{parts.get('top', '')}\n[network]\n{parts['network']}\n{parts['init']}\n[[network.layers]]\n{parts['one']}\n"
        f"[[network.layers]]\n{parts['two']}\n[data]\n{parts['data']}\n[training]\n{parts['training']}\n{parts.get('end', '')}"
    )


def complaint(tmp_path, content):
    path = tmp_path / "bad.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(InputError) as error:
        load_lesson(path)
    return str(error.value).removeprefix(f"{path}")


def test_the_good_one_is_good(tmp_path):
    path = tmp_path / "good.toml"
    path.write_text(text())
    lesson = load_lesson(path)
    assert lesson.title == "good"
    assert lesson.training.batch_size == 2
    assert lesson.training.record == (0, 1, 2)
    assert lesson.training.momentum == 0.0
    assert lesson.training.alpha is None


RATE = "learning_rate = 0.5"
WRONG = [  # (what is changed, how the message starts, and what else it says)
    ({"top": "titel = 'a'"}, ": titel: found the unknown key", "Did you mean title?"),
    ({"top": "title = 3"}, ": title: found 3; allowed: text", ""),
    ({"top": "title = ''"}, ': title: found ""', ""),
    ({"top": "chapters = 'delta'"}, ': chapters: found "delta"; allowed: a list', ""),
    ({"network": "inputs = 2"}, ": network.loss: found nothing, the key is missing", "squared_error, mse"),
    ({"network": "inputs = 2\nlos = 'mse'"}, ": network.los: found the unknown key", "Did you mean loss?"),
    ({"network": "inputs = 2\nloss = 'l2'"}, ': network.loss: found "l2"', "cross_entropy"),
    ({"network": "inputs = 0\nloss = 'mse'"}, ": network.inputs: found 0; allowed: a whole number from 1", ""),
    ({"network": "inputs = 2.0\nloss = 'mse'"}, ": network.inputs: found 2.0", "a whole number"),
    ({"network": "inputs = '2'\nloss = 'mse'"}, ': network.inputs: found "2"', ""),
    ({"network": "inputs = true\nloss = 'mse'"}, ": network.inputs: found true", ""),
    ({"network": f"inputs = {10**30}\nloss = 'mse'"}, ": network.inputs: found 1000", ""),
    ({"init": "init = 'zeros'"}, ': network.init: found "zeros"', "method ="),
    ({"init": "init = { method = 'zero' }"}, ': network.init.method: found "zero"', "he_normal"),
    ({"init": "init = { seed = 1 }"}, ": network.init.method: found nothing", ""),
    ({"init": "init = { method = 'zeros', seed = -1 }"}, ": network.init.seed: found -1", "0 or more"),
    ({"init": "init = { method = 'zeros', sead = 1 }"}, ": network.init.sead: found the unknown key", "Did you mean seed?"),
    ({"init": "init = { method = 'normal', scale = 0 }"}, ": network.init.scale: found 0", ""),
    ({"init": "init = { method = 'he_normal', scale = 2.0 }"}, ": network.init.scale: found a scale for he_normal", ""),
    ({"one": "units = 0\nactivation = 'tanh'"}, ": network.layers[0].units: found 0", "units = 2"),
    ({"one": "units = 99999999\nactivation = 'tanh'"}, ": network.layers[0].units: found 99999999", "100000"),
    ({"one": "units = 100000\nactivation = 'tanh'", "two": "units = 9000\nactivation = 'tanh'"}, ": network: found", "parameters"),
    ({"one": "units = 2\nactivation = 'tan'"}, ': network.layers[0].activation: found "tan"', "Did you mean tanh?"),
    ({"one": "units = 2"}, ": network.layers[0].activation: found nothing", ""),
    ({"one": "units = 2\nactivation = 'softmax'"}, ": network.layers[0].activation: found softmax in a hidden layer", ""),
    ({"one": GOOD["one"] + "\nweights = [[1, 2]]"}, ": network.layers[0].weights: found 1 x 2", "2 x 2"),
    ({"one": GOOD["one"] + "\nweights = [[1], [2]]"}, ": network.layers[0].weights: found 2 x 1", "2 x 2"),
    ({"one": GOOD["one"] + "\nweights = []"}, ": network.layers[0].weights: found 0 x 0", ""),
    ({"one": GOOD["one"] + "\nweights = [[1, 2], [3]]"}, ": network.layers[0].weights: found ragged rows, of 1 and 2", ""),
    ({"one": GOOD["one"] + "\nweights = [[1, 2], [3, nan]]"}, ": network.layers[0].weights[1][1]: found nan", "finite"),
    ({"one": GOOD["one"] + "\nweights = [[1, 2], [3, inf]]"}, ": network.layers[0].weights[1][1]: found inf", ""),
    ({"one": GOOD["one"] + "\nweights = [[1, 2], [3, '4']]"}, ': network.layers[0].weights[1][1]: found "4"', ""),
    ({"one": GOOD["one"] + "\nweights = [1, 2]"}, ": network.layers[0].weights[0]: found 1", "rows"),
    ({"one": GOOD["one"] + f"\nbiases = [1, {10**400}]"}, ": network.layers[0].biases[1]: found 1000", ""),
    ({"one": GOOD["one"] + "\nbiases = [1]"}, ": network.layers[0].biases: found 1 numbers; allowed: 2", ""),
    ({"one": GOOD["one"] + "\nbias = [1]"}, ': network.layers[0].bias: found [1]; allowed: true, false or "shared"', "biases = "),
    ({"two": "units = 1\nactivation = 'softmax'"}, ": network.layers[1].units: found softmax of 1 unit", "sigmoid"),
    ({"network": "inputs = 2\nloss = 'cross_entropy'"}, ": network.loss: found cross_entropy on sigmoid", "softmax"),
    ({"network": "inputs = 2\nloss = 'binary_cross_entropy'", "two": GOOD["one"]}, ": network.loss: found binary_cross_entropy on", ""),
    ({"data": ""}, ": data: found neither x nor dataset nor csv", "exactly one"),
    ({"data": "x = [[1, 2]]\ny = [[0]]\ndataset = 'xor'"}, ": data: found both x and dataset", ""),
    ({"data": "x = [[1, 2]]"}, ": data.y: found nothing", ""),
    ({"data": "x = []\ny = []"}, ": data.x: found no examples", ""),
    ({"data": "x = [1, 2]\ny = [[0]]"}, ": data.x[0]: found 1", "a list of examples"),
    ({"data": "x = [[1, 2], [3]]\ny = [[0], [1]]"}, ": data.x[1]: found 1 numbers; allowed: 2, as network.inputs", ""),
    ({"data": "x = [[1, 2]]\ny = [[0], [1]]"}, ": data.y: found 2 rows; allowed: 1", ""),
    ({"data": "x = [[1, 2]]\ny = [[0, 1]]"}, ": data.y[0]: found 2 numbers; allowed: 1, as the units of the last layer", ""),
    ({"data": "x = [[1, inf]]\ny = [[0]]"}, ": data.x[0][1]: found inf", ""),
    ({"data": "dataset = 'xnor'"}, ': data.dataset: found "xnor"', "xor, and, or"),
    ({"data": "dataset = 'xor'\nnoise = 0.1"}, ": data.noise: found noise with xor", "moons"),
    ({"data": "dataset = 'xor'\ny = [[1]]"}, ": data.y: found y with dataset", ""),
    ({"data": "dataset = 'moons'\nexamples = 0"}, ": data.examples: found 0", ""),
    ({"data": "dataset = 'xor'", "two": "units = 3\nactivation = 'tanh'"}, ": network.layers[1].units: found 3 outputs with", ""),
    ({"data": "dataset = 'xor'", "network": "inputs = 3\nloss = 'mse'"}, ": data.x[0]: found 2 numbers; allowed: 3", ""),
    ({"data": "csv = 'none.csv'"}, ": data.targets: found nothing", ""),
    ({"data": "csv = 'none.csv'\ntargets = ['y']"}, ": data.csv: found", "No such file"),
    ({"data": "csv = 'none.csv'\ntargets = []"}, ": data.targets: found []", ""),
    ({"training": "steps = 1"}, ": training.learning_rate: found nothing", "learning_rate = 0.5"),
    ({"training": "learning_rate = 0"}, ": training.learning_rate: found 0", "above 0"),
    ({"training": "learning_rate = -1.0"}, ": training.learning_rate: found -1.0", ""),
    ({"training": "learning_rate = nan"}, ": training.learning_rate: found nan", ""),
    ({"training": "learning_rate = '0.5'"}, ': training.learning_rate: found "0.5"', ""),
    ({"training": "learning_rat = 0.5"}, ": training.learning_rat: found the unknown key", "Did you mean learning_rate?"),
    ({"training": RATE + "\nsteps = 0"}, ": training.steps: found 0", "from 1"),
    ({"training": RATE + "\nsteps = 1.5"}, ": training.steps: found 1.5", ""),
    ({"training": RATE + "\nbatch_size = 0"}, ": training.batch_size: found 0", ""),
    ({"training": RATE + "\nbatch_size = 3"}, ": training.batch_size: found 3; allowed: 1 to 2", ""),
    ({"training": RATE + "\nrecord = [0, 1]"}, ": training.record[1]: found 1; allowed: 0 to 0", ""),
    ({"training": RATE + "\nrecord = [-1]"}, ": training.record[0]: found -1", ""),
    ({"training": RATE + "\nrecord = 0"}, ": training.record: found 0", "record = [0]"),
    ({"training": RATE + "\noptimizer = 'adamax'"}, ': training.optimizer: found "adamax"', "sgd, rmsprop, adagrad, adam, adamw, lion"),
    ({"training": RATE + "\nmomentum = 1.0"}, ": training.momentum: found 1.0", "not including, 1"),
    ({"training": RATE + "\nmomentum = -0.1"}, ": training.momentum: found -0.1", ""),
    ({"training": RATE + "\nnesterov = true"}, ": training.nesterov: found nesterov without momentum", ""),
    ({"training": RATE + "\noptimizer = 'adam'\nmomentum = 0.9"}, ": training.momentum: found momentum with optimizer adam", "betas"),
    ({"training": RATE + "\noptimizer = 'adam'\nbetas = [0.9]"}, ": training.betas", "two numbers"),
    ({"training": RATE + "\noptimizer = 'adam'\neps = 0.0"}, ": training.eps: found 0.0", ""),
    ({"training": RATE + "\ntrain_biases = 0"}, ": training.train_biases: found 0; allowed: true or false", ""),
    ({"training": RATE + "\n= 3"}, ": found something that is not TOML", "line"),
    ({"training": RATE + "\nlearning_rate = 3"}, ": found something that is not TOML", "line"),
    ({"end": "[extra]"}, ": extra: found the unknown key", "title, chapters, network"),
    ({"end": f"[a]\nb = {'[' * 5000}{']' * 5000}"}, ": found something that is not TOML", ""),
    ({"end": f"[a]\nb = {'9' * 5000}"}, ": found something that is not TOML", ""),
]


@pytest.mark.parametrize(("changes", "start", "says"), WRONG)
def test_a_wrong_lesson_is_told_what_is_wrong(tmp_path, changes, start, says):
    message = complaint(tmp_path, text(**changes))
    assert message.startswith(start)
    assert says in message
    assert "allowed: " in message
    assert "pydantic" not in message.lower()
    assert "Input should" not in message
    assert len(message) < 400


@pytest.mark.parametrize(
    ("loss", "act", "y", "start"),
    [
        ("binary_cross_entropy", "sigmoid", "[[0.5, 1.5]]", ": data.y[0][1]: found 1.5; allowed: from 0 to 1"),
        ("binary_cross_entropy", "sigmoid", "[[-0.5, 1.0]]", ": data.y[0][0]: found -0.5"),
        ("cross_entropy", "softmax", "[[0.5, 0.6]]", ": data.y[0]: found labels that sum to 1.1; allowed: labels that sum to 1"),
        ("cross_entropy", "softmax", "[[1.5, -0.5]]", ": data.y[0][0]: found 1.5"),
    ],
)
def test_labels_that_are_not_probabilities(tmp_path, loss, act, y, start):
    two = f"units = 2\nactivation = '{act}'"
    changed = text(network=f"inputs = 2\nloss = '{loss}'", two=two, data=f"x = [[1, 2]]\ny = {y}")
    assert complaint(tmp_path, changed).startswith(start)


@pytest.mark.parametrize("cell", ["1979-05-27", "07:32:00", "1979-05-27T07:32:00Z", f"1{400 * '0'}"])
def test_a_cell_of_a_kind_that_no_key_takes(tmp_path, cell):
    rows = f"[[{cell}, 0.2], ['a', 0.4]]"
    data = GOOD["data"] + f"\ntest_y = [[0.0], [1.0]]\ntest_x = {rows}"
    wrong = [{"data": each} for each in (data, f"x = {rows}\ny = [[0], [1]]", f"x = [[1, 2]]\ny = [{cell}]")]
    for changes in (*wrong, {"one": f"{GOOD['one']}\nweights = {rows}"}):
        assert "; allowed: " in complaint(tmp_path, text(**changes))


@pytest.mark.parametrize("changes", [{"init": "init = 'LONG'"}, {"top": "chapters = 'LONG'"}, {"one": GOOD["one"] + "\nweights = 'LONG'"}])
def test_what_is_long_is_not_said_again(tmp_path, changes):
    (part, said), *_ = changes.items()
    assert len(complaint(tmp_path, text(**{part: said.replace("LONG", 9000 * "z")}))) < 500


def test_files_that_are_no_files(tmp_path):
    for path in (tmp_path / "none.toml", tmp_path):
        with pytest.raises(InputError, match="a file that cannot be read"):
            load_lesson(path)
    assert complaint(tmp_path, b"title = '\xff'").startswith(": found a byte that is not UTF-8")
    assert complaint(tmp_path, "").startswith(": network: found nothing")


def test_a_layer_table_in_place_of_a_list(tmp_path):
    message = complaint(tmp_path, "[network]\ninputs = 1\nloss = 'mse'\n[network.layers]\nunits = 1\n[data]\n[training]\n")
    assert message.startswith(": network.layers: found a table; allowed: one table for each layer")


def test_a_record_too_large_to_hold(tmp_path):
    one = "units = 1000\nactivation = 'tanh'"
    data = "dataset = 'moons'\nexamples = 10000"
    message = complaint(tmp_path, text(one=one, data=data))
    assert message.startswith(": training.record: found 2 steps of about")
