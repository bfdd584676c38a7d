"""A film as a timeline that editors open: a clip a beat, its sound in layers, a marker at each beat and question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import opentimelineio as otio

from studio import pages
from studio.packs.material import Material
from studio.sound import RATE

FOLDER_OF_CLIPS, FOLDER_OF_STEMS = "clips", "stems"
BEAT, QUESTION = "BLUE", "ORANGE"  # colours of markers


@dataclass(frozen=True)
class Mark:
    """A marker: on which beat, its frame there, how many frames it covers, what it is called and what it says."""

    beat: int
    at: int
    frames: int
    name: str
    words: str
    colour: str


def marks(film: Material) -> Iterator[Mark]:
    """One at the begin of each beat, one over the time in which the viewer thinks of its question."""
    for k, beat in enumerate(film.beats):
        yield Mark(k, 0, 1, beat.title or beat.name, beat.words, BEAT)
        if beat.question:
            name = pages.said(film.lang, "Question: {question}", question=beat.question)
            yield Mark(k, beat.asks - beat.start, beat.silent, name, beat.question, QUESTION)


def timeline(film: Material, clips: Sequence[str], stems: Sequence[str], on_clips: bool = False) -> otio.schema.Timeline:
    """The film on a video track, each stem on a track of its own; markers on the timeline, or on its clips."""
    made = otio.schema.Timeline(film.title, metadata=_of_fcp({"media": _formats(film)}))
    picture = otio.schema.Track(pages.said(film.lang, "Picture"), kind=otio.schema.TrackKind.Video)
    for name, beat in zip(clips, film.beats, strict=True):
        picture.append(_clip(film, beat.name, f"{FOLDER_OF_CLIPS}/{name}", beat.frames, {"video": _size(film)}))
    made.tracks.append(picture)
    for name in stems:
        track = otio.schema.Track(pages.said(film.lang, name.capitalize()), kind=otio.schema.TrackKind.Audio)
        sound = {"audio": {"samplecharacteristics": {"depth": "24", "samplerate": str(RATE)}, "channelcount": "1"}}
        track.append(_clip(film, name, f"{FOLDER_OF_STEMS}/{name}.wav", film.frames, sound))
        made.tracks.append(track)
    for mark in marks(film):
        start = 0 if on_clips else film.beats[mark.beat].start
        (picture[mark.beat] if on_clips else made.tracks).markers.append(_marker(mark, start, film.fps))
    return made


def _clip(film: Material, name: str, place: str, frames: int, media: dict[str, Any]) -> otio.schema.Clip:
    whole = otio.opentime.TimeRange(otio.opentime.RationalTime(0, film.fps), otio.opentime.RationalTime(frames, film.fps))
    file = otio.schema.ExternalReference(place, whole, metadata=_of_fcp({"media": media}))
    file.name = place.rsplit("/", 1)[1]
    return otio.schema.Clip(name, file, whole)


def _marker(mark: Mark, start: int, fps: int) -> otio.schema.Marker:
    when = otio.opentime.TimeRange(otio.opentime.RationalTime(start + mark.at, fps), otio.opentime.RationalTime(mark.frames, fps))
    return otio.schema.Marker(mark.name, when, mark.colour, comment=mark.words, metadata=_of_fcp({"comment": mark.words}))


def _of_fcp(fields: dict[str, Any]) -> dict[str, Any]:
    """What its adapter writes into the XML of Final Cut 7, which has no other place in a timeline."""
    return {"fcp_xml": fields}


def _size(film: Material) -> dict[str, Any]:
    look = film.order.look
    return {"samplecharacteristics": {"width": str(look.width), "height": str(look.height), "pixelaspectratio": "square"}}


def _formats(film: Material) -> dict[str, Any]:
    rate = {"timebase": str(film.fps), "ntsc": "FALSE"}
    picture = {"samplecharacteristics": {"rate": rate, **_size(film)["samplecharacteristics"]}}
    return {
        "video": {"format": picture},
        "audio": {"format": {"samplecharacteristics": {"depth": "24", "samplerate": str(RATE)}}, "numOutputChannels": "2"},
    }


def has_timecode(fps: int) -> bool:
    """Whether frames of this rate can be counted in hours, minutes, seconds and frames, as old formats want it."""
    try:
        otio.opentime.RationalTime(0, fps).to_timecode()
    except ValueError:
        return False
    return True
