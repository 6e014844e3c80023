"""What people search for in the real data, and the page that has to come first."""

from __future__ import annotations

QUERIES = {
    "nb": {
        "artikkel 12": "coe-12",
        "Artikkel 12 nr. 1 bokstav a": "coe-12.1.a",
        "art. 10 nr. 3": "coe-10.3",
        "art 12.2": "coe-12.2",
        "10(4)(b)": "coe-10.4.b",
        "§ 257": "coe-18",
        "straffeloven § 257": "coe-18",
        "coe-12.1.a": "coe-12.1.a",
        "t7.3": "T07",
        "tiltak 12": "T12",
        "refleksjonsperiode": "coe-13",
        "barn som forsvinner": "greta-strategy-child-disappearance",
        "erstatning til ofre": "coe-15",
        "forsinket": "deadlines",
        "frist": "deadlines",
        "Justisdepartementet": "JD",
        "JD": "JD",
        "NRM": "T12",
        "tvangsarbeid": "theme-labour-exploitation",
        "straffritak": "coe-26",
    },
    "nn": {"born": "theme-children", "dommar": "T07", "frist": "deadlines"},
    "en": {
        "Article 12 nr 1": "coe-12",
        "overdue": "deadlines",
        "residence permit": "coe-14",
        "section 257": "coe-18",
    },
}
"""By language. A page holds the places on it: a task stands on the page of its measure."""

ELSEWHERE = {"deadlines": "T09.4"}
"""What comes first where there are no overviews: in a terminal."""
