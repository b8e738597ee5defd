"""
Outreach alone, in a process whose clock stands on a Wednesday at ten: it can be called.
"""

import shared.green

# isort: split
import json
import sys
from pathlib import Path

from deploy.house import make_house
from deploy.running import running
from services.outreach.domain.agreement import AgreementKind, Terms
from services.outreach.usecases.put_off import list_reviews
from services.outreach.usecases.record_agreement import record_agreement
from shared.access.domain.user import User
from shared.access.storage.book import changing
from shared.config import Settings
from shared.db.migrations import upgrade
from shared.kernel.ids import new_id
from shared.kernel.organisations import Organisation, Role
from tests.outreach.desk import TUESDAY_NOON, WEDNESDAY_TEN, Desk, Guest, meeting
from tests.support.bus import SettableClock
from tests.support.way_in import WayIn, place_of


def main(folder: Path) -> None:
    """
    Tell in one line where it is and what somebody is signed in by; end with the input.
    """
    clock = SettableClock(WEDNESDAY_TEN)
    settings = Settings.from_environment({"BABYGRUPPE_VAR": str(folder)})
    house = make_house(settings, services=("outreach",), clock=clock)
    engine = house.engines["outreach"]
    upgrade(engine, "outreach")
    desk, she = Desk(engine, clock), Guest(id=new_id())
    desk.hear(she.contact(name="Lale Onsdag"))
    desk.hear(she.committed())
    desk.hear(she.missed(meeting()))
    _is_to_be_asked(desk, Guest(id=new_id()))
    with running(
        ["outreach"], house, host="127.0.0.1", port=8400, last_port=8499, embedded=True
    ) as door:
        way_in = WayIn(house.access, clock)
        user = way_in.user(Role.COORDINATOR, place_of(Role.COORDINATOR))
        colleague = User(
            id=new_id(),
            role=Role.COORDINATOR,
            organisation=Organisation.HOUSING_TEAM,
            name="Vikaria Opdigt",
        )
        with changing(house.access) as book:
            book.users.add(colleague)
        told = {
            "address": f"http://127.0.0.1:{door.port}",
            "secret": way_in.secret(user),
            "mother": str(she.id),
        }
        sys.stdout.write(f"{json.dumps(told)}\n")
        sys.stdout.flush()
        shared.green.eventlet.tpool.execute(sys.stdin.read)
    engine.dispose()


def _is_to_be_asked(desk: Desk, guest: Guest) -> None:
    """
    Let one have agreed on Tuesday to be asked again on Wednesday.
    """
    desk.hear(guest.contact(name="Mira Midtuge", phone="+4567000032"))
    record_agreement(
        mother_id=guest.id,
        kind=AgreementKind.KEEP_GOING,
        terms=Terms(review_on=WEDNESDAY_TEN.date()),
        said_on=None,
        heard_by=Role.COORDINATOR,
        now=TUESDAY_NOON,
        uow=desk.uow(),
    )
    list_reviews(now=desk.clock.now(), uow=desk.uow())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
