"""What people mean by keys and words that a lesson file does not have, and what to write instead."""

from collections.abc import Iterable, Mapping

from engine.spellings import plain

LAYER = "[[network.layers]]"
KEYS: dict[str, str] = {  # our key -> what the field calls it, without case and separators
    "steps": "epochs epoch iterations iters maxiter nsteps numsteps rounds nepochs numepochs maxepochs niter numiterations",
    "learning_rate": "lr rate eta eta0 stepsize learningrateinit baselr learningrates learnrate",
    "batch_size": "batch minibatch minibatchsize batches bs",
    "optimizer": "optimiser solver algorithm method optim",
    "betas": "beta1 beta2 betas1 betas2 beta",
    "alpha": "rho decayrate beta decay",
    "eps": "epsilon",
    "momentum": "mu beta",
    "penalty": "l1 l2 regularization regularisation regularizer lambda reg penalties",
    "weight_decay": "wd decoupleddecay",
    "schedule": "decay lrdecay lrschedule lrscheduler scheduler annealing",
    "train_biases": "trainbias biastraining updatebias updatebiases learnbias learnbiases",
    "stop": "earlystop earlystopping tolerance tol stopat stoploss targetloss",
    "reduction": "reduce aggregation",
    "velocity": "initialvelocity v0 previouschange previousstep",
    "train": "trainable frozen freeze requiresgrad learn",
    "bias": "usebias hasbias fitintercept nobias sharedbias",
    "every": "stepsize period interval",
    "gamma": "factor decay rate",
    "rates": "list values",
    "method": "type kind name distribution",
    "scale": "std stddev sigma deviation gain range bound limit low high",
    "record": "save log logevery recorded keep",
    "loss": "cost lossfunction lossfn costfunction criterion error objective",
    "inputs": "input ninputs numinputs inputsize inputdim inputshape features nfeatures infeatures",
    "layers": "hidden hiddenlayers hiddenlayersizes hiddensize layersizes sizes outputs output noutputs outputsize outputdim "
    "nout architecture hiddenunits nhidden layer",
    "init": "initializer initialiser initialization initialisation weightinit kernelinitializer",
    "units": "nodes neurons size n width hidden hiddenunits nunits numunits outputs out dim outfeatures outputdim nneurons unit",
    "activation": "act transfer transferfunction nonlinearity activationfunction squash function activations",
    "slope": "alpha negativeslope leak leakiness leakyslope leakyalpha",
    "p": "rate dropoutrate dropout prob probability dropprob",
    "weights": "w weight kernel theta weightmatrix",
    "biases": "b biasvector intercept offsets",
    "kind": "type layertype layer",
    "x": "inputs input features xtrain xs samples",
    "y": "labels label output outputs ytrain ys t expected desired d",
    "targets": "target labelcolumn targetcolumns labels label",
    "csv": "file path filename csvfile csvpath",
    "examples": "nsamples samples points count size",
    "test": "testsize testsplit validationsplit split holdout validation",
    "standardize": "normalize normalise standardise zscore scaler standardscaler",
    "classes": "onehot categorical tocategorical numclasses nclasses",
    "ignore": "drop exclude skip dropcolumns",
    "missing": "dropna na nan",
    "columns": "usecols columnnames",
    "neuron": "unit node",
    "repeat": "count times copies",
    "network": "model net nn",
    "data": "dataset datasets",
    "training": "train trainer fit optimization optimisation hyperparameters",
    "twins": "twin variants variant",
    "chapters": "films film chapter videos",
    "digits": "decimals precision ndigits decimalplaces round",
    "title": "name",
}
BEHIND = f"a layer of its own behind it, {LAYER} and under it kind ="
DROPOUT = f'a layer of its own behind the one that it thins, {LAYER} and under it kind = "dropout"'
EXAMPLES = {  # what to write, where the usual example does not say enough
    "steps": "steps = 100 (a step takes one batch: an epoch is examples / batch_size steps)",
    "layers": f"a table for each layer, {LAYER} and under it units = 4 and its activation",
    "penalty": "penalty = { l2 = 0.01 }",
}
NOT_KEYS: dict[str, str] = {  # what is no key here at all -> what to do
    **dict.fromkeys(("dropout", "dropoutrate", "dropoutprob", "keepprob"), f"Write {DROPOUT}. "),
    **dict.fromkeys(("separator", "sep", "delimiter", "decimal", "encoding"), "What separates cells is found in the file. "),
    **dict.fromkeys(("shuffle", "shuffled"), "Batches are taken in the order of the examples. "),
    **dict.fromkeys(("batchnorm", "batchnormalization", "bn", "norm", "normalization"), f'Write {BEHIND} "batch_norm". '),
    "layernorm": f'Write {BEHIND} "layer_norm". ',
    **dict.fromkeys(("seed", "randomseed", "randomstate"),
                    'Write it in init of [network]: init = { method = "xavier_normal", seed = 7 }. '),
    **dict.fromkeys(("clip", "clipnorm", "clipvalue", "gradclip", "gradientclip", "gradientclipping", "maxnorm", "maxgradnorm"),
                    "Gradients are not clipped here; clip in [network] is that of the loss ppo. "),
    **dict.fromkeys(("warmup", "warmupsteps"), 'Write the rates themselves: schedule = { kind = "list", rates = [0.1, 0.2] }. '),
    **dict.fromkeys(("lang", "language"), "The language is chosen when a film is made: backreel render --lang de. "),
}
GATE = "Write its table: x = [[0, 0], [0, 1], [1, 0], [1, 1]] and y ="
WORDS: dict[str, dict[str, str]] = {  # key -> a word that could mean several things -> what to write
    "loss": {
        **dict.fromkeys(("sse", "rss", "sumofsquares", "sumsquarederror", "sumofsquarederrors", "l2", "l2loss", "quadratic",
                         "quadraticcost", "quadraticloss", "leastsquares", "ols", "sumsquarederrors", "sumofsquarederror", "halfmse", "se",
                         "squared", "squarederrors", "euclidean", "euclideandistance", "residualsumofsquares"),
                        'squared_error is half the sum of squares, mse their mean. Write loss = "squared_error" or loss = "mse".'),
        **dict.fromkeys(("rmse", "rootmeansquarederror"), 'Its minimum is that of mse. Write loss = "mse".'),
        **dict.fromkeys(("kl", "kldiv", "kldivergence", "kldivloss", "kullbackleibler"),
                        'Of one-hot labels it is cross_entropy: write loss = "cross_entropy", and activation = "softmax" last.'),
        **dict.fromkeys(("accuracy", "01", "01loss", "zeroone", "zerooneloss", "error", "errorrate"),
                        'Right or wrong has no slope to follow. Write loss = "cross_entropy" for classes, or loss = "mse".'),
        **dict.fromkeys(("squaredhinge", "hingesquared"), 'Nearest to it is loss = "hinge".'),
        **dict.fromkeys(("logcosh",), 'Nearest to it is loss = "huber".'),
        "softmax": 'Softmax is an activation. Write loss = "cross_entropy", and activation = "softmax" in the last layer.',
    },
    "optimizer": {
        "momentum": 'Write optimizer = "sgd" and momentum = 0.9.',
        **dict.fromkeys(("nesterov", "nag"), 'Write optimizer = "sgd", momentum = 0.9 and nesterov = true.'),
        **dict.fromkeys(("nadam", "radam", "adamax", "amsgrad", "adabelief"), 'Nearest to it is optimizer = "adam".'),
        **dict.fromkeys(("adadelta",), 'Nearest to it is optimizer = "rmsprop".'),
        **dict.fromkeys(("rprop", "signsgd"), 'Nearest to it is optimizer = "lion", which takes the sign of the slope.'),
        **dict.fromkeys(("backprop", "backpropagation", "bp"),
                        'Backpropagation finds the slopes; who takes the step is the optimizer. Write optimizer = "sgd".'),
        **dict.fromkeys(("batch",), 'Leave batch_size out to take all examples in a step. Write optimizer = "sgd".'),
        **dict.fromkeys(("minibatch", "minibatchgradientdescent", "minibatchsgd"), 'Write optimizer = "sgd" and batch_size = 4.'),
    },
    "method": {
        **dict.fromkeys(("xavier", "glorot"), 'It is drawn in two ways. Write method = "xavier_normal" or method = "xavier_uniform".'),
        **dict.fromkeys(("he", "kaiming"), 'It is drawn in two ways. Write method = "he_normal" or method = "he_uniform".'),
        **dict.fromkeys(("ones", "constant", "orthogonal", "identity"), 'Write the numbers themselves, weights = [[1, 1]], in the layer.'),
        **dict.fromkeys(("random", "rand"), 'Write method = "normal" or method = "uniform", and scale = 0.5.'),
    },
    "activation": {
        **dict.fromkeys(("sign", "signum", "sgn", "perceptron"), "step says 0 or 1; tanh and bipolar_sigmoid go smoothly from -1 to 1."),
        **dict.fromkeys(("arctan", "atan"), 'Nearest to it is activation = "softsign", or "tanh".'),
        **dict.fromkeys(("logsoftmax",), 'The logarithm is in the loss. Write activation = "softmax" and loss = "cross_entropy".'),
        **dict.fromkeys(("relu6",), 'Nearest to it is activation = "relu".'),
        **dict.fromkeys(("prelu", "rrelu"), 'Nearest to it is activation = "leaky_relu" with slope = 0.1.'),
        **dict.fromkeys(("selu", "celu"), 'Nearest to it is activation = "elu".'),
        **dict.fromkeys(("mish",), 'Nearest to it is activation = "silu".'),
    },
    "dataset": {
        "nand": f"{GATE} [[1], [1], [1], [0]].",
        "nor": f"{GATE} [[1], [0], [0], [0]].",
        "xnor": f"{GATE} [[1], [0], [0], [1]].",
        **dict.fromkeys(("iris", "mnist", "fashionmnist", "titanic", "wine", "digits", "housing", "cifar10", "diabetes"),
                        'Its numbers are not built in. Write for example: csv = "iris.csv" and targets = ["species"]'),
    },
    "kind": {
        **dict.fromkeys(("input", "inputlayer"), "Inputs are no layer: write inputs = 2 in [network], and the layers behind them."),
        **dict.fromkeys(("output", "hidden", "perceptron", "mlp"), "Leave kind out for a dense layer, hidden or last."),
        **dict.fromkeys(("conv1d", "convolution1d"), 'A row is a picture one pixel high. Write kind = "conv2d" and size = [1, 3].'),
        **dict.fromkeys(("rmsnorm", "groupnorm", "instancenorm"), 'Nearest to it is kind = "layer_norm".'),
        **dict.fromkeys(("globalavgpool", "globalaveragepooling", "adaptiveavgpool"),
                        'Write kind = "mean_pool" with size as large as its input.'),
        **dict.fromkeys(("transformer", "transformerblock"), 'Write its parts: multi_head_attention, residual, layer_norm, token_dense.'),
        **dict.fromkeys(("noise", "gaussiannoise"), 'Nearest to it is kind = "dropout".'),
    },
}  # fmt: skip


