"""What runs on a server and in hooks is valid, and its steps do on a real change what they promise.

The steps are taken out of the files as they stand and run by bash, each with ``.venv/bin/mh`` being
this version, on a repository with the real data where a change waits to be merged. Setting up is left
out: it fetches packages.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml
from markdown_it import MarkdownIt

from cases import listed
from repositories import CONFIGURATION, git
from support import CHECKOUT, Answer, Mh, each, environment, python

CASES: dict[str, Any] = listed("workflows")
WORKFLOWS = sorted((CHECKOUT / ".github" / "workflows").glob("*.yml"))
MADE = sorted((CHECKOUT / "templates" / "init" / ".github" / "workflows").glob("*.j2"))
"""Those that ``mh init`` writes."""
PULL_REQUEST = CHECKOUT / ".github" / "workflows" / "pull-request.yml"
TEST = CHECKOUT / ".github" / "workflows" / "test.yml"
SITE = CHECKOUT / ".github" / "workflows" / "site.yml"
YEARLY = CHECKOUT / ".github" / "workflows" / "yearly-report.yml"
RELEASE = CHECKOUT / ".github" / "workflows" / "release.yml"
COMMENT = CHECKOUT / ".github" / "workflows" / "comment.yml"
BASH = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c")
"""As GitHub runs the shell where a workflow names it."""
GITLAB = CHECKOUT / "docs" / "examples" / "gitlab-ci.yml"
HOOKS = CHECKOUT / ".pre-commit-hooks.yaml"
HOOKS_USED = CHECKOUT / "docs" / "examples" / "pre-commit-config.yaml"
TEMPLATE = CHECKOUT / ".github" / "pull_request_template.md"

MEASURE = "data/measures/12-koordineringsmekanisme.yaml"
OTHER = "data/measures/01-myndighetssamarbeid.yaml"


def content(path: Path) -> Any:
    """A YAML file as the servers read it; ``on`` stays a word."""
    text = path.read_text(encoding="utf-8")
    return yaml.safe_load(re.sub(r"^on:", '"on":', text, flags=re.MULTILINE))


def verdict(schema: str, path: Path, *options: str) -> Answer:
    """What check-jsonschema says of a file, by a schema that it carries."""
    asked = ("-m", "check_jsonschema", "--builtin-schema", schema, *options, str(path))
    return python(*asked, cwd=CHECKOUT)


# Valid -------------------------------------------------------------------------------------------

GITLAB_SCHEMA = ("vendor.gitlab-ci", "--data-transform", "gitlab-ci")
SCHEMAS = ("vendor.github-workflows", "custom.github-workflows-require-timeout")
"""The one for workflows on GitHub, and one by which each job ends some time."""


@pytest.mark.attack
@each("path", [*WORKFLOWS, GITLAB])
def test_workflows_and_the_gitlab_example_are_valid(path: Path) -> None:
    for schema in [GITLAB_SCHEMA] if path == GITLAB else [(name,) for name in SCHEMAS]:
        told = verdict(schema[0], path, *schema[1:])
        assert told.code == 0, told.out


# Safe --------------------------------------------------------------------------------------------


@pytest.mark.attack
def test_zizmor_finds_nothing() -> None:
    """The workflows, judged by a program that knows how such files are attacked."""
    program = Path(sysconfig.get_path("scripts")) / "zizmor"
    done = subprocess.run(
        [str(program), "--offline", "--no-progress", ".github"],
        cwd=CHECKOUT,
        env=environment({}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


@each("path", [*WORKFLOWS, *MADE])
def test_a_workflow_may_only_read(path: Path) -> None:
    """No job that runs what the repository holds has more rights; no checkout leaves its token behind."""
    workflow = content(path)
    assert workflow["permissions"] == {"contents": "read"}
    assert "pull_request_target" not in workflow["on"]
    for job in workflow["jobs"].values():
        taken = [step for step in job["steps"] if step.get("uses", "").startswith("actions/checkout@")]
        assert ("permissions" in job) == (not taken)
        for step in taken:
            assert step["with"]["persist-credentials"] is False
            assert step["with"]["fetch-depth"] == 0


@each("path", [*WORKFLOWS, *MADE])
def test_actions_are_named_by_their_commit(path: Path) -> None:
    """A tag can be moved to other code; a commit cannot. The version stands after it."""
    used = re.findall(r"uses: (.*)", path.read_text(encoding="utf-8"))
    assert used
    for action in used:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action)


@each("path", [*WORKFLOWS, *MADE])
def test_a_failure_within_a_pipe_stops_a_step(path: Path) -> None:
    """GitHub runs bash with ``pipefail`` where the shell is named."""
    assert content(path)["defaults"] == {"run": {"shell": "bash"}}


def test_every_system_is_tested_with_every_python() -> None:
    """Those that the package says it supports."""
    told = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    matrix = content(TEST)["jobs"]["systems"]["strategy"]["matrix"]
    assert [name.partition("-")[0] for name in matrix["system"]] == ["ubuntu", "macos", "windows"]
    assert [f"Programming Language :: Python :: {version}" for version in matrix["python"]] == [
        line for line in told["classifiers"] if re.search(r":: 3\.\d+$", line)
    ]


def test_both_workflows_start_on_every_proposal() -> None:
    """A check that is required and never reports would hold a proposal up forever."""
    for path in (TEST, PULL_REQUEST):
        assert content(path)["on"]["pull_request"] is None


@pytest.mark.parametrize(("changed", "event", "program"), CASES["who is tested"])
def test_a_proposal_that_changes_only_the_data_does_not_run_the_programs_tests(
    changed: list[str], event: str, program: str, proposal: Proposal
) -> None:
    """They want the files laid out, and the documents to quote today's figures: no adviser's matter."""
    proposal.propose(dict.fromkeys(changed, ("e", "ee")))
    jobs = content(TEST)["jobs"]
    told = proposal.root.parent / "told"
    done = proposal.run(jobs["changes"]["steps"][-1]["run"], GITHUB_EVENT_NAME=event, GITHUB_OUTPUT=str(told))
    assert (done.returncode, told.read_text()) == (0, f"program={program}\n"), done.stderr
    for name in ("all", "systems"):
        assert (jobs[name]["needs"], jobs[name]["if"]) == (
            "changes",
            "needs.changes.outputs.program == 'true'",
        )


@pytest.mark.parametrize(("results", "code"), CASES["verdict"])
def test_the_check_to_require_always_reports(results: str, code: int) -> None:
    """Its name is the same whatever ran, and jobs that had no cause to run are good."""
    jobs = content(TEST)["jobs"]
    job = jobs["verdict"]
    assert (job["name"], job["if"]) == ("Test", "${{ always() }}")
    assert job["needs"] == [name for name in jobs if name != "verdict"]
    (step,) = job["steps"]
    done = subprocess.run(
        [*BASH, step["run"]], env={"PATH": os.environ["PATH"], "RESULTS": results}, check=False
    )
    assert done.returncode == code


def test_the_site_is_published_from_main_alone() -> None:
    """A proposal gets the same files to look at; what may publish runs nothing of the repository."""
    workflow = content(SITE)
    assert workflow["on"] == {"push": {"branches": ["main"]}, "pull_request": None}
    make, publish = workflow["jobs"]["make"], workflow["jobs"]["publish"]
    assert (publish["needs"], publish["if"]) == ("make", "${{ github.event_name == 'push' }}")
    assert publish["permissions"] == {"pages": "write", "id-token": "write"}
    assert not any("run" in step for step in publish["steps"])
    sent = {step["if"]: step["uses"].partition("@")[0] for step in make["steps"] if "if" in step}
    assert sent == {
        "${{ github.event_name == 'pull_request' }}": "actions/upload-artifact",
        "${{ github.event_name == 'push' }}": "actions/upload-pages-artifact",
    }


@pytest.mark.attack
def test_the_site_is_made_and_verified(proposal: Proposal) -> None:
    """``make site`` runs ``mh site build/site``; what the workflow then uploads is what ``mh`` made."""
    recipe = (CHECKOUT / "Makefile").read_text(encoding="utf-8").partition("\nsite:")[2].split("\n\n")[0]
    assert "\t@$(BIN)/mh site build/site --plan all" in recipe
    (verify,) = (
        step["run"]
        for step in content(SITE)["jobs"]["make"]["steps"]
        if step.get("run", "make site") != "make site"
    )
    for line in ("mkdir -p build", ".venv/bin/mh site build/site --plan all", verify):
        done = proposal.run(line)
        assert done.returncode == 0, done.stdout + done.stderr
    assert (proposal.root / "build" / "site" / "index.html").exists()


@pytest.mark.attack
def test_the_site_is_made_on_gitlab(proposal: Proposal) -> None:
    """From the default branch into the folder that GitLab Pages publishes; for a proposal, to look at."""
    pipeline = content(GITLAB)
    assert pipeline["pages"]["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]
    for job, folder in (("pages", "public"), ("forhaandsvisning", "build/site")):
        (line,) = pipeline[job]["script"]
        done = proposal.run(line, MH_LANG="nb")
        assert done.returncode == 0, done.stdout + done.stderr
        (promised,) = pipeline[job]["artifacts"]["paths"]
        assert promised.rstrip("/") == folder
        assert (proposal.root / folder / "index.html").exists()


def called(workflow: Path, job: str, folder: Path, gh: str, **env: str) -> list[str]:
    """What the script of a job asks of ``gh``, which answers by the commands ``gh``."""
    program = folder / "bin" / "gh"
    program.parent.mkdir()
    log = shlex.quote(str(folder / "called"))
    program.write_text(f'#!/bin/sh\necho "$*" >> {log}\n{gh}\n')
    program.chmod(0o755)
    (script,) = (step["run"] for step in content(workflow)["jobs"][job]["steps"] if "run" in step)
    path = {"PATH": f"{program.parent}:{os.environ['PATH']}", "GITHUB_SHA": "0" * 40}
    assert subprocess.run([*BASH, script], cwd=folder, env=path | env, check=False).returncode == 0
    return (folder / "called").read_text().splitlines()


@pytest.mark.parametrize("there", [False, True], ids=["the first time", "made again"])
@pytest.mark.parametrize(("path", "name"), [(YEARLY, "report-2026"), (RELEASE, "v0.2.0")])
def test_files_are_kept_as_a_release(path: Path, name: str, there: bool, tmp_path: Path) -> None:
    """An artifact is gone after 90 days. Made again, the files of the same release are replaced."""
    gh = f'[ "$2" != view ] || exit {int(not there)}'
    assert content(path)["jobs"]["release"]["needs"] in content(path)["jobs"]
    told = called(path, "release", tmp_path, gh, NAMES="2026", TAG="v0.2.0")
    made = [] if there else [f"create {name}"]
    assert [" ".join(line.split()[1:3]) for line in told] == [f"view {name}", *made, f"upload {name}"]


def test_the_workflows_of_a_new_repository_are_about_each_plan(mh: Mh, tmp_path: Path) -> None:
    """Also once it is moved. The report is on the last period that has ended, or the one asked for.

    A young plan, of which none has ended, is left out, beside another one or alone.
    """
    out, folder = tmp_path / "output", tmp_path / "plan"
    years = ("--from", "2023", "--to", "2025", "--year-begins", "april")
    begun = ("--country", "IE", "--lang", "en,ga", "--convention", "none", "--title", "Plan", *years)
    assert mh("init", str(folder), *begun, cwd=tmp_path).code == 0
    site, yearly = (content(folder / f".github/workflows/{name}.yml") for name in ("site", "yearly-report"))
    assert yearly["on"]["schedule"] == [{"cron": "17 5 2 4 *"}]
    scripts = [step["run"] for step in site["jobs"]["make"]["steps"] if "run" in step][1:]
    assert scripts[0] == "mh check --plan all"
    (report,) = (step["run"] for step in yearly["jobs"]["report"]["steps"] if "id" in step)
    gitlab = content(folder / "docs/gitlab-ci.yml")["yearly-report"]
    assert f"""{gitlab["script"][0]}echo "names=${{names# }}" >> "$GITHUB_OUTPUT"\n""" == report.replace(
        "::error::", ""
    )
    (ours,) = (step["run"] for step in content(YEARLY)["jobs"]["report"]["steps"] if "id" in step)
    assert ours == 'export PATH="$PWD/.venv/bin:$PATH"\n' + report
    paths = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    for plan in ("", "trafficking-"):
        if plan:
            shutil.rmtree(folder / "build")
            moving = mh("add", "plan", plan[:-1], "--move", "--lang", "en", cwd=folder)
            assert "the pages of this plan are now in trafficking/" in moving.err
            for words in (("add", "--all"), ("commit", "--quiet", "--message", "move")):
                git(folder, *words)
        assert mh("diff", "HEAD", "HEAD", cwd=folder).code == 0
        for script, year in (*((one, "") for one in scripts), (report, ""), (report, "2023-24")):
            env = {**os.environ, "PATH": paths, "ASKED": year, "GITHUB_OUTPUT": str(out)}
            subprocess.run([*BASH, script], cwd=folder, env=env, check=True)
        assert out.read_text().splitlines()[-2:] == [f"names={plan}2024-25", f"names={plan}2023-24"]
        assert (folder / "build/site" / plan.strip("-") / "en/index.html").is_file()
        assert (folder / f"build/report-{plan}2024-25.ga.html").is_file()
    young = ("--title", "Young", "--from", "2090", "--to", "2093", "--lang", "en")
    assert mh("add", "plan", "young", *young, cwd=folder).code == 0
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "young")
    assert mh("init", "alone", *begun[:6], *young[:-2], "--year-begins", "april", cwd=tmp_path).code == 0
    for place, left_out, names in (
        (folder, "plans/young", "trafficking-2024-25"),
        (tmp_path / "alone", ".", ""),
    ):
        env = {**os.environ, "PATH": paths, "ASKED": "", "GITHUB_OUTPUT": str(out)}
        done = subprocess.run([*BASH, report], cwd=place, env=env, capture_output=True, text=True, check=True)
        assert f"{left_out}: no period has ended, and no report is made" in done.stderr
        assert out.read_text().splitlines()[-1] == f"names={names}"


@pytest.mark.parametrize(
    ("there", "asked"), [("", "POST repos/o/r/issues/7"), ("5", "PATCH repos/o/r/issues")]
)
def test_a_proposal_has_one_comment_that_is_renewed(there: str, asked: str, tmp_path: Path) -> None:
    """It is found by its branch and commit, for a fork's proposal is not named to the workflow."""
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "kommentar.md").write_text("## Hva endringen betyr for @alle\n")
    gh = f'case "$*" in *pulls*) echo 7;; *--paginate*) echo {there};; esac'
    told = called(COMMENT, "comment", tmp_path, gh, REPOSITORY="o/r", BRANCH="fork:b", COMMIT="1" * 40)
    assert content(COMMENT)["on"]["workflow_run"]["workflows"] == [content(PULL_REQUEST)["name"]]
    assert "head=fork:b" in told[0]
    assert told[-1].startswith(f"api --method {asked}")
    written = (tmp_path / "build" / "comment.md").read_text()
    assert written == "<!-- mh check -->\n## Hva endringen betyr for @\u2060alle\n"


