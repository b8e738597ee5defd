"""
Which rows of outreach are about a mother, in the order in which they are erased.
"""

from sqlalchemy import select

from services.outreach.storage.tables import (
    agreement_words,
    asked_again,
    attempts,
    attendances,
    cares_taken_back,
    contacts,
    episodes,
    follow_ups,
    former_ends,
    mothers,
    put_offs,
    team_talk_votes,
    team_talks,
    webhook_deliveries,
)
from shared.bus.tables import FORMER_IDS
from shared.bus.whose import WHOSE_MOTHER
from shared.db.personal import PERSON, Part

_HER_FOLLOW_UPS = select(follow_ups.c.id).where(follow_ups.c.mother_id == PERSON)
_HER_TALKS = select(team_talks.c.id).where(team_talks.c.mother_id == PERSON)

PERSONAL = (
    FORMER_IDS,
    WHOSE_MOTHER,
    Part(
        name="webhook_deliveries",
        table=webhook_deliveries,
        hers=webhook_deliveries.c.mother_id == PERSON,
    ),
    Part(
        name="team_talk_votes",
        table=team_talk_votes,
        hers=team_talk_votes.c.talk_id.in_(_HER_TALKS),
    ),
    Part(name="team_talks", table=team_talks, hers=team_talks.c.mother_id == PERSON),
    Part(
        name="attempts",
        table=attempts,
        hers=attempts.c.follow_up_id.in_(_HER_FOLLOW_UPS),
    ),
    Part(name="follow_ups", table=follow_ups, hers=follow_ups.c.mother_id == PERSON),
    Part(name="episodes", table=episodes, hers=episodes.c.mother_id == PERSON),
    Part(name="attendances", table=attendances, hers=attendances.c.mother_id == PERSON),
    Part(
        name="agreement_words",
        table=agreement_words,
        hers=agreement_words.c.mother_id == PERSON,
    ),
    Part(name="former_ends", table=former_ends, hers=former_ends.c.mother_id == PERSON),
    Part(name="asked_again", table=asked_again, hers=asked_again.c.mother_id == PERSON),
    Part(name="put_offs", table=put_offs, hers=put_offs.c.mother_id == PERSON),
    Part(
        name="cares_taken_back",
        table=cares_taken_back,
        hers=cares_taken_back.c.mother_id == PERSON,
    ),
    Part(name="contact", table=contacts, hers=contacts.c.mother_id == PERSON),
    Part(name="agreement", table=mothers, hers=mothers.c.id == PERSON),
)
