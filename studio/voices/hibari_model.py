"""hibari's model with its own phoneme durations made visible, where that can be trusted."""

from __future__ import annotations

import importlib.metadata
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from studio.voices.graph import with_output

DURATIONS = b"/Cast_32_output_0"  # private to hibari 0.2's graph, so it is checked at load
HOP = 600  # samples of sound for one unit of duration
LEAD = 3  # units by which the model's durations run late (as in Kokoro)
SPEED = 0.88  # of the voice: unhurried, for thoughts that carry numbers
PROBE = "ðə ɡɹˈAdiənt flˈOz."  # a short phrase that the check at load speaks


@dataclass(frozen=True)
class Spoken:
    """One sentence's sound and the second at which each phoneme starts, shape (phonemes + 1,)."""

    samples: np.ndarray
    edges: np.ndarray


def version() -> str:
    """The installed hibari and the onnxruntime that runs it."""
    return "-".join(importlib.metadata.version(name) for name in ("hibari-tts", "onnxruntime"))


class Model:
    """Text to phonemes to sound; `timing` is "model" or, where the durations cannot be had, "proportional"."""

    def __init__(self, tensor: bytes = DURATIONS):
        from hibari import Hibari

        self.tts = Hibari(voice="heart", threads=1)
        self.rate: int = self.tts.sample_rate
        self.timed = self._timed_session(tensor)
        self.timing = "model" if self.timed is not None else "proportional"

    def kept(self, phonemes: str) -> np.ndarray:
        """Which characters of a phoneme string the model knows, bool (len,)."""
        return np.array([c in self.tts.vocab for c in phonemes], bool)

    def speak(self, phonemes: str, rng: np.random.Generator) -> Spoken:
        """One sentence; edges count every character of `phonemes`, known to the model or not."""
        kept = self.kept(phonemes)
        if not kept.any():
            return Spoken(np.zeros(0, np.float32), np.zeros(len(phonemes) + 1))
        if self.timed is None:
            samples = self.tts.from_ids(self.tts.ids(phonemes), SPEED, rng)
            return Spoken(samples, self._proportional(samples, kept))
        samples, units = self._run(phonemes, rng)
        seconds = np.concatenate([[0], np.cumsum(units)]) - LEAD
        at = 1 + np.concatenate([[0], np.cumsum(kept)])  # the model pads one unit in front
        return Spoken(samples, np.maximum(seconds[at], 0) * HOP / self.rate)

    def _run(self, phonemes: str, rng, session=None):
        """Sound and durations (phonemes + 2,) from the patched graph."""
        from hibari.dsp import synth

        feed = {"ids": np.asarray([self.tts.ids(phonemes)], np.int64), "speed": np.asarray([SPEED], np.float32)}
        *parts, units = (session or self.timed).run(None, feed)
        return synth(*(part[0] for part in parts), rng), np.asarray(units).reshape(-1)

    def _proportional(self, samples: np.ndarray, kept: np.ndarray) -> np.ndarray:
        """Edges shared out evenly over the heard part of a sentence."""
        from studio.voices.energy import speech_span

        start, end = speech_span(samples, self.rate) or (0.0, len(samples) / self.rate)
        share = np.concatenate([[0], np.cumsum(kept)]) / max(1, kept.sum())
        return start + share * (end - start)

    def _timed_session(self, tensor: bytes):
        """A session with durations, or None unless it exists, sounds bit for bit the same, and adds up."""
        import onnxruntime as ort

        options = ort.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 4
        try:
            model = with_output(Path(self.tts.model_path).read_bytes(), tensor)
            session = ort.InferenceSession(model, options, providers=["CPUExecutionProvider"])
            samples, units = self._run(PROBE, np.random.default_rng(0), session)
        except Exception:  # whatever a changed graph makes onnxruntime raise, the voice itself still works
            return None
        stock = self.tts.from_phonemes(PROBE, SPEED, seed=0)
        same = np.array_equal(samples, stock) and units.sum() * HOP == len(stock)
        return session if same and len(units) == len(self.tts.ids(PROBE)) else None
