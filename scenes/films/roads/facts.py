"""What always holds on the runs that this film tells of; their numbers stand in `scenes.repairs`. No sentence, no mobject."""

from __future__ import annotations

TOLD, MADE = "unfit asks for it: goes_as_told", "unfit asks for it: has_runs"
ALWAYS = {
    "promised": {"every": "a step moves each weight whose slope is not zero"},
    "titled": {"every": MADE},
    "gates": {"every": MADE},
    "asked_common": {"none": TOLD, "rise": "it is supposed", "all": "it is supposed"},
    "back": {"nothing": "the normalised values are those of the sums less their mean", "rises": "the mean of what rises rises"},
    "race_norm": {"every": TOLD, "learns": "unfit asks for it: is_mended"},
    "road": {"both": "the slope of a sum by each of its terms is one", "all": "the slope of a sum by each of its terms is one"},
    "race_road": {"same": TOLD, "learned": "unfit asks for it: is_mended"},
    "leads_on": {"all": "a filter is used at each position"},
    "harvest": {"every": MADE, "both": "a road is added to what a link leaves"},
}
