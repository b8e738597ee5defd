"""
What every page of the front needs: the house, its book, and a browser's own form key.
"""

from datetime import datetime
from typing import Any

from werkzeug.wrappers import Request, Response

from shared.access.domain.user import User
from shared.access.storage.book import Book
from shared.access.usecases.sign_in import begin_sign_in, end_sign_in
from shared.bus.house import House
from shared.kernel.secret import new_secret
from shared.web.cookies import BROWSER, SESSION, SIGNED_OUT, give, shown, take_away
from shared.web.forgery import guard_of, new_form_key, refuse_foreign_form
from shared.web.front.page_set import PAGES
from shared.web.menu import home_of
from shared.web.way import own_path
from shared.web.who import Who, who_asks


class Desk:
    """
    One request at the front.
    """

    def __init__(self, house: House, request: Request) -> None:
        self.house = house
        self.door = house.door
        self.engine = house.access
        self.now: datetime = house.clock.now()
        self.request = request

    @property
    def who(self) -> Who | None:
        return who_asks(self.request)

    def strangers_page(
        self, template: str, *, status: int = 200, **told: Any
    ) -> Response:
        """
        Show a form to somebody who has not signed in; her browser gets a name first.

        Older phones send a form from nowhere where the page tells no other page its
        address, so that is kept for those whose address holds a secret.
        """
        known = shown(self.request, BROWSER, self.door)
        browser = known or new_secret()
        form_key = new_form_key(guard_of(browser))
        response = PAGES.page(
            template,
            None,
            status=status,
            form_key=form_key,
            door=self.door,
            here=self.request.full_path.rstrip("?"),
            **told,
        )
        if not known:
            give(response, BROWSER, browser, self.door)
        return response

    def page_of_link(
        self, template: str, *, status: int = 200, **told: Any
    ) -> Response:
        """
        Show such a form where the address holds a secret: it is told to no other page.
        """
        response = self.strangers_page(template, status=status, **told)
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    def refuse_foreign_form(self) -> None:
        """
        Refuse a stranger's form that was not given to her own browser.

        Raises FormNotOurs.
        """
        browser = shown(self.request, BROWSER, self.door)
        refuse_foreign_form(self.request, guard_of(browser) if browser else "")

    def begin(self, user: User, book: Book) -> str:
        """
        End what was signed in at this browser, and begin anew.
        """
        before = shown(self.request, SESSION, self.door)
        if before:
            end_sign_in(secret=before, book=book)
        return begin_sign_in(user=user, now=self.now, book=book)

    def let_in(self, user: User, secret: str, *, to: str = "") -> Response:
        """
        Lead who has come in to where she was going.
        """
        place = own_path(to) or home_of(user.role, user.organisation)
        response = Response(status=303, headers={"Location": place})
        give(response, SESSION, secret, self.door)
        take_away(response, BROWSER, self.door)
        if shown(self.request, SIGNED_OUT, self.door):
            take_away(response, SIGNED_OUT, self.door)
        return response