def test_a_comment_that_is_cut_off_says_so(tmp_path: Path) -> None:
    """The findings come last in the text."""
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "kommentar.md").write_text("a" * 60_001)
    called(COMMENT, "comment", tmp_path, "echo 7", REPOSITORY="o/r", BRANCH="b", COMMIT="1")
    assert "avkortet" in (tmp_path / "build" / "comment.md").read_text()


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_nothing_that_strangers_write_becomes_a_script(path: Path) -> None:
    """GitHub fills ``${{ … }}`` in before the shell reads: a branch's name could be a command."""
    for job in content(path)["jobs"].values():
        for step in job["steps"]:
            assert "${{" not in step.get("run", "")


# The steps on GitHub -----------------------------------------------------------------------------


Changes = Mapping[str, tuple[str, str]]
"""For each file that is changed, some words of it and what stands in their place."""

MISTAKE: Changes = {MEASURE: ("owners: [Sfk]", "owners: [Sfkk]")}
PROGRESS: Changes = {MEASURE: ("    status: not_reported", "    status: in_progress")}


@dataclass
class Proposal:
    """A repository where a change waits: checked out is its merge, as on GitHub."""

    root: Path
    base: str = ""
    head: str = ""

    def propose(self, changes: Changes, renamed: dict[str, str] | None = None) -> None:
        """A branch with one commit that changes texts of files, merged into the base."""
        git(self.root, "checkout", "--quiet", "-b", "forslag")
        for path, (old, new) in changes.items():
            text = (self.root / path).read_text(encoding="utf-8")
            assert old in text
            (self.root / path).write_text(text.replace(old, new, 1), encoding="utf-8")
        for old, new in (renamed or {}).items():
            git(self.root, "mv", old, new)
        git(self.root, "commit", "--quiet", "--all", "--message=Endring")
        self.head = git(self.root, "rev-parse", "HEAD")
        git(self.root, "checkout", "--quiet", "--detach", "main")
        git(self.root, "merge", "--quiet", "--no-ff", "--message=Merge", "forslag")

    def run(self, script: str, **extra: str) -> subprocess.CompletedProcess[str]:
        """Run a step's script as the servers do, in a shell that stops at the first failure."""
        return subprocess.run(
            [*BASH, script],
            cwd=self.root,
            env=environment(CONFIGURATION) | {"PATH": f".venv/bin:{os.environ['PATH']}"} | extra,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )


