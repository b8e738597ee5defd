"""
The sealed lane by hand, as in a browser without scripts.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import Engine, select, text

from services.referrals.storage.sealed_tables import sealed_cases, sealed_looks
from shared.kernel.organisations import Role
from tests.referrals.domain.examples import TUESDAY, ZEHRA
from tests.referrals.domain.sealed_examples import WEDNESDAY_A_WEEK_LATER
from tests.referrals.entrypoints.conftest import Office
from tests.referrals.entrypoints.visitor import Page, Visitor

SENT = {
    "sent_on": TUESDAY.isoformat(), "office": "family-department",
    "parents_informed": "true", "interpreted": "false",
}  # fmt: skip
DUE = "onsdag d. 17. marts"


@pytest.fixture
def their_leader(office: Office) -> Visitor:
    """
    Give who leads the paedagog.
    """
    return office.visitor(Role.LEADER)


def begin(author: Visitor) -> Page:
    return author.open(f"/new?mother={ZEHRA}").send("/sealed")


def path_of(page: Page) -> str:
    return page.address.partition("/referrals")[2]


@contextmanager
def without_heads(engine: Engine) -> Iterator[None]:
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE sealed_looks_heads RENAME TO gone"))
    try:
        yield
    finally:
        with engine.begin() as connection:
            connection.execute(text("ALTER TABLE gone RENAME TO sealed_looks_heads"))


class TestSealedCaseByHand:
    def test_is_played_from_the_first_thought_to_the_answer(self, paedagog: Visitor):
        """
        From the page of a new referral, in five forms; each step that there is stands
        on the page, and no field takes a text.
        """
        begun = begin(paedagog)
        discussed = begun.send("/discuss")
        sent = discussed.send("/send", **SENT)
        receipted = sent.send("/receipt", receipted_on=TUESDAY.isoformat())
        told = receipted.send("/tell_outcome")

        assert begun.offers() == {"discuss", "send", "close"}
        assert discussed.offers() == {"send", "close"}
        assert sent.offers() == {"send", "receipt"}
        assert receipted.offers() == {"tell_outcome", "close"}
        assert told.offers() == set()
        assert DUE in sent.text
        assert "Familieafdelingen" in sent.text
        assert "Har fået svar" in told.text
        for page in (begun, sent, told):
            assert "<textarea" not in page.text
            assert 'type="text"' not in page.text

    def test_names_no_mother(self, paedagog: Visitor, their_leader: Visitor, roster):
        """
        Neither her name nor her id, and nobody asks roster for her card: that would be
        written down there.
        """
        roster.knows(ZEHRA, display_name="Zehra Aksoy", children=[])
        page = begin(paedagog)

        for visitor in (paedagog, their_leader):
            for path in (path_of(page), "/sealed"):
                shown = visitor.open(path).text
                assert str(ZEHRA) not in shown
                assert "Zehra" not in shown
        assert "født december 2026" in page.text
        assert roster.asked == []

    def test_is_begun_once_by_two_taps(self, office: Office, paedagog: Visitor):
        """
        The second tap leads to the same case.
        """
        form = paedagog.open(f"/new?mother={ZEHRA}")

        first, second = form.send("/sealed"), form.send("/sealed")

        assert first.address == second.address
        with office.desk.engine.connect() as connection:
            assert len(connection.scalars(select(sealed_cases.c.id)).all()) == 1

    def test_says_what_is_wrong(self, paedagog: Visitor):
        """
        An office that was made up, a day before it was sent, a question without answer.
        """
        case = begin(paedagog)

        unknown = case.send("/send", **SENT | {"office": "inge"})
        empty = case.send("/send", **SENT | {"parents_informed": ""})
        sent = case.send("/send", **SENT)
        early = sent.send(
            "/receipt", receipted_on=(TUESDAY - timedelta(days=1)).isoformat()
        )

        assert {unknown.status, empty.status, early.status} == {422}
        assert "Vælg en af dem på listen" in unknown.text
        assert "Ved forældrene, at den er sendt?" in empty.text
        assert "før den blev sendt" in early.text

    def test_offers_the_offices_that_are_configured(
        self, office: Office, paedagog: Visitor
    ):
        """
        Each municipality has its own.
        """
        office.house.offices["north"] = "Børnehuset Nord"
        try:
            page = begin(paedagog)
            sent = page.send("/send", **SENT | {"office": "north"})
        finally:
            del office.house.offices["north"]

        assert "Familieafdelingen" not in page.text
        assert "Børnehuset Nord" in sent.text


class TestWhereItIsShown:
    def test_stands_on_the_first_page_of_its_author_and_her_leader(
        self, paedagog: Visitor, their_leader: Visitor
    ):
        """
        With the day on which the receipt is due; the leader's is the page of figures.
        """
        begin(paedagog).send("/send", **SENT)

        for page in (paedagog.open("/"), their_leader.open("/figures")):
            assert "Underretninger" in page.text
            assert DUE in page.text

    def test_of_a_health_visitor_stands_with_her_own_leader(
        self, health_visitor: Visitor, leader: Visitor, their_leader: Visitor
    ):
        """
        On that leader's page of referrals, and with no other leader.
        """
        case = path_of(begin(health_visitor).send("/send", **SENT))

        assert DUE in leader.open("/").text
        assert leader.open(case).status == 200
        assert DUE not in their_leader.open("/figures").text
        assert their_leader.open(case).status == 404

    def test_stands_nowhere_for_who_has_none(
        self, paedagog: Visitor, coordinator: Visitor, health_visitor: Visitor
    ):
        """
        Others' first pages are as they were; so is hers once it is over.
        """
        case = begin(paedagog)

        for visitor in (coordinator, health_visitor):
            assert "Underretninger" not in visitor.open("/").text
        case.send("/close")
        assert "Underretninger" not in paedagog.open("/").text
        assert "Afsluttede (1)" in paedagog.open("/sealed").text

    def test_is_late_from_its_day_on(self, office: Office, paedagog: Visitor):
        """
        No timer has to run for it.
        """
        case = path_of(begin(paedagog).send("/send", **SENT))
        clock, days = office.house.clock, (WEDNESDAY_A_WEEK_LATER - TUESDAY).days
        clock.later(days=days)
        try:
            late = office.visitor(Role.PAEDAGOG).open(case)
        finally:
            clock.later(days=-days)

        assert "Kvittering mangler" in late.text
        assert "ikke kommet til tiden" in late.text


class TestLooks:
    def test_are_shown_to_the_leader_by_name(
        self, office: Office, paedagog: Visitor, their_leader: Visitor
    ):
        """
        She sees that the author has looked, and herself the next time; the author sees
        no log.
        """
        case = path_of(begin(paedagog))
        name = office.way_in.user(Role.PAEDAGOG).name

        first = their_leader.open(case).text
        second = their_leader.open(case).text

        assert "Hvem har set den" in first
        assert name in first
        assert second.count("leder</td>") == first.count("leder</td>") + 1
        assert "Hvem har set den" not in paedagog.open(case).text

    def test_that_cannot_be_written_down_do_not_happen(
        self, office: Office, paedagog: Visitor
    ):
        """
        The page answers without its content, the list and the first page too.
        """
        case = path_of(begin(paedagog))
        number = case[-8:]

        with without_heads(office.desk.engine):
            pages = [paedagog.open(path) for path in (case, "/sealed", "/")]

        assert {page.status for page in pages} == {500}
        assert not [page for page in pages if number in page.text.partition("<main")[2]]

    def test_on_a_list_are_of_each_that_stands_on_it(
        self, office: Office, paedagog: Visitor, their_leader: Visitor
    ):
        """
        Two cases on a leader's list are two looks.
        """
        begin(paedagog), begin(paedagog)
        their_leader.open("/sealed")

        leader = office.way_in.user(Role.LEADER).id
        query = select(sealed_looks.c.number).where(sealed_looks.c.user_id == leader)
        with office.desk.engine.connect() as connection:
            assert len(connection.scalars(query).all()) == 2
