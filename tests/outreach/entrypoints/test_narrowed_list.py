"""
The list of one group, or of what one coordinator follows up.
"""

import re
from datetime import date, timedelta
from uuid import UUID

import pytest
import requests

from services.outreach.domain.attempt import AttemptOutcome
from shared.access.domain.user import User
from shared.contracts.roster.groups import ContactReassigned, GroupBegun
from shared.kernel.ids import new_id
from shared.kernel.organisations import PARTNERS, Role, first_of
from tests.outreach.desk import TUESDAY_TEN, Guest, Meeting, planned
from tests.outreach.entrypoints.conftest import Site
from tests.outreach.entrypoints.test_hand_over import deputy as deputy  # noqa: PLC0414
from tests.outreach.entrypoints.test_hand_over import seen_by
from tests.outreach.entrypoints.test_pages import _form_with, text

TODAY = date(2027, 3, 9)
THURSDAY_TEN = TUESDAY_TEN - timedelta(days=5)


def group_of(site: Site, mother: Guest, name: str, *, meets: Meeting) -> UUID:
    """
    Enter a group with one mother who has missed its last session.
    """
    group_id = new_id()
    runs = {f"{kind}_id": first_of(kind) for kind in PARTNERS}
    site.desk.hear(GroupBegun(group_id=group_id, **runs))
    site.desk.hear(planned(meets, group_id=group_id))
    site.desk.hear(mother.contact(name=name))
    site.desk.hear(mother.missed(meets))
    return group_id


def hears_from(site: Site, group_id: UUID, user: User) -> ContactReassigned:
    told = ContactReassigned(
        group_id=group_id, from_user_id=None, to_user_id=user.id, from_day=TODAY
    )
    site.desk.hear(told)
    return told


@pytest.fixture
def groups(site: Site, mother: Guest) -> tuple[UUID, UUID]:
    other = Guest(id=new_id())
    thursday = Meeting(id=new_id(), starts_at=THURSDAY_TEN)
    return (
        group_of(site, mother, "Nurgül Tirsdag", meets=Meeting(id=new_id())),
        group_of(site, other, "Zofia Torsdag", meets=thursday),
    )


class TestByGroup:
    def test_shows_who_was_expected_there(self, site: Site, groups: tuple[UUID, UUID]):
        """
        One tap, and the other group's mothers are not on it nor counted.
        """
        tuesday, _thursday = groups
        assert f'href="/outreach/?group={tuesday}"' in text(site, "/")

        page = text(site, f"/?group={tuesday}")

        assert "Nurgül Tirsdag" in page
        assert "Zofia Torsdag" not in page
        assert "<dt>At følge op på</dt><dd>1</dd>" in page
        assert 'aria-current="true"><bdi>Tirsdag kl. 10.00</bdi>' in page

    def test_counts_the_hours_of_that_group_alone(
        self, site: Site, mother: Guest, groups: tuple[UUID, UUID]
    ):
        """
        Six hours are one coordinator's; what a colleague's group takes is not hers.
        """
        tuesday, thursday = groups
        site.desk.try_her(mother, AttemptOutcome.NO_ANSWER)

        used = "brugt af ugens 6 timer</dt><dd>{} min</dd>"
        assert used.format(2) in text(site, "/")
        assert used.format(2) in text(site, f"/?group={tuesday}")
        assert used.format(0) in text(site, f"/?group={thursday}")

    def test_is_there_again_after_something_is_saved(
        self, site: Site, groups: tuple[UUID, UUID]
    ):
        """
        She works through one group's, and nothing typed into a form leads elsewhere.
        """
        address = f"/?group={groups[0]}"
        form = _form_with(site.get(address).text, "Sendte besked")

        there = site.submit(form["action"], **form["fields"]).headers["Location"]

        assert there.endswith(f"&group={groups[0]}")
        fields = {**form["fields"], "form_key": str(new_id()), "part": "x=//elsewhere"}
        again = site.submit(form["action"], **fields | {"version": ""})
        assert "elsewhere" not in again.headers["Location"]

    def test_shows_a_mother_where_she_comes_now(
        self, site: Site, mother: Guest, groups: tuple[UUID, UUID]
    ):
        """
        Moved to another group she is on its list at once, and on the old one's no more;
        who looks there is not told that all is done.
        """
        tuesday, thursday = groups

        site.desk.hear(mother.listed(group_id=thursday))

        assert "Nurgül Tirsdag" in text(site, f"/?group={thursday}")
        page = text(site, f"/?group={tuesday}")
        assert "Nurgül Tirsdag" not in page
        assert "Her er der ingen at følge op på lige nu." in page
        assert "Udebliver en mor uden afbud" not in page

    def test_of_nobody_shows_the_whole_list(
        self, site: Site, groups: tuple[UUID, UUID]
    ):
        """
        What is typed into an address hides nobody.
        """
        for address in (f"/?group={new_id()}", "/?group=x", f"/?owner={groups[0]}"):
            page = text(site, address)
            assert "Nurgül Tirsdag" in page
            assert "Zofia Torsdag" in page

    def test_is_no_choice_where_there_is_one(self, site: Site, mother: Guest):
        """
        A team with one group reads nothing about groups.
        """
        group_of(site, mother, "Nurgül Tirsdag", meets=Meeting(id=new_id()))

        assert "?group=" not in text(site, "/")