def put_mh(root: Path) -> None:
    """Put ``mh`` where setting up has it: this version."""
    program = root / ".venv" / "bin" / "mh"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m menneskehandel_cli "$@"\n')
    program.chmod(0o755)


@pytest.fixture
def proposal(tmp_path: Path) -> Proposal:
    """The repository as somebody on a server has it: the data, what the steps name, and ``mh``."""
    root = tmp_path / "clone"
    for name in ("strategy", "data", ".github", "schemas"):
        if (CHECKOUT / name).exists():
            shutil.copytree(CHECKOUT / name, root / name)
    (root / ".gitignore").write_text("/.venv/\n", encoding="utf-8")
    put_mh(root)
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=Dataføring")
    return Proposal(root, base=git(root, "rev-parse", "HEAD"))


@dataclass
class Course:
    """How a job went: what each step printed, ids of the good ones, names of the failed, the summary."""

    printed: dict[str, str] = field(default_factory=dict)
    good: set[str] = field(default_factory=lambda: {"setup"})
    failed: list[str] = field(default_factory=list)
    summary: str = ""


def steps(workflow: Path) -> Iterator[dict[str, str]]:
    """The steps after setting up."""
    (job,) = content(workflow)["jobs"].values()
    for step in job["steps"]:
        if "run" in step and step.get("id") != "setup":
            yield step


