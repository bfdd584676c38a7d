"""The door of the `backreel` command: a Ctrl-C before the command has begun to listen ends it in silence; any terminal will do."""

import os
import signal
import sys
from contextlib import suppress
from io import TextIOWrapper


def main() -> None:
    """Run the command. Until it can say that it was stopped, being stopped says nothing."""
    heard = signal.signal(signal.SIGINT, signal.SIG_DFL)
    _open_all()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without σ shows an escape, not a traceback
    from click import Abort, ClickException

    from studio.cli import main as command

    signal.signal(signal.SIGINT, heard)
    try:
        raise SystemExit(command(prog_name="backreel", standalone_mode=False))
    except Abort:  # a Ctrl-C as the parser works, or as a message is found: left to itself, it says "Aborted!" and ends with 1
        print("backreel: stopped; what is done is kept, the same command goes on from there", file=sys.stderr)
        raise SystemExit(130) from None
    except ClickException as error:
        error.show()
        raise SystemExit(error.exit_code) from None
    except OSError as error:  # of what the parser says by itself: --help, --version
        with suppress(OSError):
            print(f"backreel: what is said: {error.strerror or error}", file=sys.stderr)
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115 (what is left unsaid must not fail at the end)
        raise SystemExit(2) from None


def _open_all() -> None:
    """Lead to nowhere what was closed before we began: the next file, which may be a film, would get its number and what is said."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)  # the lowest number that is free, which is this one
            setattr(sys, name, os.fdopen(number, "w" if number else "r"))


if __name__ == "__main__":
    main()
