"""
Whose a row of notifications is: of the organisations that run its mother's group.
"""

from sqlalchemy import Table

from services.notifications.storage import tables
from shared.bus.whose import below, by_mother, itself, whose_mothers
from shared.db.boundary import Boundary

BOUNDARY = Boundary(
    {
        whose_mothers: itself,
        tables.no_thanks: by_mother(),
        tables.enrolments: by_mother(),
        tables.recipients: by_mother(),
        tables.messages: by_mother(),
        tables.sent_texts: below(tables.messages, "message_id"),
    },
    persons=whose_mothers.c.mother_id,
)

OF_ALL = frozenset[Table]()
