"""What a page with data says of it to search engines: schema.org, in JSON-LD. Only what is known."""

import json

from menneskehandel_cli.language import Lang, say
from menneskehandel_cli.language.runs import unmarked
from menneskehandel_cli.site.catalog import FORMATS, files_of
from menneskehandel_cli.site.context import Place, Site
from menneskehandel_cli.site.page import SitePage


def linked(site: Site, place: Place, page: SitePage, lang: Lang) -> str:
    """The data set of a page as a text that can be in HTML: it holds no ``<``, ``>`` or ``&``."""
    known, strategy = site.publication, site.strategy
    whole = place.kind == "data"
    name = strategy.title.pick(lang)
    changed = (page.changed or site.changed).day.isoformat()
    body: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": name if whole else f"{unmarked(page.title)} – {name}",
        "description": say("site.data.about", lang, name=name)
        if whole
        else unmarked(page.lead or page.title),
        "inLanguage": str(lang),
        "dateModified": changed,
        "temporalCoverage": f"{strategy.period.from_}/{strategy.period.to}",
    }
    if known.licence is not None:
        body["license"] = known.licence.url
    if known.publisher is not None:
        publisher = {"@type": "Organization", "name": known.publisher.name.pick(lang)}
        given = {"url": known.publisher.url, "email": known.publisher.email}
        body["publisher"] = publisher | {key: value for key, value in given.items() if value}
    if known.address is not None:
        body["url"] = site.address_of(lang, place.file)
        body["distribution"] = [
            {
                "@type": "DataDownload",
                "encodingFormat": FORMATS[file.rpartition(".")[2]][1],
                "contentUrl": site.address_of(lang, file),
            }
            for file in (files_of(site) if whole else [f"{place.name}.json"])
        ]
    text = json.dumps(body, ensure_ascii=False)
    return "".join(f"\\u{ord(sign):04x}" if sign in "<>&\u2028\u2029" else sign for sign in text)
