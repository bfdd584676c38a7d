"""Lessons as people have them, small enough for a worksheet."""

import numpy as np
import pytest

from engine import make_lesson


@pytest.fixture
def made():
    """A lesson of these sizes; `layer` are further keys of every layer, `more` of the training."""

    def make(sizes=(2, 3, 2), act="sigmoid", last=None, loss="squared_error", layer=(), title="Mine", examples=3, **more):
        rng = np.random.default_rng(4)
        acts = [*[act] * (len(sizes) - 2), last or act]
        layers = [{"units": n, "activation": a, **dict(layer)} for n, a in zip(sizes[1:], acts, strict=True)]
        x = rng.normal(size=(examples, sizes[0])).tolist()
        y = np.eye(sizes[-1])[np.arange(examples) % sizes[-1]].tolist()
        training = {"learning_rate": 0.3, **more}
        net = {"inputs": sizes[0], "loss": loss, "layers": layers}
        return make_lesson({"title": title, "network": net, "data": {"x": x, "y": y}, "training": training})

    return make
