"""What the film claims of every filter that it accepts: beat -> claim word -> why it always holds."""

from __future__ import annotations

ALWAYS = {
    "promised": {"every": "the filter's weights are shared"},
    "scaled": {"all": "that is what sliding means", "every": "slopes over several paths add up", "same": "the filter's weights are shared"},
    "laid": {"only": "a window is as large as the filter"},
    "slid": {"same": "the filter's weights are shared"},
    "shared": {"all": "a window slides by single steps, without padding", "every": "that is what dense means"},
    "added": {"same": "the filter's weights are shared", "always": "slopes over several paths add up"},
    "law": {"all": "the slope of a bias that is shared", "always": "a bias is added as it is"},
    "met_backwards": {"lower": "the first window that sees a pixel has it in its last place"},
    "every_pixel": {"every": "the way back has an entry for each pixel", "negative": "squares are drawn so"},
    "counted": {"same": "the filter's weights are shared", "all": "a window sees no other pixel"},
    "tied": {"only": "the filter's weights are shared"},
    "harvest": {"every": "slopes over several paths add up"},
}
