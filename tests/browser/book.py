"""
What really stands in a register, past every page and every phone.
"""

from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select

from deploy.client import Client
from services.roster.storage.tables import attendances
from shared.db.engine import make_engine
from tests.browser.invented import Meeting


class Book:
    """
    The register of one meeting, read over the API and in the database, and the
    colleague who writes in it on another device.
    """

    def __init__(self, client: Client, meeting: Meeting, folder: Path) -> None:
        self.client = client
        self._meeting = meeting
        self._engine = make_engine(f"sqlite:///{folder / 'roster.db'}")

    def outcomes(self) -> dict[str, str]:
        """
        Return what stands beside each mother who has anything beside her name.
        """
        lines = self._lines()
        return {name: one["outcome"] for name, one in lines.items() if one["outcome"]}

    def version_of(self, name: str) -> int:
        """
        Return how often her line has been written.
        """
        return int(self._lines()[name]["version"] or 0)

    def recorded_at(self, name: str) -> datetime:
        mother = UUID(self._meeting.mothers[name])
        column = attendances.c.recorded_at
        with self._engine.connect() as connection:
            query = select(column).where(attendances.c.mother_id == mother)
            written: datetime = connection.execute(query).scalar_one()
        self._engine.dispose()
        return written

    def mark(self, name: str, outcome: str) -> None:
        """
        Let a colleague mark her on another device.
        """
        content = {"mother_id": self._meeting.mothers[name], "outcome": outcome}
        self._post("marks", content)

    def close(self) -> None:
        self._post("close", {})

    def reopen(self) -> None:
        self._post("reopen", {})

    def cancel(self) -> None:
        self._post("cancel", {"reason": "staff_ill"})

    def _lines(self) -> dict[str, Any]:
        lines = self.client.get(self._meeting.api)["lines"]
        return {line["display_name"]: line for line in lines}

    def _post(self, act: str, content: dict[str, str]) -> None:
        step = f"{self._meeting.session_id} {act} {content}"
        self.client.post(f"{self._meeting.api}/{act}", content, step=step)
