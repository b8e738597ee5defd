"""
A28: what is sent again from a bad network has one effect, and hears the first answer.

Two rosters stand before one database. Each submission is sent two to ten times: at
once, after the phone gave up, after the wire was cut before the answer, and after a
roster was killed; and at last once more, with nothing in the way.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from random import Random
from urllib.parse import urlsplit, urlunsplit

import eventlet
import requests
from sqlalchemy import Engine, func, select

from services.roster.storage.tables import disclosures, mothers
from tests.faults.a28_submissions import (
    History,
    People,
    Submission,
    filled_in,
    people_on,
    send,
)
from tests.faults.late_wire import LateWire
from tests.faults.row import Ground, Outcome, Row
from tests.faults.running_service import Place, RunningService, place_for
from tests.faults.way_in import coordinators_browser
from tests.support.bus import eventually

AT_ONCE, GIVEN_UP, CUT, KILLED = (
    "sent at once",
    "given up by the phone",
    "cut before the answer",
    "rosters killed",
)
_NUMBER, _NUMBER_SHORT, _NUMBER_CONTROL = 5_000, 60, 30
_KILLS, _KILLS_SHORT = 20, 1
_TOGETHER = 10  # submissions under way at the same time
_MOST_TIMES = 10
_PATIENCE = 0.4  # seconds that a phone waits before it gives up
_LONG_PATIENCE = 60.0  # seconds; longer than any queue in front of a roster
_REUSED = 409
_DONE = {201, 303}


@dataclass(kw_only=True)
class Network:
    """
    Two rosters, one of them also behind a wire, and what has been done to them.
    """

    rosters: Sequence[RunningService]
    wire: LateWire
    dice: Random
    history: History
    browser: Mapping[str, str]
    faults: Counter[str] = field(default_factory=Counter)

    @property
    def behind_the_wire(self) -> str:
        parts = urlsplit(self.rosters[0].address)
        return urlunsplit(parts._replace(netloc=f"127.0.0.1:{self.wire.port}"))

    def try_to_send(self, one: Submission, *, address: str, timeout: float) -> None:
        try:
            send(
                one,
                address=address,
                browser=self.browser,
                history=self.history,
                timeout=timeout,
            )
        except requests.Timeout:
            self.faults[GIVEN_UP] += 1
        except requests.RequestException:
            self.faults[CUT] += 1

    def anywhere(self) -> str:
        return self.dice.choice(self.rosters).address


Again = Callable[[Submission], Submission]


def run(ground: Ground) -> Outcome:
    number = _NUMBER if ground.is_long else _NUMBER_SHORT
    kills = _KILLS if ground.is_long else _KILLS_SHORT
    return _submit(ground, number=number, kills=kills, again=lambda one: one)


def control(ground: Ground) -> Outcome:
    return _submit(ground, number=_NUMBER_CONTROL, kills=0, again=Submission.anew)


def _submit(ground: Ground, *, number: int, kills: int, again: Again) -> Outcome:
    dice = ground.random("A28")
    with place_for("roster", ground) as place, _network(ground, place, dice) as network:
        people = people_on(network.rosters[0].address, network.browser)
        submissions = _all(number, kills=kills, again=again, network=network, to=people)
        others = [one.changed() for one in submissions[::_MOST_TIMES]]
        for one in others:
            network.try_to_send(
                again(one), address=network.anywhere(), timeout=_LONG_PATIENCE
            )
        effects = _effects(place.engine)
    return _judge(submissions, others, effects, network)


def _all(
    number: int, *, kills: int, again: Again, network: Network, to: People
) -> list[Submission]:
    ways = [_at_once, _given_up, _cut]
    batches = number // _TOGETHER
    kill_at = {batches * (one + 1) // (kills + 1) for one in range(kills)}
    submissions: list[Submission] = []
    for count in range(batches):
        batch = [filled_in(network.dice, to) for _ in range(_TOGETHER)]
        way = _killed if count in kill_at else ways[count % len(ways)]
        way(batch, again, network)
        _at_last(batch, again, network)
        submissions += batch
    return submissions


def _at_once(batch: Sequence[Submission], again: Again, network: Network) -> None:
    """
    Send each two to nine times, all of them mixed, to both rosters.
    """
    taps = [
        again(one)
        for one in batch
        for _ in range(network.dice.randint(2, _MOST_TIMES - 1))
    ]
    network.dice.shuffle(taps)
    network.faults[AT_ONCE] += len(taps)
    _together(
        partial(
            network.try_to_send, one, address=network.anywhere(), timeout=_LONG_PATIENCE
        )
        for one in taps
    )


def _given_up(batch: Sequence[Submission], again: Again, network: Network) -> None:
    """
    Hold every answer back until the phone has given up, twice.
    """
    network.wire.hold()
    for _ in range(2):
        _together(
            partial(
                network.try_to_send,
                again(one),
                address=network.behind_the_wire,
                timeout=_PATIENCE,
            )
            for one in batch
        )
    network.wire.let_go()


def _cut(batch: Sequence[Submission], again: Again, network: Network) -> None:
    """
    Cut the wire while the answers are on their way; for some that is too early.
    """
    network.wire.hold()
    held = network.wire.held + network.dice.randint(1, len(batch))
    under_way = [
        eventlet.spawn(
            network.try_to_send,
            again(one),
            address=network.behind_the_wire,
            timeout=_LONG_PATIENCE,
        )
        for one in batch
    ]
    eventually(lambda: network.wire.held >= held, within=_LONG_PATIENCE)
    network.wire.lose()
    for one in under_way:
        one.wait()


def _killed(batch: Sequence[Submission], again: Again, network: Network) -> None:
    """
    Kill a roster while it answers, and send again when it is back.
    """
    roster = network.dice.choice(network.rosters)
    under_way = [
        eventlet.spawn(
            network.try_to_send,
            again(one),
            address=roster.address,
            timeout=_LONG_PATIENCE,
        )
        for one in batch
    ]
    before = len(network.history.lines())
    answered = network.dice.randint(1, len(batch) // 2)
    eventually(lambda: len(network.history.lines()) >= before + answered, within=30)
    roster.kill()
    network.faults[KILLED] += 1
    for one in under_way:
        one.wait()
    roster.start()


def _at_last(batch: Sequence[Submission], again: Again, network: Network) -> None:
    _together(
        partial(
            network.try_to_send,
            again(one),
            address=network.anywhere(),
            timeout=_LONG_PATIENCE,
        )
        for one in batch
    )


def _together(work: Iterator[Callable[[], None]]) -> None:
    for thread in [eventlet.spawn(one) for one in work]:
        thread.wait()


def _judge(
    submissions: Sequence[Submission],
    others: Sequence[Submission],
    effects: Mapping[str, int],
    network: Network,
) -> Outcome:
    lines = network.history.lines()
    heard: dict[str, set[tuple[int, str]]] = {one.mark: set() for one in submissions}
    for line in lines:
        if line["mark"] in heard:
            heard[line["mark"]].add((line["status"], line["heard"]))
    refused = {line["mark"] for line in lines if line["status"] == _REUSED}
    statuses = Counter(str(line["status"]) for line in lines)
    told = ", ".join(f"{times} x {status}" for status, times in statuses.items())
    return Outcome(
        number=len(submissions),
        of="submissions",
        faults=dict(network.faults),
        lost=sum(effects.get(one.mark, 0) == 0 for one in submissions),
        doubled=sum(effects.get(one.mark, 0) > 1 for one in submissions),
        wrong=sum(not _is_right(answers) for answers in heard.values())
        + sum(one.mark not in refused or one.mark in effects for one in others),
        notes=[
            (
                f"{len(lines)} answers: {told}; {len(others)} keys were sent "
                "again with another content."
            )
        ],
    )


def _is_right(answers: set[tuple[int, str]]) -> bool:
    """
    Every answer that arrived is the same one, and it says that it is done.
    """
    return len(answers) == 1 and all(status in _DONE for status, _heard in answers)


def _effects(engine: Engine) -> dict[str, int]:
    by_mark = [mothers.c.display_name, disclosures.c.reference]
    effects: dict[str, int] = {}
    with engine.connect() as connection:
        for mark in by_mark:
            query = select(mark, func.count()).group_by(mark)
            effects |= {str(one): times for one, times in connection.execute(query)}
    return effects


@contextmanager
def _network(ground: Ground, place: Place, dice: Random) -> Iterator[Network]:
    starting = [
        eventlet.spawn(RunningService, place, folder=ground.folder) for _ in range(2)
    ]
    rosters = [one.wait() for one in starting]
    address = urlsplit(rosters[0].address)
    wire = LateWire(address.hostname or "", address.port or 0)
    name = f"answers_{place.engine.url.database}.jsonl"
    try:
        yield Network(
            rosters=rosters,
            wire=wire,
            dice=dice,
            history=History(ground.folder / name),
            browser=coordinators_browser(ground.folder),
        )
    finally:
        wire.close()
        for one in rosters:
            one.kill()


ROW = Row(
    name="A28",
    promise="what is sent again has one effect and hears the first answer",
    broken="each try has an Idempotency-Key of its own",
    run=run,
    control=control,
)
