"""``python -m upperback`` is the command ``upperback``."""

from upperback.cli import main

if __name__ == "__main__":
    main()
