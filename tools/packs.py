"""Write the convention packs, each whole in one file, into a folder: ``tools/packs.py FOLDER``.

The build of the wheel runs this. It needs PyYAML and nothing else.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from menneskehandel_cli.edits.picking import SUFFIXES, complete  # noqa: E402


def main() -> int:
    """Write the packs; the exit code."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob("*.json"):
        left.unlink()
    for path in sorted((ROOT / "packs").iterdir()):
        if path.suffix in SUFFIXES:
            pack = complete(path, ROOT / "data" / "obligations")
            text = json.dumps(pack, ensure_ascii=False, indent=1) + "\n"
            (folder / f"{path.stem}.json").write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
