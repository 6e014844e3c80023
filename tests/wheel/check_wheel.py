"""Build the wheel and try it where the checkout cannot help: what users install must work by itself.

``make wheel`` runs this. The wheel goes into a fresh environment that sees the locked dependencies of
``.venv`` but neither ``src`` nor the checkout; the strategy and the data are copied elsewhere, and
``mh`` is run there as a user would.
"""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import venv
import zipfile
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent.parent
PACKAGE = "menneskehandel_cli"


class Broken(Exception):
    """What does not work, in a sentence."""


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="mh-wheel-") as name:
        try:
            _check(Path(name))
        except Broken as broken:
            sys.stderr.write(f"The wheel does not work: {broken}\n")
            return 1
    sys.stdout.write("The wheel works outside the checkout.\n")
    return 0


def _check(here: Path) -> None:
    wheel = _build(here / "dist")
    _say(f"Built {wheel.name}")
    _look_inside(wheel)
    python = _install(wheel, here / "env")
    _say("Installed it in a fresh environment")
    elsewhere = here / "elsewhere"
    for folder in ("strategy", "data"):
        shutil.copytree(CHECKOUT / folder, elsewhere / folder)
    _not_the_checkout(python, elsewhere, here)
    _use(python, elsewhere)
    _begin(python, here, wheel)


def _build(out: Path) -> Path:
    _run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out)], CHECKOUT)
    wheels = list(out.glob("*.whl"))
    if len(wheels) != 1:
        raise Broken(f"building gave {len(wheels)} wheels")
    return wheels[0]


def _look_inside(wheel: Path) -> None:
    """Everything of the package, languages, templates and packs are in it, and nothing else."""
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    wanted = (
        {
            f"{PACKAGE}/{path.relative_to(CHECKOUT / 'src' / PACKAGE).as_posix()}"
            for path in (CHECKOUT / "src" / PACKAGE).rglob("*.py")
        }
        | {
            f"{PACKAGE}/templates/{path.relative_to(CHECKOUT / 'templates').as_posix()}"
            for path in (CHECKOUT / "templates").rglob("*")
            if path.is_file()
        }
        | {
            f"{PACKAGE}/{path.relative_to(CHECKOUT / 'src' / PACKAGE).as_posix()}"
            for name in ("language.toml", "languages.toml", "search.toml", "mh.mo")
            for path in (CHECKOUT / "src" / PACKAGE / "locale").rglob(name)
        }
        | {f"{PACKAGE}/packs/{path.stem}.json" for path in (CHECKOUT / "packs").glob("*.yaml")}
    )
    if missing := sorted(wanted - names):
        raise Broken(f"it lacks {', '.join(missing)}")
    if not any(name.endswith("/mh.mo") for name in names):
        raise Broken("it has no compiled catalogue")
    if strange := sorted(
        name for name in names if not name.startswith((f"{PACKAGE}/", f"{PACKAGE}-")) or "__pycache__" in name
    ):
        raise Broken(f"it holds what does not belong there: {', '.join(strange)}")


