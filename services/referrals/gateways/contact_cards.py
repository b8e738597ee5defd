"""
One mother's name and number, asked of roster when a person looks at her case.

Referrals keeps neither. Roster writes down each time that it tells them, and why.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import requests
import structlog
from marshmallow import EXCLUDE, Schema, ValidationError, fields

from services.referrals.usecases.contact_card import ContactCard, Purpose
from shared.kernel.ids import new_id
from shared.kernel.organisations import Role

LONGEST_WAIT = 2.0  # seconds; the page is of use without the name, too.

log = structlog.get_logger()


class _ChildSchema(Schema):
    class Meta:
        unknown = EXCLUDE

    child_id = fields.UUID(required=True)
    first_name = fields.String(required=True, allow_none=True)


class _CardSchema(Schema):
    class Meta:
        unknown = EXCLUDE

    display_name = fields.String(required=True)
    phone = fields.String(required=True, allow_none=True)
    languages = fields.List(fields.String(), required=True)
    shared_phone = fields.Boolean(required=True)
    may_leave_message = fields.Boolean(required=True)
    children = fields.List(fields.Nested(_ChildSchema), required=True)


class ContactCards:
    """
    Asks roster, and does without if it does not answer soon.
    """

    def __init__(self, *, roster: Callable[[], str], token: Callable[[], str]) -> None:
        self._roster = roster
        self._token = token

    def ask(
        self, *, mother_id: UUID, purpose: Purpose, reference: UUID, by: Role
    ) -> ContactCard | None:
        """
        Return a mother's card, or None if roster does not answer or does not tell.

        It waits for the network, so it may not be called inside a transaction.
        """
        asked = {
            "mother_id": str(mother_id),
            "purpose": purpose,
            "reference": str(reference),
            "for_role": by,
        }
        try:
            return _card(self._post(asked))
        except (requests.RequestException, ValidationError) as error:
            # The kind alone: the text of either may quote the answer.
            log.warning(
                "contact_card_missing",
                reference=str(reference),
                reason=type(error).__name__,
            )
            return None

    def _post(self, asked: dict[str, str]) -> Any:
        with requests.Session() as session:
            # A proxy named in the environment has no business with names, and a
            # password in ~/.netrc would be sent in place of the token.
            session.trust_env = False
            response = session.post(
                f"{self._roster()}/api/disclosures",
                json=asked,
                headers={
                    "Authorization": f"Bearer {self._token()}",
                    "Idempotency-Key": str(new_id()),
                },
                timeout=LONGEST_WAIT,
                allow_redirects=False,
            )
            response.raise_for_status()
            return response.json()


def _card(answer: Any) -> ContactCard:
    told = _CardSchema().load(answer)
    names = {one["child_id"]: one["first_name"] for one in told.pop("children")}
    told["languages"] = tuple(told["languages"])
    return ContactCard(
        **told, first_names={child: name for child, name in names.items() if name}
    )
