"""What stands is not encoded again, and decodes as if it were."""

import av
import numpy as np
import pytest
from av.video.reformatter import ColorRange, Colorspace, VideoReformatter
from PIL import Image, ImageDraw

from studio.encoder import EXACT, MASTER, Encoder
from studio.fast import encoder, h264
from studio.fast.encoder import Coder, Form, Segment, repeats
from studio.fast.yuv import Planes

W, H, FPS = 192, 112, 12
FORM = Form(W, H, FPS)
SHOWN = ((1, 3), (2, 1), (3, 1), (4, 40), (5, 7), (6, 20), (7, 1), (8, 12), (9, 1))  # picture, frames


def picture(k):
    pixels = np.full((H, W, 4), (30, 60, 90, 255), np.uint8)
    pixels[20:70, 30:120, :3] = np.random.default_rng(k).integers(0, 255, (50, 90, 3))
    return pixels


def film(path, make=Segment, shown=SHOWN, **settings):
    segment = make(path, W, H, FPS, **settings)
    for k, repeat in shown:
        segment.frame(picture(k), repeat, *([[(30, 20, 120, 70)]] if make is Segment else []))
    segment.close()
    with av.open(str(path)) as file:
        frames = [frame.to_ndarray() for frame in file.decode(video=0)]
    with av.open(str(path)) as file:
        packets = [bytes(p) for p in file.demux(video=0) if p.size]
    return frames, packets


def test_repeats_are_the_picture_before_them_and_near_the_drawing(tmp_path):
    frames, packets = film(tmp_path / "a.mp4")
    plain, _ = film(tmp_path / "b.mp4", Encoder)
    assert len(frames) == len(plain) == sum(repeat for _, repeat in SHOWN)
    at = 0
    for _, repeat in SHOWN:
        for k in range(at + 1, at + repeat):
            assert k % FORM.group == 0 or np.array_equal(frames[k], frames[k - 1])
        at += repeat
    assert max(np.abs(a.astype(int) - b).mean() for a, b in zip(frames, plain, strict=True)) < 1.5
    assert sum(len(p) < 60 for p in packets) > 50


def test_a_group_begins_every_half_second_and_no_two_neighbours_are_alike(tmp_path):
    frames, packets = film(tmp_path / "a.mp4")
    # in an MP4 a unit's start code is its length
    groups = [k for k, p in enumerate(packets) if any(b & 31 == 5 for b in (p[4], *_heads(p)))]
    assert groups == list(range(0, len(frames), FORM.group))


def _heads(packet):
    at = 0
    while at < len(packet):
        yield packet[at + 4]
        at += 4 + int.from_bytes(packet[at : at + 4])


def test_the_last_picture_of_a_segment_differs_from_the_first_of_the_next(tmp_path):
    _, packets = film(tmp_path / "a.mp4", shown=((1, 2 * FORM.group + 1),))
    bits, _ = repeats(FORM)
    assert [h264.group_id(_annexed(packets[k]), bits) for k in (0, -1)] == [0, 1]


def _annexed(packet):
    out, at = b"", 0
    while at < len(packet):
        size = int.from_bytes(packet[at : at + 4])
        out, at = out + b"\0\0\0\1" + packet[at + 4 : at + 4 + size], at + 4 + size
    return out


def test_where_repeats_do_not_decode_everything_is_encoded(tmp_path, monkeypatch):
    monkeypatch.setattr(encoder, "repeats", lambda form: (4, ()))
    frames, packets = film(tmp_path / "a.mp4")
    assert len(frames) == sum(repeat for _, repeat in SHOWN)
    assert sum(len(p) > 60 for p in packets) > 5


def test_a_wrong_repeat_is_found_out():
    bits, made = repeats(FORM)
    assert made
    assert encoder._repeat_truly(Coder(FORM), made, bits)
    broken = tuple(packet[:-4] + bytes(4) for packet in made)
    assert not encoder._repeat_truly(Coder(FORM), broken, bits)


