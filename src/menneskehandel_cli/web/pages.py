"""The pages of the form: each answers one address with what the desk says."""

from base64 import b64encode
from collections.abc import Awaitable, Callable, Mapping
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from threading import Lock
from typing import cast, get_args
from urllib.parse import quote, unquote

from jinja2 import Environment, FileSystemLoader
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route, compile_path
from starlette.types import ASGIApp

from menneskehandel_cli.blocks.templates import folders, template_environment
from menneskehandel_cli.edits.proposals.joining import meaning
from menneskehandel_cli.edits.proposals.merging import Side
from menneskehandel_cli.edits.proposals.proposal import BUNDLE
from menneskehandel_cli.edits.saving import ChangedMeanwhile
from menneskehandel_cli.formats.report_parts import capital
from menneskehandel_cli.forms.inputs import label_of
from menneskehandel_cli.forms.words import refusal, wording
from menneskehandel_cli.git import GitTrouble
from menneskehandel_cli.language import Choices, Refused, count, day, fill, is_whole_day, say, system_trouble
from menneskehandel_cli.web.coordinator import CoordinatorPages, bodies, owed
from menneskehandel_cli.web.desk import Delivery, Desk, FormKind, Ids, Preview, Values, one_at_a_time
from menneskehandel_cli.web.drafts import TITLE, FormDraft
from menneskehandel_cli.web.guard import LARGEST, Guard, Guarded
from menneskehandel_cli.web.record import AcceptGap, ChangeRecord, LinkMeasure, NewDocument, NewRecommendation
from menneskehandel_cli.web.report import ReportYear, WorkbookView, handed_over, look_at, years

Endpoint = Callable[[Request], Awaitable[Response]]
Handler = Callable[[Request, Values], Response]

MOST = 60
"""As many hits of a search as a page shows."""

FILES = {"form.css": "text/css", "form.js": "text/javascript"}
"""The files that pages refer to, below ``/files/``."""

_CHANGING = (ChangeRecord(), ReportYear(), LinkMeasure(), AcceptGap())
KINDS: tuple[FormKind, ...] = (*_CHANGING, NewRecommendation(), NewDocument())
"""The kinds of forms."""


