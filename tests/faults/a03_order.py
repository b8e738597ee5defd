"""
A3: of a mother's events the newest holds, in whatever order they come.
"""

from collections import defaultdict
from collections.abc import Sequence
from contextlib import ExitStack
from random import Random
from unittest import mock
from uuid import UUID

import eventlet
from sqlalchemy import text

from services.outreach.service import OutreachService
from services.outreach.storage.unit_of_work import OutreachUnitOfWork
from shared.bus.consumer import Consumer
from shared.bus.extensions import policies_of
from shared.bus.inbox import Inbox
from shared.contracts.envelope import read_envelope
from shared.contracts.roster.attendance import AttendanceCorrected
from shared.contracts.roster.mothers import ContactChanged
from shared.db.engine import make_engine
from shared.db.migrations import upgrade
from tests.faults.row import Ground, Outcome, Row
from tests.faults.simulation.quiet import quiet
from tests.faults.soak_bodies import body, misses, mother
from tests.faults.soak_books import engine_for_looking
from tests.faults.soak_broken import no_versions
from tests.support.bus import SettableClock
from tests.support.databases import fresh_database

WINDOW = 50
LARGEST_BATCH = 40
CONSUMERS = 2
_OUTCOMES = ("missed", "excused", "attended", "cancelled")
_IS_OPEN = frozenset({"open", "attempting", "reached"})

# PostgreSQL itself writes down every state that it was told, in that order.
_NOTED = {"contacts": "NEW.display_name::int", "attendances": "NEW.version"}
_NOTEBOOK = (
    "CREATE TABLE applied (place bigserial, kind text, mother_id uuid, version int)"
)
_NOTING = """
CREATE FUNCTION note_{table}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO applied (kind, mother_id, version)
    VALUES ('{table}', NEW.mother_id, {version});
    RETURN NEW;
END $$;
CREATE TRIGGER noting AFTER INSERT OR UPDATE ON {table}
FOR EACH ROW EXECUTE FUNCTION note_{table}();
"""
_APPLIED = text("SELECT kind, mother_id, version FROM applied ORDER BY place")
_CONTACTS = text("SELECT mother_id, display_name FROM contacts")
_ATTENDANCES = text("SELECT mother_id, version, was_there FROM attendances")
_FOLLOW_UPS = text("SELECT mother_id, state FROM follow_ups")


def run(ground: Ground) -> Outcome:
    return _shuffle(ground)


def control(ground: Ground) -> Outcome:
    with mock.patch.multiple(Inbox, take=Inbox.take, newest=Inbox.newest):
        no_versions()
        return _shuffle(ground)


def _shuffle(ground: Ground) -> Outcome:
    mothers, each = (200, 250) if ground.is_long else (20, 24)
    dice = ground.random("order")
    events = _events(mothers=mothers, each=each)
    shuffled = _shuffled(events, dice)
    with ExitStack() as stack:
        stack.enter_context(quiet())
        url = stack.enter_context(fresh_database(server_url=ground.postgres_url))
        _prepare(url)
        _apply(url, shuffled, dice)
        return _checked(url, shuffled, mothers=mothers, each=each)


