"""Every chapter, read by every rule: on its own lesson, or on each of four that dense chapters are told on; the flagship in light too."""

import pytest

from scenes.kit import theme
from studio import catalog
from studio.looks import look_of
from studio.orders import Order
from studio.proof import maths, reader

FLAGSHIP = ("forward", "chain_rule", "delta", "gradients", "update")
DENSE = ("mazur", "xor", "deep", "wide")
FILMS = [
    (entry.name, lesson, "light" if lesson == "deep" and entry.name in FLAGSHIP else "dark")
    for entry in catalog.chapters()
    for lesson in ([entry.lesson] if entry.lesson else DENSE)
]


@pytest.fixture(autouse=True)
def dark_again():
    yield
    theme.use("dark")


@pytest.mark.parametrize(("film", "lesson", "theme_name"), FILMS, ids=["-".join(row[:2]) for row in FILMS])
def test_nothing_is_objected_to(film, lesson, theme_name, tmp_path):
    walked = reader.walk(Order(lesson, film, look_of("l", theme_name=theme_name), "silent", tmp_path))
    assert len(walked.views) >= len(walked.told.beats)
    assert [str(defect) for defect in reader.judge(walked)] == []
    if (film, lesson) in [(each, "mazur") for each in FLAGSHIP]:
        assert len(maths.unchecked(walked)) <= len(maths.checked(walked)) / 4 > 1
