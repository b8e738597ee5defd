"""
Who has a way in: an administrator lets in and shuts out people of her organisation.
"""

from uuid import UUID

import structlog
from werkzeug.wrappers import Response

from shared.access.storage.book import Book, changing, looking
from shared.access.usecases.disable_user import disable_user
from shared.access.usecases.invite_user import Invited, invite_again, invite_user
from shared.access.usecases.let_in_again import let_in_again
from shared.kernel.organisations import ORGANISATIONS_OF, PEOPLE, Role
from shared.kernel.refusal import Conflict, Invalid
from shared.web.front.desk import Desk
from shared.web.front.page_set import PAGES
from shared.web.gate import NotForYou, NotSignedIn
from shared.web.way import root_of
from shared.web.who import Who
from shared.web.wording import OWNED_BY, SERVICES_CALLED

log = structlog.get_logger()
_LONGEST = 120  # characters
_HERE = "/people"


class NotYourself(Conflict):
    """
    Who shuts herself out cannot let anybody in again.
    """

    code = "not-yourself"


def show(desk: Desk) -> Response:
    who = _who(desk)
    with looking(desk.engine) as book:
        everybody = book.users.of(who.organisation_id)
        called = _called(who, book=book)
    return PAGES.page(
        "people.html",
        who,
        everybody=everybody,
        called=called,
        roles_here=[one for one in PEOPLE if who.organisation in ORGANISATIONS_OF[one]],
        door=desk.door,
        logs=_logs(who),
    )


def _called(who: Who, *, book: Book) -> str | None:
    """
    Return what her organisation is called, if it is one of several of its kind.
    """
    if who.within is None:
        return None
    return book.organisations.get(who.organisation, who.organisation_id).name


def _logs(who: Who) -> dict[str, str]:
    """
    Return the logs of looks that a leader may sample, and what they are called.
    """
    if who.role is not Role.LEADER:
        return {}
    return {
        service: called
        for service, called in SERVICES_CALLED.items()
        if who.organisation in OWNED_BY[service]
    }


def invite(desk: Desk) -> Response:
    """
    Write down somebody new, and show the link for her once.

    Raises NotForYou where passwords are not used, Invalid, RoleNotInOrganisation or
    SignInNameTaken.
    """
    if not desk.door.has_passwords:
        raise NotForYou
    form = desk.request.form
    with changing(desk.engine) as book:
        who = _who(desk)
        invited = invite_user(
            organisation=who.organisation,
            organisation_id=who.organisation_id,
            role=_role(form.get("role", "")),
            name=_filled_in(form.get("name", ""), "name"),
            sign_in_name=_filled_in(form.get("sign_in_name", ""), "sign_in_name"),
            now=desk.now,
            book=book,
        )
    return _link(desk, invited)


def link(desk: Desk, user_id: UUID) -> Response:
    """
    Show a new link, for who has lost hers or her password.

    Raises NotForYou where passwords are not used, or UserNotFound.
    """
    if not desk.door.has_passwords:
        raise NotForYou
    with changing(desk.engine) as book:
        invited = invite_again(
            user_id=user_id,
            organisation_id=_who(desk).organisation_id,
            now=desk.now,
            book=book,
        )
    return _link(desk, invited)


def disable(desk: Desk, user_id: UUID) -> Response:
    """
    Shut somebody out, at once.

    Raises NotYourself or UserNotFound.
    """
    who = _who(desk)
    if user_id == who.user_id:
        raise NotYourself
    with changing(desk.engine) as book:
        disable_user(
            user_id=user_id,
            organisation_id=who.organisation_id,
            now=desk.now,
            book=book,
        )
    log.info("user_disabled", user_id=str(user_id), by=str(who.user_id))
    return Response(status=303, headers={"Location": _HERE})


def let_in(desk: Desk, user_id: UUID) -> Response:
    """
    Take back that somebody was shut out: it may have been the wrong line.

    Raises UserNotFound.
    """
    who = _who(desk)
    with changing(desk.engine) as book:
        let_in_again(user_id=user_id, organisation_id=who.organisation_id, book=book)
    log.info("user_let_in_again", user_id=str(user_id), by=str(who.user_id))
    return Response(status=303, headers={"Location": _HERE})


def _link(desk: Desk, invited: Invited) -> Response:
    who = _who(desk)
    log.info("user_invited", user_id=str(invited.user.id), by=str(who.user_id))
    address = f"{root_of(desk.request)}/sign-in/invitation/{invited.secret}"
    return PAGES.page("link.html", who, user=invited.user, address=address)


def _who(desk: Desk) -> Who:
    if desk.who is None:
        raise NotSignedIn
    return desk.who


def _role(told: str) -> Role:
    if told not in set(Role):
        raise Invalid({"role": ["Choose one."]})
    return Role(told)


def _filled_in(told: str, field: str) -> str:
    text = told.strip()
    if not 0 < len(text) <= _LONGEST or not text.isprintable():
        raise Invalid({field: ["Fill this in."]})
    return text
