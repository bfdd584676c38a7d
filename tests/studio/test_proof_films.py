"""Every chapter, read by every rule: on its own lesson, or on each of four that dense chapters are told on; the flagship in light too."""

import pytest

from scenes.kit import theme
from studio import catalog
from studio.looks import look_of
from studio.orders import Order
from studio.proof import maths, reader
from tests.sampling import sampled

FLAGSHIP = ("forward", "chain_rule", "delta", "gradients", "update")
DENSE = ("mazur", "xor", "deep", "wide")


def films():
    """Each film on its own lesson; some of the others on the lessons that every dense film can be told on."""
    carried = [(entry.name, entry.lesson or DENSE[0], "dark") for entry in catalog.chapters()]
    elsewhere = [
        (entry.name, lesson, "light" if lesson == "deep" and entry.name in FLAGSHIP else "dark")
        for entry in catalog.chapters()
        if not entry.lesson
        for lesson in DENSE[1:]
    ]
    return [*sampled(carried, 6), *sampled(elsewhere, 1)]


FILMS = films()


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
