"""Several films in a pack: they lead on to each other, and are one as well."""

import shutil

import pytest

from studio.container import probe
from studio.looks import look_of
from studio.orders import Order
from studio.packs import lecture, page, youtube
from studio.packs.material import Material


@pytest.fixture
def films(desk, tmp_path):
    """The film twice, by other names."""
    desk.pack("lecture")
    found = []
    for name, title in (("one", "One"), ("two", "Two & <three>")):
        shutil.copytree(desk.film, tmp_path / "mazur" / name)
        found.append(Material(Order("mazur", name, look_of("l", fps=30), out=tmp_path), {**desk.made, "title": title, "chapter": name}))
    return found


def test_a_channels_films_are_one_as_well(films, tmp_path):
    assert youtube.gather(tmp_path, films[:1]) == []
    assert youtube.gather(tmp_path, films) == ["series"]
    place, whole = tmp_path / "series", probe(tmp_path / "series/film.mp4")
    frames = films[0].frames
    assert whole["streams"]["video"]["frames"] == 2 * frames
    assert [second for _, second in whole["chapters"]] == pytest.approx([0, frames / 30], abs=1e-3)
    assert (place / "chapters.txt").read_text("utf-8").splitlines()[1].endswith("Two & <three>")
    assert "<" not in (place / "title.txt").read_text("utf-8") + (place / "description.txt").read_text("utf-8")
    assert (place / "captions.en.srt").read_bytes() == (tmp_path / "mazur/series.srt").read_bytes()


def test_a_lecturers_page_leads_to_every_player(films, tmp_path):
    assert lecture.gather(tmp_path, films) == ["index.html"]
    text = (tmp_path / "index.html").read_text("utf-8")
    assert 'href="one/player.html"' in text
    assert "Two &amp; &lt;three&gt;" in text
    assert "<three>" not in text


def test_a_player_leads_on_to_the_next_film(films):
    stills = [f"stills/{k}.jpg" for k in range(len(films[0].beats))]
    onward = {"title": films[1].title, "href": f"../two/{lecture.PLAYER}"}
    assert '"next":{"title":"Two & \\u003cthree>","href":"../two/player.html"}' in page.page(films[0], stills, onward)
    assert '"next":null' in page.page(films[1], stills)
