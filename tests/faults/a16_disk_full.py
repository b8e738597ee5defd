"""
A16: a full disk loses nothing that was called saved, and needs nobody when it has room.
"""

import time
from collections import Counter
from contextlib import ExitStack

from tests.faults.a10_sick_broker import Checker as BooksChecker
from tests.faults.four_services import four_services
from tests.faults.history import History
from tests.faults.http_people import people_at_work
from tests.faults.nodes import BrokerNode, PostgresNode
from tests.faults.row import Ground, Outcome, Row
from tests.faults.running_service import AS_IT_IS
from tests.faults.small_disk import SmallDisk
from tests.faults.way_in import coordinators_token
from tests.support.bus import eventually

PEOPLE = 20
BOOKS_MEGABYTES = 300
BROKER_MEGABYTES = 200
BELOW_RABBITMQS_LIMIT = 20_000_000  # bytes left; it stops publishers below 50 MB
FULL = 20.0  # seconds
FULL_WITHIN = 60.0  # seconds until what was free inside the files is used up
BACK_WITHIN = 60.0  # seconds
WARM_UP = 5.0  # seconds
BOOKS = "database full"
BROKER = "broker's disk full"


class Checker(BooksChecker):
    """
    Reads what people were answered while a disk was full, and what is in the books.
    """

    def not_saved_answers(self) -> Counter[str]:
        """
        Count the answers that did not say "saved", by their status and code.
        """
        return Counter(
            f"{one['status']} {one['code']}".strip()
            for one in self._history.read("answer")
            if not 200 <= one["status"] < 300
        )

    def no_problems(self) -> int:
        """
        Count the answers that say neither "saved" nor, by a code, what is wrong.
        """
        return sum(
            not (one["media"].startswith("application/problem+json") and one["code"])
            for one in self._history.read("answer")
            if not 200 <= one["status"] < 300
        )

    def restarts(self) -> int:
        return len(self._history.read("server started again"))

    def saved_after(self, moment: float) -> float | None:
        """
        Return how long after a moment something was saved that was asked after it.
        """
        times = [
            one["asked_at"] + one["took"]
            for one in self._history.read("answer")
            if one["asked_at"] >= moment and 200 <= one["status"] < 300
        ]
        return min(times) - moment if times else None


def _run(ground: Ground) -> Outcome:
    return _try(ground, roster=AS_IT_IS)


def _control(ground: Ground) -> Outcome:
    return _try(ground, roster="tests.faults.a16_false_saved")


def _try(ground: Ground, *, roster: str) -> Outcome:
    folder = ground.folder / roster
    folder.mkdir()
    history = History(path=folder / "history.jsonl")
    with ExitStack() as stack:
        books_disk = stack.enter_context(SmallDisk(megabytes=BOOKS_MEGABYTES))
        broker_disk = stack.enter_context(SmallDisk(megabytes=BROKER_MEGABYTES))
        postgres = stack.enter_context(PostgresNode(folder=books_disk.folder))
        broker = stack.enter_context(BrokerNode(folder=broker_disk.folder))
        postgres.start()
        broker.start()
        running = stack.enter_context(
            four_services(
                broker=broker.url,
                postgres_url=postgres.url,
                folder=folder,
                roster=roster,
            )
        )
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
            _fill_books(books_disk, postgres, checker, history)
            if roster == AS_IT_IS:
                _fill_broker(broker_disk, checker, history)
        eventually(lambda: not checker.not_heard(), within=BACK_WITHIN, every=1.0)
        return _outcome(checker)


def _fill_books(
    disk: SmallDisk, postgres: PostgresNode, checker: Checker, history: History
) -> None:
    since = time.time()
    disk.fill()
    eventually(
        lambda: checker.not_saved_answers() or checker.not_saved(),
        within=FULL_WITHIN,
        every=1.0,
    )
    time.sleep(FULL)
    disk.give_back()
    if postgres.has_ended:
        # A server that ends itself is started again by whatever has started it.
        history.write("server started again")
        postgres.kill()
        postgres.start()
    _note(history, BOOKS, since)
    until = checker.spells()[-1].until
    eventually(
        lambda: checker.saved_after(until) is not None, within=BACK_WITHIN, every=1.0
    )


def _fill_broker(disk: SmallDisk, checker: Checker, history: History) -> None:
    since = time.time()
    disk.fill(leaving=BELOW_RABBITMQS_LIMIT)
    time.sleep(FULL)
    disk.give_back()
    _note(history, BROKER, since)
    last = checker.spells()[-1]
    eventually(
        lambda: checker.back_after(last) < float("inf"), within=BACK_WITHIN, every=1.0
    )


def _note(history: History, name: str, since: float) -> None:
    history.write("sick", name=name, since=since, until=time.time())


def _outcome(checker: Checker) -> Outcome:
    spells = {spell.name: spell for spell in checker.spells()}
    faults = {name: len(checker.took(spell)) for name, spell in spells.items()}
    not_saved = checker.not_saved_answers()
    back = [checker.saved_after(spells[BOOKS].until)]
    if BROKER in spells:
        faults["event held back by the broker"] = checker.held_back(spells[BROKER])
        back.append(checker.back_after(spells[BROKER]))
    known = [one for one in back if one is not None and one < float("inf")]
    return Outcome(
        number=checker.number(),
        of="submissions",
        faults=faults,
        lost=checker.not_saved() + checker.not_heard(),
        doubled=checker.doubled(),
        wrong=checker.no_problems() + len(back) - len(known),
        recovery=known,
        notes=[
            f"not saved: {dict(not_saved)};",
            f"called saved and not in the books: {checker.not_saved()};",
            f"not heard: {checker.not_heard()};",
            f"without a problem's code: {checker.no_problems()};",
            f"PostgreSQL started again: {checker.restarts()}.",
        ],
    )


ROW = Row(
    name="A16",
    promise="A full disk loses nothing that was called saved, and needs nobody.",
    broken="the roster calls saved what the database could not write",
    run=_run,
    control=_control,
    only_long=True,
)
