"""
Each row in its short form: what is promised holds, and its control is caught.

The long form, with the figures that are published, is `make faults`.
"""

from pathlib import Path

import pytest

from tests.faults.row import Ground, Row
from tests.faults.rows import ROWS

SHORT = [row for row in ROWS if not row.only_long]


@pytest.fixture
def ground(rabbitmq_url: str, postgres_url: str, tmp_path: Path) -> Ground:
    """
    Give servers, a folder and the seed; another seed each day would hide what it found.
    """
    return Ground(
        rabbitmq_url=rabbitmq_url,
        postgres_url=postgres_url,
        folder=tmp_path,
        seed=20261124,
        is_long=False,
    )


@pytest.mark.timeout(120)
@pytest.mark.parametrize("row", SHORT, ids=lambda row: row.name)
class TestShort:
    def test_holds(self, row: Row, ground: Ground):
        print(f"seed {ground.seed}")  # noqa: T201 - pytest shows it where a row fails.
        outcome = row.run(ground)
        assert outcome.is_worth_something, outcome
        assert outcome.is_clean, outcome

    def test_catches_its_control(self, row: Row, ground: Ground):
        """
        Broken on purpose, the same run does not come out clean.
        """
        print(f"seed {ground.seed}")  # noqa: T201 - pytest shows it where a row fails.
        assert not row.control(ground).is_clean
