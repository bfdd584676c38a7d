"""A film as slides for PowerPoint and its like: a slide a beat, which plays by itself, with what is said as its notes."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from lxml import etree
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from scenes.kit.theme import THEMES
from studio import pages, poster
from studio.atomic import replacing
from studio.bundle import bundled
from studio.packs.material import Material, Passage

LONGER = 12192000  # EMU of a slide's longer side, 13 1/3 inches
TITLE_ONLY = 5  # of the layouts that there are
# What PowerPoint writes for a film that starts with its slide: a call to play it, after the slide has come.
TIMING = """\
<p:timing xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"><p:tnLst><p:par>
<p:cTn id="1" dur="indefinite" restart="never" nodeType="tmRoot"><p:childTnLst><p:seq concurrent="1" nextAc="seek">
<p:cTn id="2" dur="indefinite" nodeType="mainSeq"><p:childTnLst><p:par><p:cTn id="3" fill="hold"><p:stCondLst>
<p:cond delay="indefinite"/><p:cond evt="onBegin" delay="0"><p:tn val="2"/></p:cond></p:stCondLst><p:childTnLst><p:par>
<p:cTn id="4" fill="hold"><p:stCondLst><p:cond delay="0"/></p:stCondLst><p:childTnLst><p:par>
<p:cTn id="5" presetID="1" presetClass="mediacall" presetSubtype="0" fill="hold" nodeType="afterEffect"><p:stCondLst><p:cond delay="0"/>
</p:stCondLst><p:childTnLst><p:cmd type="call" cmd="playFrom(0.0)"><p:cBhvr><p:cTn id="6" dur="{milliseconds}" fill="hold"/><p:tgtEl>
<p:spTgt spid="{shape}"/></p:tgtEl></p:cBhvr></p:cmd></p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn></p:par></p:childTnLst>
</p:cTn></p:par></p:childTnLst></p:cTn><p:prevCondLst><p:cond evt="onPrev" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond>
</p:prevCondLst><p:nextCondLst><p:cond evt="onNext" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond></p:nextCondLst></p:seq><p:video>
<p:cMediaNode vol="100000"><p:cTn id="7" fill="hold" display="0"><p:stCondLst><p:cond delay="indefinite"/></p:stCondLst></p:cTn>
<p:tgtEl><p:spTgt spid="{shape}"/></p:tgtEl></p:cMediaNode></p:video></p:childTnLst></p:cTn></p:par></p:tnLst></p:timing>"""


def write(path: Path, film: Material, clips: Sequence[Path]) -> None:
    """A title and a slide for each beat's clip, which lies inside the file."""
    deck = Presentation()
    look = film.order.look
    k = LONGER / max(look.width, look.height)
    deck.slide_width, deck.slide_height = Emu(round(look.width * k)), Emu(round(look.height * k))
    deck.core_properties.title, deck.core_properties.author = film.title, "Backreel"
    _opened(deck, film)
    for beat, clip in zip(film.beats, clips, strict=True):
        _slide(deck, film, beat, clip)
    saved = BytesIO()
    deck.save(saved)
    with ZipFile(saved) as parts, replacing(path) as temporary:  # whose bytes are the same whenever it is made again
        temporary.write_bytes(bundled({name: parts.read(name) for name in parts.namelist()}))


def _opened(deck: Any, film: Material) -> None:
    """The first slide: what the film is called, what one can do after it, the network."""
    slide = _bare(deck, film)
    title = slide.shapes.title
    width, height = deck.slide_width, deck.slide_height
    title.left, title.top, title.width, title.height = (round(part) for part in (width * 0.08, height * 0.3, width * 0.84, height * 0.2))
    title.text = film.title
    _coloured(title, film, Pt(44), "ink")
    under = slide.shapes.add_textbox(title.left, title.top + title.height, title.width, round(height * 0.25))
    under.text_frame.word_wrap = True
    under.text_frame.text = f"{film.made['promise']}\n{film.lesson}"
    _coloured(under, film, Pt(22), "soft")
    slide.notes_slide.notes_text_frame.text = film.made["promise"]


def _slide(deck: Any, film: Material, beat: Passage, clip: Path) -> None:
    """A beat: its clip over the whole slide; its title stands above the slide, for lists of slides and for those who hear them."""
    slide = _bare(deck, film)
    slide.shapes.title.text = beat.heading
    slide.shapes.title.top, slide.shapes.title.height = -Emu(700000), Emu(600000)
    slide.shapes.title.left, slide.shapes.title.width = Emu(0), deck.slide_width
    first = BytesIO(poster.picture_at(film.film, (beat.start + 0.5) / film.fps - 1e-6))
    movie = slide.shapes.add_movie(str(clip), 0, 0, deck.slide_width, deck.slide_height, first, "video/mp4")
    movie.name = pages.said(film.lang, "The film: {beat}", beat=beat.heading)
    start_with_slide(slide, movie.shape_id, beat.frames / film.fps)
    asks = f"\n\n{pages.said(film.lang, 'Ask, and wait: {question}', question=beat.question)}" if beat.question else ""
    slide.notes_slide.notes_text_frame.text = f"{beat.words}{asks}"


def _bare(deck: Any, film: Material) -> Any:
    """A slide on the film's ground."""
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    slide.background.fill.solid()
    slide.background.fill.fore_color.rgb = _hue(film, "ground")
    return slide


def _coloured(shape: Any, film: Material, size: Any, hue: str) -> None:
    for paragraph in shape.text_frame.paragraphs:
        paragraph.font.size, paragraph.font.color.rgb, paragraph.alignment = size, _hue(film, hue), PP_ALIGN.LEFT


def _hue(film: Material, name: str) -> RGBColor:
    return RGBColor.from_string(getattr(THEMES[film.order.look.theme], name)[1:])


def start_with_slide(slide: Any, shape: int, seconds: float) -> None:
    """Let a film play as its slide comes, not at a click."""
    for old in slide.element.findall(qn("p:timing")):
        slide.element.remove(old)
    slide.element.append(etree.fromstring(TIMING.format(shape=shape, milliseconds=round(1000 * seconds)).replace("\n", "")))
