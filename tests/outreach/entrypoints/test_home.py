"""
The coordinator's home, and the leader's: what is late, what can be undone, how many.
"""

import re
from datetime import date

import pytest

from services.outreach.domain.attempt import AttemptOutcome
from services.outreach.domain.school_year import SchoolYear, year_to_ask_for
from shared.access.storage.book import changing
from shared.access.usecases.add_organisation import add_organisation
from shared.contracts.roster.groups import CalendarImported, GroupBegun
from shared.kernel.ids import new_id
from shared.kernel.organisations import PARTNERS, Organisation, Role, first_of
from tests.outreach.desk import Guest, meeting
from tests.outreach.entrypoints.conftest import Site


def text(site: Site, path: str) -> str:
    answer = site.get(path)
    assert answer.status_code == 200, answer.text
    return answer.text


def holidays(year: int, *days: date) -> CalendarImported:
    """
    Tell a school year's holidays, first and last days by turns.
    """
    return CalendarImported(
        school_year=year, first_days=days[::2], last_days=days[1::2]
    )


def asked_for(site: Site) -> str | None:
    found = re.search(r"Skoleferierne for (\S+) er ikke skrevet ind", text(site, "/"))
    return found and found[1]


@pytest.fixture
def mother() -> Guest:
    return Guest(id=new_id())


class TestLate:
    def test_is_who_has_waited_for_more_than_a_week(self, site: Site, mother: Guest):
        """
        A week after she missed nobody has tried: she stands there as late, and counts.
        """
        site.desk.hear(mother.committed())
        site.desk.hear(mother.missed(meeting()))
        site.desk.clock.later(days=7)
        in_time = text(site, "/")
        site.desk.clock.later(minutes=1)
        late = text(site, "/")

        assert '<span class="state bad">For sent</span>' not in in_time
        assert '<span class="state bad">For sent</span>' in late
        assert re.search(r"<dt>For sent</dt><dd>1</dd>", late)

    def test_is_not_who_waits_through_a_school_holiday(self, site: Site, mother: Guest):
        """
        The clock stops in a holiday, and goes on after it where it stood.
        """
        site.desk.hear(holidays(2026, date(2027, 3, 15), date(2027, 3, 16)))
        site.desk.hear(mother.committed())
        site.desk.hear(mother.missed(meeting()))
        site.desk.clock.later(days=9)
        in_time = text(site, "/")
        site.desk.clock.later(minutes=1)

        assert '<span class="state bad">For sent</span>' not in in_time
        assert '<span class="state bad">For sent</span>' in text(site, "/")

    def test_is_not_who_was_tried_meanwhile(self, site: Site, mother: Guest):
        """
        Each try begins the week anew.
        """
        site.desk.hear(mother.committed())
        site.desk.hear(mother.missed(meeting()))
        site.desk.clock.later(days=6)
        [form] = re.findall(
            r'action="/outreach(/follow_ups/[^"]+/attempts)"', _page(site)
        )
        site.submit(form, channel="call", outcome="no_answer")
        site.desk.clock.later(days=6)

        assert "state bad" not in text(site, "/")

    def test_is_not_whom_the_ladder_leaves_alone(self, site: Site, mother: Guest):
        """
        Without her yes she gets the two texts, and nobody is to call: so nobody has
        waited with it, however long ago she missed. A concern of hers is late all the
        same.
        """
        site.desk.hear(mother.missed(meeting()))
        site.desk.clock.later(days=20)
        left_alone = text(site, "/")
        site.desk.try_her(mother, AttemptOutcome.CONCERN)
        site.desk.clock.later(days=8)

        assert '<span class="state bad">For sent</span>' not in left_alone
        assert "<dt>For sent</dt><dd>0</dd>" in left_alone
        assert '<span class="state bad">For sent</span>' in text(site, "/")


