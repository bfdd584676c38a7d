"""Films as the proofreader reads them, made by hand: words at given seconds, plays and marks at given frames."""

from pathlib import Path
from types import SimpleNamespace

from scenes.beat import Beat
from scenes.sentence import pieces_of
from scenes.witness import Play, Span
from studio.drawing import Drawn
from studio.proof.walked import Walked
from studio.timing import Timing
from studio.tongues import EN

FPS = 10
WORD = 0.4  # seconds from one word to the next, of which it sounds three quarters


def film(*beats, sightings=(), written=(), trace=None):
    """Beats in a row, each a dict: words, and if need be pause, frames, marks (frame each) and plays [(start, end, lit)] of the beat."""
    told, timings, spans, plays, start = [], [], [], [], 0
    for k, asked in enumerate(beats):
        beat = Beat(f"b{k}", "b", (), pieces_of(asked["words"], {}, EN), asked.get("pause", 0.0))
        times = tuple((WORD * i, WORD * i + 0.75 * WORD) for i in range(len(beat.pieces)))
        due = {mark: round(times[i][0] * FPS) for i, piece in enumerate(beat.pieces) for mark in piece.marks}
        end = start + asked.get("frames", round((times[-1][1] + 0.8 + beat.pause) * FPS))
        marks = {mark: start + frame for mark, frame in asked.get("marks", due).items()}
        told.append(beat)
        timings.append(Timing(end - start, due, times))
        spans.append(Span(beat.name, start, end, marks))
        plays += [Play(beat.name, start + a, start + b, lit) for a, b, lit in asked.get("plays", ())]
        start = end
    order = SimpleNamespace(look=SimpleNamespace(fps=FPS, shape="16:9"), folder=Path("/nowhere"), langs=("en",))
    drawn = Drawn(start, tuple(spans), tuple(sightings), tuple(plays))
    return Walked(order, SimpleNamespace(beats=told, timings=timings, trace=trace, clips=(), tongue=EN, others=()), drawn)
