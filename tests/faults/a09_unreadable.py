"""
A9: what cannot be read is parked, and never printed; the service goes on.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import amqp
from sqlalchemy import Engine, func, select, text

from services.outreach.storage.tables import contacts
from shared.bus.rabbitmq import connected
from shared.bus.tables import inbox
from shared.bus.topology import inbox_queue, park_queue
from shared.contracts.envelope import write_envelope
from tests.faults.a09_mutations import CANARY_CPR, CANARY_NAME, Sent, contact, mutated
from tests.faults.a09_oracle import Judged, Verdict, judge
from tests.faults.row import Ground, Outcome, Row
from tests.faults.running_service import (
    AS_IT_IS,
    Place,
    place_for,
    running_service,
)
from tests.support.bus import envelope_of, eventually

STOCK = "tests.faults.stock_reading_service"
_SERVICE = "outreach"
_NUMBER, _LARGE = 10_000, 10
_NUMBER_SHORT, _LARGE_SHORT = 350, 2
_NUMBER_CONTROL, _LARGE_CONTROL = 120, 1
_LONGEST = 600.0  # seconds
_LONGEST_SHORT = 45.0  # seconds
_CANARIES = (CANARY_NAME, CANARY_CPR, CANARY_CPR.replace("-", ""))


@dataclass(frozen=True, kw_only=True)
class Kept:
    """
    What the inbox holds: unreadable bodies by their hash, the others by their id.
    """

    parked: frozenset[str]
    done: frozenset[str]
    failing: Counter[str]
    seconds: float

    @property
    def number(self) -> int:
        return len(self.parked) + len(self.done) + self.failing.total()


@dataclass(frozen=True, kw_only=True)
class Service:
    """
    What became of the process itself.
    """

    is_the_same: bool
    left_in_queues: int
    last_was_applied: bool
    canaries_in_log: int
    pickle_was_loaded: bool

    @property
    def wrong(self) -> list[str]:
        told = {
            "the service ended or does not answer": not self.is_the_same,
            f"{self.left_in_queues} left in the queue": self.left_in_queues > 0,
            "the last, good message was not applied": not self.last_was_applied,
            "a pickle was loaded": self.pickle_was_loaded,
            f"{self.canaries_in_log} canaries in the log": self.canaries_in_log > 0,
        }
        return [what for what, is_so in told.items() if is_so]


def run(ground: Ground) -> Outcome:
    number = _NUMBER if ground.is_long else _NUMBER_SHORT
    large = _LARGE if ground.is_long else _LARGE_SHORT
    return _send_all(ground, module=AS_IT_IS, number=number, large=large)


def control(ground: Ground) -> Outcome:
    number, large = _NUMBER_CONTROL, _LARGE_CONTROL
    return _send_all(ground, module=STOCK, number=number, large=large)


def _send_all(ground: Ground, *, module: str, number: int, large: int) -> Outcome:
    nest = ground.folder / f"hatched_{module}"
    dice = ground.random("A9")
    messages = list(mutated(dice, number=number, large=large, nest=nest))
    dice.shuffle(messages)
    last = envelope_of(contact(dice))
    with (
        place_for(_SERVICE, ground) as place,
        running_service(place, folder=ground.folder, module=module) as service,
    ):
        _publish(place, [*messages, Sent(kind="good", body=write_envelope(last))])
        mother_id = last.event.mother_id
        longest = _LONGEST if ground.is_long else _LONGEST_SHORT
        eventually(lambda: _knows(place.engine, mother_id), within=longest)
        is_the_same = service.is_running and service.answers()
        service.stop()
        became = Service(
            is_the_same=is_the_same,
            left_in_queues=_left(place),
            last_was_applied=_knows(place.engine, mother_id),
            canaries_in_log=_canaries(service.log),
            pickle_was_loaded=nest.exists(),
        )
        kept = _kept(place.engine)
    return _judged(messages, kept, became)


def _judged(messages: Sequence[Sent], kept: Kept, became: Service) -> Outcome:
    lost: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    verdicts: Counter[Verdict] = Counter()
    for one in messages:
        judged = judge(one.body)
        verdicts[judged.verdict] += 1
        found = _what_became_of(one, judged, kept)
        if found == "lost":
            lost[one.kind] += 1
        elif found != "right":
            wrong[f"{one.kind}: {found}"] += 1
    rate = f"{kept.number / kept.seconds:,.0f}" if kept.seconds else "-"
    return Outcome(
        number=len(messages),
        of="mutated messages",
        faults=dict(sorted(Counter(one.kind for one in messages).items())),
        lost=lost.total(),
        wrong=wrong.total() + len(became.wrong),
        notes=[
            (
                f"{verdicts[Verdict.UNREADABLE]} unreadable, "
                f"{verdicts[Verdict.READABLE]} still good, "
                f"{verdicts[Verdict.EITHER]} left open; {rate} a second."
            ),
            *became.wrong,
            *(f"Lost, {kind}: {times}." for kind, times in lost.items()),
            *(f"Wrong, {what}: {times}." for what, times in wrong.items()),
        ],
    )


def _what_became_of(one: Sent, judged: Judged, kept: Kept) -> str:
    is_parked = sha256(one.body).hexdigest() in kept.parked
    is_done = bool(judged.ids & kept.done)
    if any(one in kept.failing for one in judged.ids):
        is_open = judged.verdict is Verdict.EITHER
        return "right" if is_open else "neither parked nor applied, but tried again"
    if is_parked == is_done:
        return "both parked and applied" if is_parked else "lost"
    if judged.verdict is Verdict.EITHER:
        return "right"
    was_read = judged.verdict is Verdict.READABLE
    if is_done == was_read:
        return "right"
    return "applied, though unreadable" if is_done else "parked, though readable"


def _publish(place: Place, messages: Iterable[Sent]) -> None:
    """
    Put each into the service's queue, and wait until the broker has them all.
    """
    with connected(place.broker) as connection:
        channel = connection.default_channel
        channel.tx_select()
        for one in messages:
            message = amqp.Message(
                one.body,
                content_type=one.content_type,
                content_encoding=one.content_encoding,
                delivery_mode=2,
            )
            channel.basic_publish(message, "", inbox_queue(place.service))
        channel.tx_commit()


def _knows(engine: Engine, mother_id: object) -> bool:
    query = select(contacts.c.mother_id).where(contacts.c.mother_id == mother_id)
    with engine.connect() as connection:
        return connection.scalar(query) is not None


def _left(place: Place) -> int:
    """
    Count what still waits. With the service gone, that is all that it did not finish.
    """
    with connected(place.broker) as connection:
        return sum(
            connection.default_channel.queue_declare(queue(_SERVICE), passive=True)[1]
            for queue in (inbox_queue, park_queue)
        )


def _kept(engine: Engine) -> Kept:
    hashed = func.encode(func.sha256(inbox.c.body), text("'hex'"))
    query = select(
        inbox.c.event_id, inbox.c.state, inbox.c.received_at, inbox.c.reason,
        inbox.c.event_type, hashed.label("hash"),
    )  # fmt: skip
    with engine.connect() as connection:
        rows = connection.execute(query).all()
    times: list[datetime] = [row.received_at for row in rows]
    return Kept(
        parked=frozenset(row.hash for row in rows if row.event_type == "unreadable"),
        done=frozenset(str(row.event_id) for row in rows if row.state == "done"),
        failing=Counter(str(row.event_id) for row in rows if row.state == "failing"),
        seconds=(max(times) - min(times)).total_seconds() if times else 0.0,
    )


def _canaries(log: Path) -> int:
    told = log.read_text(errors="replace")
    return sum(told.count(one) for one in _CANARIES)


ROW = Row(
    name="A9",
    promise="what cannot be read is parked and never printed, and the service goes on",
    broken="kombu decodes, pickle too, and says what it could not",
    run=run,
    control=control,
)
