"""
Which rows of notifications are about a mother, in the order in which they are erased.
"""

from sqlalchemy import select

from services.notifications.storage.tables import (
    enrolments,
    messages,
    no_thanks,
    recipients,
    sent_texts,
)
from shared.bus.tables import FORMER_IDS
from shared.bus.whose import WHOSE_MOTHER
from shared.db.personal import PERSON, Part

_HER_MESSAGES = select(messages.c.id).where(messages.c.mother_id == PERSON)

PERSONAL = (
    FORMER_IDS,
    WHOSE_MOTHER,
    Part(
        name="sent_texts",
        table=sent_texts,
        hers=sent_texts.c.message_id.in_(_HER_MESSAGES),
    ),
    Part(name="messages", table=messages, hers=messages.c.mother_id == PERSON),
    Part(name="no_thanks", table=no_thanks, hers=no_thanks.c.mother_id == PERSON),
    Part(name="enrolment", table=enrolments, hers=enrolments.c.mother_id == PERSON),
    Part(name="recipient", table=recipients, hers=recipients.c.mother_id == PERSON),
)
