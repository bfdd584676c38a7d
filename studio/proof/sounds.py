"""Rules of sound, measured on the film where there is one."""

from __future__ import annotations

from studio import container, manifest, sound
from studio.orders import Order
from studio.proof.defect import Defect
from studio.proof.walked import Walked

RULES = ("loudness", "true peak", "unequal length")
LUFS, NEAR, PEAK = -14.0, 0.5, -1.0


def defects(film: Walked) -> list[Defect]:
    """What is wrong with how the film sounds."""
    return heard(film.order)


def heard(order: Order) -> list[Defect]:
    """What is wrong with the sound of the film, if there is one that is not silent."""
    film, made = order.folder / "film.mp4", manifest.read(order.folder)
    if made is None or not film.exists() or made["voice"]["name"] == "silent":
        return []
    level, streams = sound.measure(film), container.probe(film)["streams"]
    found, mend = [], "render again"
    if abs(level.integrated - LUFS) > NEAR:
        found.append(Defect("loudness", "", 0.0, f"loudness {level.integrated:.1f} LUFS, wanted {LUFS} within {NEAR}", mend))
    if level.true_peak > PEAK:
        found.append(Defect("true peak", "", 0.0, f"true peak {level.true_peak:.1f} dBTP, at most {PEAK} allowed", mend))
    if abs(streams["audio"]["seconds"] - streams["video"]["seconds"]) > 1.5 / made["look"]["fps"]:
        found.append(Defect("unequal length", "", 0.0, "sound and picture are not equally long", mend))
    return found
