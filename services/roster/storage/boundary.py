"""
Whose a row of the roster is: of the organisations that run its group.
"""

from typing import Any

from sqlalchemy import FromClause, Select, Table, select

from services.roster.storage import tables
from shared.db.boundary import HER_ORGANISATION, Boundary, IsHers
from shared.kernel.organisations import Organisation


def _her_groups(kind: Organisation) -> Select[Any]:
    run = tables.groups.alias("her_groups")
    return select(run.c.id).where(run.c[f"{kind}_id"] == HER_ORGANISATION)


def _of_her_groups(table: Table, name: str, kind: Organisation) -> Select[Any]:
    hers = table.alias(name)
    return select(hers.c.id).where(hers.c.group_id.in_(_her_groups(kind)))


def _itself(place: FromClause, kind: Organisation) -> Any:
    return place.c[f"{kind}_id"] == HER_ORGANISATION


def _by_group(place: FromClause, kind: Organisation) -> Any:
    return place.c.group_id.in_(_her_groups(kind))


def _by_session(place: FromClause, kind: Organisation) -> Any:
    return place.c.session_id.in_(_of_her_groups(tables.sessions, "her_sessions", kind))


def _by_mother(column: str = "mother_id") -> IsHers:
    def is_hers(place: FromClause, kind: Organisation) -> Any:
        mothers = _of_her_groups(tables.mothers, "her_mothers", kind)
        return place.c[column].in_(mothers)

    return is_hers


def _by_both(place: FromClause, kind: Organisation) -> Any:
    return _by_mother()(place, kind) & _by_session(place, kind)


def _by_daycare(place: FromClause, kind: Organisation) -> Any:
    """
    Say that a calendar is hers whose daycare it is, or who runs a group there.
    """
    if kind is Organisation.DAYCARE:
        return place.c.daycare_id == HER_ORGANISATION
    run = tables.groups.alias("her_groups")
    hers = select(run.c.daycare_id).where(run.c[f"{kind}_id"] == HER_ORGANISATION)
    return place.c.daycare_id.in_(hers)


BOUNDARY = Boundary(
    {
        tables.groups: _itself,
        tables.mothers: _by_group,
        tables.school_calendars: _by_daycare,
        tables.sessions: _by_group,
        tables.calendar_links: _by_group,
        tables.roster_files: _by_group,
        tables.erasures: _by_group,
        tables.enrolment_changes: _by_mother(),
        tables.search_keys: _by_mother(),
        tables.children: _by_mother(),
        tables.profiles: _by_mother(),
        tables.offers: _by_mother(),
        tables.own_links: _by_mother(),
        tables.matters: _by_mother(),
        tables.disclosures: _by_mother(),
        tables.different_mothers: _by_mother("one_id"),
        tables.attendances: _by_both,
        tables.pick_ups: _by_both,
        tables.staffing_warnings: _by_session,
        tables.questions: _by_session,
        tables.register_changes: _by_session,
    },
    persons=tables.mothers.c.id,
)

# A number that wants no word is nobody's any more, who is away is asked for by the
# people of one's own groups, and how many asked something is told to whoever has the
# link.
OF_ALL = frozenset({tables.no_thanks_numbers, tables.absences, tables.questions_sent})
