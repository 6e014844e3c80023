"""``python -m menneskehandel_cli`` is ``mh``."""

from menneskehandel_cli.cli import main

if __name__ == "__main__":
    main()