def _events(*, mothers: int, each: int) -> list[bytes]:
    """
    Return every mother's contact and her attendance at one session, again and again.
    """
    misses_of_all = misses(mothers, mothers=mothers)
    told = []
    for version in range(1, each // 2 + 1):
        outcome = _OUTCOMES[version % len(_OUTCOMES)]
        for number, miss in enumerate(misses_of_all):
            told.append(body(_contact(mother(number), version), version=version))
            corrected = AttendanceCorrected(
                mother_id=miss.mother_id,
                session_id=miss.session_id,
                session_started_at=miss.session_started_at,
                session_ended_at=miss.session_ended_at,
                from_outcome="missed",
                to_outcome=outcome,
                missed_in_a_row=1,
            )
            told.append(body(corrected, version=version))
    return told


def _contact(mother_id: UUID, version: int) -> ContactChanged:
    return ContactChanged(
        mother_id=mother_id,
        display_name=str(version),
        phone=None,
        languages=(),
        shared_phone=False,
        may_leave_message=False,
    )


def _shuffled(events: Sequence[bytes], dice: Random) -> list[bytes]:
    """
    Let each event come up to a window of its own mother's events too late.
    """
    by_mother: dict[UUID, list[bytes]] = defaultdict(list)
    for one in events:
        by_mother[read_envelope(one).event.mother_id].append(one)
    placed = [
        (place + dice.uniform(0, WINDOW), one)
        for some in by_mother.values()
        for place, one in enumerate(some)
    ]
    return [one for _, one in sorted(placed)]


def _prepare(url: str) -> None:
    engine = make_engine(url)
    upgrade(engine, "outreach")
    with engine.begin() as connection:
        connection.execute(text(_NOTEBOOK))
        for table, version in _NOTED.items():
            connection.exec_driver_sql(_NOTING.format(table=table, version=version))
    engine.dispose()


def _apply(url: str, shuffled: Sequence[bytes], dice: Random) -> None:
    """
    Let two consumers take batches of any size from the same queue.
    """
    left = list(reversed(shuffled))
    threads = [eventlet.spawn(_consume, url, left, dice) for _ in range(CONSUMERS)]
    for thread in threads:
        thread.wait()


def _consume(url: str, left: list[bytes], dice: Random) -> None:
    engine = make_engine(url)
    clock = SettableClock()
    consumer = Consumer(
        policies_of(OutreachService),
        unit_of_work=lambda cause: OutreachUnitOfWork(engine, cause=cause),
        clock=clock,
    )
    while left:
        number = min(dice.randint(1, LARGEST_BATCH), len(left))
        consumer.take([left.pop() for _ in range(number)])
    # What failed because the other was faster is tried again, late.
    clock.later(hours=1)
    consumer.retry_due()
    engine.dispose()


def _checked(
    url: str, shuffled: Sequence[bytes], *, mothers: int, each: int
) -> Outcome:
    newest = each // 2
    with engine_for_looking(url).connect() as connection:
        applied = connection.execute(_APPLIED).all()
        contacts = connection.execute(_CONTACTS).all()
        attendances = connection.execute(_ATTENDANCES).all()
        follow_ups = connection.execute(_FOLLOW_UPS).all()
    backwards = _backwards([((r.kind, r.mother_id), r.version) for r in applied])
    outcome = _OUTCOMES[newest % len(_OUTCOMES)]
    is_missed, was_there = outcome == "missed", outcome == "attended"
    right = [
        *(row.display_name == str(newest) for row in contacts),
        *((row.version, row.was_there) == (newest, was_there) for row in attendances),
        *((row.state in _IS_OPEN) == is_missed for row in follow_ups),
    ]
    return Outcome(
        number=len(shuffled),
        of="events",
        faults={"events that came after a newer one": _late(shuffled)},
        lost=3 * mothers - len(right),
        wrong=backwards + right.count(False),
        notes=[f"{backwards} applied after a newer one;"] if backwards else [],
    )


def _late(shuffled: Sequence[bytes]) -> int:
    told = [read_envelope(one) for one in shuffled]
    return _backwards([(one.event.aggregate_key, one.version) for one in told])


def _backwards(told: Sequence[tuple[object, int]]) -> int:
    """
    Count the versions that come after a greater one of the same thing.
    """
    greatest: dict[object, int] = {}
    number = 0
    for key, version in told:
        number += version < greatest.get(key, 0)
        greatest[key] = max(version, greatest.get(key, 0))
    return number


ROW = Row(
    name="A3",
    promise="An older event never follows a newer one of the same thing, and the last "
    "state is that of the newest",
    broken="the check of versions is taken out",
    run=run,
    control=control,
)
