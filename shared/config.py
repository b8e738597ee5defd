"""
Settings: everything has a default that needs nothing, and the environment overrides it.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import timedelta
from pathlib import Path

EMBEDDED = "embedded://"
_SERVICE = "{service}"
_LONGEST_OFFICE = 40  # characters of a code

# For five years a look that was not allowed can have consequences: decision 0019.
LOOKS_ARE_KEPT = timedelta(days=1_827)
# A phone without network sends a request again within days, not weeks.
REPEATED_WITHIN = timedelta(days=7)
_NAMED_OTHERWISE = {"looks": "BABYGRUPPE_LOOKS_ARE_KEPT"}


@dataclass(frozen=True, kw_only=True)
class KeptFor:
    """
    How long what is kept of a person, by what it is.

    ``no_thanks`` runs from her no thanks, ``not_seen`` from the last contact with her,
    ``sealed`` from the end of a statutory notification, ``deliveries`` from when
    another system has been told, ``removed_children`` from when one was removed that
    was entered by mistake. ``absences`` are those of colleagues, ``answers`` what a
    repeated request hears again, ``published`` what one service has told another.

    Refuses to forget answers while a phone without network may still repeat itself.
    """

    no_thanks: timedelta = timedelta(days=180)
    not_seen: timedelta = timedelta(days=730)
    messages: timedelta = timedelta(days=365)
    looks: timedelta = LOOKS_ARE_KEPT
    sealed: timedelta = LOOKS_ARE_KEPT
    own_links: timedelta = timedelta(days=182)
    meeting_places: timedelta = timedelta(days=7)
    lists: timedelta = timedelta(days=1)
    questions: timedelta = timedelta(days=365)
    removed_children: timedelta = timedelta(days=1)
    absences: timedelta = timedelta(days=7)
    deliveries: timedelta = timedelta(days=60)
    answers: timedelta = REPEATED_WITHIN
    published: timedelta = timedelta(days=30)

    def __post_init__(self) -> None:
        if self.answers < REPEATED_WITHIN:
            least = f"{REPEATED_WITHIN.days} days at least"
            raise ValueError(f"{setting_of('answers')}: {least}.")

    @classmethod
    def from_environment(cls, known: Mapping[str, str]) -> "KeptFor":
        told = {one.name: known.get(setting_of(one.name)) for one in fields(cls)}
        return cls(**{name: _days(days) for name, days in told.items() if days})


def setting_of(clock: str) -> str:
    """
    Return the name of the setting that says how long something is kept.
    """
    return _NAMED_OTHERWISE.get(clock, f"BABYGRUPPE_KEPT_{clock.upper()}")


@dataclass(frozen=True, kw_only=True)
class OidcSettings:
    """
    The other organisation whose sign-in is used, and what its claims mean here.

    ``roles`` says for a value of ``claim`` which ``role@organisation`` it gives.
    """

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    claim: str
    roles: Mapping[str, str]

    @classmethod
    def from_environment(cls, known: Mapping[str, str]) -> "OidcSettings | None":
        issuer = known.get("BABYGRUPPE_OIDC_ISSUER", "")
        if not issuer:
            return None
        pairs = known.get("BABYGRUPPE_OIDC_ROLES", "").split(",")
        named = [one.partition("=") for one in pairs if "=" in one]
        return cls(
            issuer=issuer,
            client_id=known.get("BABYGRUPPE_OIDC_CLIENT_ID", ""),
            client_secret=known.get("BABYGRUPPE_OIDC_CLIENT_SECRET", ""),
            claim=known.get("BABYGRUPPE_OIDC_CLAIM", "groups"),
            roles={value.strip(): role.strip() for value, _, role in named},
        )


@dataclass(frozen=True, kw_only=True)
class DoorSettings:
    """
    How people come in. ``origin`` is what browsers call us, if it is set.

    ``proxies`` is how many of our own stand before us and add to ``X-Forwarded-For``.
    """

    origin: str = ""
    proxies: int = 0
    oidc: OidcSettings | None = None
    has_passwords: bool = True
    has_demo_links: bool = False

    @property
    def has_tls(self) -> bool:
        return self.origin.startswith("https://")

    @classmethod
    def from_environment(cls, known: Mapping[str, str]) -> "DoorSettings":
        oidc = OidcSettings.from_environment(known)
        only_oidc = known.get("BABYGRUPPE_OIDC_ONLY", "no") == "yes"
        return cls(
            origin=known.get("BABYGRUPPE_ORIGIN", "").rstrip("/"),
            proxies=int(known.get("BABYGRUPPE_PROXIES", "0")),
            oidc=oidc,
            has_passwords=not (oidc and only_oidc),
        )


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
    door: DoorSettings = field(default_factory=DoorSettings)
    tokens: Mapping[str, str] = field(default_factory=dict, repr=False)
    looks_are_kept: timedelta = LOOKS_ARE_KEPT
    number_key: str = field(default="", repr=False)
    kept_for: KeptFor = field(default_factory=KeptFor)
    offices: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def from_environment(
        cls, environment: Mapping[str, str] | None = None
    ) -> "Settings":
        """
        Read ``BABYGRUPPE_*``; see ``.env.example`` for each.
        """
        known = os.environ if environment is None else environment
        var = Path(known.get("BABYGRUPPE_VAR", "var")).resolve()
        kept_for = KeptFor.from_environment(known)
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
            door=DoorSettings.from_environment(known),
            tokens=_by_service(known, "BABYGRUPPE_TOKEN_"),
            looks_are_kept=kept_for.looks,
            number_key=known.get("BABYGRUPPE_NUMBER_KEY", ""),
            kept_for=kept_for,
            offices=_offices(known.get("BABYGRUPPE_OFFICES", "")),
        )

    def database_of(self, service: str) -> str:
        return self.databases.get(service, self.database.format(service=service))

    @property
    def database_of_access(self) -> str:
        """
        Return where the door's own database is: not in one that a service owns.
        """
        beside = self.database if _SERVICE in self.database else None
        own = beside or f"sqlite:///{self.var}/{_SERVICE}.db"
        return self.databases.get("access", own.format(service="access"))


def _days(told: str) -> timedelta:
    return timedelta(days=max(1, int(told)))


def _offices(told: str) -> dict[str, str]:
    """
    Read ``code=Name;code=Name``. Raises ValueError for a code that no column holds.
    """
    pairs = [one.partition("=") for one in told.split(";") if one.strip()]
    offices = {code.strip(): name.strip() for code, _, name in pairs}
    for code, name in offices.items():
        if not name or not 1 <= len(code) <= _LONGEST_OFFICE:
            raise ValueError("BABYGRUPPE_OFFICES: write code=Name;code=Name.")
    return offices


def _by_service(known: Mapping[str, str], prefix: str) -> dict[str, str]:
    return {
        name.removeprefix(prefix).lower(): value
        for name, value in known.items()
        if name.startswith(prefix)
    }
