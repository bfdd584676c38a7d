"""The explorer: one page on which a learner changes a network and sees at once what follows, forward and backward."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from studio.explorer.notebook import Explorer

__all__ = ["Explorer"]


def __getattr__(name: str) -> Any:
    """`from studio.explorer import Explorer` loads what a notebook needs, and says what to install where that is missing."""
    if name != "Explorer":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    try:
        from studio.explorer.notebook import Explorer
    except ModuleNotFoundError as error:
        raise ImportError(f"found no {error.name}; run: pip install 'backreel[notebook]'") from error
    return Explorer
