"""The law as Lovdata publishes it: excerpts, and archives of them."""

import tarfile
from pathlib import Path

from support import CHECKOUT

LOVDATA = CHECKOUT / "tests" / "fixtures" / "lovdata"


def packed(target: Path, folder: Path) -> Path:
    """An archive of a folder, as Lovdata packs them."""
    with tarfile.open(target, "w:bz2") as archive:
        for file in sorted(folder.rglob("*.xml")):
            archive.add(file, file.relative_to(folder).as_posix())
    return target
