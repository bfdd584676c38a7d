"""Every forward and backward value of a small network, exactly: the engine behind the films."""

from engine.building import build, loss_of
from engine.errors import InputError
from engine.gradcheck import CheckRow, CheckTable, check
from engine.layers.dense import Backward, Forward
from engine.layers.dense import Dense as Layer
from engine.lesson import Lesson
from engine.lesson_file import load_lesson, make_lesson
from engine.network import Network
from engine.trace import Example, Nudge, Step, Trace, Update
from engine.trace_json import from_dict, read_trace, to_dict, write_trace
from engine.training import run

__all__ = [
    "Backward",
    "CheckRow",
    "CheckTable",
    "Example",
    "Forward",
    "InputError",
    "Layer",
    "Lesson",
    "Network",
    "Nudge",
    "Step",
    "Trace",
    "Update",
    "build",
    "check",
    "from_dict",
    "load_lesson",
    "loss_of",
    "make_lesson",
    "read_trace",
    "run",
    "to_dict",
    "write_trace",
]
