"""
What a mother sees by her own link.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from services.roster.domain.coming import is_expected_at
from services.roster.domain.group import Group
from services.roster.domain.her_answer import HerAnswer
from services.roster.domain.mother import Mother
from services.roster.domain.own_link import OwnLink
from services.roster.domain.register import SessionState
from services.roster.domain.session import Session
from services.roster.usecases.mother_with_link import mother_with_link
from services.roster.usecases.ports import UnitOfWork

# A late cancellation counts for seven days after the end of a session.
_GOES_BACK = timedelta(days=8)
_MOST = 60  # sessions: holidays leave some out, and a summer is long.


@dataclass(frozen=True, kw_only=True)
class OwnPage:
    """
    The next session and, where she may say something of it, the last; nobody's name.
    """

    group: Group
    languages: tuple[str, ...]
    coming: HerAnswer | None
    last: HerAnswer | None


def own_page(*, secret: str, now: datetime, uow: UnitOfWork) -> OwnPage:
    """
    Return what a mother sees by her link.

    Raises OwnLinkNotFound.
    """
    with uow.reading():
        mother = mother_with_link(secret=secret, now=now, uow=uow)
        found = _sessions_of(mother, now=now, uow=uow)
        held = [HerAnswer.of(mother, one, at=now) for one in found if one.is_held]
        coming = [
            one for one in held if _is_to_come(one, at=now) and _is_hers(one, mother)
        ]
        over = [one for one in held if not _is_to_come(one, at=now)]
        return OwnPage(
            group=uow.groups.get(mother.group_id),
            languages=_read_first(mother, uow=uow),
            coming=coming[0] if coming else None,
            last=over[-1] if over and _says_something(over[-1]) else None,
        )


def _read_first(mother: Mother, *, uow: UnitOfWork) -> tuple[str, ...]:
    """
    Return the languages that she reads, if she has told us, before those she speaks.
    """
    profile = uow.profiles.find(mother.id)
    read = profile.reading_languages if profile else ()
    return (*read, *mother.languages)


def own_link(*, mother_id: UUID, uow: UnitOfWork) -> OwnLink | None:
    """
    Return a mother's link as it stands, or None where she has none.
    """
    with uow.reading():
        link = uow.own_links.find(mother_id)
        return link if link is not None and link.digest is not None else None


def _sessions_of(mother: Mother, *, now: datetime, uow: UnitOfWork) -> list[Session]:
    """
    Return those of her group, and what has been in one that she has left since.
    """
    since = now - _GOES_BACK
    find = uow.sessions.soonest
    found = find(group_id=mother.group_id, start=since, end=None, limit=_MOST)
    for group_id in uow.enrolment_changes.groups_left_by(mother.id):
        before = find(group_id=group_id, start=since, end=now, limit=_MOST)
        found += [one for one in before if mother.id in one.attendances]
    return sorted({one.id: one for one in found}.values(), key=_by_start)


def _by_start(session: Session) -> tuple[datetime, UUID]:
    return session.starts_at, session.id


def _is_to_come(answer: HerAnswer, *, at: datetime) -> bool:
    session = answer.session
    return session.state is SessionState.PLANNED and at < session.ends_at


def _is_hers(answer: HerAnswer, mother: Mother) -> bool:
    """
    Say whether she is expected, or was until she cancelled: a pause leaves some out.
    """
    return answer.is_not_coming or is_expected_at(answer.session, mother)


def _says_something(answer: HerAnswer) -> bool:
    return answer.may_cancel or answer.is_late
