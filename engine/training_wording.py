"""For every key of [training] what is allowed, and an example of it."""

from engine.optimizers import OPTIONS
from engine.schedules import NEEDS

SHARE = "a number from 0 up to, not including, 1"
TRAINING: dict[str, tuple[str, str]] = {
    "optimizer": (", ".join(OPTIONS), 'optimizer = "sgd"'),
    "learning_rate": ("a finite number above 0", "learning_rate = 0.5"),
    "schedule": ("a table with kind and what it needs", 'schedule = { kind = "step", every = 5, gamma = 0.5 }'),
    "schedule.kind": (", ".join(NEEDS), 'kind = "step"'),
    "schedule.every": ("a whole number from 1 to 100000", "every = 5"),
    "schedule.gamma": ("a number above 0, at most 1", "gamma = 0.5"),
    "schedule.steps": ("a whole number from 1 to 10000000", "steps = 100"),
    "schedule.end": ("a finite number, 0 or more", "end = 0.001"),
    "schedule.rates": ("a list of finite numbers above 0, a rate for each step", "rates = [0.1, 0.1, 0.05]"),
    "rates": ("a list of finite numbers above 0, a rate for each step", "rates = [0.1, 0.1, 0.05]"),
    "steps": ("a whole number from 1 to 10000000", "steps = 100"),
    "stop": ("a table with the loss to stop at", "stop = { loss = 0.01 }"),
    "stop.loss": ("a finite number, 0 or more", "loss = 0.01"),
    "batch_size": ("a whole number from 1 to the number of examples", "batch_size = 4"),
    "reduction": ("mean, sum", 'reduction = "sum"'),
    "penalty": ("a table with l1, l2 or both", "penalty = { l2 = 0.01 }"),
    "penalty.l1": ("a finite number above 0", "l1 = 0.01"),
    "penalty.l2": ("a finite number above 0", "l2 = 0.01"),
    "penalty.biases": ("true or false", "biases = true"),
    "train_biases": ("true or false", "train_biases = false"),
    "record": ("a list of step numbers, the first step being 0", "record = [0]"),
    "momentum": (SHARE, "momentum = 0.9"),
    "nesterov": ("true or false", "nesterov = true"),
    "velocity": ("a list of tables, one for each layer, of its parameters W and b", "velocity = [{ W = [[0.1, 0.2]], b = [0.0] }]"),
    "alpha": (SHARE, "alpha = 0.99"),
    "betas": ("two numbers from 0 up to, not including, 1", "betas = [0.9, 0.999]"),
    "eps": ("a finite number above 0", "eps = 1e-8"),
    "weight_decay": ("a finite number, 0 or more", "weight_decay = 0.01"),
}
