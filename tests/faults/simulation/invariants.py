"""
What has to hold once everything has been delivered, read from the databases.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import holidays
from sqlalchemy import select

from services.notifications.storage.no_thanks import said_in
from services.notifications.storage.tables import messages, no_thanks, recipients
from services.outreach.storage.tables import contacts, episodes, follow_ups
from services.outreach.storage.tables import mothers as outreach_mothers
from services.referrals.storage.tables import children as known_children
from services.roster.storage.tables import children, mothers, sessions
from shared.bus.tables import inbox, outbox
from shared.bus.topology import CONSUMED, SERVICES
from shared.contracts.roster.mothers import ContactChanged, MotherDeclined
from tests.faults.simulation.truth import announced, follow_ups_that_must_be_open
from tests.faults.simulation.world import World

_WALL = ZoneInfo("Europe/Copenhagen")
_SATURDAY = 5
_NOT_LEFT = {"queued", "claimed"}
_OVER = {"completed", "withdrawn", "stopped"}


def violations(world: World) -> list[str]:
    """
    Return what is not as it must be, each as ``kind: what``.
    """
    return [one for rule in RULES for one in rule(world)]


def _rows(world: World, service: str, table: object) -> list:
    with world.engines[service].connect() as connection:
        return list(connection.execute(select(table)))


def what_was_acknowledged_stands(world: World) -> Iterator[str]:
    states = {row.id: row.state for row in _rows(world, "roster", sessions)}
    for session_id in world.history.closed:
        if states.get(session_id) not in {"closed", "cancelled"}:
            yield "lost: a closed register"
    listed = {row.id for row in _rows(world, "roster", mothers)}
    yield from ["lost: a mother"] * len(world.history.joined - listed)


def every_event_is_done_once_by_every_consumer(world: World) -> Iterator[str]:
    arrived = {
        one: {row.event_id: row.state for row in _rows(world, one, inbox)}
        for one in SERVICES
    }
    told = [row for service in SERVICES for row in _rows(world, service, outbox)]
    for row in told:
        if row.published_at is None:
            yield f"lost: {row.routing_key} was never published"
        for consumer in _consumers_of(row.routing_key):
            state = arrived[consumer].get(row.event_id, "absent")
            if state != "done":
                yield f"lost: {row.routing_key} is {state} in {consumer}"


def nothing_is_told_that_never_happened(world: World) -> Iterator[str]:
    told = {
        row.event_id for service in SERVICES for row in _rows(world, service, outbox)
    }
    for consumer in SERVICES:
        if {row.event_id for row in _rows(world, consumer, inbox)} - told:
            yield f"wrong: {consumer} was told what never happened"


def _consumers_of(event_type: str) -> list[str]:
    return [
        service
        for service, events in CONSUMED.items()
        if any(event.event_type == event_type for event in events)
    ]


def no_version_is_announced_twice(world: World) -> Iterator[str]:
    for service in SERVICES:
        told = Counter(
            (one.event.aggregate_key, one.version)
            for one in announced(world.engines[service])
        )
        for (key, _), number in told.items():
            if number > 1:
                yield f"doubled: {key.split(':')[0]}"


def contacts_are_the_newest(world: World) -> Iterator[str]:
    true = {
        row.id: (row.display_name, row.phone) for row in _rows(world, "roster", mothers)
    }
    told = Counter(
        one.event.mother_id
        for one in announced(world.engines["roster"])
        if isinstance(one.event, ContactChanged)
    )
    for service, table in (("outreach", contacts), ("notifications", recipients)):
        known = {
            row.mother_id: (row.display_name, row.phone)
            for row in _rows(world, service, table)
        }
        if known != true:
            yield f"wrong: contact in {service}"
    for row in _rows(world, "notifications", recipients):
        if row.version > told[row.mother_id]:
            yield "doubled: contact applied more often than it was told"


def children_are_known(world: World) -> Iterator[str]:
    true = {row.id for row in _rows(world, "roster", children)}
    if {row.child_id for row in _rows(world, "referrals", known_children)} != true:
        yield "wrong: children in referrals"


def follow_ups_are_open_where_they_must(world: World) -> Iterator[str]:
    must = follow_ups_that_must_be_open(world)
    are = {
        row.id for row in _rows(world, "outreach", follow_ups) if row.state not in _OVER
    }
    yield from ["lost: a follow-up that is due"] * len(must - are)
    yield from ["wrong: a follow-up that is not due"] * len(are - must)


def one_follow_up_a_miss_one_episode_a_mother(world: World) -> Iterator[str]:
    rows = _rows(world, "outreach", follow_ups)
    if any(n > 1 for n in Counter((r.mother_id, r.session_id) for r in rows).values()):
        yield "doubled: follow-up of one miss"
    waiting = {row.mother_id for row in rows if row.state not in _OVER}
    opened = [
        row.mother_id
        for row in _rows(world, "outreach", episodes)
        if row.closed_at is None
    ]
    if sorted(opened) != sorted(waiting):
        yield "wrong: open episodes"


def no_thanks_holds_everywhere(world: World) -> Iterator[str]:
    roster = {row.id: row.enrolment for row in _rows(world, "roster", mothers)}
    held = {
        row.mother_id
        for row in _rows(world, "notifications", no_thanks)
        if said_in(row).holds
    }
    for row in _rows(world, "outreach", outreach_mothers):
        is_known = roster[row.id] == "declined" and row.id in held
        if row.agreement_kind == "no_thanks" and not is_known:
            yield "wrong: no thanks is not known everywhere"


def each_text_left_as_it_may(world: World) -> Iterator[str]:
    arrived = world.phones.arrived
    for number in Counter(one.message_id for one in arrived).values():
        if number > 1:
            yield "doubled: a text arrived twice"
    missed = Counter(one.cause[:36] for one in arrived if one.template == "missed_you")
    if any(number > 1 for number in missed.values()):
        yield "doubled: two texts about one miss"
    if not all(one.phone_was_hers for one in arrived):
        yield "wrong: a text to a number that was not hers any more"
    if any(one.against_no_thanks for one in arrived):
        yield "wrong: a text against a no thanks"


def messages_are_not_left_behind(world: World) -> Iterator[str]:
    rows = _missed_yous(world)
    by_cause = {row.cause[:36]: row for row in rows}
    if len(by_cause) < len(rows):
        yield "doubled: message of one follow-up"
    if any(row.state in _NOT_LEFT for row in rows):
        yield "lost: a message neither left nor was taken back"
    if any(
        row.reason == "too_late" and row.changed_at <= row.not_after for row in rows
    ):
        yield "wrong: a message was too late too soon"


def each_open_follow_up_had_its_message(world: World) -> Iterator[str]:
    """
    Of those that were never closed: one that opens again does not text her twice.
    """
    wanted = {
        str(row.id)
        for row in _rows(world, "outreach", follow_ups)
        if row.state not in _OVER and row.version == 1 and row.text_from
        if row.mother_id not in _ever_said_no_thanks(world)
    }
    had = {row.cause for row in _missed_yous(world) if row.state != "withdrawn"}
    yield from ["lost: the message of an open follow-up"] * len(wanted - had)


def _missed_yous(world: World) -> list:
    rows = _rows(world, "notifications", messages)
    return [row for row in rows if row.template == "missed_you"]


def _ever_said_no_thanks(world: World) -> set:
    heard = {
        one.event.mother_id
        for one in announced(world.engines["outreach"])
        if getattr(one.event, "to_kind", "") == "no_thanks"
    }
    told = {
        one.event.mother_id
        for one in announced(world.engines["roster"])
        if isinstance(one.event, MotherDeclined)
    }
    return heard | told


def sessions_are_at_ten_on_the_wall(world: World) -> Iterator[str]:
    """
    Ten o'clock is ten o'clock in Copenhagen, also in the weeks when the clock changes.
    """
    for row in _rows(world, "roster", sessions):
        if row.starts_at.astimezone(_WALL).time() != time(10):
            yield "wrong: a session at another hour"


def _no_quiet_hour(moment: datetime) -> datetime:
    """
    Return when a text may leave that is ready at this moment: working days, 9 to 20.
    """
    local = moment.astimezone(_WALL)
    off = holidays.country_holidays("DK")
    is_day = time(9) <= local.time() < time(20)
    if is_day and local.weekday() < _SATURDAY and local.date() not in off:
        return moment
    day = local.date() + timedelta(days=local.time() >= time(9))
    while day.weekday() >= _SATURDAY or day in off:
        day += timedelta(days=1)
    return datetime.combine(day, time(9), tzinfo=_WALL)


def _is_a_morning(moment: datetime) -> bool:
    is_nine = moment.astimezone(_WALL).time() == time(9)
    return is_nine and _no_quiet_hour(moment) == moment


def messages_leave_by_the_wall(world: World) -> Iterator[str]:
    ends = {row.starts_at: row.ends_at for row in _rows(world, "roster", sessions)}
    for row in _missed_yous(world):
        if not row.facts:
            continue
        begun = datetime.fromisoformat(row.facts["starts_at"])
        first = _no_quiet_hour(ends[begun] + timedelta(hours=2))
        # Found in the quiet hours it waits for the morning, and there may be several.
        waited = row.not_before > first and _is_a_morning(row.not_before)
        if row.not_before != first and not waited:
            yield "wrong: a message may leave at another hour"
        its_day = first.astimezone(_WALL).date()
        if row.not_after != datetime.combine(its_day, time(20), tzinfo=_WALL):
            yield "wrong: a message may leave until another hour"


RULES: tuple[Callable[[World], Iterator[str]], ...] = (
    what_was_acknowledged_stands,
    every_event_is_done_once_by_every_consumer,
    nothing_is_told_that_never_happened,
    no_version_is_announced_twice,
    contacts_are_the_newest,
    children_are_known,
    follow_ups_are_open_where_they_must,
    one_follow_up_a_miss_one_episode_a_mother,
    no_thanks_holds_everywhere,
    each_text_left_as_it_may,
    messages_are_not_left_behind,
    each_open_follow_up_had_its_message,
    sessions_are_at_ten_on_the_wall,
    messages_leave_by_the_wall,
)