class TestByOwner:
    def test_follows_who_is_away_in_the_roster(
        self, site: Site, groups: tuple[UUID, UUID], deputy: User
    ):
        """
        What she who is ill follows up is on her deputy's list, who reads that it is.
        """
        tuesday, thursday = groups
        me = site.way_in.user(Role.COORDINATOR)
        hears_from(site, tuesday, me)
        hears_from(site, thursday, deputy)
        page = text(site, f"/?owner={deputy.id}")
        assert "Zofia Torsdag" in page
        assert "Nurgül Tirsdag" not in page

        away = ContactReassigned(
            group_id=thursday,
            from_user_id=deputy.id,
            to_user_id=me.id,
            from_day=TODAY,
            temporary_until=TODAY,
        )
        site.desk.hear(away, version=2)

        assert "Du følger op i stedet for" in text(site, "/")
        assert 'href="/roster/staffing"' in seen_by(site, deputy)
        assert "?owner=" not in text(site, "/")
        site.desk.clock.later(days=1)
        assert "Zofia Torsdag" in text(site, f"/?owner={deputy.id}")

    def test_has_its_own_hours_and_its_own_calendar(
        self, site: Site, groups: tuple[UUID, UUID], mother: Guest, deputy: User
    ):
        """
        Six hours are one coordinator's: another's calls are not hers. Nor are another's
        tasks in her calendar.
        """
        me = site.way_in.user(Role.COORDINATOR)
        for group_id, user in zip(groups, (deputy, me), strict=True):
            hears_from(site, group_id, user)
        [follow_up] = site.desk.mother(mother).open_follow_ups
        told = {"channel": "call", "outcome": "no_answer", "minutes": "45"}
        url = f"/follow_ups/{follow_up.id}/attempts"
        assert site.submit(url, **told, made_already="true").status_code == 303

        page = site.submit("/task_feed").text
        address = re.search(r'value="(http[^"]+[.]ics)"', page)[1]
        calendar = requests.get(address, timeout=10).text.replace("\r\n ", "")

        assert "<dd>45 min</dd>" in text(site, "/")
        assert "<dd>45 min</dd>" in text(site, f"/?owner={deputy.id}")
        assert "<dd>0 min</dd>" in text(site, f"/?owner={me.id}")
        assert calendar.count("BEGIN:VTODO") == 1
        assert str(mother.id) not in calendar

    def test_follows_a_list_that_was_taken_over(
        self, site: Site, groups: tuple[UUID, UUID], deputy: User
    ):
        """
        The owner is her deputy, also where the roster knows of no absence.
        """
        me = site.way_in.user(Role.COORDINATOR)
        for group_id, user in zip(groups, (me, deputy), strict=True):
            hears_from(site, group_id, user)

        site.submit("/away/take", user_id=deputy.id, until=TODAY)

        assert "?owner=" not in text(site, "/")