class TestSchoolHolidays:
    def test_are_asked_for_in_time(self, site: Site):
        """
        In March this school year's and the next one's, one after the other; a year
        whose holidays were all taken out again is asked for once more.
        """
        asked = [asked_for(site)]
        site.desk.hear(holidays(2026, date(2027, 3, 13), date(2027, 3, 21)))
        asked.append(asked_for(site))
        site.desk.hear(holidays(2027, date(2027, 10, 16), date(2027, 10, 24)))
        asked.append(asked_for(site))
        site.desk.hear(holidays(2027), version=2)
        asked.append(asked_for(site))

        assert asked == ["2026/2027", "2027/2028", None, "2027/2028"]

    def test_are_asked_for_of_each_daycare(self, site: Site):
        """
        Of those with which there is a group, by name; the others are nobody's here.
        """
        daycare = {"kind": Organisation.DAYCARE, "name": "Elverhøj"}
        with changing(site.way_in.engine) as book:
            elsewhere = add_organisation(**daycare, book=book).id
        firsts = {f"{kind}_id": first_of(kind) for kind in PARTNERS}
        for daycare_id in (firsts["daycare_id"], elsewhere):
            run_by = firsts | {"daycare_id": daycare_id}
            site.desk.hear(GroupBegun(group_id=new_id(), **run_by))
        site.desk.hear(holidays(2026, date(2027, 3, 13), date(2027, 3, 21)))
        site.desk.hear(holidays(2027, date(2027, 10, 16), date(2027, 10, 24)))

        shown = text(site, "/")

        assert re.findall(r"([^>]*)Skoleferierne for (\S+)", shown) == [
            ("Elverhøj: ", "2026/2027")
        ]
        assert f"/roster/holidays?daycare_id={elsewhere}" in shown

    @pytest.mark.parametrize(
        ("today", "year"),
        [
            (date(2027, 2, 28), None),
            (date(2027, 3, 1), 2027),
            (date(2027, 7, 31), 2027),
            (date(2027, 8, 1), 2027),
        ],
    )
    def test_of_the_next_year_are_asked_for_from_march(self, today, year):
        """
        Families plan long before August, and not before they know.
        """
        known = [SchoolYear(year=2026, holidays=((today, today),))]

        assert year_to_ask_for(today=today, known=known) == year


class TestUndo:
    def test_is_offered_after_a_no_thanks(self, site: Site, mother: Guest):
        """
        One press by a slip stops everything; on the page that follows, one press takes
        it back, and ten minutes later that offer is gone.
        """
        site.desk.hear(mother.contact())
        site.desk.hear(mother.missed(meeting()))
        hers = f"/mothers/{mother.id}"
        done = site.submit(f"{hers}/agreement", kind="no_thanks")
        after = text(site, done.headers["Location"].removeprefix("/outreach"))
        undone = site.submit(f"{hers}/no_thanks/take_back")
        back = text(site, undone.headers["Location"].removeprefix("/outreach"))
        site.submit(f"{hers}/agreement", kind="no_thanks")
        site.desk.clock.later(minutes=11)
        refused = site.submit(f"{hers}/no_thanks/take_back")

        assert "Nej tak er skrevet, og alt er stoppet." in after
        assert "Fortryd: hun har ikke sagt nej tak" in after
        assert "Hun har ikke sagt endnu" in back
        assert "Følges op" in back
        assert "Fortryd" not in text(site, hers)
        assert refused.status_code == 409
        assert "Nej tak kan ikke fortrydes mere" in refused.text


class TestFigures:
    def test_name_nobody_and_hide_what_is_small(self, site: Site):
        """
        Six have said yes and one no thanks: six is told, one is not, and no name is.
        """
        for _ in range(6):
            site.desk.hear(Guest(id=new_id()).committed())
        one = Guest(id=new_id())
        site.desk.hear(one.contact())
        site.desk.hear(one.declined())

        page = site.get("/figures", Role.LEADER).text

        assert "<td>Hun vil gerne komme.</td><td>6</td>" in page
        assert "Kontakt hende ikke.</td><td>under 5</td>" in page
        assert "Nurgül" not in page


def _page(site: Site) -> str:
    return text(site, "/").split("Hun svarede")[1]
