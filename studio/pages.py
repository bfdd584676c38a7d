"""Words of pages, descriptions and sheets in a language: the table [pages] of scenes/words/CODE.toml, by their English."""

from __future__ import annotations

from scenes import series, translation


def said(code: str, english: str, **fields: object) -> str:
    """Words of a page, their `{fields}` filled; in English where the language does not have them."""
    table = translation.words_in(translation.path_of(series.HOUSE, code)).pages if code != translation.ENGLISH else {}
    return (table.get(english) or english).format(**fields)
