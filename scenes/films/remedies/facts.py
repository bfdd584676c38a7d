"""What always holds on the runs that this film tells of; their numbers stand in `scenes.repairs`. No sentence, no mobject."""

from __future__ import annotations

TOLD = "unfit asks for it: goes_as_told"
ALWAYS = {
    "promised": {"same": "the film draws one network twice"},
    "patient": {"all": "unfit asks for it: has_runs", "shrinks": TOLD},
    "stuck": {"every": TOLD, "nearly": TOLD, "same": TOLD, "never": TOLD},
    "asked_slope": {"almost": TOLD, "nothing": "a rectifier is zero there"},
    "race_slope": {"both": "the film draws two runs", "same": TOLD, "never": TOLD},
    "fitting_rule": {"none": "it is a condition"},
    "race_gain": {"same": TOLD, "every": TOLD, "further": TOLD},
    "dies": {"all": TOLD},
    "leads_on": {"every": "it tells what the next film does"},
    "leaks": {"learns": TOLD},
}
