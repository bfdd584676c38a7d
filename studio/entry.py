"""The door of the `backreel` command: a Ctrl-C before the command has begun to listen ends it in silence; any terminal will do."""

import os
import signal
import sys
from contextlib import suppress
from io import TextIOWrapper


def main() -> None:
    """Run the command. Until it can say that it was stopped, being stopped says nothing."""
    heard = signal.signal(signal.SIGINT, signal.SIG_DFL)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without σ shows an escape, not a traceback
    from studio.cli import main as command

    signal.signal(signal.SIGINT, heard)
    try:
        command(prog_name="backreel")
    except OSError as error:  # of what the parser says by itself: --help, --version
        with suppress(OSError):
            print(f"backreel: what is said: {error.strerror or error}", file=sys.stderr)
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115 (what is left unsaid must not fail at the end)
        raise SystemExit(2) from None


if __name__ == "__main__":
    main()
