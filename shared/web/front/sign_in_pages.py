"""
Sign in with a name and a password, and sign out.
"""

import structlog
from werkzeug.wrappers import Response

from shared.access.domain.errors import SignInFailed, TooManyTries
from shared.access.domain.user import User, as_keyed, as_typed
from shared.access.storage.book import changing, looking
from shared.access.usecases.count_try import (
    count_try,
    forgive_tries,
    refuse_if_waiting,
)
from shared.access.usecases.sign_in import end_sign_in, how_it_ended
from shared.kernel.refusal import Refusal
from shared.web.cookies import FOR_A_YEAR, SESSION, SIGNED_OUT, give, shown, take_away
from shared.web.front.desk import Desk
from shared.web.front.known_browser import known_as, remember_browser
from shared.web.front.password import fits
from shared.web.front.place import address_of, refuse_unless_safe
from shared.web.gate import NotForYou
from shared.web.http import status_of
from shared.web.menu import home_of
from shared.web.way import SIGN_IN, own_path
from shared.web.wording import SHARED_WORDING

log = structlog.get_logger()
LONGEST_NAME = 200  # characters


def show(desk: Desk) -> Response:
    """
    Show the form; who has signed in goes on to where she was going.
    """
    to = own_path(desk.request.args.get("to", ""))
    if desk.who is not None:
        place = to or home_of(desk.who.role, desk.who.organisation)
        return Response(status=303, headers={"Location": place})
    return desk.strangers_page("sign_in.html", to=to, told=_why_here(desk), name="")


def sign_in(desk: Desk) -> Response:
    """
    Let in who knows her password; the others all hear the same, after the same time.

    Raises NotForYou where passwords are not used, NotSafeHere or FormNotOurs.
    """
    if not desk.door.has_passwords:
        raise NotForYou
    refuse_unless_safe(desk.request, desk.door)
    desk.refuse_foreign_form()
    form = desk.request.form
    name = as_typed(form.get("name", ""))[:LONGEST_NAME]
    try:
        return come_in(desk, name, form.get("password", ""), to=form.get("to", ""))
    except TooManyTries as refusal:
        response = _again(desk, refusal)
        response.headers["Retry-After"] = str(refusal.facts["seconds"])
        return response
    except SignInFailed as refusal:
        return _again(desk, refusal)


def come_in(desk: Desk, name: str, password: str, *, to: str = "") -> Response:
    """
    Let in whoever this name and this password belong to.

    Raises TooManyTries or SignInFailed.
    """
    tried = _counted(desk, name)
    user = _user_with(desk, name, password)
    if user is None:
        raise SignInFailed
    with changing(desk.engine) as book:
        forgive_tries(**tried, book=book)
        secret = desk.begin(user, book)
    log.info("signed_in", user_id=str(user.id), way="password")
    response = desk.let_in(user, secret, to=to)
    remember_browser(desk.request, response, user, desk.door)
    return response


def sign_out(desk: Desk) -> Response:
    """
    End the sign-in here, and let the browser forget all that it has kept of us.
    """
    with changing(desk.engine) as book:
        end_sign_in(secret=shown(desk.request, SESSION, desk.door), book=book)
    response = Response(status=303, headers={"Location": SIGN_IN})
    take_away(response, SESSION, desk.door)
    if desk.door.oidc:
        # The other side would let in whoever comes next without asking who it is.
        give(response, SIGNED_OUT, "yes", desk.door, lasts=FOR_A_YEAR)
    # Not the cookies: whoever signs in next may go on reading in her language.
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def _why_here(desk: Desk) -> str:
    """
    Return why somebody who was signed in has to do it again, or nothing.
    """
    secret = shown(desk.request, SESSION, desk.door)
    if not secret:
        return ""
    with looking(desk.engine) as book:
        ended = how_it_ended(secret=secret, now=desk.now, book=book)
    return SHARED_WORDING[ended]


def _counted(desk: Desk, name: str) -> dict[str, str]:
    """
    Count the try before anything is looked at; return under what it is counted.

    Raises TooManyTries.
    """
    with changing(desk.engine) as book:
        tried = {
            "sign_in_name": name,
            "address": address_of(desk.request, desk.door),
            "browser": known_as(desk.request, book.users.called(name), desk.door),
        }
        wait = count_try(**tried, now=desk.now, book=book)
    refuse_if_waiting(wait)
    return tried


def _user_with(desk: Desk, name: str, password: str) -> User | None:
    with looking(desk.engine) as book:
        user = book.users.called(name)
    is_right = fits(as_keyed(password), user.password_hash if user else None)
    return user if user and is_right and user.may_come_in else None


def _again(desk: Desk, refusal: Refusal) -> Response:
    log.warning("sign_in_refused", code=refusal.code)
    return desk.strangers_page(
        "sign_in.html",
        status=status_of(refusal),
        to=own_path(desk.request.form.get("to", "")),
        told=SHARED_WORDING[refusal.code],
        name=desk.request.form.get("name", "")[:LONGEST_NAME],
    )