def advice(key: str, word: object) -> str:
    """What to write for a word that could mean several things, or nothing."""
    return WORDS.get(key, {}).get(plain(word), "") if isinstance(word, str) else ""


def meant(word: str, own: Iterable[str], tables: Mapping[str, Iterable[str]], examples: Mapping[str, str]) -> str:
    """What to write for an unknown key of a table with these `own` keys, likelier ones first, or nothing; `tables` are all there are."""
    asked, own = plain(word), tuple(own)
    key = _known(asked, own)
    if key:
        return f"Write {EXAMPLES.get(key) or examples.get(key, key)}. "
    if asked in NOT_KEYS:
        return NOT_KEYS[asked]
    for name, keys in tables.items():
        key = _known(asked, keys)
        if key:
            return f"Write it in {name}: {EXAMPLES.get(key) or examples.get(key, key)}. "
    return ""


def _known(asked: str, keys: Iterable[str]) -> str:
    """The key that is spelled so, else the one that is called so, with a number behind it or without; or nothing."""
    keys, unnumbered = tuple(keys), asked.rstrip("0123456789")
    same = (key for key in keys if plain(key) == asked)
    called = (key for word in (asked, unnumbered) for key in keys if word in KEYS.get(key, "").split())
    return next(same, "") or next(called, "")
