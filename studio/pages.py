"""Words of pages, descriptions, players and worksheets in a language: the table [pages] of scenes/words/CODE.toml, by their English."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Collection, Iterable, Mapping

from scenes import series, translation

YOUTUBE = (
    "{seconds} seconds to think",
    "{seconds} seconds to look",
    "After this film you can {promise} The network: {lesson}.",
    "All {count} numbers seen and heard are computed, and checked against the computation.",
    "Backpropagation with every number",
    "Backpropagation, chapter {number}",
    "Convention: delta is {delta}, a gradient is the {gradient}, the loss is {loss}.",
    "How a neural network finds out which of its weights are to blame, and by how much: {count} chapters that each stand alone.",
    "Networks: {networks}.",
    "Sources",
    "and {count} more, named in the films",
    "dL/dz of one example",
    "mean over the batch",
    "sum over the batch",
    "{count} chapters",
    "{count} chapters on {lesson}",
    "For YouTube",
    "Title",
    "Description",
    "Files",
    "Licence",
    "Thumbnail: {poster}. Captions: {captions}.",
    "The films and pictures that you make are yours: show, change, publish and sell them as you like. Backreel itself is MIT.",
    "Made with {tools}.",
    "Voice: {name}, made by a computer, from {package}.",
    "Voice: a draft by {program}.",
    "Voice: recorded by a person.",
    "Type: {type}.",
    "All films",
    "{title} (described)",
    "audio description",
    "Education",
    "#backpropagation #neuralnetworks #machinelearning",
)
LOSSES = (  # as the engine writes their formulas
    "1/2 sum (a - y)^2", "mean (a - y)^2", "mean |a - y|", "-sum y log a", "-sum y log a + (1 - y) log (1 - a)",
    "mean of (a - y)^2 / 2, or {line} where |a - y| > {delta}", "mean over t of -log a_t of the token that came next",
    "sum over i != c of max(0, a_i - a_c + 1), c being the class", "sum (a - y) z",
)  # fmt: skip
EDITOR = ("Question: {question}", "Picture", "Voice", "Effects", "Bed")
PLAYER = (
    "Begin", "Speaker notes", "The film", "Back (left arrow)", "Back", "Play or pause (space bar)", "Play", "Pause", "On (right arrow)",
    "On", "Stop at", "questions", "every beat", "nothing", "descriptions", "Captions (C)", "Captions", "Speaker notes under the film (N)",
    "Notes", "A second window for the speaker (S)", "Speaker", "Pictures and words on paper (P)", "Print", "Full screen (F)", "Full screen",
    "{n} of {all}", "Next: {words}", ", asks: {question}", "Then the film is over.", "Press the right arrow to go on.", "The film is over.",
    "The film is over. This was the last one.", "Next film: {title}", "The film cannot be read: keep {film} in the folder of this page.",
    "The picture at {time}", "The end of this beat", "Next", "The end of the next beat", "Clock to zero",
    "The browser held the second window back: allow this page to open one, then press S again.", "The film stops and asks: {question}",
    "{time} since the beginning", "Questions", "The questions on this film", "Right.", "Not so: {why}. Right is {right}.",
    "The learning system did not take what was reported to it.", "The learning system did not keep what was reported to it.",
    "Found no learning system: nothing is reported.", "Ask, and wait: {question}", "The film: {beat}",
)  # fmt: skip
WORKSHEET = (
    "Key", "page {n} of 2", "Name", "Date", "Sheet {number}", "sheet {number}", "Forward", "Backward", "A step", "Another example",
    "then the activation.", "Keep all digits of your calculator, write down four.", "from the last layer to the first",
    "one weight of each layer", "the same network before the step; tick one answer each", "no bias", "layer {l}", "layers {l}", "new",
    "Into the activation:", "The loss of this example:", "The gradient:", "After one step, the new", "The blame of the output:",
    "Blame comes back:", "Layer {l}, {activation}", "the loss is {loss}.", "part 1, forward", "part 2, backward", "part 3, a step",
    "part 3, a step, new", "part 4, question {k}, {letter}",
    "Every number of the worksheet's key, worked out again. Nothing here comes from Backreel but what the sheet gives.",
    "Forward and backward", "The lines of the book, for one example.", "The two pages",
    "Each number as it comes out here, as it is printed, and where it stands.", "The questions",
    "On the other example, with the network as it was before the step.", "Another road",
    "Nothing of the way back is written here: torch finds it by itself.",
)  # fmt: skip
EVERY = "Every number of the film, worked out again. Nothing here comes from Backreel but the network, the examples and the learning rate."
REST = "{count} more are of what was run besides ({names}), and are not run again here."
WHEN = "Each number as it comes out here, as it is shown or said, and when."
RECORDER = (
    "Backreel record", "The beat", "The picture that the beat ends on", "how it is read", "record", "record again", "stop", "listen",
    "the take before", "‹ back", "on ›", "Level of the microphone", "The beats of the film",
    "Read in a quiet room, a hand's breadth from the microphone. Space records and stops, P listens, the arrows go from beat to beat. "
    "A take is kept as soon as it stops; another one puts it aside.",
    "The takes are kept in {folder}", "All {count} beats are recorded.", "{done} of {count} beats are recorded.",
    "The film is quiet for {pause} s after this.", "recorded", "to be recorded again", "not recorded", "Once more: {faults}.",
    "{seconds} s, voice {voice} dB, room {room} dB: good.", "The microphone is gone. Plug it in and record again.",
    "Too loud: it is clipped.", "The browser may not use the microphone. Allow it beside the address, then record again.",
    "There is no microphone that can be used: {why}",
    "The recorder does not answer. The take is held here, and kept as soon as it does.",
)  # fmt: skip
FAULTS = (  # of a take, as `studio.recorder.heard` names them
    "nothing is heard: is the right microphone chosen, and is it on?",
    "it is clipped in {n} places: speak from further away, or turn the microphone down",
    "the voice is weak, {level} dB: come closer, or turn the microphone up",
    "the room is heard, {level} dB below the voice: close the window, come closer",
    "its first word is cut off: wait a moment before you speak",
    "its last word is cut off: wait a moment before you stop",
)
NOTEBOOK = (EVERY, REST, "The numbers of the film", WHEN)
MISTAKES = (  # what `engine.slips` names; {activation} is in some of them
    "W turned, where it should stand", "the bias left out", "the signs of the products forgotten", "the bias taken away instead of added",
    "the weights left out", "the activation already applied", "only the first input taken", "the sign forgotten",
    "the bare sum of the squares", "half the sum of the squares", "the squares forgotten", "y added instead of taken away",
    "the slope of {activation} left out", "the slope taken at a instead of z", "the activation in place of its slope",
    "a (1 - a) multiplied into a - y", "a - y taken for it", "the loss in place of its slope", "W not turned",
    "only the first neuron's blame taken", "i and j exchanged", "what comes in left out", "what goes out in place of what comes in",
    "the weight in place of what comes in", "the step taken uphill", "the learning rate left out", "the step in place of the weight",
    "uphill, and the learning rate left out", "delta taken for the whole gradient",
)  # fmt: skip
PAGES = frozenset((*YOUTUBE, *LOSSES, *EDITOR, *PLAYER, *WORKSHEET, *NOTEBOOK, *MISTAKES, *RECORDER, *FAULTS))


def said(code: str, english: str, **fields: object) -> str:
    """Words of a page, their `{fields}` filled; in English where the language does not have them."""
    if english not in PAGES:
        raise KeyError(f"{english!r} is not among PAGES, which say what can be translated")
    return (table(code).get(english) or english).format(**fields)


def retold(code: str, text: str, among: Iterable[str], slot: Callable[[str], str] = str) -> str:
    """A text that was made of one of these English templates, made of the language's, what fills it told by `slot`; as it is where
    it was made of none."""
    for english in among:
        pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+)", re.escape(english))
        if found := re.fullmatch(pattern, text):
            return said(code, english, **{name: slot(word) for name, word in found.groupdict().items()})
    return text


def slots(code: str, words: Iterable[str]) -> dict[str, str]:
    """What fills the `<!--say WORDS-->` of a page, from these words that need nothing filled in."""
    return {f"say {english}": html.escape(said(code, english)) for english in words if "{" not in english}


def filled(text: str, slots: Mapping[str, str]) -> str:
    """A page with each `<!--slot-->` filled, once: what is filled in is not looked at again."""
    first, *rest = text.split("<!--")
    parts = [part.partition("-->") for part in rest]
    return first + "".join(slots[name] + after for name, _, after in parts)


def known(code: str, words: Collection[str]) -> dict[str, str]:
    """Those of the words that a language has, by their English, for a page's script."""
    return {english: told for english, told in table(code).items() if english in words and told}


def table(code: str, name: str = "pages") -> Mapping[str, str]:
    """The words of pages in a language, by their English; or those of another table of the house, as of what all films have on screen."""
    if code == translation.ENGLISH:
        return {}
    words: Mapping[str, str] = getattr(translation.words_in(translation.path_of(series.HOUSE, code)), name)
    return words
