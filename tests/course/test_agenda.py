"""The order of a course's jobs: films at once, packs after their films, what is alike once; nothing waits for what broke."""

from dataclasses import dataclass

from studio.course.agenda import Agenda
from studio.course.making import Outcome

MADE, BROKEN = Outcome("made", seconds=1.0), Outcome("broken", "a fault")


@dataclass(frozen=True)
class Job:
    label: str
    key: str
    needs: tuple[str, ...] = ()


A, B = Job("ada/forward", "a"), Job("ben/forward", "b")
PACK = Job("ada/pack", "p", ("a", "b"))


def begun(agenda):
    return [job.label for job in iter(agenda.next, None)]


def test_a_pack_comes_after_the_last_of_its_films():
    agenda = Agenda([PACK, A, B])
    assert begun(agenda) == ["ada/forward", "ben/forward"]
    assert list(agenda.ended(A, MADE)) == [(A, MADE)]
    assert begun(agenda) == []
    list(agenda.ended(B, Outcome("refused")))  # it is a pack without it
    assert begun(agenda) == ["ada/pack"]
    assert len(agenda) == 1
    list(agenda.ended(PACK, MADE))
    assert not agenda


def test_nothing_waits_for_a_film_that_broke():
    agenda = Agenda([A, B, PACK])
    begun(agenda)
    (_, _), (job, outcome) = agenda.ended(A, BROKEN)
    assert (job, outcome.state) == (PACK, "broken")
    assert A.label in outcome.reason
    assert [job for job, _ in agenda.ended(B, BROKEN)] == [B]
    assert not agenda


def test_films_of_others_are_not_waited_for():
    """A pack that is asked for alone has its films looked for when it is made."""
    assert begun(Agenda([PACK])) == ["ada/pack"]


def test_what_is_alike_is_made_once_and_told_of_all():
    twin = Job("eve/forward", "a")
    agenda = Agenda([A, twin])
    assert begun(agenda) == ["ada/forward"]
    assert [(job.label, outcome.state) for job, outcome in agenda.ended(A, MADE)] == [("ada/forward", "made"), ("eve/forward", "stood")]
    agenda = Agenda([A, twin])
    assert [outcome for _, outcome in agenda.ended(A, BROKEN)] == [BROKEN, BROKEN]


def test_what_was_begun_is_begun_again():
    agenda = Agenda([A, B])
    begun(agenda)
    agenda.again(B)
    assert begun(agenda) == ["ben/forward"]
    list(agenda.ended(A, MADE))
    agenda.anew()
    assert begun(agenda) == ["ben/forward"]
