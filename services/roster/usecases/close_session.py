from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from services.roster.domain.actor import Actor
from services.roster.domain.attendance import CANCELLATIONS, Attendance, Outcome
from services.roster.domain.register import SessionState
from services.roster.domain.register_change import Act, RegisterChange
from services.roster.domain.session import Session
from services.roster.usecases.announce_attendance import announce_line
from services.roster.usecases.expected_mothers import expected_among
from services.roster.usecases.ports import UnitOfWork
from services.roster.usecases.take_first_visits import take_first_visits
from shared.contracts.roster.sessions import SessionClosed
from shared.kernel.refusal import refuse_if_stale


def close_session(
    *,
    session_id: UUID,
    seen_version: int | None,
    by: Actor,
    now: datetime,
    uow: UnitOfWork,
) -> Session:
    """
    Close a register: every expected mother gets one outcome, and all are announced.

    One that was reopened announces only what differs from what was told before.
    ``seen_version`` is the register that the person looked at who closes it; another
    may have marked somebody since.

    Raises SessionNotFound, StaleVersion, SessionNotStarted, SessionAlreadyClosed or
    SessionCancelled.
    """
    with uow:
        session = uow.sessions.get_to_close(session_id)
        _refuse_if_changed(session, seen_version=seen_version)
        mothers = uow.mothers.who_may_be_expected_at(session_id)
        stood = uow.enrolment_changes.stood_at_start_of(session_id)
        # Whose step was written down while her row was waited for.
        late = sorted(stood.keys() - {one.id for one in mothers})
        uow.mothers.load(late)
        mothers += [uow.mothers.get(one) for one in late]
        expected = expected_among(mothers, session, stood=stood)
        lines = session.close(expected=expected, at=now)
        news = _announce_news(lines, session, uow=uow)
        uow.sessions.save(session)
        if session.reopened_at is not None:
            _keep(news, session, by=by, now=now, uow=uow)
        take_first_visits(lines, now=now, uow=uow)
        uow.outbox.add(_closed(session, lines), version=session.version)
        uow.commit()
    return session


def _refuse_if_changed(session: Session, *, seen_version: int | None) -> None:
    # A register that is closed or cancelled says so itself, which is more to the point.
    if session.state is SessionState.PLANNED:
        refuse_if_stale(
            expected=seen_version, version=session.version, state=session.state
        )


def _announce_news(
    lines: Iterable[Attendance], session: Session, *, uow: UnitOfWork
) -> list[tuple[Attendance, Outcome | None]]:
    """
    Announce what the others have not heard; return it with what they heard before.
    """
    news = [line for line in lines if session.is_news(line)]
    histories = uow.sessions.histories_before(session.id)
    return [
        (
            line,
            announce_line(
                line, session, history=histories.get(line.mother_id, ()), uow=uow
            ),
        )
        for line in news
    ]


def _keep(
    news: Iterable[tuple[Attendance, Outcome | None]],
    session: Session,
    *,
    by: Actor,
    now: datetime,
    uow: UnitOfWork,
) -> None:
    for line, before in news:
        uow.register_changes.save(
            RegisterChange.of_line(
                line, act=Act.CLOSED_AGAIN, before=before, by=by, at=now
            )
        )
    uow.register_changes.save(
        RegisterChange.of_register(session, act=Act.CLOSED_AGAIN, by=by, at=now)
    )


def _closed(session: Session, lines: Iterable[Attendance]) -> SessionClosed:
    counts = Counter(line.outcome for line in lines)
    return SessionClosed(
        session_id=session.id,
        group_id=session.group_id,
        starts_at=session.starts_at,
        expected=counts.total(),
        attended=counts[Outcome.ATTENDED],
        cancelled=sum(counts[outcome] for outcome in CANCELLATIONS),
        missed=counts[Outcome.MISSED],
    )
