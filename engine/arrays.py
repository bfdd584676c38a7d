"""Float64 arrays that cannot be written to: values, not state."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


def readonly(values: ArrayLike) -> Array:
    """A read-only float64 copy of the values, same shape."""
    array = np.array(values, dtype=np.float64)
    array.setflags(write=False)
    return array


class Record:
    """Base of the frozen records: every array a field holds is closed to writing."""

    def __post_init__(self) -> None:
        for name, value in vars(self).items():
            if isinstance(value, np.ndarray) and not owned(value):
                object.__setattr__(self, name, readonly(value))


def owned(array: np.ndarray) -> bool:
    """True when the array is float64 and its own memory, which this then closes to writing."""
    if array.dtype != np.float64 or (array.base is not None and array.base.flags.writeable):
        return False
    array.setflags(write=False)
    return True
