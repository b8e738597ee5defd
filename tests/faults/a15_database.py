"""
A15a: PostgreSQL falls under load, and nothing that was acknowledged is lost.
"""

from contextlib import ExitStack
from random import Random

import eventlet

from tests.faults.crew import crew_at_work
from tests.faults.nodes import PostgresNode
from tests.faults.row import Ground, Outcome, Row
from tests.faults.soak_check import check, deaths_in, recovery, wait_until_calm
from tests.faults.soak_driver import Person, at_work, send_home
from tests.faults.soak_town import LISTED_ON, settle_mothers, town
from tests.faults.way_in import coordinators_token
from tests.support.bus import eventually

SERVICES = ("roster", "outreach")
MOTHERS = 1_000  # Few of them would come to a hundred sessions each.
PEOPLE = 6
KILLS = 20
KILLS_OF_CONTROL = 8
_PAUSE = (2.0, 6.0)  # seconds of load before each kill
_FIRST_ANSWER = 60.0  # seconds
_CALM = 300.0  # seconds; what has piled up is applied meanwhile
# Commits answer before they are written; a fall of the server forgets the last of them.
_FORGETFUL = {"synchronous_commit": "off", "wal_writer_delay": "10s"}


def run(ground: Ground) -> Outcome:
    return _fall(ground, node=PostgresNode(), kills=KILLS, name="run")


def control(ground: Ground) -> Outcome:
    node = PostgresNode(settings=_FORGETFUL)
    return _fall(ground, node=node, kills=KILLS_OF_CONTROL, name="control")


def _fall(ground: Ground, *, node: PostgresNode, kills: int, name: str) -> Outcome:
    with ExitStack() as stack:
        stack.enter_context(node)
        node.start()
        place = stack.enter_context(
            town(
                SERVICES,
                broker=ground.rabbitmq_url,
                postgres=node.url,
                folder=ground.folder / name,
                seed=ground.seed,
            )
        )
        people = [
            Person(
                name=f"person-{number}",
                address=place.roster,
                token=coordinators_token(place.folder),
                groups=groups,
                first_day=LISTED_ON,
                history=place.history,
                dice=Random(f"{place.seed} person {number}"),
            )
            for groups in [settle_mothers(place, number=MOTHERS)]
            for number in range(PEOPLE)
        ]
        duties = [place.duty(one) for one in SERVICES]
        stack.enter_context(crew_at_work(duties, folder=place.folder))
        threads = at_work(people)
        assert eventually(
            lambda: place.history.read("answered"), within=_FIRST_ANSWER, every=0.2
        )
        dice = ground.random("database")
        for _ in range(kills):
            eventlet.sleep(dice.uniform(*_PAUSE))
            node.kill()
            place.history.write("killed", what="PostgreSQL", service="")
            node.start()
        eventlet.sleep(_PAUSE[1])
        send_home(people, threads)
        books = wait_until_calm(place.databases, seconds=_CALM)
        found = check(books, history=place.history, urls=place.databases)
        return Outcome(
            number=found.submitted,
            of="submissions acknowledged",
            faults={"kills of PostgreSQL": len(place.history.read("killed"))},
            lost=found.lost,
            doubled=found.doubled,
            wrong=found.wrong,
            recovery=recovery(books, deaths_in(place.history)),
            notes=found.notes,
        )


ROW = Row(
    name="A15a",
    promise="A fall of PostgreSQL loses no acknowledged submission and repeats nothing",
    broken="PostgreSQL answers a commit before it is written down",
    run=run,
    control=control,
    only_long=True,
)
