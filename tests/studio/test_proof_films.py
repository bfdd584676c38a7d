"""Every chapter, read by every rule: on its own lesson or Mazur's, and the flagship on a deep one in light colours."""

import pytest

from scenes.kit import theme
from studio import catalog
from studio.looks import look_of
from studio.orders import Order
from studio.proof import maths, reader

FLAGSHIP = ("forward", "chain_rule", "delta", "gradients", "update")
FILMS = [(entry.name, entry.lesson or "mazur", "dark") for entry in catalog.chapters()] + [(name, "deep", "light") for name in FLAGSHIP]


@pytest.fixture(autouse=True)
def dark_again():
    yield
    theme.use("dark")


@pytest.mark.parametrize(("name", "lesson", "theme_name"), FILMS, ids=["-".join(film[:2]) for film in FILMS])
def test_nothing_is_objected_to(name, lesson, theme_name, tmp_path):
    film = reader.walk(Order(lesson, name, look_of("l", theme_name=theme_name), "silent", tmp_path))
    assert len(film.views) >= len(film.told.beats)
    assert [str(defect) for defect in reader.judge(film)] == []
    if (name, lesson) in [(each, "mazur") for each in FLAGSHIP]:
        assert len(maths.unchecked(film)) <= len(maths.checked(film)) / 4 > 1
