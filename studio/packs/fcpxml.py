"""A film as FCPXML 1.8, which Final Cut Pro and DaVinci Resolve open: clips in a spine, sound and markers attached to them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from xml.etree import ElementTree as xml

from studio.packs.material import Material
from studio.packs.timeline import FOLDER_OF_CLIPS, FOLDER_OF_STEMS, marks

AUDIO = {"hasAudio": "1", "audioSources": "1", "audioChannels": "1", "audioRate": "48000"}


def fcpxml(film: Material, clips: Sequence[str], stems: Sequence[str]) -> str:
    """The text of the file; the places of clips are relative to it."""
    whole, look = seconds(film.frames, film.fps), film.order.look
    root = xml.Element("fcpxml", version="1.8")
    resources = _under(root, "resources")
    picture = {"width": str(look.width), "height": str(look.height), "colorSpace": "1-1-1 (Rec. 709)"}
    _under(resources, "format", id="r0", frameDuration=seconds(1, film.fps), **picture)
    for k, (name, beat) in enumerate(zip(clips, film.beats, strict=True)):
        place = {"src": f"{FOLDER_OF_CLIPS}/{name}", "duration": seconds(beat.frames, film.fps)}
        _under(resources, "asset", id=f"v{k}", name=beat.name, start="0s", hasVideo="1", format="r0", **place)
    for name in stems:
        place = {"src": f"{FOLDER_OF_STEMS}/{name}.wav", "duration": whole}
        _under(resources, "asset", id=f"a-{name}", name=name, start="0s", **AUDIO, **place)
    project = xml.SubElement(_under(_under(root, "library"), "event", name=film.lesson), "project", name=film.title)
    sequence = _under(project, "sequence", format="r0", duration=whole, tcStart="0s", tcFormat="NDF", audioRate="48k")
    _spine(_under(sequence, "spine"), film, stems)
    xml.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE fcpxml>\n{xml.tostring(root, encoding="unicode")}\n'


def _spine(spine: xml.Element, film: Material, stems: Sequence[str]) -> None:
    """Every beat's clip; the first carries the sound, each its markers."""
    marked = list(marks(film))
    for k, beat in enumerate(film.beats):
        when = {"offset": seconds(beat.start, film.fps), "start": "0s", "duration": seconds(beat.frames, film.fps)}
        clip = _under(spine, "asset-clip", ref=f"v{k}", name=beat.name, **when)
        for lane, name in enumerate(stems if k == 0 else (), 1):
            role = {"audioRole": "dialogue" if name == "voice" else "music" if name == "bed" else "effects"}
            when = {"offset": "0s", "start": "0s", "duration": seconds(film.frames, film.fps)}
            _under(clip, "asset-clip", ref=f"a-{name}", name=name, lane=str(-lane), **when, **role)
        for mark in (mark for mark in marked if mark.beat == k):
            place = {"start": seconds(mark.at, film.fps), "duration": seconds(mark.frames, film.fps)}
            _under(clip, "marker", value=mark.name, note=mark.words, **place)


def _under(parent: xml.Element, tag: str, **fields: str) -> xml.Element:
    return xml.SubElement(parent, tag, dict(fields))


def seconds(frames: int, fps: int) -> str:
    """Frames as the format writes times, an exact fraction of a second."""
    time = Fraction(frames, fps)
    return f"{time.numerator}s" if time.denominator == 1 else f"{time.numerator}/{time.denominator}s"