def course(proposal: Proposal, changes: Changes, renamed: dict[str, str] | None = None) -> Course:
    """Propose changes and run the steps of this repository's check."""
    proposal.propose(changes, renamed)
    return run_steps(proposal, PULL_REQUEST, "nb")


def run_steps(proposal: Proposal, workflow: Path, lang: str) -> Course:
    """Run the steps in order. ``if`` is read as far as these steps use it."""
    told = Course()
    for number, step in enumerate(steps(workflow)):
        name, condition = step["name"], step.get("if", "success()")
        needed = set(re.findall(r"steps\.(\w+)\.outcome == 'success'", condition))
        if ("failure()" in condition and not told.failed) or not needed <= told.good:
            continue
        if "success()" in condition and told.failed:
            continue
        file = proposal.root.parent / f"summary-{number}"
        file.touch()
        done = proposal.run(step["run"], MH_LANG=lang, GITHUB_STEP_SUMMARY=str(file), GITHUB_ACTIONS="true")
        told.printed[name] = done.stdout + done.stderr
        if done.returncode:
            told.failed.append(name)
        else:
            told.good.add(step.get("id", ""))
        told.summary += file.read_text(encoding="utf-8")
    return told


@pytest.mark.attack
def test_a_good_change_passes_and_is_told_in_bokmaal(proposal: Proposal) -> None:
    """All steps are green on the real data, and the summary says what the change means."""
    told = course(proposal, PROGRESS)
    assert told.failed == [], told.printed
    assert "## Hva endringen betyr" in told.summary
    assert re.search(r"T12\.1.*status er endret fra «ikke rapportert» til «igangsatt»", told.summary)
    assert "## Hva kontrollen fant" in told.summary
    assert "Noe må rettes" not in told.summary


