"""Whether an approved report still says what was approved.

An approval covers what the report said in the commit that gave it: one in which the report has the
approval, and in none of whose parents it has. What a colleague adds later is not approved, also if it was
added on another branch and merged together with the approval. Who approves again writes another day, or
takes the approval away first.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace

from menneskehandel_cli.documents import parse
from menneskehandel_cli.git import CommitTree, FileVersion, GitTrouble, Repository
from menneskehandel_cli.models import Report, validate
from menneskehandel_cli.models.report import Approval
from menneskehandel_cli.models.upgrade import upgraded
from menneskehandel_cli.register import Register
from menneskehandel_cli.trees import Tree


def with_approvals_judged(register: Register, repository: Repository, tip: str) -> Register:
    """The register in which reports are drafts if they have been changed since they were approved.

    ``tip`` is the commit that was read, or the newest one of the files that were. Raises ``GitTrouble``,
    also for a shallow clone, which does not show what was approved.
    """
    if not any(report.counts for report in register.reports):
        return register
    versions = list(repository.versions(tip, "data/reports"))
    blobs = repository.blobs(blob for version in versions for blob in (version.blob, *version.sources))
    return with_drafts(register, lapsed_approvals(register, versions, blobs))


def as_approved(register: Register, tree: Tree) -> Register:
    """The same for the register of a commit, as far as the repository shows what was approved."""
    if isinstance(tree, CommitTree):
        with suppress(GitTrouble):
            return with_approvals_judged(register, tree.repository, tree.commit)
    return register


def lapsed_approvals(
    register: Register, versions: Iterable[FileVersion], blobs: Mapping[str, bytes]
) -> dict[str, Approval]:
    """The approvals of reports that have been changed since, by the path of the report.

    ``versions`` are all that commits have made of the reports, on any branch, each after those that it
    was made from. An approval that is in none of them is being given now.
    """
    had: dict[str, list[Approval]] = {}
    """The approvals in a blob; one that cannot be read has those of what it was made from."""
    known: list[tuple[str, Approval]] = []
    approved_as: list[dict[str, object]] = []
    for path, blob, sources in versions:
        report = _parsed_report(blobs.get(blob, b""), register.language)
        before = [approval for source in sources for approval in had.get(source, ())]
        if report is None:
            had.setdefault(blob, []).extend(before)
        elif report.approved is not None:
            had[blob] = [report.approved]
            copied = not sources and (path, report.approved) in known  # to the folder of a plan
            known.append((path, report.approved))
            if report.approved not in before and not copied:
                approved_as.append(report.statement)
    return {
        path: report.approved
        for path, report in ((register.path_of(report), report) for report in register.reports)
        if report.approved is not None
        and (path, report.approved) in known
        and report.statement not in approved_as
    }


def _parsed_report(data: bytes, language: str) -> Report | None:
    value = parse("", data).mapping
    return None if value is None else validate(Report, upgraded("report", value), "", language)[0]


def with_drafts(register: Register, lapsed: Mapping[str, Approval]) -> Register:
    """The register in which the reports with a ``lapsed`` approval, by path, are drafts."""
    drafts = {
        entry.path: entry._replace(record=entry.record.model_copy(update={"approved": None}))
        for entry in register.entries
        if isinstance(entry.record, Report)
        and entry.path in lapsed
        and entry.record.approved == lapsed[entry.path]
    }
    if not drafts:
        return register
    entries = tuple(drafts.get(entry.path, entry) for entry in register.entries)
    return replace(register, entries=entries, lapsed={path: lapsed[path] for path in drafts})
