"""Pictures keep their colours, and segments their form."""

from dataclasses import fields

import av
import numpy as np
import pytest
from av.video.reformatter import ColorRange, Colorspace, VideoReformatter

from scenes.kit.theme import THEMES
from studio.container import probe
from studio.encoder import Encoder

COLOURS = sorted({getattr(theme, f.name) for theme in THEMES.values() for f in fields(theme) if f.name != "name"})
SIDE = 32


def rgb(colour):
    return np.array([int(colour[k : k + 2], 16) for k in (1, 3, 5)])


def encode(path, pixels, repeat=1, fps=30):
    encoder = Encoder(path, pixels.shape[1], pixels.shape[0], fps)
    encoder.frame(pixels, repeat)
    encoder.close()
    return path


def swatches():
    """Every colour of every theme, a square each, RGBA."""
    row = [np.full((SIDE, SIDE, 4), [*rgb(c), 255], np.uint8) for c in COLOURS]
    return np.concatenate(row, axis=1)


def decoded(path, matrix):
    """The first frame in RGB, with this matrix."""
    with av.open(str(path)) as film:
        frame = next(film.decode(video=0))
    how = {"src_colorspace": matrix, "src_color_range": ColorRange.MPEG, "dst_color_range": ColorRange.JPEG}
    return VideoReformatter().reformat(frame, format="rgb24", **how).to_ndarray().astype(int)


def error(picture):
    """The largest error of a colour at the middle of its square, in 255ths."""
    middle = [picture[SIDE // 2, SIDE * k + SIDE // 2] for k in range(len(COLOURS))]
    return max(np.abs(found - rgb(c)).max() for found, c in zip(middle, COLOURS, strict=True))


@pytest.fixture(scope="module")
def film(tmp_path_factory):
    return encode(tmp_path_factory.mktemp("film") / "a.mp4", swatches(), 100)


def test_every_colour_of_every_theme_is_right_to_two_255ths(film):
    assert error(decoded(film, Colorspace.ITU709)) <= 2


def test_the_wrong_matrix_would_be_noticed(film):
    assert error(decoded(film, Colorspace.ITU601)) > 8


def test_the_form_is_what_players_and_hosts_want(film):
    video = probe(film)["streams"]["video"]
    assert (video["codec"], video["profile"], video["pixels"]) == ("h264", "High", "yuv420p")
    assert (video["matrix"], video["primaries"], video["transfer"]) == (1, 1, 1)
    with av.open(str(film)) as file:
        assert file.streams.video[0].codec_context.color_range == 1
        assert next(file.decode(video=0)).color_range == 1


def unit_types(packet):
    """The kinds of H.264 units in a packet; 5 is a picture from which decoding can begin."""
    data, at, found = bytes(packet), 0, []
    while at < len(data):
        found.append(data[at + 4] & 31)
        at += 4 + int.from_bytes(data[at : at + 4])
    return found


@pytest.mark.parametrize("fps", [15, 30, 60, 24, 7, 1])
def test_groups_are_closed_and_half_a_second_long(tmp_path, fps):
    path = encode(tmp_path / "a.mp4", swatches(), 3 * fps + 1, fps)
    with av.open(str(path)) as film:
        packets = [p for p in film.demux(video=0) if p.size]
    assert len(packets) == 3 * fps + 1
    assert [k for k, p in enumerate(packets) if p.is_keyframe] == list(range(0, len(packets), max(1, fps // 2)))
    assert all(5 in unit_types(p) for p in packets if p.is_keyframe)
    assert all(p.pts == p.dts for p in packets)


def test_a_repeated_frame_lasts(tmp_path):
    encoder = Encoder(tmp_path / "a.mp4", 64, 48, 30)
    for level, repeat in ((50, 3), (200, 5), (90, 1)):
        encoder.frame(np.full((48, 64, 4), level, np.uint8), repeat)
    encoder.close()
    with av.open(str(tmp_path / "a.mp4")) as film:
        levels = [float(frame.to_ndarray(format="gray").mean()) for frame in film.decode(video=0)]
    assert np.abs(np.array(levels) - ([50] * 3 + [200] * 5 + [90])).max() < 3