@pytest.mark.attack
def test_the_summary_is_what_github_shows(proposal: Proposal) -> None:
    """Headings and tables begin on lines of their own, also where several steps write."""
    page = MarkdownIt("commonmark").enable("table").parse(course(proposal, MISTAKE).summary)
    headings = [page[place + 1].content for place, token in enumerate(page) if token.markup == "##"]
    headings = headings[::2]  # a heading is opened and closed
    assert headings == ["Hva endringen betyr", "Hva kontrollen fant", "Noe må rettes"]
    heads = [page[place + 3].content for place, token in enumerate(page) if token.type == "thead_open"]
    assert heads == ["Feil", "Mangel", "Merknad", "steg"]


def test_a_mistake_stops_the_change_on_its_line(proposal: Proposal) -> None:
    """The annotation names file and line and how to fix it; the table begins with it."""
    text = (CHECKOUT / MEASURE).read_text(encoding="utf-8")
    line = text[: text.index("    owners: [Sfk]")].count("\n") + 1
    told = course(proposal, MISTAKE)
    assert told.failed[:2] == ["Funn i filene du har endret", "Feil i noen av filene"]
    (annotation,) = re.findall(r"^::error .*$", told.printed[told.failed[0]], re.MULTILINE)
    assert annotation.startswith(f"::error file={MEASURE},line={line},")
    assert "«Sfkk»" in annotation
    first = re.search(r"\| --- .*\n(.*)", told.summary)
    assert first is not None
    assert "| Feil | Slik retter du det | Sted | Regel |" in told.summary
    assert first[1].startswith("| Aktøren «Sfkk» finnes ikke")
    assert first[1].endswith(f"| {MEASURE}:{line} | MH103 |")
    assert "## Noe må rettes" in told.summary


def test_a_mistake_in_a_plan_of_its_own_stops_the_change(proposal: Proposal) -> None:
    """And its lines are laid out, where no plan is at the top."""
    assert (
        proposal.run(".venv/bin/mh add plan handel --move && git add --all && git commit -qm x").returncode
        == 0
    )
    told = course(proposal, {f"plans/handel/{path}": change for path, change in MISTAKE.items()})
    assert told.failed[:2] == ["Funn i filene du har endret", "Feil i noen av filene"]
    assert f"::error file=plans/handel/{MEASURE}," in told.printed[told.failed[0]]
    assert f"| plans/handel/{MEASURE}:" in told.summary


LAYOUT = "Oppsett av linjene (se sammendraget)"
UNTIDY = {MEASURE: ("    status: not_reported\n", "    status:   in_progress\n")}
"""A change that is right, with lines as people write them in a browser."""


