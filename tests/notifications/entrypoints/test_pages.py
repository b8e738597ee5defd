"""
The page: what waits, what left, and what did not.
"""

from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from services.notifications.domain import errors
from services.notifications.domain.message_state import (
    Failure,
    Suppression,
    Withdrawal,
)
from services.notifications.domain.template import Template
from services.notifications.entrypoints.wording import (
    HELD_BACK,
    PURPOSES,
    TO_LOOK_AT,
    WITHDRAWN,
    WORDING,
)
from shared.kernel.ids import new_id
from shared.kernel.refusal import Refusal
from tests.notifications.desk import PhonesInAPowerCut, PowerCut, RefusingPhones
from tests.notifications.told import (
    TUESDAY_THREE,
    contact,
    declined,
    offer,
    opened,
    visit,
    withdrawn,
)
from tests.support.bus import envelope_of, eventually

HANADI = "هنادي"


def section(page: str, heading: str) -> str:
    return page.partition(f"<h2>{heading}</h2>")[2].partition("<h2>")[0]


class TestEmptyPage:
    """
    The first look.
    """

    def test_says_that_there_is_nothing(self, new_site):
        """
        Each part says in words that it is empty.
        """
        page = new_site.page()

        for told in (
            "Ingen beskeder venter på at blive sendt.",
            "Der er ikke sendt nogen beskeder endnu.",
            "Ingen beskeder er holdt tilbage.",
            "Ingen beskeder er trukket tilbage.",
        ):
            assert told in page
        assert "Se efter" not in page


class TestPage:
    """
    The page of a working day.
    """

    def test_shows_a_text_from_right_to_left_as_it_is_read(self, site):
        """
        Language and direction are told to the browser, so that Arabic stays readable.
        """
        mother_id = new_id()
        known = contact(mother_id, display_name=HANADI, languages=("ar",))
        site.desk.take(envelope_of(known), envelope_of(offer(mother_id)))
        assert eventually(lambda: HANADI in section(site.page(), "Sendt for nylig"))

        sent = section(site.page(), "Sendt for nylig")
        assert f'<bdi lang="und-Arab" dir="auto">{HANADI}</bdi>' in sent
        assert f'<p lang="ar" dir="auto">مرحبا {HANADI}!' in sent
        assert "Arabisk" in sent
        assert "67 00 00 21" in sent

    def test_shows_what_waits_and_when_it_leaves(self, site):
        """
        One look tells whether there is still time to stop it.
        """
        mother_id = new_id()
        known = contact(mother_id, display_name="Marikit")
        site.desk.take(envelope_of(known), envelope_of(opened(mother_id)))

        waiting = section(site.page(), "Venter")
        assert "Marikit" in waiting
        assert "tirsdag d. 17. november kl. 15.00" in waiting

    @pytest.mark.parametrize(
        ("known", "told"),
        [
            ({"phone": None}, "Intet nummer"),
            ({"shared_phone": True}, "Delt telefon: ring i stedet"),
        ],
    )
    def test_says_why_a_message_was_held_back(self, site, known, told):
        """
        In words that say what to do.
        """
        mother_id = new_id()
        site.desk.take(
            envelope_of(contact(mother_id, display_name="Bogna", **known)),
            envelope_of(visit(mother_id)),
        )

        assert eventually(lambda: told in section(site.page(), "Holdt tilbage"))

    def test_says_why_a_message_was_withdrawn(self, site):
        """
        A cancellation and a no thanks are not the same.
        """
        zofia, idil = new_id(), new_id()
        for mother_id in (zofia, idil):
            site.desk.take(envelope_of(opened(mother_id)))
        site.desk.take(envelope_of(withdrawn(zofia), version=2))
        site.desk.take(envelope_of(declined(idil)))

        gone = section(site.page(), "Trukket tilbage")
        assert "Hun meldte afbud" in gone
        assert "Har sagt nej tak" in gone

    def test_asks_a_person_to_look_at_what_is_in_doubt(self, site):
        """
        No machine decides on it any more, so it stands first on the page.
        """
        unsure, refused = new_id(), new_id()
        site.desk.take(envelope_of(contact(unsure)), envelope_of(opened(unsure)))
        with pytest.raises(PowerCut):
            site.desk.send(PhonesInAPowerCut(), now=TUESDAY_THREE)
        site.desk.look_for_doubt(now=TUESDAY_THREE + timedelta(minutes=6))
        site.desk.take(envelope_of(contact(refused)), envelope_of(opened(refused)))
        site.desk.send(RefusingPhones(), now=TUESDAY_THREE)

        look = section(site.page(), "Se efter")
        assert "Usikkert: se efter." in look
        assert "nummeret virker ikke" in look

    def test_is_looked_at_without_a_name_in_the_log(self, site):
        """
        Who reads the log learns ids alone.
        """
        with capture_logs() as logs:
            site.page()

        assert HANADI not in str(logs)


class TestWording:
    """
    Plain Danish for everything that can happen.
    """

    def test_knows_every_refusal(self):
        """
        No page shows a code alone.
        """
        codes = {
            one.code
            for one in vars(errors).values()
            if isinstance(one, type)
            and issubclass(one, Refusal)
            and one.__module__ == errors.__name__
        }

        assert codes <= WORDING.keys()

    def test_knows_every_purpose_and_reason(self):
        """
        A new one without words would be found here, not by a reader.
        """
        assert set(Template) == PURPOSES.keys()
        assert set(Suppression) == HELD_BACK.keys()
        assert set(Withdrawal) == WITHDRAWN.keys()
        assert {*Failure, "no_receipt"} == TO_LOOK_AT.keys()
