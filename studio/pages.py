"""Words of pages, descriptions and sheets in a language: the table [pages] of scenes/words/CODE.toml, by their English."""

from __future__ import annotations

from collections.abc import Mapping

from scenes import series, translation

PAGES = (
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
)


def said(code: str, english: str, **fields: object) -> str:
    """Words of a page, their `{fields}` filled; in English where the language does not have them."""
    if english not in PAGES:
        raise KeyError(f"{english!r} is not among PAGES, which say what can be translated")
    return (table(code).get(english) or english).format(**fields)


def table(code: str) -> Mapping[str, str]:
    """The words of pages in a language, by their English."""
    return {} if code == translation.ENGLISH else translation.words_in(translation.path_of(series.HOUSE, code)).pages
