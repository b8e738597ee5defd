"""
Whose a row of outreach is: of the organisations that run its mother's group.
"""

from typing import Any

from sqlalchemy import FromClause, select

from services.outreach.storage import tables
from shared.bus.whose import below, by_mother, itself, whose_mothers
from shared.db.boundary import HER_ORGANISATION, Boundary
from shared.kernel.organisations import Organisation


def _by_group(place: FromClause, kind: Organisation) -> Any:
    groups = tables.whose_groups.alias("her_groups")
    return place.c.group_id.in_(select(groups.c.group_id).where(itself(groups, kind)))


def _by_owner(place: FromClause, _kind: Organisation) -> Any:
    return place.c.organisation_id == HER_ORGANISATION


def _by_daycare(place: FromClause, kind: Organisation) -> Any:
    """
    Say that holidays are hers whose daycare it is, or who runs a group there.
    """
    if kind is Organisation.DAYCARE:
        return place.c.daycare_id == HER_ORGANISATION
    groups = tables.whose_groups.alias("her_groups")
    hers = select(groups.c.daycare_id).where(itself(groups, kind))
    return place.c.daycare_id.in_(hers)


BOUNDARY = Boundary(
    {
        whose_mothers: itself,
        tables.whose_groups: itself,
        tables.contacts: by_mother(),
        tables.mothers: by_mother("id"),
        tables.agreement_words: by_mother(),
        tables.put_offs: by_mother(),
        tables.asked_again: by_mother(),
        tables.former_ends: by_mother(),
        tables.cares_taken_back: by_mother(),
        tables.episodes: by_mother(),
        tables.follow_ups: by_mother(),
        tables.attempts: below(tables.follow_ups, "follow_up_id"),
        tables.team_talks: by_mother(),
        tables.team_talk_votes: below(tables.team_talks, "talk_id"),
        tables.attendances: by_mother(),
        tables.webhook_deliveries: by_mother(),
        tables.ladders: _by_group,
        tables.group_contacts: _by_group,
        tables.school_years: _by_daycare,
        tables.webhooks: _by_owner,
    },
    persons=whose_mothers.c.mother_id,
)

# When groups meet is nobody's own; a calendar's link and who is away are asked for by
# the ids of one's own people.
OF_ALL = frozenset({tables.sessions, tables.task_feeds, tables.hand_overs})
