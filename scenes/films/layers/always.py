"""What the film claims of every stack: beat -> claim word -> why it always holds."""

from __future__ import annotations

ALWAYS = {
    "opened": {"every": "a manner of speaking of the field"},
    "promised": {"only": "a layer's record back holds these two and no more"},
    "born": {"every": "a loss has a slope by each output"},
    "questions": {"every": "a layer's record back holds these two and no more"},
    "harvest": {"nothing": "the engine asks a layer for these two alone", "both": "it is a condition"},
}
