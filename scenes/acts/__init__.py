"""What belongs to one chapter alone: its conditional words and its larger gestures. The kit holds what all share."""