def _install(wheel: Path, folder: Path) -> Path:
    """A fresh environment with the wheel, which finds the dependencies where ``.venv`` has them.

    They are on its path by name; what makes ``src`` importable in ``.venv`` (a ``.pth`` file) is not
    followed from there.
    """
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    bin_folder = folder / ("Scripts" if os.name == "nt" else "bin")
    python = bin_folder / ("python.exe" if os.name == "nt" else "python")
    _run(
        [
            *(sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", str(python)),
            *("install", "--quiet", "--no-deps", "--no-index", str(wheel)),
        ],
        folder,
    )
    site = _run([str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], folder)
    dependencies = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    text = "".join(f"{path}\n" for path in sorted(dependencies))
    (Path(site.strip()) / "locked_dependencies.pth").write_text(text, encoding="utf-8")
    return python


def _not_the_checkout(python: Path, elsewhere: Path, here: Path) -> None:
    program = f"import sys, {PACKAGE}; print({PACKAGE}.__file__); print(*sys.path, sep='\\n')"
    found, *path = _run([str(python), "-c", program], elsewhere).splitlines()
    if not Path(found).resolve().is_relative_to(here.resolve()):
        raise Broken(f"{PACKAGE} comes from {found}")
    if str(CHECKOUT / "src") in path or str(CHECKOUT) in path:
        raise Broken("the checkout is on the path")


def _use(python: Path, elsewhere: Path) -> None:
    """The commands a user tries first."""
    mh = python.with_name("mh.exe" if os.name == "nt" else "mh")
    if not mh.exists():
        raise Broken("it brings no command mh")
    said = _run([str(mh), "--version"], elsewhere)
    if not said.startswith("mh "):
        raise Broken(f"mh --version says {said!r}")
    _say(said.strip())
    status = json.loads(_run([str(mh), "status", "--format", "json"], elsewhere))
    measures = sum(len(area["measures"]) for area in status["focus_areas"])
    if measures != 18:
        raise Broken(f"mh status knows {measures} measures")
    if "T18" not in _run([str(mh), "status"], elsewhere):
        raise Broken("mh status shows no T18")
    _say("mh status shows 18 measures")
    checked = json.loads(_run([str(mh), "check", "--format", "json"], elsewhere))
    _say(f"mh check finds {checked['summary']['error']} errors")
    page = _run([str(mh), "explain", "MH101", "--format", "markdown"], elsewhere)
    if not page.startswith("# MH101\n"):
        raise Broken(f"mh explain gives no page: {page[:80]!r}")
    _say("mh explain finds its template")
    schema = json.loads(_run([str(mh), "schema", "measure"], elsewhere))
    if "status" not in schema["properties"]:
        raise Broken("mh schema gives no schema of a measure")
    _say("mh schema makes the schemas from the models")


STATES = {"IE": "en", "FI": "fi,sv", "NO": "nb,nn,en"}
"""Countries to begin with, and the languages of their texts."""


def _begin(python: Path, here: Path, wheel: Path) -> None:
    """A new strategy for each country, with the wheel itself kept in its repository; and its site."""
    mh = str(python.with_name("mh.exe" if os.name == "nt" else "mh"))

    def requirements(folder: Path) -> int:
        gaps = json.loads(_run([mh, "gaps", "--format", "json"], folder))
        return int(gaps["coverage"]["coe"]["total"])

    ours = requirements(here / "elsewhere")
    for country, languages in STATES.items():
        options = ["--country", country, "--lang", languages, "--convention", "coe-197"]
        _run([mh, "init", country, *options, "--install", str(wheel)], here)
        plan = here / country
        found = json.loads(_run([mh, "check", "--format", "json"], plan))["summary"]
        if found["error"]:
            raise Broken(f"mh init makes a strategy with {found['error']} errors for {country}")
        theirs = requirements(plan)
        articles = len(list((plan / "data" / "obligations" / "coe").glob("coe-*.yaml")))
        if theirs != ours:
            raise Broken(f"mh init brings {theirs} requirements of the convention, not {ours}")
        if not (plan / "wheels" / wheel.name).is_file():
            raise Broken("mh init keeps no wheel")
        _run([mh, "site", "build/site"], plan)
        _run([mh, "verify", "build/site"], plan)
        told = f"{articles} articles, {theirs} requirements, 0 errors, {found['note']} notes, and a site"
        _say(f"mh init {country} ({languages}): {told}")


def _run(command: list[str], where: Path) -> str:
    """What a command prints; ``Broken`` if it fails."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "MH_"))}
    done = subprocess.run(
        command,
        cwd=where,
        env=kept | {"PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        words = " ".join(Path(word).name if place == 0 else word for place, word in enumerate(command))
        raise Broken(f"{words} ended with {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def _say(what: str) -> None:
    sys.stdout.write(f"  {what}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