@pytest.mark.attack
def test_layout_alone_stops_nothing_and_the_laid_out_file_is_offered(proposal: Proposal) -> None:
    """It is a notice; the summary says that nothing has to be done, and shows the lines laid out.

    The file is an artifact, at its place below the root; the checkout is as it was.
    """
    told = course(proposal, UNTIDY)
    assert told.failed == [], told.printed
    assert re.findall(r"^::(\w+) title=Oppsett::", told.printed[LAYOUT], re.MULTILINE) == ["notice"]
    assert "Noe må rettes" not in told.summary
    page = MarkdownIt("commonmark").parse(told.summary)
    (shown,) = (token.content for token in page if token.info.strip() == "diff")
    assert "-    status:   in_progress\n+    status: in_progress\n" in shown
    offered = proposal.root / "build" / "oppsett"
    (file,) = (path for path in offered.rglob("*") if path.is_file())
    assert file.relative_to(offered).as_posix() == MEASURE
    assert git(proposal.root, "status", "--porcelain", "--untracked-files=no") == ""
    shutil.copy(file, proposal.root / MEASURE)
    assert proposal.run(".venv/bin/mh fmt --check").returncode == 0
    (job,) = content(PULL_REQUEST)["jobs"].values()
    (step,) = (step for step in job["steps"] if step.get("with", {}).get("name") == "oppsett")
    assert (step["with"]["path"], "failure()" in step["if"]) == ("build/oppsett", False)


@pytest.mark.attack
def test_a_tidy_change_says_nothing_of_layout(proposal: Proposal) -> None:
    """Files that were untidy before are no matter of this proposal."""
    file = proposal.root / OTHER
    file.write_text(file.read_text(encoding="utf-8").replace("\nid: ", "\nid:   ", 1), encoding="utf-8")
    git(proposal.root, "commit", "--quiet", "--all", "--message=Et annet forslag")
    told = course(proposal, PROGRESS)
    assert told.failed == []
    assert "::" not in told.printed[LAYOUT]
    assert "Oppsettet av linjene" not in told.summary


@pytest.mark.attack
def test_the_layout_is_mended_by_the_commands_in_the_summary(proposal: Proposal) -> None:
    """After the merge, in a commit of its own, which is a correction and no event of policy."""
    page = MarkdownIt("commonmark").parse(course(proposal, UNTIDY).summary)
    (script,) = (token.content for token in page if token.info == "sh")
    assert proposal.run(script.replace("mh fmt", ".venv/bin/mh fmt")).returncode == 0
    assert git(proposal.root, "log", "-1", "--format=%(trailers:key=Correction,valueonly)") == "yes"
    assert proposal.run(".venv/bin/mh fmt --check").returncode == 0
    assert proposal.run(".venv/bin/mh diff HEAD^1 HEAD --format json").stdout.count('"subject"') == 0


@pytest.mark.attack
def test_a_file_that_cannot_be_laid_out_stops_nothing(proposal: Proposal) -> None:
    """Laid out, an anchor would be lost, so the file stays; the others are offered all the same."""
    told = course(proposal, {**UNTIDY, OTHER: ("\nid: ", "\nid: &fast   ")})
    assert told.failed == [], told.printed
    assert (proposal.root / "build" / "oppsett" / MEASURE).is_file()
    assert not (proposal.root / "build" / "oppsett" / OTHER).exists()


@pytest.mark.attack
def test_a_file_that_cannot_be_read_is_an_annotation_too(proposal: Proposal) -> None:
    """Whoever breaks the YAML sees where, and nothing false is said of what the change means."""
    told = course(proposal, {MEASURE: ("responsible: [JD,", "responsible: JD,")})
    assert f"::error file={MEASURE},line=" in told.printed["Funn i filene du har endret"]
    assert "Endringen kan ikke tolkes før filene kan leses." in told.summary
    assert f"Ikke med: {MEASURE}." in told.summary
    assert "## Hva kontrollen fant" in told.summary
    assert "Hvem som skal lese" not in told.printed
    assert not any("Traceback" in text for text in told.printed.values())


@pytest.mark.attack
def test_findings_in_other_files_take_nobodys_place(proposal: Proposal) -> None:
    """The site shows ten of a kind: all that this step prints is about what was changed."""
    completed = {MEASURE: ("    status: not_reported", "    status: completed")}
    printed = course(proposal, completed).printed["Funn i filene du har endret"]
    assert set(re.findall(r"^::\w+ file=([^,]*)", printed, re.MULTILINE)) == {MEASURE}


@pytest.mark.attack
def test_an_error_that_a_change_makes_in_another_file_stops_it(proposal: Proposal) -> None:
    """An actor that is taken away is missed where it was named."""
    told = course(proposal, {"strategy/actors.yaml": ("  - id: Sfk\n", "  - id: Sekretariatet\n")})
    assert told.failed[0] == "Feil i noen av filene"
    assert re.search(rf"{re.escape(MEASURE)}:\d+ \| MH103 \|", told.summary)


@pytest.mark.attack
def test_files_that_come_go_or_are_renamed_stop_nothing_by_themselves(proposal: Proposal) -> None:
    """A name with a space and Norwegian letters is checked as any other; one that is gone is not."""
    indicators = sorted(path.name for path in (CHECKOUT / "data" / "indicators").glob("*.yaml"))
    old = f"data/indicators/{indicators[0]}"
    told = course(proposal, {}, renamed={old: "data/indicators/på nytt.yaml"})
    (annotation,) = re.findall(r"^::error .*$", told.printed["Funn i filene du har endret"], re.MULTILINE)
    assert annotation.startswith("::error file=data/indicators/på nytt.yaml,line=")


