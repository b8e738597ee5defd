"""
Which organisations a mother is the matter of, in every service but the roster.

The roster tells it when she comes onto the list of a group, and when that changes; here
it says what one of several organisations of a kind may see (decision 0036).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import Column, FromClause, MetaData, Table, Uuid, select

from shared.contracts.roster.groups import MotherListed
from shared.db.boundary import HER_ORGANISATION, IsHers
from shared.db.personal import PERSON, Part
from shared.db.repository import Repository
from shared.kernel.organisations import Organisation

whose_metadata = MetaData()

whose_mothers = Table(
    "whose_mothers",
    whose_metadata,
    Column("mother_id", Uuid, primary_key=True),
    Column("daycare_id", Uuid, nullable=False, index=True),
    Column("health_visitors_id", Uuid, nullable=False, index=True),
    Column("housing_team_id", Uuid, nullable=False, index=True),
    Column("daycare_intake_id", Uuid, nullable=False, index=True),
    # Empty as long as it was not told.
    Column("group_id", Uuid),
)

WHOSE_MOTHER = Part(
    name="whose_mothers",
    table=whose_mothers,
    hers=whose_mothers.c.mother_id == PERSON,
    # Ids alone: on whose list she stands the roster tells her.
    is_told=False,
)


@dataclass(frozen=True, kw_only=True)
class WhoseMother:
    """
    The organisations that run her group, and the intake that it hands over to.
    """

    mother_id: UUID
    daycare_id: UUID
    health_visitors_id: UUID
    housing_team_id: UUID
    daycare_intake_id: UUID
    group_id: UUID | None = None


class SqlWhoseMothers(Repository[WhoseMother]):
    """
    Every mother that the roster has told of.
    """

    table: ClassVar = whose_mothers
    key: ClassVar[str] = "mother_id"

    def which(self, kind: Organisation, *, of: UUID) -> UUID | None:
        """
        Return whose matter a mother is just now, of this kind.

        Nothing is held: what is sent to them goes to who had her a moment ago.
        """
        theirs = select(whose_mothers.c[f"{kind}_id"])
        hers = whose_mothers.c.mother_id == of
        its_id: UUID | None = self.connection.scalar(theirs.where(hers))
        return its_id

    def give_up(self, mother_id: UUID) -> None:
        """
        Forget it of an id that is nobody's any more.
        """
        hers = whose_mothers.c.mother_id == mother_id
        self.connection.execute(whose_mothers.delete().where(hers))

    def to_row(self, thing: WhoseMother) -> dict[str, Any]:
        return dict(vars(thing))

    def from_rows(self, rows: Sequence[Any]) -> list[WhoseMother]:
        return [WhoseMother(**row._mapping) for row in rows]  # noqa: SLF001 - SQLAlchemy's documented name.


def note_whose_mother(event: MotherListed, *, uow: Any) -> None:
    """
    Keep on whose list she stands; a repeat changes nothing.
    """
    told = WhoseMother(**vars(event))
    with uow:
        if uow.whose_mothers.find(event.mother_id) != told:
            uow.whose_mothers.save(told)
        uow.commit()


def with_whose_table(metadata: MetaData) -> MetaData:
    whose_mothers.to_metadata(metadata)
    return metadata


def itself(place: FromClause, kind: Organisation) -> Any:
    return place.c[f"{kind}_id"] == HER_ORGANISATION


def by_mother(column: str = "mother_id") -> IsHers:
    """
    Say that a row is hers by whose mother it names.
    """

    def is_hers(place: FromClause, kind: Organisation) -> Any:
        whose = whose_mothers.alias("her_mothers")
        hers = select(whose.c.mother_id).where(itself(whose, kind))
        return place.c[column].in_(hers)

    return is_hers


def below(parent: Table, column: str, *, by: IsHers | None = None) -> IsHers:
    """
    Say that a row is hers by the row that it hangs on, which names a mother.

    ``by`` says when that row is hers, where it is not by the mother alone.
    """
    parent_is_hers = by or by_mother()

    def is_hers(place: FromClause, kind: Organisation) -> Any:
        above = parent.alias("above")
        return place.c[column].in_(
            select(above.c.id).where(parent_is_hers(above, kind))
        )

    return is_hers
