"""
The log of looks for a leader to sample, and for a mother to hear who looked at her.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields

from shared.kernel.organisations import Organisation, Role
from shared.looks.chain import Link
from shared.looks.check import check_looks
from shared.looks.reading import Asked, looking, newest
from shared.web import api
from shared.web.common_shows import FILTERS
from shared.web.http import Call
from shared.web.looks_asked import MOST_SHOWN, asked_looks, found_looks
from shared.web.looks_words import LOOKED_PARTS, LOOKED_PURPOSES
from shared.web.own_people import OwnPeople, OwnPeopleHere
from shared.web.pages import Pages
from shared.web.who import Who
from shared.web.wording import OWNED_BY, SERVICES_CALLED

_CHECKED = 1_000  # On a page; babygruppe check-looks follows the whole chain.
_MOST_TOLD = 10_000
_WORDS = {"parts": LOOKED_PARTS, "purposes": LOOKED_PURPOSES}


class LookOfHerSchema(Schema):
    """
    When somebody looked at her, as what, and what for; whose eyes only where asked.
    """

    at = fields.AwareDateTime(format="iso")
    organisation = fields.String()
    role = fields.String()
    part = fields.String()
    purpose = fields.String()
    user_id = fields.UUID()


def looks_entrypoints(pages: Pages) -> type[Any]:
    """
    Return the entrypoints of a service's log, for its own pages.
    """

    def own(call: Call) -> Organisation | None:
        narrowed = pages.access.rules["GET /looks"].is_narrowed
        return call.organisation if narrowed else None

    class Looks:
        uow: Any
        own_people: Any = OwnPeople()

        @pages.get("/looks", "looks.html")
        def looks(self, call: Call) -> dict[str, Any]:
            asked = replace(
                asked_looks(call.query, own=own(call)),
                users=_own_eyes(call, self.own_people),
            )
            with looking(self.uow.engine) as connection:
                links = found_looks(connection, asked, call.query, now=call.now)
                verdict = check_looks(connection, newest=_CHECKED)
            return {
                "links": links,
                "verdict": verdict,
                "command": f"babygruppe check-looks {pages.service}",
                "names": self.own_people.names(call.organisation_id),
                "filters": {name: call.query.get(name, "") for name in FILTERS},
                "may_be_more": len(links) == MOST_SHOWN and "sample" not in call.query,
                **_WORDS,
            }

        @pages.get("/looks/of/<uuid:mother_id>", "looks_of.html")
        def looks_of_mother(self, call: Call, mother_id: UUID) -> dict[str, Any]:
            told = self._of_her(call, mother_id)
            shown = _shows_staff(call.query)
            return {
                "mother_id": mother_id,
                "links": told,
                "staff": shown,
                "other_lists": _other_lists(pages.service, call.who),
                **_WORDS,
            }

        @api.get("/looks/of/<uuid:mother_id>", answers=LookOfHerSchema, many=True)
        def list_looks_of_mother(
            self, call: Call, mother_id: UUID
        ) -> list[dict[str, Any]]:
            """
            Tell who looked at a mother and why; ``staff=yes`` adds the users' ids.
            """
            links = self._of_her(call, mother_id)
            shown = _shows_staff(call.query)
            return [_told(link, with_staff=shown) for link in links]

        def _of_her(self, call: Call, mother_id: UUID) -> list[Link]:
            """
            Return who looked at her; of another organisation's mother nothing is known.

            Where each tells of its own people, others of its kind tell of theirs.

            Raises NotFound.
            """
            self.uow.refuse_stranger(mother_id)
            kind = own(call)
            eyes = _own_eyes(call, self.own_people) if kind else None
            asked = Asked(person_id=mother_id, organisation=kind, users=eyes)
            with looking(self.uow.engine) as connection:
                return newest(connection, asked, limit=_MOST_TOLD)

    return Looks


def _own_eyes(call: Call, people: OwnPeopleHere) -> set[UUID] | None:
    """
    Return whose looks she may see, where there are several organisations of her kind.
    """
    if call.who.within is None:
        return None
    return people.with_machines(call.organisation_id)


def _other_lists(service: str, who: Who) -> dict[str, str]:
    """
    Return what else a leader of an owner may look up: each service has its own log.
    """
    return {
        other: called
        for other, called in SERVICES_CALLED.items()
        if who.role is Role.LEADER
        and other != service
        and who.organisation in OWNED_BY[other]
    }


def _shows_staff(query: Mapping[str, str]) -> bool:
    """
    Say whether it is asked whose eyes they were, which she may need to know or not.
    """
    return query.get("staff") == "yes"


def _told(link: Link, *, with_staff: bool) -> dict[str, Any]:
    told = dict(vars(link.look))
    if not with_staff:
        del told["user_id"]
    return told
