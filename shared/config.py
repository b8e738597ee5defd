"""
Settings: everything has a default that needs nothing, and the environment overrides it.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

EMBEDDED = "embedded://"


@dataclass(frozen=True, kw_only=True)
class Settings:
    """
    How one process of Babygruppe runs.

    ``broker`` is ``embedded://`` or an AMQP URL; ``database`` is a URL in which
    ``{service}`` stands for the service's name, so that each has its own.
    """

    var: Path
    broker: str
    database: str
    databases: Mapping[str, str]
    host: str
    port: int
    addresses: Mapping[str, str]
    json_logs: bool

    @classmethod
    def from_environment(
        cls, environment: Mapping[str, str] | None = None
    ) -> "Settings":
        """
        Read ``BABYGRUPPE_*``; see ``.env.example`` for each.
        """
        known = os.environ if environment is None else environment
        var = Path(known.get("BABYGRUPPE_VAR", "var")).resolve()
        return cls(
            var=var,
            broker=known.get("BABYGRUPPE_BROKER", EMBEDDED),
            database=known.get(
                "BABYGRUPPE_DATABASE", f"sqlite:///{var}/{{service}}.db"
            ),
            databases=_by_service(known, "BABYGRUPPE_DATABASE_"),
            host=known.get("BABYGRUPPE_HOST", "127.0.0.1"),
            port=int(known.get("BABYGRUPPE_PORT", "8000")),
            addresses=_by_service(known, "BABYGRUPPE_ADDRESS_"),
            json_logs=known.get("BABYGRUPPE_LOGS", "columns") == "json",
        )

    def database_of(self, service: str) -> str:
        return self.databases.get(service, self.database.format(service=service))


def _by_service(known: Mapping[str, str], prefix: str) -> dict[str, str]:
    return {
        name.removeprefix(prefix).lower(): value
        for name, value in known.items()
        if name.startswith(prefix)
    }
