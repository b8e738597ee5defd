"""
A10: while the broker is sick, registers are taken as ever; afterwards all hear of it.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Engine, func, select

from services.outreach.storage.tables import follow_ups
from shared.bus.tables import answers, inbox, outbox
from shared.bus.topology import CONSUMED
from tests.faults.four_services import four_services
from tests.faults.history import History
from tests.faults.http_people import people_at_work
from tests.faults.nodes import BrokerNode
from tests.faults.row import Ground, Outcome, Row
from tests.faults.running_service import AS_IT_IS
from tests.faults.way_in import coordinators_token
from tests.support.bus import eventually

PEOPLE = 20
SLOW = 1.0  # seconds, for the 99th percentile of a request
BACK_WITHIN = 30.0  # seconds
GIVE_UP = 90.0  # seconds
WARM_UP = 5.0  # seconds
MUCH_MEMORY = "0.4"
NO_MEMORY = "0.00000001"
MUCH_DISK = "50MB"
MORE_DISK_THAN_THERE_IS = "1000000GB"
HEARD = tuple(event.event_type for event in CONSUMED["outreach"])


@dataclass(frozen=True, kw_only=True)
class Sickness:
    """
    What is done to the broker, for how long, and how it is undone.
    """

    name: str
    seconds: float
    begin: Callable[[BrokerNode], object]
    end: Callable[[BrokerNode], object]


def stopped(seconds: float) -> Sickness:
    return Sickness(
        name=f"broker stopped {seconds:.0f} s",
        seconds=seconds,
        begin=BrokerNode.pause,
        end=BrokerNode.resume,
    )


SICKNESSES = (
    stopped(120),
    Sickness(
        name="memory alarm 30 s",
        seconds=30,
        begin=lambda node: node.control("set_vm_memory_high_watermark", NO_MEMORY),
        end=lambda node: node.control("set_vm_memory_high_watermark", MUCH_MEMORY),
    ),
    Sickness(
        name="disk alarm 30 s",
        seconds=30,
        begin=lambda node: node.control("set_disk_free_limit", MORE_DISK_THAN_THERE_IS),
        end=lambda node: node.control("set_disk_free_limit", MUCH_DISK),
    ),
    Sickness(
        name="broker killed 30 s",
        seconds=30,
        begin=BrokerNode.kill,
        end=BrokerNode.start,
    ),
)


@dataclass(frozen=True, kw_only=True)
class Spell:
    """
    When the broker was sick.
    """

    name: str
    since: float
    until: float


class Checker:
    """
    Reads what people were answered, and what roster and outreach have in their books.
    """

    def __init__(self, history: History, *, roster: Engine, outreach: Engine) -> None:
        self._history = history
        self._roster = roster
        self._outreach = outreach

    def spells(self) -> list[Spell]:
        return [
            Spell(name=one["name"], since=one["since"], until=one["until"])
            for one in self._history.read("sick")
        ]

    def took(self, spell: Spell) -> list[float]:
        """
        Return how long each request took that was sent while the broker was sick.
        """
        return sorted(
            one["took"]
            for one in self._history.read("answer")
            if spell.since <= one["asked_at"] < spell.until
        )

    def number(self) -> int:
        return len(self._history.read("answer"))

    def failed(self) -> list[str]:
        return [
            f"{one['status']} {one['code']}"
            for one in self._history.read("answer")
            if not 200 <= one["status"] < 300
        ]

    def not_saved(self) -> int:
        """
        Return how much was answered as saved and is not in the roster's books.
        """
        with self._roster.connect() as connection:
            kept = set(connection.scalars(select(answers.c.key)))
        said = self._history.read("answer")
        return len({one["key"] for one in said if 200 <= one["status"] < 300} - kept)

    def not_heard(self) -> int:
        """
        Return how many of roster's events outreach has not applied.
        """
        return len(self._told().keys() - self._heard().keys())

    def doubled(self) -> int:
        """
        Return how many misses have more than one follow-up.
        """
        miss = (follow_ups.c.mother_id, follow_ups.c.session_id)
        query = select(*miss).group_by(*miss).having(func.count() > 1)
        with self._outreach.connect() as connection:
            return len(connection.execute(query).all())

    def held_back(self, spell: Spell) -> int:
        """
        Return how many events of this spell had to wait for its end.
        """
        query = select(outbox.c.recorded_at, outbox.c.published_at)
        with self._roster.connect() as connection:
            found = connection.execute(query.where(outbox.c.published_at.is_not(None)))
            return sum(
                spell.since <= row.recorded_at.timestamp()
                and row.published_at.timestamp() > spell.until
                for row in found
            )

    def back_after(self, spell: Spell) -> float:
        """
        Return when the last event of this spell was applied, counted from its end.
        """
        heard = self._heard()
        late = [
            heard.get(one, float("inf"))
            for one, at in self._told().items()
            if spell.since <= at < spell.until
        ]
        return max(late, default=float("inf")) - spell.until

    def _told(self) -> Mapping[UUID, float]:
        query = select(outbox.c.event_id, outbox.c.recorded_at).where(
            outbox.c.routing_key.in_(HEARD)
        )
        with self._roster.connect() as connection:
            found = connection.execute(query)
            return {row.event_id: row.recorded_at.timestamp() for row in found}

    def _heard(self) -> Mapping[UUID, float]:
        query = select(inbox.c.event_id, inbox.c.received_at)
        with self._outreach.connect() as connection:
            found = connection.execute(query.where(inbox.c.state == "done"))
            return {row.event_id: row.received_at.timestamp() for row in found}


def _run(ground: Ground) -> Outcome:
    return _try(ground, SICKNESSES, roster=AS_IT_IS)


def _control(ground: Ground) -> Outcome:
    return _try(ground, [stopped(20)], roster="tests.faults.a10_dual_write")


def _try(ground: Ground, sicknesses: Sequence[Sickness], *, roster: str) -> Outcome:
    folder = ground.folder / roster
    folder.mkdir()
    history = History(path=folder / "history.jsonl")
    with BrokerNode() as node:
        node.start()
        with four_services(
            broker=node.url,
            postgres_url=ground.postgres_url,
            folder=folder,
            roster=roster,
        ) as running:
            checker = Checker(
                history,
                roster=running.books["roster"],
                outreach=running.books["outreach"],
            )
            with people_at_work(
                running.roster.address,
                number=PEOPLE,
                dice=ground.random(roster),
                history=history,
                token=coordinators_token(folder),
            ):
                time.sleep(WARM_UP)
                for one in sicknesses:
                    _be_sick(node, one, history)
                    _recover(checker)
            eventually(lambda: not checker.not_heard(), within=GIVE_UP, every=1.0)
            return _outcome(checker)


def _be_sick(node: BrokerNode, sickness: Sickness, history: History) -> None:
    since = time.time()
    sickness.begin(node)
    time.sleep(sickness.seconds)
    sickness.end(node)
    history.write("sick", name=sickness.name, since=since, until=time.time())


def _recover(checker: Checker) -> None:
    last = checker.spells()[-1]
    eventually(
        lambda: checker.back_after(last) < float("inf"), within=GIVE_UP, every=1.0
    )


def _outcome(checker: Checker) -> Outcome:
    spells = checker.spells()
    took = {spell.name: checker.took(spell) for spell in spells}
    back = [checker.back_after(spell) for spell in spells]
    failed = checker.failed()
    slow = [name for name, times in took.items() if _at(times, 0.99) > SLOW]
    late = [seconds for seconds in back if seconds > BACK_WITHIN]
    return Outcome(
        number=checker.number(),
        of="submissions",
        faults={name: len(times) for name, times in took.items()},
        lost=checker.not_saved() + checker.not_heard(),
        doubled=checker.doubled(),
        wrong=len(failed) + len(slow) + len(late),
        recovery=[seconds for seconds in back if seconds < float("inf")],
        notes=[
            f"{_told(checker.took(_before(spells)))} while it was well;",
            f"{len(failed)} failed {sorted(set(failed)) or ''};",
            *(f"{name}: {_told(times)};" for name, times in took.items()),
        ],
    )


def _before(spells: Sequence[Spell]) -> Spell:
    return Spell(name="well", since=0.0, until=min(one.since for one in spells))


def _told(times: Sequence[float]) -> str:
    return (
        f"{len(times)} requests, p50 {_at(times, 0.5):.3f} s, "
        f"p99 {_at(times, 0.99):.3f} s, longest {_at(times, 1):.3f} s"
    )


def _at(ordered: Sequence[float], part: float) -> float:
    last = len(ordered) - 1
    return ordered[min(last, int(len(ordered) * part))] if ordered else float("inf")


ROW = Row(
    name="A10",
    promise="A sick broker fails or delays no request; afterwards all is applied.",
    broken="the roster publishes to the broker before it answers",
    run=_run,
    control=_control,
    only_long=True,
)
