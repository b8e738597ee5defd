"""
A mother's own page, and how the staff give her the link to it.
"""

from dataclasses import replace
from typing import Any
from uuid import UUID

from werkzeug.wrappers import Request, Response

from services.roster.domain.questions_sent import MOST_A_DAY
from services.roster.entrypoints.by_link import by_link, page_of
from services.roster.entrypoints.forms import AskForm, Form, SessionIdForm
from services.roster.entrypoints.own_words import WORDS
from services.roster.entrypoints.page_set import PAGES
from services.roster.usecases.ask_by_own_link import (
    ask_by_own_link,
    questions_sent_today,
)
from services.roster.usecases.cancel_by_own_link import (
    cancel_by_own_link,
    come_after_all,
)
from services.roster.usecases.make_own_link import make_own_link, revoke_own_link
from services.roster.usecases.own_page import own_page
from shared.db.engine import kept_for
from shared.kernel.mothers_languages import language_for
from shared.kernel.organisations import Organisation
from shared.kernel.refusal import Conflict
from shared.web.body import body_of
from shared.web.danish import time_of_day
from shared.web.http import Call
from shared.web.read_as import read_as
from shared.web.way import root_of

_LARGEST = 4_000  # bytes: one line, in any script.


class Entrypoints:
    uow: Any

    @by_link("GET", "/own/<secret>")
    def show_own_page(self, request: Request, secret: str) -> Response:
        """
        Show the next session. It changes nothing: messengers open links too.
        """
        seen = own_page(secret=secret, now=self.uow.cause.now, uow=self.uow)
        words = WORDS[language_for(seen.languages, among=WORDS)]
        sent = questions_sent_today(secret=secret, now=self.uow.cause.now, uow=self.uow)
        return page_of(
            "own.html",
            words,
            seen=seen,
            clock=time_of_day,
            link=f"/roster/own/{secret}",
            asked=request.args.get("asked"),
            may_ask=sent < MOST_A_DAY,
        )

    @by_link("POST", "/own/<secret>/cancel")
    def cancel_own_session(self, request: Request, secret: str) -> Response:
        self._take(cancel_by_own_link, request, secret)
        return _back_to(secret)

    @by_link("POST", "/own/<secret>/come_after_all")
    def come_to_own_session(self, request: Request, secret: str) -> Response:
        self._take(come_after_all, request, secret)
        return _back_to(secret)

    @by_link("POST", "/own/<secret>/ask")
    def ask_for_own_session(self, request: Request, secret: str) -> Response:
        """
        Thank her only for what stands on the list now.
        """
        is_taken = self._take(ask_by_own_link, request, secret, form=AskForm)
        return _back_to(secret, asked="yes" if is_taken else "no")

    def _take(
        self,
        say: Any,
        request: Request,
        secret: str,
        *,
        form: type[Form] = SessionIdForm,
    ) -> bool:
        """
        Take what she says; return whether it could be taken.

        Where it cannot be so any more, the page that she comes to says what is.
        """
        body_of(request, largest=_LARGEST)
        told = read_as(form, request.form.to_dict())
        self.uow.cause = replace(self.uow.cause, organisation=Organisation.MOTHER)
        try:
            say(secret=secret, **told, now=self.uow.cause.now, uow=self.uow)
        except Conflict:
            return False
        return True

    @PAGES.shows_once("/mothers/<uuid:mother_id>/own_link", "own_link.html")
    def make_own_link_by_form(self, call: Call, mother_id: UUID) -> dict[str, Any]:
        secret, link = make_own_link(
            mother_id=mother_id,
            lasts=kept_for(self.uow.engine).own_links,
            now=call.now,
            uow=self.uow,
        )
        address = f"{root_of(call.request)}/roster/own/{secret}"
        return {"mother_id": mother_id, "address": address, "link": link}

    @PAGES.post("/mothers/<uuid:mother_id>/own_link/revoke")
    def revoke_own_link_by_form(self, _call: Call, mother_id: UUID) -> str:
        revoke_own_link(mother_id=mother_id, uow=self.uow)
        return f"/roster/mothers/{mother_id}#own-link"


def _back_to(secret: str, *, asked: str | None = None) -> Response:
    here = f"/roster/own/{secret}"
    address = f"{here}?asked={asked}" if asked else here
    return Response(status=303, headers={"Location": address})
