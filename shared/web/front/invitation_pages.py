"""
Come in by a link. To open it changes nothing: mail programs open links too.
"""

import structlog
from werkzeug.wrappers import Response

from shared.access.domain.errors import (
    InvitationNotUsable,
    PasswordNotGoodEnough,
    SignInFailed,
    TooManyTries,
)
from shared.access.domain.invitation import LinkKind
from shared.access.domain.user import User, as_typed, checked_password
from shared.access.storage.book import changing, looking
from shared.access.usecases.use_invitation import look_at_invitation, use_invitation
from shared.web.front.desk import Desk
from shared.web.front.known_browser import remember_browser
from shared.web.front.password import hash_of
from shared.web.front.place import refuse_unless_safe
from shared.web.front.sign_in_pages import LONGEST_NAME, come_in
from shared.web.gate import NotForYou
from shared.web.wording import SHARED_WORDING

log = structlog.get_logger()
_WRONG = 422


def show_invitation(desk: Desk, secret: str) -> Response:
    """
    Show for whom it is, and ask for a password.

    Raises NotForYou where passwords are not used, or InvitationNotUsable.
    """
    _refuse_without_passwords(desk)
    user = _looked_at(desk, secret, LinkKind.INVITATION)
    return desk.page_of_link("invitation.html", user=user, told="")


def take_invitation(desk: Desk, secret: str) -> Response:
    """
    Set the password and come in; a second tap comes in by what the first has set.

    Raises NotForYou, NotSafeHere, FormNotOurs or InvitationNotUsable.
    """
    _refuse_without_passwords(desk)
    refuse_unless_safe(desk.request, desk.door)
    desk.refuse_foreign_form()
    try:
        return _password_set(desk, secret)
    except InvitationNotUsable:
        return _come_in_again(desk)


def _password_set(desk: Desk, secret: str) -> Response:
    user = _looked_at(desk, secret, LinkKind.INVITATION)
    wrong, password = _new_password(desk, user)
    if wrong:
        told = SHARED_WORDING[wrong]
        return desk.page_of_link("invitation.html", status=_WRONG, user=user, told=told)
    return _come_in(desk, secret, LinkKind.INVITATION, password_hash=hash_of(password))


def _come_in_again(desk: Desk) -> Response:
    """
    Let in who has just set this password: her name and it are all that it takes.

    Raises InvitationNotUsable where they do not belong together.
    """
    form = desk.request.form
    name = as_typed(form.get("name", ""))
    if not name or len(name) > LONGEST_NAME:
        raise InvitationNotUsable
    try:
        return come_in(desk, name, form.get("password", ""))
    except (SignInFailed, TooManyTries):
        raise InvitationNotUsable from None


def show_demo_link(desk: Desk, secret: str) -> Response:
    """
    Show in which role one is about to come in.

    Raises NotForYou outside a demo, or InvitationNotUsable.
    """
    _refuse_outside_demo(desk)
    user = _looked_at(desk, secret, LinkKind.DEMO)
    return desk.page_of_link("demo_link.html", user=user)


def take_demo_link(desk: Desk, secret: str) -> Response:
    """
    Come in without a password, on invented data.

    Raises NotForYou, NotSafeHere, FormNotOurs or InvitationNotUsable.
    """
    _refuse_outside_demo(desk)
    refuse_unless_safe(desk.request, desk.door)
    desk.refuse_foreign_form()
    return _come_in(desk, secret, LinkKind.DEMO, password_hash=None)


def _looked_at(desk: Desk, secret: str, kind: LinkKind) -> User:
    with looking(desk.engine) as book:
        return look_at_invitation(secret=secret, kind=kind, now=desk.now, book=book)


def _come_in(
    desk: Desk, secret: str, kind: LinkKind, *, password_hash: str | None
) -> Response:
    with changing(desk.engine) as book:
        user = use_invitation(
            secret=secret,
            kind=kind,
            password_hash=password_hash,
            now=desk.now,
            book=book,
        )
        session = desk.begin(user, book)
    log.info("signed_in", user_id=str(user.id), way=kind)
    response = desk.let_in(user, session)
    if user.password_hash:
        remember_browser(desk.request, response, user, desk.door)
    return response


def _new_password(desk: Desk, user: User) -> tuple[str, str]:
    """
    Return what is wrong with the password that was typed, and the password.
    """
    first = desk.request.form.get("password", "")
    if first != desk.request.form.get("again", ""):
        return "passwords-differ", ""
    try:
        return "", checked_password(first, sign_in_name=user.sign_in_name)
    except PasswordNotGoodEnough as refusal:
        return refusal.code, ""


def _refuse_without_passwords(desk: Desk) -> None:
    if not desk.door.has_passwords:
        raise NotForYou


def _refuse_outside_demo(desk: Desk) -> None:
    if not desk.door.has_demo_links:
        raise NotForYou
