"""Packs: films as those want them who teach, cut and publish with them; one file a pack, made from what a film's folder knows."""
