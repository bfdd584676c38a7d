"""Films: voices, captions, rendering, sound, proofreading and the command."""
