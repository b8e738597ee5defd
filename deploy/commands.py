"""
What each command does.
"""

import json
import sys
from argparse import Namespace
from collections.abc import Iterable
from uuid import UUID

import structlog
from sqlalchemy import Engine, inspect

from deploy.house import access_engine, make_house
from services.roster.entrypoints.roster_csv import read_roster
from services.roster.storage.unit_of_work import RosterUnitOfWork
from services.roster.usecases.import_roster import compare_roster
from services.roster.usecases.import_roster import import_roster as import_rows
from services.roster.usecases.queries import group, groups
from services.roster.usecases.tell_contacts import tell_contacts as tell_again
from shared.access.domain.organisation import OneOrganisation
from shared.access.storage.book import looking
from shared.access.storage.tables import organisations
from shared.bus.asyncapi import asyncapi
from shared.bus.cause import Cause
from shared.bus.rabbitmq import RabbitBroker
from shared.bus.topology import SERVICES, whole_topology
from shared.bus.unit_of_work import UnitOfWork
from shared.config import EMBEDDED, Settings
from shared.db.engine import make_engine
from shared.db.migrations import ACCESS, upgrade
from shared.kernel.clock import Clock, on_the_wall
from shared.kernel.organisations import Organisation, Role, Within
from shared.kernel.refusal import Refusal

log = structlog.get_logger()


class GroupNotNamed(Refusal):
    """
    There is not exactly one group: name it with ``--group``, or make one on the pages.
    """

    code = "group-not-named"


def run(settings: Settings, *, service: str) -> int:
    """
    Run a service, or all in one process, until told to stop.
    """
    # All that answers and listens; a command that only writes something does without.
    from deploy.running import running, told_to_stop, until_told_to_stop

    names = SERVICES if service == "all" else (service,)
    embedded = settings.broker == EMBEDDED
    if embedded and service != "all":
        sys.stderr.write(
            "One service alone needs a broker that the others reach too: set "
            "BABYGRUPPE_BROKER, or run all.\n"
        )
        return 1
    if embedded:
        migrate(settings, names)
    told = told_to_stop()
    house = make_house(settings, services=names)
    with running(
        names, house, host=settings.host, port=settings.port, embedded=embedded
    ) as door:
        log.info("services_answer", services=list(names), port=door.port)
        return until_told_to_stop(door, told)


def demo(settings: Settings, told: Namespace) -> int:
    """
    Play one Tuesday on invented data, then stay up.
    """
    from deploy.story import play

    return play(settings, once=told.once)


def import_roster(settings: Settings, told: Namespace) -> int:
    """
    Read a CSV of mothers into the roster's first group, all of it or nothing.
    """
    now = Clock().now()
    today = on_the_wall(now).date()
    read = read_roster(content=told.file.read_bytes(), today=today)
    for error in read.errors:
        sys.stderr.write(
            f"linje {error.line}, {error.column}: {error.what} {error.what_to_do}\n"
        )
    if read.errors:
        return 1
    engine = make_engine(settings.database_of("roster"))
    cause = Cause.first(now=now, organisation=Organisation.HOUSING_TEAM)
    uow = RosterUnitOfWork(engine, cause=cause)
    group_id = told.group or _only_group(uow)
    uow.within = _its_team(group_id, uow)
    if told.dry_run:
        done = compare_roster(group_id=group_id, rows=read.rows, uow=uow)
        verb = "ville blive tilføjet"
    else:
        by = Role.COORDINATOR
        done = import_rows(
            group_id=group_id, rows=read.rows, today=today, heard_by=by, uow=uow
        )
        verb = "er tilføjet"
    sys.stdout.write(f"{len(done.new)} {verb}, {done.known} kendes i forvejen.\n")
    return 0


def tell_contacts(settings: Settings) -> None:
    """
    Let the others hear again how every mother is reached, and say how many they are.
    """
    engine = make_engine(settings.database_of("roster"))
    cause = Cause.by_system(now=Clock().now())
    number = tell_again(uow=RosterUnitOfWork(engine, cause=cause))
    engine.dispose()
    sys.stdout.write(f"{number} will be told.\n")


def _only_group(uow: RosterUnitOfWork) -> UUID:
    """
    Return the group, where there is only one to choose.

    Raises GroupNotNamed.
    """
    known = groups(uow=uow)
    if len(known) != 1:
        raise GroupNotNamed(groups=[str(one.id) for one in known])
    return known[0].id


def _its_team(group_id: UUID, uow: RosterUnitOfWork) -> Within:
    """
    Return the housing team that runs a group: it knows whom its own lists name.

    Raises GroupNotFound.
    """
    found = group(group_id=group_id, uow=uow)
    team = Organisation.HOUSING_TEAM
    return Within(kind=team, organisation_id=found.run_by[team])


def migrate(settings: Settings, services: Iterable[str]) -> None:
    """
    Bring the databases to the newest form; a repeat changes nothing.
    """
    for engine_of, service in _engines(settings, services):
        upgrade(engine_of, service)
    upgrade(access_engine(settings), ACCESS)


def topology(settings: Settings) -> int:
    """
    Declare exchanges, queues and bindings; a repeat changes nothing.

    Raises BrokerUnavailable.
    """
    if settings.broker == EMBEDDED:
        sys.stdout.write("The embedded broker declares its queues itself.\n")
        return 0
    declare_queues(settings)
    sys.stdout.write("Exchanges and queues are declared.\n")
    return 0


def declare_queues(settings: Settings, *, also: Iterable[OneOrganisation] = ()) -> None:
    """
    Declare the queues of all organisations that there are, and of these.

    In one process nobody reads a partner's queue, and nothing is declared.

    Raises BrokerUnavailable.
    """
    if settings.broker == EMBEDDED:
        return
    told = {(one.kind, one.id) for one in (*_organisations(settings), *also)}
    RabbitBroker(settings.broker).deploy(whole_topology(sorted(told)))


def _organisations(settings: Settings) -> list[OneOrganisation]:
    """
    Return those that were let in: before the first ``migrate`` it is nobody.
    """
    engine = access_engine(settings)
    if not inspect(engine).has_table(organisations.name):
        return []
    with looking(engine) as book:
        return book.organisations.everyone()


def parked(settings: Settings, services: Iterable[str]) -> None:
    """
    List what has not taken effect, by id and reason, without any content.
    """
    for engine, service in _engines(settings, services):
        uow = _work(engine)
        with uow.reading():
            for one in uow.inbox.unfinished():
                sys.stdout.write(
                    f"{service} {one.event_id} {one.event_type} {one.state} "
                    f"{one.attempts} {one.reason}\n"
                )


def replay(settings: Settings, told: Namespace) -> None:
    """
    Let a parked event be tried again by the running service.

    Raises ParkedNotFound or NotParked.
    """
    with _work(make_engine(settings.database_of(told.service))) as uow:
        uow.inbox.replay(told.event_id, now=uow.cause.now)
        uow.commit()


def print_asyncapi() -> None:
    sys.stdout.write(json.dumps(asyncapi(), indent=2) + "\n")


def _work(engine: Engine) -> UnitOfWork:
    cause = Cause.by_system(now=Clock().now())
    return UnitOfWork(engine, cause=cause)


def _engines(
    settings: Settings, services: Iterable[str]
) -> Iterable[tuple[Engine, str]]:
    house = make_house(settings, services=tuple(services))
    return [(engine, service) for service, engine in house.engines.items()]
