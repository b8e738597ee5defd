"""
Recipients as rows; whether one has opted out is asked of what she has said.
"""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from services.notifications.domain.no_thanks import NoThanks
from services.notifications.domain.recipient import Recipient
from services.notifications.storage.no_thanks import said_in
from services.notifications.storage.tables import no_thanks, recipients
from shared.db.repository import Repository

_SAME = (
    "mother_id",
    "display_name",
    "phone",
    "shared_phone",
    "may_leave_message",
    "version",
)


class SqlRecipients(Repository[Recipient]):
    """
    The mothers whose contact is known.
    """

    table = recipients
    key = "mother_id"

    def known_now(self, mother_ids: Collection[UUID]) -> dict[UUID, Recipient]:
        """
        Return what is known of these mothers, without locking it.

        Who changes a contact locks it first and then the mother's messages. A sender
        comes from the other side, so it must not wait here.
        """
        query = recipients.select().where(recipients.c.mother_id.in_(mother_ids))
        found = self.from_rows(self.connection.execute(query).all())
        return {one.mother_id: one for one in found}

    def to_row(self, thing: Recipient) -> dict[str, Any]:
        return {
            **{name: getattr(thing, name) for name in _SAME},
            "languages": list(thing.languages),
        }

    def from_rows(self, rows: Sequence[Any]) -> list[Recipient]:
        said = self._said([row.mother_id for row in rows])
        return [
            Recipient(
                **{name: getattr(row, name) for name in _SAME},
                languages=tuple(row.languages),
                opted_out=row.mother_id in said and said[row.mother_id].holds,
                not_followed_up=row.mother_id in said
                and said[row.mother_id].is_about_follow_up,
            )
            for row in rows
        ]

    def _said(self, mother_ids: Collection[UUID]) -> dict[UUID, NoThanks]:
        query = no_thanks.select().where(no_thanks.c.mother_id.in_(mother_ids))
        said = map(said_in, self.connection.execute(query))
        return {one.mother_id: one for one in said}
