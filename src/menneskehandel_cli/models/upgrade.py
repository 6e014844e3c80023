"""Convert files in an older format to the current one while they are read.

A renamed or moved key must never make an old commit unreadable. The file itself is not changed;
``mh fix`` writes the new form. Values that are as before stay the same objects, but for links.
"""

from typing import Any

Values = dict[str, Any]


def upgraded(kind: str, value: Values) -> Values:
    """The ``value`` of a file of ``kind`` in the current format; unchanged if it already is."""
    if value.get("format", 1) != 1:
        return value
    if kind == "measure" and isinstance(value.get("addresses"), list):
        return value | {"addresses": [_upgraded_address(link) for link in value["addresses"]]}
    if kind == "obligation" and "existing" in value:
        return {key: item for key, item in value.items() if key != "existing"}
    return value


def _upgraded_address(link: object) -> object:
    """Remove the contribution of a link for a whole focus area, which now only names."""
    if not isinstance(link, dict) or link.get("basis") != "area":
        return link
    return {key: item for key, item in link.items() if key not in ("contribution", "by")}


def law_of(value: Values) -> Values | None:
    """The ``existing`` of an article in format 1 as a record of law in the current format.

    Format 1 had no requirements for which law was sought and not found, and no day of the judgement.
    """
    found: dict[str, Values] = {}
    existing = value.get("existing")
    for law in existing if isinstance(existing, list) else ():
        if not isinstance(law, dict) or not isinstance(law.get("law"), dict | str):
            continue
        named = law.get("provisions")
        names = named if isinstance(named, list) and named else [value.get("id")]
        ids = (item for item in names if isinstance(item, str))
        for name in dict.fromkeys(one for item in ids for one in _requirements_reached(value, item)):
            judged = {"by": law.get("judged_by")}
            begun = {"requirement": name, "extent": "part", "provisions": [], "judged": judged}
            answer = found.setdefault(name, begun)
            answer["provisions"].append({"source": law.get("source"), "text": law["law"]})
            if law.get("extent") == "full":
                answer["extent"] = "full"
            if law.get("note") is not None:
                answer.setdefault("missing", law["note"])
    for answer in found.values():
        if answer["extent"] == "full" and "missing" in answer:
            answer["note"] = answer.pop("missing")  # nothing is missing; the note says why
    if not found or not isinstance(value.get("id"), str):
        return None
    name = value["id"]
    return {"id": f"law-{name}", "obligation": name, "requirements": list(found.values())}


def _requirements_reached(value: Values, wanted_id: str) -> list[str]:
    """The requirements that a name reaches. A part that is not a requirement reaches itself."""
    provisions = value.get("provisions")
    found = [
        str(item["id"])
        for item in (provisions if isinstance(provisions, list) else ())
        if isinstance(item, dict) and "id" in item and item.get("force") not in ("none", "may")
    ]
    if wanted_id == value.get("id"):
        return found
    return [name for name in found if name == wanted_id or name.startswith(f"{wanted_id}.")] or [wanted_id]
