"""``python -m clashmap``: the same as the command ``clashmap``."""

from clashmap.cli import main

if __name__ == "__main__":
    main()
