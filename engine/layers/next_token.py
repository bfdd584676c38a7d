"""Next-token cross-entropy: at every token a distribution over the vocabulary, judged by the token that came next.

L = mean over t of -log a[t, y_t], a = softmax(z) row by row; so dL/dz_t = (a_t - onehot(y_t)) / T.
Source: Bengio et al. 2003, section 2; the fused derivative is that of every softmax with cross-entropy.
"""

from dataclasses import dataclass

import numpy as np

from engine.arrays import Array, Record
from engine.losses import Loss, log_softmax


@dataclass(frozen=True, eq=False)
class NextToken(Record):
    """What each token was judged by."""

    kind: str
    wanted: Array  # (T,): the number of the token that came next
    log_a: Array  # (T, n): log softmax(z)
    log_likelihood: Array  # (T,): log a[t, wanted[t]]
    dL_dz: Array  # (T, n): (a - onehot(wanted)) / T


def one_hot(names: Array, n: int) -> Array:
    """Rows of 0 with a 1 where the name says: (...) to (..., n)."""
    return np.asarray(names[..., None] == np.arange(n), dtype=np.float64)


def picked(values: Array, names: Array) -> Array:
    """values[..., name] for each name: (..., n) and (...) to (...)."""
    return np.take_along_axis(values, names.astype(int)[..., None], axis=-1)[..., 0]


def _dL_dz(z: Array, a: Array, y: Array) -> Array:
    return (a - one_hot(y, a.shape[-1])) / a.shape[-2]


def _record(z: Array, a: Array, y: Array) -> NextToken:
    log_a = log_softmax(z)
    return NextToken("next_token", y, log_a, picked(log_a, y), _dL_dz(z, a, y))


NEXT_TOKEN = Loss(
    "next_token",
    "mean over t of -log a_t of the token that came next",
    terms=lambda z, a, y: -picked(log_softmax(z), y) / z.shape[-2],
    dL_da=lambda z, a, y: -one_hot(y, a.shape[-1]) / a / a.shape[-2],
    delta=_dL_dz,
    labels=lambda a, y: one_hot(y, a.shape[-1]),
    record=_record,
)
