"""`python -m studio` is the `backreel` command."""

from studio.entry import main

if __name__ == "__main__":
    main()
