"""The door of the `backreel` command: a Ctrl-C before the command has begun to listen ends it without a traceback."""

import signal


def main() -> None:
    """Run the command. Until it can say that it was stopped, being stopped says nothing."""
    heard = signal.signal(signal.SIGINT, signal.SIG_DFL)
    from studio.cli import main as command

    signal.signal(signal.SIGINT, heard)
    command(prog_name="backreel")


if __name__ == "__main__":
    main()
