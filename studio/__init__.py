"""Films: voices, captions, rendering, sound, proofreading and the command. Whatever imports manim here has it plain."""

from studio import plain_manim

plain_manim.install()
