"""`python -m studio` is the `backreel` command."""

from studio.cli import main

if __name__ == "__main__":
    main(prog_name="backreel")
