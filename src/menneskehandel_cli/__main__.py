"""``python -m menneskehandel_cli`` is ``mh``."""

import os
import sys

if __name__ == "__main__":
    # With -m, Python looks for modules in the folder one stands in first. That folder may be anybody's:
    # its yaml.py must not run. What Python has imported by now is out of our reach; see SECURITY.md.
    try:
        here = os.getcwd()  # noqa: PTH109 - pathlib would be imported from that folder
    except FileNotFoundError:
        here = ""
    if not sys.flags.safe_path and sys.path[0] == here:
        del sys.path[0]

    from menneskehandel_cli.cli import main

    main()
