"""
A coordinator who is ill gives her list to a colleague, and takes it back.
"""

from datetime import date

import pytest
import requests

from services.outreach.usecases.hand_over import forget_hand_overs
from shared.access.domain.user import User
from shared.access.storage.book import changing
from shared.config import KeptFor
from shared.kernel.ids import new_id
from shared.kernel.organisations import Organisation, Role
from shared.web.cookies import SESSION
from shared.web.forgery import HEADER, guard_of
from tests.outreach.entrypoints.conftest import Site
from tests.outreach.entrypoints.test_pages import text

FRIDAY = date(2027, 3, 12)


@pytest.fixture
def deputy(site: Site) -> User:
    user = User(
        id=new_id(),
        role=Role.COORDINATOR,
        organisation=Organisation.HOUSING_TEAM,
        name="Vikaria Opdigt",
    )
    with changing(site.way_in.engine) as book:
        book.users.add(user)
    return user


def seen_by(site: Site, user: User) -> str:
    secret = site.way_in.secret(user)
    shown = {"cookies": {SESSION: secret}, "headers": {HEADER: guard_of(secret)}}
    return requests.get(f"{site.url}/", **shown, timeout=10).text


class TestHandOver:
    def test_is_read_by_both_until_the_day_has_gone(self, site: Site, deputy: User):
        """
        The deputy reads that the list is hers, and the other one that it is not; on
        the day after, it is as before by itself.
        """
        answer = site.submit("/away", deputy_id=deputy.id, until=FRIDAY)

        assert answer.status_code == 303
        assert "Vikaria Opdigt</bdi> følger op i dit sted." in text(site, "/")
        assert "Du følger op i stedet for" in seen_by(site, deputy)

        site.desk.clock.later(days=3)
        assert "Du følger op i stedet for" in seen_by(site, deputy)
        site.desk.clock.later(days=1)
        assert "Du følger op i stedet for" not in seen_by(site, deputy)

    def test_is_taken_back_with_one_tap(self, site: Site, deputy: User):
        """
        Well again before the day: the list is hers, also when she taps twice.
        """
        site.submit("/away", deputy_id=deputy.id, until=FRIDAY)

        for _ in range(2):
            assert site.submit("/away/back").status_code == 303

        assert "følger op i dit sted" not in text(site, "/")
        assert "Du følger op i stedet for" not in seen_by(site, deputy)

    def test_is_taken_over_from_one_who_is_ill(self, site: Site, deputy: User):
        """
        The deputy says so, and nobody signs in for the other; both read it, and the
        one who took it gives it back.
        """
        me = site.way_in.user(Role.COORDINATOR)
        taken = site.submit("/away/take", user_id=deputy.id, until=FRIDAY)
        assert taken.status_code == 303
        assert "Du følger op i stedet for" in text(site, "/")
        assert "følger op i dit sted" in seen_by(site, deputy)
        assert site.submit("/away/take", user_id=me.id, until=FRIDAY).status_code == 422

        for _ in range(2):
            assert site.submit(f"/away/{deputy.id}/give_back").status_code == 303

        assert "følger op i dit sted" not in seen_by(site, deputy)

    def test_is_given_back_by_the_deputy_alone(self, site: Site, deputy: User):
        """
        A third colleague ends nothing; she whose list it is does so with her own tap.
        """
        me = site.way_in.user(Role.COORDINATOR)
        site.submit("/away", deputy_id=deputy.id, until=FRIDAY)

        refused = site.submit(f"/away/{me.id}/give_back")

        assert site.submit(f"/away/{new_id()}/give_back").status_code == 404
        assert refused.status_code == 409
        assert "Kun den, der følger op i hendes sted" in refused.text

    def test_is_replaced_by_a_newer_one(self, site: Site, deputy: User):
        """
        Longer ill than she thought: there is one word about it, the last.
        """
        site.submit("/away", deputy_id=deputy.id, until=FRIDAY)
        site.submit("/away", deputy_id=deputy.id, until=date(2027, 3, 19))

        assert text(site, "/").count("følger op i dit sted.") == 1

    def test_is_forgotten_a_week_after(self, site: Site, deputy: User):
        """
        That somebody was away may tell of her health.
        """
        site.submit("/away", deputy_id=deputy.id, until=FRIDAY)
        kept = []
        for days in (10, 1):
            site.desk.clock.later(days=days)
            forget_hand_overs(
                kept=KeptFor().absences, now=site.desk.clock.now(), uow=site.desk.uow()
            )
            with site.desk.uow().reading() as uow:
                kept.append(len(uow.hand_overs.on(FRIDAY)))

        assert kept == [1, 0]

    @pytest.mark.parametrize("until", ["2027-03-08", "2029-01-01", "", "fredag"])
    def test_is_for_a_day_that_can_be(self, site: Site, deputy: User, until: str):
        """
        Not a day that has gone, none after a year, and a day at all.
        """
        answer = site.submit("/away", deputy_id=deputy.id, until=until)

        assert answer.status_code == 422
        assert "<strong>Til hvornår?</strong>: Vælg " in answer.text

    def test_is_to_a_colleague_who_may_follow_up(self, site: Site):
        """
        Not to herself, and not to somebody who could not open the list.
        """
        me = site.way_in.user(Role.COORDINATOR)
        other = site.way_in.user(Role.HEALTH_VISITOR)

        for nobody in (me, other):
            answer = site.submit("/away", deputy_id=nobody.id, until=FRIDAY)
            assert answer.status_code == 422
            assert "<strong>Hvem følger op?</strong>: Vælg " in answer.text
