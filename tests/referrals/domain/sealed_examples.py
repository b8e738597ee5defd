"""
The people and cases that the tests of the sealed lane start from.
"""

from datetime import date
from typing import Any
from uuid import UUID

from services.referrals.domain.sealed_case import SealedCase
from services.referrals.domain.sealed_sight import Reader
from shared.kernel.organisations import Organisation, Role
from tests.referrals.domain.examples import CASE, TUESDAY, TUESDAY_TEN, ZEHRA

WEDNESDAY_A_WEEK_LATER = date(2027, 3, 17)  # Six working days after Tuesday.
OFFICES = frozenset({"family-department", "duty-service"})
SENT: dict[str, Any] = {
    "sent_on": TUESDAY,
    "office": "family-department",
    "offices": OFFICES,
    "parents_informed": True,
    "interpreted": False,
}


def a_reader(role: Role, organisation: Organisation, *, number: int = 1) -> Reader:
    user_id = UUID(int=100 * (1 + list(Role).index(role)) + number)
    return Reader(
        user_id=user_id,
        role=role,
        organisation=organisation,
        organisation_id=id_of(organisation),
    )


def id_of(organisation: Organisation, *, number: int = 1) -> UUID:
    """
    Return the id of the only one of its kind, or of another.
    """
    return UUID(int=10_000 * number + list(Organisation).index(organisation))


AUTHOR = a_reader(Role.COORDINATOR, Organisation.HOUSING_TEAM)
COLLEAGUE = a_reader(Role.COORDINATOR, Organisation.HOUSING_TEAM, number=2)
LEADER = a_reader(Role.LEADER, Organisation.HOUSING_TEAM)
OTHER_LEADER = a_reader(Role.LEADER, Organisation.DAYCARE)
HEALTH_VISITOR = a_reader(Role.HEALTH_VISITOR, Organisation.HEALTH_VISITORS)
THEIR_LEADER = a_reader(Role.HEALTH_VISITORS_LEADER, Organisation.HEALTH_VISITORS)


def a_considered_case(*, reader: Reader = AUTHOR) -> SealedCase:
    return SealedCase.consider(
        case_id=CASE, mother_id=ZEHRA, reader=reader, at=TUESDAY_TEN
    )


def a_sent_case(*, reader: Reader = AUTHOR) -> SealedCase:
    case = a_considered_case(reader=reader)
    case.send(**SENT, reader=reader, at=TUESDAY_TEN)
    return case


def a_receipted_case() -> SealedCase:
    case = a_sent_case()
    case.receipt(receipted_on=TUESDAY, reader=AUTHOR, at=TUESDAY_TEN)
    return case
