"""
Who follows a group's mothers up, as the roster tells it.
"""

from dataclasses import replace
from datetime import date, timedelta

from services.outreach.domain.group_contact import GroupContact
from services.outreach.usecases.hand_over import forget_hand_overs, who_is_away
from shared.contracts.roster.groups import ContactReassigned
from shared.kernel.ids import new_id
from tests.outreach.desk import Desk

GROUP, SONJA, VIKARIA = new_id(), new_id(), new_id()
TODAY = date(2027, 3, 9)
A_DAY = timedelta(days=1)
FRIDAY = TODAY + 3 * A_DAY


def away(*, until: date) -> ContactReassigned:
    return ContactReassigned(
        group_id=GROUP,
        from_user_id=SONJA,
        to_user_id=VIKARIA,
        from_day=TODAY,
        temporary_until=until,
    )


def contact_of(desk: Desk) -> GroupContact | None:
    with desk.uow().reading() as uow:
        return uow.group_contacts.find(GROUP)


class TestStandIn:
    def test_holds_from_day_to_day_and_is_forgotten_a_week_after(self, desk: Desk):
        """
        Up to and with the last day; that somebody was away may tell of her health.
        """
        desk.hear(away(until=FRIDAY))
        (told,) = who_is_away(now=desk.clock.now(), uow=desk.uow())
        assert (told.id, told.deputy_id, told.until) == (SONJA, VIKARIA, FRIDAY)
        desk.clock.later(days=4)
        assert who_is_away(now=desk.clock.now(), uow=desk.uow()) == []

        desk.clock.later(days=7)
        forget_hand_overs(kept=timedelta(days=7), now=desk.clock.now(), uow=desk.uow())

        assert contact_of(desk) == GroupContact(group_id=GROUP, user_id=SONJA)

    def test_is_known_of_each_absence(self, desk: Desk):
        """
        She is away now and once more later: the later does not replace the present
        one, and each is forgotten by itself.
        """
        later = FRIDAY + timedelta(days=10)
        told = replace(
            away(until=FRIDAY),
            deputy_id=VIKARIA,
            away_from=(TODAY, later),
            away_until=(FRIDAY, later),
        )

        desk.hear(told)

        contact = contact_of(desk)
        days = (TODAY, FRIDAY, FRIDAY + A_DAY, later, later + A_DAY)
        on = [contact.on(day) for day in days]
        assert on == [VIKARIA, VIKARIA, SONJA, VIKARIA, SONJA]
        desk.clock.later(days=11)
        forget_hand_overs(kept=timedelta(days=7), now=desk.clock.now(), uow=desk.uow())
        assert [one.first_day for one in contact_of(desk).stand_ins] == [later]

    def test_ends_when_she_is_back_before_the_day(self, desk: Desk):
        """
        The newest word of the roster holds, also when it comes first.
        """
        back = ContactReassigned(
            group_id=GROUP, from_user_id=VIKARIA, to_user_id=SONJA, from_day=TODAY
        )
        desk.hear(back, version=3)
        desk.hear(away(until=FRIDAY), version=2)

        assert contact_of(desk) == GroupContact(group_id=GROUP, user_id=SONJA)
