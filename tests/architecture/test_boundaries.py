"""
Every table says whose its rows are, or that they are everybody's.
"""

from importlib import import_module

import pytest

from shared.bus.tables import bus_metadata
from shared.bus.topology import SERVICES
from shared.looks.tables import looks_metadata

# What waits, and who looked at whom, is narrowed where it is shown.
ASIDE = {*bus_metadata.tables, *looks_metadata.tables}


class TestBoundary:
    @pytest.mark.parametrize("service", SERVICES)
    def test_knows_every_table(self, service: str):
        """
        A new table that is forgotten here would show one organisation another's rows.
        """
        tables = import_module(f"services.{service}.storage.tables").metadata.tables
        boundary = import_module(f"services.{service}.storage.boundary")

        hers = {one.name for one in boundary.BOUNDARY.tables}
        everybodys = {one.name for one in boundary.OF_ALL}

        assert hers | everybodys == set(tables) - ASIDE
        assert hers & everybodys == set()
