"""
The tables of referrals, beside those of the bus.
"""

from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Uuid,
    and_,
    false,
)

from services.referrals.storage.sealed_tables import with_sealed_tables
from shared.bus.tables import with_bus_tables
from shared.bus.whose import with_whose_table
from shared.db.types import UTCDateTime
from shared.looks.tables import with_looks_tables

metadata = MetaData()

_STATE = String(12)
_ROLE = String(24)
_ORGANISATION = String(20)
_LANGUAGE = String(35)


def _consent_columns() -> tuple[Column[Any], ...]:
    """
    Return the columns of a mother's answer; all are empty until she is asked.
    """
    return (
        Column("consent_given", Boolean),
        Column("consent_purpose", String(16)),
        Column("consent_recipient", _ORGANISATION),
        Column("consent_language", _LANGUAGE),
        Column("consent_explained_by_role", _ROLE),
        Column("consent_interpreted", Boolean),
        Column("consent_said_on", Date),
    )


def _history_of(parent: str, *, called: str) -> Table:
    return Table(
        f"{called}_history",
        metadata,
        Column(f"{called}_id", Uuid, ForeignKey(f"{parent}.id"), primary_key=True),
        Column("position", Integer, primary_key=True, autoincrement=False),
        Column("at", UTCDateTime, nullable=False),
        Column("from_state", _STATE),
        Column("to_state", _STATE, nullable=False),
        Column("by_role", _ROLE, nullable=False),
        Column("by_organisation", _ORGANISATION, nullable=False),
        Column("reason", String(32)),
        Column("causing_event_id", Uuid),
    )


children = Table(
    "children",
    metadata,
    Column("child_id", Uuid, primary_key=True),
    Column("mother_id", Uuid, nullable=False),
    Column("birth_month", Date, nullable=False),
    # Of a child that was entered twice: the one that stands in the lists.
    Column("same_as", Uuid),
    Column("is_removed", Boolean, nullable=False, server_default=false()),
)
CHILD_IS_LISTED = and_(children.c.same_as.is_(None), ~children.c.is_removed)
Index("children_entered_twice", children.c.same_as)
Index("children_of_mother", children.c.mother_id)
Index("children_by_birth", children.c.birth_month, children.c.child_id)

referrals = Table(
    "referrals",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("mother_id", Uuid, nullable=False),
    Column("child_id", Uuid, ForeignKey("children.child_id")),
    Column("concern", String(20), nullable=False),
    Column("priority", String(8), nullable=False),
    Column("interpreter_state", String(16), nullable=False),
    Column("interpreter_language", _LANGUAGE),
    Column("interpreter_kind", String(20)),
    *_consent_columns(),
    Column("drafted_by_role", _ROLE, nullable=False),
    Column("drafted_by_organisation", _ORGANISATION, nullable=False),
    Column("state", _STATE, nullable=False),
    Column("reason", String(20)),
    Column("visit_at", UTCDateTime),
    Column("outcome_code", String(32)),
    Column("changed_at", UTCDateTime, nullable=False),
    Column("version", Integer, nullable=False),
    # With whom it is, once it was sent; a draft of health visitors is their own.
    Column("health_visitors_id", Uuid),
)
Index("referrals_by_state", referrals.c.state, referrals.c.id)
Index("referrals_by_sender", referrals.c.drafted_by_organisation, referrals.c.id)
Index("referrals_with_whom", referrals.c.health_visitors_id, referrals.c.mother_id)
referral_history = _history_of("referrals", called="referral")

hand_offs = Table(
    "hand_offs",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("child_id", Uuid, ForeignKey("children.child_id"), nullable=False),
    Column("mother_id", Uuid, nullable=False),
    Column("need_month", Date, nullable=False),
    Column("wishes", JSON, nullable=False),
    Column("languages", JSON, nullable=False),
    *_consent_columns(),
    Column("state", _STATE, nullable=False),
    Column("applied_on", Date),
    Column("answer_by", Date),
    Column("wished", Boolean),
    Column("start_month", Date),
    Column("changed_at", UTCDateTime, nullable=False),
    Column("version", Integer, nullable=False),
    # With whom it is, once the mother has applied.
    Column("daycare_intake_id", Uuid),
)
Index("hand_offs_by_state", hand_offs.c.state, hand_offs.c.id)
# The net below the use case: a child has one open hand-off at most.
Index(
    "hand_offs_one_open",
    hand_offs.c.child_id,
    unique=True,
    postgresql_where=hand_offs.c.state != "started",
    sqlite_where=hand_offs.c.state != "started",
)
Index("hand_offs_with_whom", hand_offs.c.daycare_intake_id, hand_offs.c.mother_id)
hand_off_history = _history_of("hand_offs", called="hand_off")

with_sealed_tables(metadata)
with_bus_tables(metadata)
with_whose_table(metadata)
with_looks_tables(metadata)
