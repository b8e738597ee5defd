"""
What telling who a mother is promises.
"""

from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import text

from services.roster.domain.disclosure import Purpose
from services.roster.domain.errors import MotherNotFound
from services.roster.usecases import queries
from services.roster.usecases.disclose_contact import disclose_contact
from shared.kernel.organisations import Organisation, Role
from tests.roster.book import TUESDAY_NOON

BORN_ON = date(2026, 3, 14)
REFERENCE = uuid4()
ISIL = "I\u015f\u0131l Çemşîr"  # with an i that has no dot


def disclose(book, mother_id):
    return disclose_contact(
        mother_id=mother_id,
        purpose=Purpose.HOME_VISIT,
        reference=REFERENCE,
        role=Role.HEALTH_VISITOR,
        organisation=Organisation.HEALTH_VISITORS,
        now=TUESDAY_NOON,
        uow=book.uow(),
    )


class TestDisclosure:
    def test_is_written_down_with_who_and_what_for(self, book):
        """
        She can be told who knows her name, and so can whoever asks for her.
        """
        mother, [child] = book.mother_with_children("Nevra", born_on=[BORN_ON])

        card = disclose(book, mother.id)

        [row] = queries.disclosures(mother_id=mother.id, uow=book.uow())
        assert card.mother.display_name == "Nevra"
        assert [one.id for one in card.children] == [child.id]
        assert (row.purpose, row.reference) == (Purpose.HOME_VISIT, REFERENCE)
        assert (row.role, row.organisation, row.at) == (
            Role.HEALTH_VISITOR,
            Organisation.HEALTH_VISITORS,
            TUESDAY_NOON,
        )

    def test_without_its_row_is_none(self, sqlite_book):
        """
        If it cannot be written down, nothing is told.
        """
        mother_id = sqlite_book.mother()
        with sqlite_book.engine.begin() as connection:
            connection.execute(text("DROP TABLE disclosures"))

        with pytest.raises(Exception, match="disclosures"):
            disclose(sqlite_book, mother_id)

    def test_of_a_mother_that_there_is_not_is_refused(self, book):
        """
        Neither a card nor a row.
        """
        with pytest.raises(MotherNotFound):
            disclose(book, uuid4())


class TestSearch:
    def test_finds_a_name_from_a_plain_keyboard_and_means_what_is_typed(self, book):
        """
        Accents and capitals do not matter; a percent sign is only a percent sign.
        """
        for name in (ISIL, "Łucja", "Bjørg", "نوشابہ"):
            book.mother(name)

        found = {
            wanted: [
                view.mother.display_name
                for view in queries.found_mothers(text=wanted, uow=book.uow()).mothers
            ]
            for wanted in ("isil", "ÇEMSIR", "lucja", "bjørg", "نوشابہ", "%", "_")
        }

        assert found == {
            "isil": [ISIL],
            "ÇEMSIR": [ISIL],
            "lucja": ["Łucja"],
            "bjørg": ["Bjørg"],
            "نوشابہ": ["نوشابہ"],
            "%": [],
            "_": [],
        }
