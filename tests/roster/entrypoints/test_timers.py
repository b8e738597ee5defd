"""
What the clock makes the roster do, as the running service calls it.
"""

from nameko.containers import ServiceContainer

from deploy.house import make_house
from services.roster.domain.seat import Seat
from services.roster.service import RosterService
from shared.bus.extensions import Every
from shared.bus.house import CONFIG_KEY
from shared.config import Settings
from shared.contracts.roster.staffing import StaffingShort
from shared.db.migrations import upgrade
from shared.kernel.organisations import Role
from tests.roster.book import TUESDAY_TEN, Book
from tests.support.bus import SettableClock
from tests.support.way_in import WayIn


class TestEvery:
    def test_warns_of_a_session_to_which_too_few_come(self, tmp_path):
        """
        Whoever was shut out of the door is not counted on: the timer asks it, as a
        page does.
        """
        clock = SettableClock(TUESDAY_TEN.replace(hour=7))
        settings = Settings.from_environment({"BABYGRUPPE_VAR": str(tmp_path)})
        house = make_house(settings, services=("roster",), clock=clock)
        upgrade(house.engines["roster"], "roster")
        way_in, book = WayIn(house.access, clock), Book(house.engines["roster"])
        group_id = book.group_id
        with book.uow() as uow:
            group = uow.groups.get(group_id)
            for role in (Role.COORDINATOR, Role.PAEDAGOG):
                group = group.seated(role, Seat(user_id=way_in.user(role).id))
            uow.groups.save(group)
            uow.commit()
        session_id = book.session()

        look(house)
        nothing = book.events(StaffingShort)
        way_in.shut_out(Role.PAEDAGOG)
        look(house)

        [told] = book.events(StaffingShort)
        assert nothing == []
        assert (told.session_id, told.roles_in_room) == (session_id, ("coordinator",))


def look(house):
    container = ServiceContainer(RosterService, {CONFIG_KEY: house})
    [timer] = [
        one
        for one in container.entrypoints
        if isinstance(one, Every) and one.method_name == "warn_of_staffing"
    ]
    for provider in container.dependencies:
        provider.setup()
    timer.bus.setup()
    timer._once()
