"""Schedules: the learning rate of step k = 0, 1, ..., from the one that training begins with.

step          eta gamma^(k // every): times gamma after every so many steps
exponential   eta gamma^k
cosine        end + (eta - end) (1 + cos(pi k / steps)) / 2 up to step `steps`, then end (Loshchilov & Hutter 2017, no restarts)
list          rates[k]; the last one goes on
"""

import math

from engine.training_spec import ScheduleSpec, TrainingSpec

NEEDS: dict[str, tuple[str, ...]] = {"step": ("every", "gamma"), "exponential": ("gamma",), "cosine": (), "list": ("rates",)}
TAKES: dict[str, tuple[str, ...]] = {**NEEDS, "cosine": ("steps", "end")}


def rate(training: TrainingSpec, k: int) -> float:
    """The learning rate of step k."""
    eta, schedule = training.learning_rate, training.schedule
    return eta if schedule is None else _scheduled(eta, schedule, k, training.steps)


def _scheduled(eta: float, schedule: ScheduleSpec, k: int, steps: int) -> float:
    gamma, last = schedule.gamma or 1.0, schedule.steps or steps
    if schedule.kind == "step":
        return eta * gamma ** (k // (schedule.every or 1))
    if schedule.kind == "exponential":
        return eta * gamma**k
    if schedule.kind == "list":
        rates = schedule.rates or (eta,)
        return rates[min(k, len(rates) - 1)]
    end = schedule.end or 0.0
    return end + (eta - end) * (1.0 + math.cos(math.pi * min(k, last) / last)) / 2.0


def complete(training: TrainingSpec) -> ScheduleSpec | None:
    """The schedule with what it leaves open written out: cosine falls over all steps, to 0."""
    schedule = training.schedule
    if schedule is None or schedule.kind != "cosine":
        return schedule
    return schedule.model_copy(update={"steps": schedule.steps or training.steps, "end": schedule.end or 0.0})