@pytest.mark.attack
def test_a_change_of_the_program_alone_annotates_nothing(proposal: Proposal) -> None:
    """No file of the data is changed: the step has nothing to check, and says nothing."""
    told = course(proposal, {".gitignore": ("/.venv/", "/.venv/\n/build/")})
    assert told.failed == []
    assert told.printed["Funn i filene du har endret"] == ""
    assert "Ingen endringer av betydning." in told.summary


@pytest.mark.attack
def test_a_new_responsible_ministry_asks_for_new_codeowners(proposal: Proposal) -> None:
    """It is not the adviser's to fix, and stops nothing."""
    told = course(proposal, {MEASURE: ("AID, BFD, HOD]", "AID, BFD]")})
    assert told.failed == []
    assert "mh codeowners --org ORG" in told.printed["Hvem som skal lese"]
    assert "::warning file=.github/CODEOWNERS" in told.printed["Hvem som skal lese"]


@pytest.mark.attack
def test_the_first_pull_request_of_a_new_strategy_passes(mh: Mh, tmp_path: Path) -> None:
    """A new measure, in what ``mh init`` made: on GitHub, on GitLab, and before the commit."""
    options = ("--country", "IE", "--lang", "en", "--convention", "none")
    assert mh("init", "plan", *options, cwd=tmp_path).code == 0
    proposal = Proposal(tmp_path / "plan")
    put_mh(proposal.root)
    git(proposal.root, "checkout", "--quiet", "-b", "first")
    measure = ("--title", "Train", "--area", "1", "--responsible", "Coordinator")
    assert mh("new", "measure", *measure, cwd=proposal.root).code == 0
    git(proposal.root, "add", "--all")
    git(proposal.root, "commit", "--quiet", "--message=A measure")
    git(proposal.root, "checkout", "--quiet", "--detach", "main")
    git(proposal.root, "merge", "--quiet", "--no-ff", "--message=Merge", "first")
    course = run_steps(proposal, proposal.root / ".github" / "workflows" / "check.yml", "en")
    assert (course.failed, len(course.printed)) == ([], 5), course.printed
    assert "::warning file=.github/CODEOWNERS" in course.printed["Who is asked to review"]
    hooks = content(proposal.root / ".pre-commit-config.yaml")["repos"][0]["hooks"]
    gitlab = content(proposal.root / "docs" / "gitlab-ci.yml")["check"]["script"]
    for line in [*gitlab, *(hook["entry"] for hook in hooks)]:
        done = proposal.run(line, MH_LANG="en")
        assert done.returncode == 0, done.stdout + done.stderr
    assert verdict("vendor.dependabot", proposal.root / ".github" / "dependabot.yml").code == 0
    for path in (proposal.root / ".github" / "workflows").iterdir():
        assert verdict("vendor.github-workflows", path).code == 0


def test_the_summary_explains_each_step_that_can_fail() -> None:
    """By its own name, so that whoever sees a red cross finds what to do."""
    (job,) = content(PULL_REQUEST)["jobs"].values()
    names = [step["name"] for step in job["steps"] if "run" in step]
    (told,) = (step["run"] for step in job["steps"] if "failure()" in step.get("if", ""))
    for name in names:
        if "(se sammendraget)" not in name and name != "Gjør klart programmet":
            assert f"{name} |" in told or name == "Hvem som skal lese", name


# The jobs on GitLab ------------------------------------------------------------------------------


@pytest.mark.attack
def test_the_gitlab_jobs_run(proposal: Proposal, mh: Mh) -> None:
    """Green on the real data; they leave the files behind that they say they do."""
    mh("codeowners", "--org", "gruppe", "-o", ".gitlab/CODEOWNERS", cwd=proposal.root)
    proposal.propose(PROGRESS)
    git(proposal.root, "checkout", "--quiet", proposal.head)
    pipeline = content(GITLAB)
    for name in ("kontroll", "endringen", "oppsett"):
        job = pipeline[name]
        for line in job["script"]:
            done = proposal.run(line, MH_LANG="nb", CI_MERGE_REQUEST_DIFF_BASE_SHA=proposal.base)
            assert done.returncode == 0, done.stdout + done.stderr
        promised = [*job["artifacts"].get("paths", ()), *job["artifacts"].get("reports", {}).values()]
        assert promised
        assert all((proposal.root / path).exists() for path in promised)
    assert not any((proposal.root / "oppsett").iterdir())
    report = yaml.safe_load((proposal.root / "gl-code-quality-report.json").read_text(encoding="utf-8"))
    assert {issue["severity"] for issue in report} == {"minor", "info"}
    meaning = (proposal.root / "endringen.md").read_text(encoding="utf-8")
    assert re.search(r"T12\.1.*status er endret fra «ikke rapportert» til «igangsatt»", meaning)


