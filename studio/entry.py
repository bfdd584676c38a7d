"""The door of the `backreel` command: a Ctrl-C before the command has begun to listen ends it in silence; any terminal will do."""

import signal
import sys
from io import TextIOWrapper


def main() -> None:
    """Run the command. Until it can say that it was stopped, being stopped says nothing."""
    heard = signal.signal(signal.SIGINT, signal.SIG_DFL)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without σ shows an escape, not a traceback
    from studio.cli import main as command

    signal.signal(signal.SIGINT, heard)
    command(prog_name="backreel")


if __name__ == "__main__":
    main()
