"""What the film claims of every filter that it accepts: beat -> claim word -> why it always holds."""

from __future__ import annotations

ALWAYS = {
    "promised": {"every": "the filter's weights are shared"},
    "scaled": {"same": "the filter's weights are shared"},
    "laid": {"only": "a window is as large as the filter"},
    "shared": {"all": "a window slides over every position with the same weights", "every": "that is what dense means"},
    "added": {"same": "the filter's weights are shared", "always": "slopes over several paths add up"},
    "law": {"all": "the slope of a bias that is shared", "always": "a bias is added as it is"},
    "every_pixel": {"every": "the way back has an entry for each pixel", "negative": "squares are drawn so"},
    "tied": {"only": "the filter's weights are shared"},
    "harvest": {"every": "slopes over several paths add up"},
}
