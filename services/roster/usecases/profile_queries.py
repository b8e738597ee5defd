"""
What a mother tells of herself, and whom she may come along with.
"""

from uuid import UUID

from services.roster.domain.enrolment import Enrolment
from services.roster.domain.mother import Mother
from services.roster.domain.profile import Profile
from services.roster.usecases.change_profile import NOTHING_TOLD
from services.roster.usecases.ports import UnitOfWork
from services.roster.usecases.queries import MOST_SHOWN
from services.roster.usecases.views import ProfileView


def profile_of(*, mother_id: UUID, uow: UnitOfWork) -> ProfileView:
    """
    Return what she tells of herself; an empty profile if that is nothing.

    Raises MotherNotFound.
    """
    with uow.reading():
        mother = uow.mothers.get(mother_id)
        known = uow.profiles.find(mother.id)
        profile = known or Profile(mother_id=mother.id)
        buddy_id = profile.buddy_id
        return ProfileView(
            profile=profile,
            buddy=None if buddy_id is None else uow.mothers.find(buddy_id),
            seen_version=known.version if known else NOTHING_TOLD,
        )


def possible_buddies(*, besides: UUID | None, uow: UnitOfWork) -> list[Mother]:
    """
    Return by name the mothers in the groups, without herself.
    """
    with uow.reading():
        known = uow.mothers.listed(
            group_id=None, limit=MOST_SHOWN, enrolment=Enrolment.ACTIVE
        )
        return [one for one in known if one.id != besides]
