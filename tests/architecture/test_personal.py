"""
Every table about a mother is shown to her and erased.
"""

from importlib import import_module

import pytest
from sqlalchemy import Uuid

from shared.bus.tables import bus_metadata
from shared.bus.topology import SERVICES
from shared.web.personal import NOT_SHOWN
from shared.web.personal_words import COLUMNS, PARTS

# A column of such a name means a mother, or what is hers.
MEANS_HER = {
    "mother_id", "buddy_id", "child_id", "person_id", "recipient_id", "referral_id",
    "hand_off_id", "follow_up_id", "message_id", "phone", "display_name",
}  # fmt: skip
# The log of looks keeps her id until its time; the bus forgets by itself.
KEPT = {"looks", *bus_metadata.tables}


class TestPersonal:
    @pytest.mark.parametrize("service", SERVICES)
    def test_names_every_table_about_a_mother(self, service: str):
        """
        A table that is forgotten here would be neither shown to her nor erased.
        """
        tables = import_module(f"services.{service}.storage.tables").metadata.tables
        parts = import_module(f"services.{service}.storage.personal").PERSONAL
        about = {
            name
            for name, table in tables.items()
            if MEANS_HER.intersection(table.c.keys()) and name not in KEPT
        }

        assert about
        assert about <= {part.table.name for part in parts}

    @pytest.mark.parametrize("service", SERVICES)
    def test_is_shown_in_words(self, service: str):
        """
        A column without a word would stand before her as it is called in the database.
        """
        parts = import_module(f"services.{service}.storage.personal").PERSONAL
        told = [part for part in parts if part.is_told]
        columns = {
            column.name
            for part in told
            for column in part.table.c
            if not isinstance(column.type, Uuid)
        }

        assert columns - NOT_SHOWN <= COLUMNS.keys()
        assert {part.name for part in told} <= PARTS.keys()