@pytest.mark.attack
def test_a_mistake_stops_the_gitlab_job_after_the_report(proposal: Proposal) -> None:
    """The report with the line is written first, and kept also where the job fails."""
    proposal.propose(MISTAKE)
    job = content(GITLAB)["kontroll"]
    codes = [proposal.run(line, MH_LANG="nb").returncode for line in job["script"][:2]]
    assert codes == [0, 1]
    assert job["artifacts"]["when"] == "always"
    report = yaml.safe_load((proposal.root / "gl-code-quality-report.json").read_text(encoding="utf-8"))
    (error,) = (issue for issue in report if issue["severity"] == "critical")
    assert error["location"]["path"] == MEASURE


@pytest.mark.attack
def test_layout_alone_is_a_warning_on_gitlab(proposal: Proposal) -> None:
    """The job that judges is green; the other one may fail, and keeps the laid-out file."""
    proposal.propose(UNTIDY)
    git(proposal.root, "checkout", "--quiet", proposal.head)
    pipeline = content(GITLAB)
    given = {"MH_LANG": "nb", "CI_MERGE_REQUEST_DIFF_BASE_SHA": proposal.base}
    judging = pipeline["kontroll"]["script"]
    assert not any("fmt" in line for line in judging)
    assert [proposal.run(line, **given).returncode for line in judging[:2]] == [0, 0]
    job = pipeline["oppsett"]
    assert (job["allow_failure"], job["artifacts"]["when"]) == (True, "always")
    codes = [proposal.run(line, **given).returncode for line in job["script"]]
    assert [*map(bool, codes)] == [False, False, False, True]
    assert "    status: in_progress\n" in (proposal.root / "oppsett" / MEASURE).read_text("utf-8")


# Hooks -------------------------------------------------------------------------------------------

HOOK_KEYS = {"id", "name", "entry", "language"}
"""What pre-commit requires of a hook: https://pre-commit.com/#new-hooks"""


def hooks() -> list[dict[str, Any]]:
    found = content(HOOKS)
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize("hook", hooks(), ids=lambda hook: str(hook["id"]))
def test_each_hook_says_what_pre_commit_needs(hook: dict[str, Any]) -> None:
    """It is installed as a Python package, and looks at the strategy's files only."""
    known = HOOK_KEYS | {"description", "files", "pass_filenames", "require_serial", "always_run"}
    assert hook.keys() >= HOOK_KEYS
    assert hook.keys() <= known | {"minimum_pre_commit_version"}
    assert hook["language"] == "python"
    looked_at = re.compile(hook["files"])
    for folder in ("strategy", "data"):
        for path in (CHECKOUT / folder).rglob("*.yaml"):
            assert looked_at.search(path.relative_to(CHECKOUT).as_posix())
            assert looked_at.search(f"plans/vold/{path.relative_to(CHECKOUT).as_posix()}")
    for other in ("docs/data/x.yaml", ".github/workflows/yearly-report.yml", "data/README.md"):
        assert not looked_at.search(other)


@pytest.mark.attack
@pytest.mark.parametrize("hook", hooks(), ids=lambda hook: str(hook["id"]))
def test_each_hook_runs(proposal: Proposal, hook: dict[str, Any]) -> None:
    """Green on the real data, with the changed files' names where it takes them."""
    command = f".venv/bin/{hook['entry']} "
    names = MEASURE if hook.get("pass_filenames", True) else ""
    done = proposal.run(command + names)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.attack
def test_the_check_hook_sees_the_links_between_files(proposal: Proposal) -> None:
    """It is given no names, so what is taken away in one file is missed in another."""
    (hook,) = (one for one in hooks() if one["id"] == "mh-check")
    assert (hook["pass_filenames"], hook["always_run"]) == (False, True)
    proposal.propose({"strategy/actors.yaml": ("  - id: Sfk\n", "  - id: Sekretariatet\n")})
    assert proposal.run(f".venv/bin/{hook['entry']}").returncode == 1


def test_the_example_uses_hooks_that_there_are() -> None:
    """And names no repository: nobody knows here where it is kept."""
    config = content(HOOKS_USED)
    (repository,) = config["repos"]
    assert (repository["repo"], repository["rev"]) == ("REPO", "REV")
    assert {hook["id"] for hook in repository["hooks"]} <= {hook["id"] for hook in hooks()}
    assert {hook["minimum_pre_commit_version"] for hook in hooks()} == {config["minimum_pre_commit_version"]}


# The form for a proposal -------------------------------------------------------------------------


def test_the_template_asks_for_what_the_record_needs() -> None:
    """Source, decision, and corrections apart from decisions, as the history reads them."""
    text = TEMPLATE.read_text(encoding="utf-8")
    for words in ("kilden", "bestemt", "`Correction: yes`", "aldri begge deler", "Hva endringen betyr"):
        assert words in text
