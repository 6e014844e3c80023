"""Read a questionnaire from the closing commit of a report, with clear errors."""

import re

from menneskehandel_cli.documents import parse
from menneskehandel_cli.language import Refused
from menneskehandel_cli.language.slips import nearest
from menneskehandel_cli.mistakes import explained
from menneskehandel_cli.models.questionnaire import Questionnaire
from menneskehandel_cli.models.validation import validate
from menneskehandel_cli.register import Register
from menneskehandel_cli.rules import Mistakes, all_rules
from menneskehandel_cli.trees import MAX_BYTES

_PATH = re.compile(r"(?:(?!\.{1,2}/)[^/\x00-\x1f\x7f:\\]+/)*[^/\x00-\x1f\x7f:\\]+\.ya?ml")


def is_path(text: str) -> bool:
    """Whether it is the path of a YAML file from the root of the strategy, written with ``/``."""
    return _PATH.fullmatch(text) is not None


def read_questionnaire(path: str, data: bytes, register: Register) -> Questionnaire:
    """The questionnaire in ``data``; every id that it names is known. Raises ``Refused``."""
    if len(data) > MAX_BYTES:
        raise Refused("questionnaire_large", file=path)
    document = explained(parse(path, data), data)
    found = [item for item in document.diagnostics if all_rules()[item.code].severity == "error"]
    if not document.readable:
        raise Refused("unusable", file=path, mistakes=Mistakes(found, data))
    if not isinstance(document.value, dict):
        raise Refused("questionnaire_empty", file=path)
    record, mistakes = validate(Questionnaire, document.value, path, register.language)
    if mistakes or record is None:
        raise Refused("unusable", file=path, mistakes=Mistakes([*found, *mistakes], data))
    if record.body not in register.actors:
        raise Refused("questionnaire_body", file=path, given=record.body)
    for question in record.questions:
        for name in question.about:
            if name not in register.targets:
                params = {"number": str(question.number), "given": name}
                near = nearest(name, register.targets)
                key = "questionnaire_unknown" if near is None else "questionnaire_unknown_near"
                raise Refused(key, file=path, **params, near=near)
    return record
