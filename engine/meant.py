"""What people mean by keys and words that a lesson file does not have, and what to write instead."""

from collections.abc import Iterable, Mapping

from engine.spellings import plain

LAYER = "[[network.layers]]"
KEYS: dict[str, str] = {  # our key -> what the field calls it, without case and separators
    "steps": "epochs epoch iterations iters maxiter nsteps numsteps rounds nepochs numepochs maxepochs",
    "learning_rate": "lr rate eta eta0 stepsize learningrateinit baselr",
    "batch_size": "batch minibatch minibatchsize batches bs",
    "optimizer": "optimiser solver algorithm method optim",
    "betas": "beta1 beta2",
    "alpha": "rho decayrate",
    "eps": "epsilon",
    "momentum": "mu beta",
    "penalty": "l1 l2 regularization regularisation regularizer lambda reg penalties",
    "weight_decay": "wd decoupleddecay",
    "schedule": "decay lrdecay lrschedule scheduler annealing",
    "stop": "earlystop earlystopping tolerance tol stopat stoploss targetloss",
    "reduction": "reduce aggregation",
    "velocity": "initialvelocity v0 previouschange previousstep",
    "train": "trainable frozen freeze requiresgrad learn",
    "bias": "usebias hasbias fitintercept nobias sharedbias",
    "every": "stepsize period interval",
    "gamma": "factor decay rate",
    "rates": "list values",
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
    "title": "name",
}
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
}
WORDS: dict[str, dict[str, str]] = {  # key -> a word that could mean several things -> what to write
    "loss": {
        **dict.fromkeys(("sse", "rss", "sumofsquares", "sumsquarederror", "sumofsquarederrors", "l2", "l2loss", "quadratic"),
                        'squared_error is half the sum of squares, mse their mean. Write loss = "squared_error" or loss = "mse".'),
        **dict.fromkeys(("rmse", "rootmeansquarederror"), 'Its minimum is that of mse. Write loss = "mse".'),
        "softmax": 'Softmax is an activation. Write loss = "cross_entropy", and activation = "softmax" in the last layer.',
    },
    "optimizer": {
        "momentum": 'Write optimizer = "sgd" and momentum = 0.9.',
        **dict.fromkeys(("nesterov", "nag"), 'Write optimizer = "sgd", momentum = 0.9 and nesterov = true.'),
        **dict.fromkeys(("minibatch", "minibatchgradientdescent", "minibatchsgd"), 'Write optimizer = "sgd" and batch_size = 4.'),
    },
    "method": {
        **dict.fromkeys(("xavier", "glorot"), 'It is drawn in two ways. Write method = "xavier_normal" or method = "xavier_uniform".'),
        **dict.fromkeys(("he", "kaiming"), 'It is drawn in two ways. Write method = "he_normal" or method = "he_uniform".'),
        **dict.fromkeys(("random", "rand"), 'Write method = "normal" or method = "uniform", and scale = 0.5.'),
    },
}  # fmt: skip


def advice(key: str, word: object) -> str:
    """What to write for a word that could mean several things, or nothing."""
    return WORDS.get(key, {}).get(plain(word), "") if isinstance(word, str) else ""


def meant(word: str, own: Iterable[str], tables: Mapping[str, Iterable[str]], examples: Mapping[str, str]) -> str:
    """What to write for an unknown key of a table with these `own` keys, or nothing; `tables` are all that there are."""
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
    """The key that is spelled so, else the one that is called so; or nothing."""
    keys = tuple(keys)
    same = (key for key in keys if plain(key) == asked)
    return next(same, "") or next((key for key in keys if asked in KEYS.get(key, "").split()), "")