class Pages:
    """The application: pages of one desk behind one guard."""

    def __init__(self, desk: Desk, guard: Guard) -> None:
        self.desk = desk
        self.guard = guard
        self._opening = Lock()
        self._places = folders()[-1] / "web"
        self._environment = template_environment(kind=Environment)
        self._environment.loader = FileSystemLoader([self._places, *folders()])
        lang = desk.lang
        self._environment.globals |= {
            "t": lambda key, **params: say(key, lang, **params),
            "n": lambda key, number: count(key, number, lang),
            "day": lambda text: day(text, lang) if text else "",
            "is_whole_day": is_whole_day,
            "lang": lang,
            "capital": capital,
            "in_words": lambda field, value: field.in_words(value, lang) or say("web.nothing_here", lang),
            "label": lambda name: label_of(name.partition(":")[0], lang),
            "meaning": meaning,
            "shown": lambda one, value: wording(value, one.type, desk.register, lang),
            "desk": desk,
            "choices": lambda items: fill(Choices(items), lang),
            "most": lambda: MOST,
            "form_token": guard.form_token,
            "title_name": TITLE,
        }

    def app(self) -> ASGIApp:
        """The application for a server. What fails unseen is answered behind the guard too."""
        coordinators = CoordinatorPages(self.desk, self.page).answers
        application = Starlette(
            routes=[
                Route("/", self._in_thread(self.start)),
                Route("/search", self._in_thread(self.find)),
                Route("/owes/{actor}", self._in_thread(self.owes)),
                *(Route(path, self._in_thread(page, locks=True)) for path, page in coordinators.items()),
                *(route for kind in KINDS for route in self._routes(kind)),
                Route("/workbook", self._in_thread(self.workbook)),
                Route("/workbook", self._sent(self.send_workbooks, files=40, locks=True), methods=["POST"]),
                Route("/proposal", self._in_thread(self.proposal)),
                Route("/proposal", self._sent(self.send_proposal, locks=True), methods=["POST"]),
                Route("/proposal/file", self._in_thread(self.bundle)),
                Route("/files/{name}", self._in_thread(self.file)),
            ],
            exception_handlers={404: self._missing},
        )
        return Guarded(application, self.guard, self._refuse)

    # Answering

    def _in_thread(self, answer: Callable[[Request], Response], *, locks: bool = False) -> Endpoint:
        """Answer a request for a page. ``locks``: it takes the lock of the desk itself."""

        async def endpoint(request: Request) -> Response:
            if self.guard.opens(request.url.query):
                return self._opened()
            return await run_in_threadpool(self._answer, answer, request, locks=locks)

        return endpoint

    def _sent(
        self, answer: Handler, *, files: int = 0, locks: bool = False, earlier: Handler | None = None
    ) -> Endpoint:
        """Answer a form. Of a file that is sent with it, ``NAME`` holds ``name/contents in base64``.

        ``locks``: it takes the lock of the desk itself, where it needs it. ``earlier`` keeps what comes
        from a page that an earlier start of the program has shown.
        """

        async def endpoint(request: Request) -> Response:
            values: dict[str, str] = {}
            async with request.form(max_files=files, max_fields=2000, max_part_size=LARGEST) as form:
                for name, part in form.multi_items():
                    text = part if isinstance(part, str) else ""
                    if not isinstance(part, str):
                        called = (part.filename or "").replace("\\", "/").rpartition("/")[2]
                        text = f"{quote(called)}/{b64encode(await part.read()).decode()}"
                    # Several boxes or files of one name are one list.
                    values[name] = f"{values[name]}, {text}" if values.get(name) else text
            is_ours = self.guard.form_is_ours(values.pop("form_token", None))

            def answered(request: Request) -> Response:
                if is_ours:
                    return answer(request, values)
                if earlier is not None:
                    earlier(request, values)
                back = request.url.path if values.get(TITLE) else "/"
                return self._message(say("web.refused.form", self.desk.lang), 403, back)

            return await run_in_threadpool(self._answer, answered, request, locks=locks)

        return endpoint

    def _answer(self, answer: Callable[[Request], Response], request: Request, *, locks: bool) -> Response:
        """The answer of a page, which may take the lock itself; what cannot be done is said in words."""
        with nullcontext() if locks else self.desk.lock:
            try:
                with self.desk.lock:  # also of one that does not hold it: others may be reading
                    self.desk.look_again()
                return answer(request)
            except Refused as refused:
                status = 409 if isinstance(refused, GitTrouble) else 404
                return self._message(refusal(refused, self.desk.lang), status)
            except ChangedMeanwhile:
                return self._message(say("web.changed_meanwhile", self.desk.lang), 409)
            except OSError as error:
                why = system_trouble(error, self.desk.lang)
                return self._message(say("web.system", self.desk.lang, why=why), 500)

    def _opened(self) -> Response:
        """The first visit: the token goes from the address into a cookie.

        Browsers keep a strict cookie back while they follow a redirection from a file or another page, so
        this is a page, which leads on by itself.
        """
        answer = HTMLResponse('<!doctype html><title>mh</title><a href="/">mh</a>')
        answer.headers["refresh"] = "0; url=/"
        answer.set_cookie(self.guard.cookie, self.guard.token, httponly=True, samesite="strict")
        return answer

    def _refuse(self, reason: str) -> Response:
        return PlainTextResponse(f"{say(reason, self.desk.lang)}\n", 403)

    async def _missing(self, _request: Request, _error: Exception) -> Response:
        return self._message(say("web.no_page", self.desk.lang), 404)

    def _message(self, title: str, status: int, back: str = "/") -> Response:
        return self.page("message.html.j2", {"title": title, "back": back}, status)

    def page(self, template: str, content: Mapping[str, object], status: int = 200) -> Response:
        """A page made of a template."""
        text = self._environment.get_template(template).render(saved=self.desk.times_saved, **content)
        return HTMLResponse(text, status)

    # Pages

    def start(self, _request: Request) -> Response:
        """Where one begins: search, and what each body owes."""
        register = self.desk.register
        title = register.strategy.title.pick(self.desk.lang) if register.strategy else ""
        rounds = [one for one in register.instruments.values() if one.kind == "recommendations"]
        content = {"title": title, "bodies": bodies(register), "rounds": rounds}
        return self.page("start.html.j2", {**content, "drafts": self._begun()})

    def find(self, request: Request) -> Response:
        """The records that words lead to; for a provision or a point, the record it is in."""
        words = request.query_params.get("q", "")[:200]
        targets, kinds = self.desk.register.targets, ("column.measure", "column.task", "site.kind.actor")
        hits = self.desk.search(words, lambda one: one.kind in kinds or one.id in targets)
        owners = {name: target.owner.id for name, target in targets.items()}
        return self.page("search.html.j2", {"words": words, "hits": hits, "owners": owners})

    def owes(self, request: Request) -> Response:
        """What a body owes: open tasks, those past their deadline first, and measures."""
        state, actor = self.desk.state, request.path_params["actor"]
        view = owed(state.context, [*state.found.values()], actor, self.desk.lang)
        content = {"view": view, "years": years(self.desk, state.context.register, actor)}
        return self.page("owes.html.j2", content)

    # Forms

    def _begun(self) -> list[FormDraft]:
        """The drafts of forms. What lies among them under another name, or leads elsewhere, is none."""
        return [draft for name, draft in self.desk.drafts.all().items() if _is_of_a_form(name, draft)]

    def _back(self, address: str) -> Response:
        """Lead back to what was begun at an address, or to the proposal."""
        begun = {"/workbook", *(draft.address for draft in self._begun())}
        return RedirectResponse(address if address in begun else "/proposal", 303)

    def _routes(self, kind: FormKind) -> list[Route]:
        def show(request: Request) -> Response:
            """The form of a kind, with what was typed and not saved."""
            ids = request.path_params
            draft = self.desk.drafts.all().get(kind.names(ids)[0])
            query, typed = request.query_params, draft.typed if draft is not None else {}
            values = {**typed, **{name: query[name] for name in kind.linked if name in query}}
            preview = kind.preview(self.desk, ids, values)
            return self._form(kind, ids, values, preview, draft=bool(typed), sent=False)

        send, keep = partial(self._send_form, kind), partial(self._keep, kind)
        return [
            Route(kind.address, self._in_thread(show)),
            Route(kind.address, self._sent(send, earlier=keep), methods=["POST"]),
            Route(f"/draft{kind.address}", self._sent(keep, earlier=keep), methods=["POST"]),
        ]

    def _keep(self, kind: FormKind, request: Request, values: Values) -> Response:
        """Keep what is typed, while it is typed."""
        ids = request.path_params
        self.desk.drafts.keep(kind.names(ids)[0], FormDraft(_form_address(kind, ids), values))
        return PlainTextResponse("", 204)

    def _send_form(self, kind: FormKind, request: Request, values: Values) -> Response:
        """Show what a form would do, or save it."""
        ids = request.path_params
        draft, record = kind.names(ids)
        if values.get("do") == "forget":
            self.desk.drafts.drop(draft)
            return RedirectResponse(_form_address(kind, ids), 303)
        self._keep(kind, request, values)
        here = quote(_form_address(kind, ids), safe="")
        if values.get("do") == "document":
            return RedirectResponse(f"{NewDocument.address}?for={here}", 303)
        preview = kind.preview(self.desk, ids, values)
        if values.get("do") == "save" and preview.can_be_saved:
            if self.desk.author is None:  # the page asks for that, and leads back; the draft is kept
                return RedirectResponse(f"/proposal?for={here}", 303)
            self.desk.save(record, preview.changes, preview.summary)
            self.desk.drafts.drop(draft)
            return self._back(values.get("for", ""))
        if not preview.answer.edits and not preview.changes and not preview.is_wrong:
            self.desk.drafts.drop(draft)
        return self._form(kind, ids, values, preview, draft=True, sent=True)

    def _form(
        self, kind: FormKind, ids: Ids, values: Values, preview: Preview, *, draft: bool, sent: bool
    ) -> Response:
        """The page of a form. One that was ``sent`` tells what it would do, and whether that is wrong."""
        effect = preview if sent or preview.answer.lost else None
        content = {"form": preview.answer.form, "draft": draft, "address": _form_address(kind, ids)}
        content |= {"preview": effect, **kind.content(self.desk, ids, values)}
        status = 422 if preview.is_wrong else 409 if preview.answer.conflicts else 200
        return self.page(kind.template, content, status if sent else 200)

    def workbook(self, _request: Request) -> Response:
        """Where workbooks that ministries have filled in are handed over."""
        return self.page("workbook.html.j2", {"views": (), "workbooks": ""})

    def send_workbooks(self, _request: Request, values: Mapping[str, str]) -> Response:
        """Show what workbooks would change, or save them one after the other.

        What cannot be saved is shown again, by itself.
        """
        saves = values.get("do") == "save"
        left: list[tuple[WorkbookView, str]] = []
        for sent in values.get("file", "").split(", "):
            quoted, _, data = sent.partition("/")
            name = unquote(quoted)
            try:
                with one_at_a_time(self._opening):
                    book = handed_over(name, data)
            except Refused as refused:
                left.append((WorkbookView(name, refused=refusal(refused, self.desk.lang)), sent))
                continue
            with self.desk.lock:
                self.desk.look_again()
                view = look_at(self.desk, book)
                if not (saves and view.changes):
                    left.append((view, sent))
                elif self.desk.author is None:
                    return RedirectResponse(f"/proposal?for={quote('/workbook', safe='')}", 303)
                else:
                    self.desk.save(view.record, view.changes, view.summary)
        if not left:
            return RedirectResponse("/proposal", 303)
        views = [view for view, _ in left]
        content = {"views": views, "workbooks": ", ".join(sent for _, sent in left)}
        return self.page("workbook.html.j2", content, 422 if any(view.is_wrong for view in views) else 200)

    def proposal(self, request: Request) -> Response:
        """What has been saved and not sent, and how it is sent."""
        return self._proposal(None, {"for": request.query_params.get("for", "")})

    def _proposal(self, sent: Delivery | None, values: Values, *, wrong: bool = False) -> Response:
        who = {key: values.get(key, "") for key in ("name", "email", "for")}
        desk, conflicts = self.desk, sent.conflicts if sent else ()
        content = {"sent": sent, "drafts": self._begun(), "who": who, "wrong": wrong} | {
            "sent_before": [(one, one.changes(), one.is_merged(desk.root)) for one in desk.sent()],
            "others": [(one.name, one.commits()) for one in desk.others()],
            "last": {one.path: desk.last_change(one.path, base=True) for one in conflicts},
        }
        return self.page("proposal.html.j2", content, 422 if wrong else 409 if conflicts else 200)

    def send_proposal(self, _request: Request, values: Mapping[str, str]) -> Response:
        """Send the proposal, undo a change in it, go on with another, or say who one is.

        The last leads back to the form that was to be saved.
        """
        desk, do, name = self.desk, values.get("do"), values.get("name", "")
        acts = {
            "open": lambda: desk.go_on(name),
            "undo": lambda: desk.undo(values.get("change", "")),
            "who": lambda: desk.sign(name, values.get("email", "")),
        }
        if do in acts:
            with desk.lock:
                try:
                    acts[do]()
                except Refused as refused:
                    if do == "open":
                        raise
                    delivery = Delivery(refusal(refused, desk.lang)) if do == "undo" else None
                    return self._proposal(delivery, values, wrong=True)
                return self._back(values.get("for", ""))
        sides = {
            name.removeprefix("choose:"): cast("Side", side)
            for name, side in values.items()
            if name.startswith("choose:") and side in get_args(Side)
        }
        sent = desk.send(sides, only_fetch=do == "refresh")
        with desk.lock:
            return self._proposal(sent, {})

    def bundle(self, _request: Request) -> Response:
        """The proposal as a file, to be sent by hand. It lies where nobody would look for it."""
        name = f"{self.desk.proposal.name}{BUNDLE}" if self.desk.proposal is not None else BUNDLE
        if (data := self.desk.home.read(name)) is None:
            raise Refused("proposal.empty")
        headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
        return Response(data, 200, headers, "application/octet-stream")

    def file(self, request: Request) -> Response:
        """A style sheet or a script of ours."""
        name = request.path_params["name"]
        if name not in FILES:
            return self._message(say("web.no_page", self.desk.lang), 404)
        return Response((Path(self._places) / name).read_bytes(), media_type=FILES[name])


def _is_of_a_form(name: str, draft: FormDraft) -> bool:
    """Whether a draft is what a form keeps by this name: its file may come from anybody."""
    for kind in KINDS:
        found = compile_path(kind.address)[0].match(draft.address)
        ids = {key: unquote(text) for key, text in found.groupdict().items()} if found else {}
        if found and kind.names(ids)[0] == name and _form_address(kind, ids) == draft.address:
            return True
    return False


def _form_address(kind: FormKind, ids: Ids) -> str:
    """The address of a form."""
    return kind.address.format_map({key: quote(text, safe="") for key, text in ids.items()})