def drawn(k):
    """A picture as films have them: outlines and digits on an even ground, moving on."""
    image = Image.new("RGBA", (4 * W, 4 * H), (14, 18, 23, 255))
    pen = ImageDraw.Draw(image)
    pen.ellipse((40 + 12 * k, 100, 240 + 12 * k, 300), outline=(41, 177, 235), width=10)
    pen.text((330, 60 + 8 * k), "0.3775", fill=(242, 244, 247), font_size=90)
    return np.asarray(image.resize((W, H), Image.Resampling.LANCZOS))


def test_a_master_is_smaller_and_nearer_to_the_drawing(tmp_path):
    errors, sizes = [], []
    for k, settings in enumerate(({}, MASTER)):
        segment = Segment(tmp_path / f"{k}.mp4", W, H, FPS, **settings)
        planes = Planes(W, H)
        for shown in range(30):
            segment.frame(drawn(shown), 1)
        segment.close()
        planes.convert(drawn(29), None)
        with av.open(str(tmp_path / f"{k}.mp4")) as file:
            *_, last = file.decode(video=0)
        errors.append(np.abs(last.to_ndarray().astype(int) - planes.whole).mean())
        sizes.append((tmp_path / f"{k}.mp4").stat().st_size)
    assert errors[1] < errors[0]
    assert sizes[1] < sizes[0]


@pytest.mark.parametrize("seed", range(12))
def test_a_part_is_converted_as_it_is_in_the_whole(seed):
    rng = np.random.default_rng(seed)
    before, after = rng.integers(0, 256, (2, H, W, 4), dtype=np.uint8)
    x0, x1 = sorted(rng.choice(W + 1, 2, replace=False).tolist())
    y0, y1 = sorted(rng.choice(H + 1, 2, replace=False).tolist())
    mixed = before.copy()
    mixed[y0:y1, x0:x1] = after[y0:y1, x0:x1]
    planes = Planes(W, H)
    planes.convert(before, None)
    planes.convert(mixed, [(x0, y0, x1, y1)])
    assert np.array_equal(planes.whole, converted(mixed))
    assert not np.array_equal(planes.whole, converted(after))


def converted(pixels):
    frame = av.VideoFrame.from_ndarray(pixels, format="rgba")
    how = {"dst_colorspace": Colorspace.ITU709, "dst_color_range": ColorRange.MPEG, "interpolation": EXACT}
    return VideoReformatter().reformat(frame, format="yuv420p", **how).to_ndarray()


def test_a_frame_number_is_set_whatever_it_looks_like():
    bits, made = repeats(FORM)
    assert len(set(made)) == 1 << bits
    for n, packet in enumerate(made):
        assert h264.numbered(h264.numbered(packet, n + 5, bits), n, bits) == packet
    with pytest.raises(ValueError, match="not a packet of one P slice"):
        h264.numbered(Coder(FORM).code(group=True).split(b"\0\0\1")[-1].join([b"\0\0\1", b""]), 1, bits)


@pytest.mark.parametrize("size", [(64, 64), (64, 62), (62, 64), (480, 854), (854, 480)])
def test_a_picture_of_any_even_size_keeps_its_edges(tmp_path, size):
    """854 lines, of an upright draft, are no whole fours."""
    width, height = size
    pixels = np.full((height, width, 4), (200, 40, 40, 255), np.uint8)
    pixels[: height // 2] = (40, 40, 200, 255)
    shown = []
    for make in (Segment, Encoder):
        segment = make(tmp_path / "a.mp4", width, height, 10)
        segment.frame(pixels, 2)
        segment.close()
        with av.open(str(tmp_path / "a.mp4")) as file:
            shown.append([frame.to_ndarray(format="rgb24") for frame in file.decode(video=0)][-1].astype(int))
    assert shown[0].shape == (height, width, 3)
    assert np.abs(shown[0] - shown[1]).max() < 12
