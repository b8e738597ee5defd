"""
The partners' feeds: the events that leave the house, for who would rather fetch them.
"""

import json
from typing import Any

from services.referrals.domain.hand_off import GIVES_PLACES
from services.referrals.domain.referral_record import RECIPIENTS
from services.referrals.entrypoints.asked import asked_id
from services.referrals.entrypoints.schemas import PartnerEventSchema
from services.referrals.usecases.queries import partner_feed
from shared.bus.topology import PARTNER_FEEDS
from shared.kernel.organisations import Role
from shared.web import api
from shared.web.http import Call


class Entrypoints:
    """
    One feed for each partner.
    """

    uow: Any

    @api.get("/feeds/health-visitors", answers=PartnerEventSchema, many=True)
    def health_visitors_feed(self, call: Call) -> list[dict[str, Any]]:
        """
        Read the health visitors' events, newest first; ``before=`` pages back.
        """
        return _read(self.uow, call, "health_visitors.feed", readers=RECIPIENTS)

    @api.get("/feeds/daycare-intake", answers=PartnerEventSchema, many=True)
    def daycare_intake_feed(self, call: Call) -> list[dict[str, Any]]:
        """
        Read daycare intake's events, newest first; ``before=`` pages back.
        """
        return _read(self.uow, call, "daycare_intake.feed", readers=GIVES_PLACES)


def _read(
    uow: Any, call: Call, feed: str, *, readers: frozenset[Role]
) -> list[dict[str, Any]]:
    bodies = partner_feed(
        PARTNER_FEEDS[feed],
        to=call.organisation_id,
        # Which partner's machine it is has been asked at the gate.
        readers=readers | {Role.MACHINE},
        by=call.by,
        before=asked_id(call.query, "before"),
        uow=uow,
    )
    return [json.loads(body) for body in bodies]
