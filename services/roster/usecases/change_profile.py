from dataclasses import dataclass, field, replace
from uuid import UUID

from services.roster.domain.enrolment import Help
from services.roster.domain.mother import Mother
from services.roster.domain.profile import Knows, PhoneOf, Profile, Reads
from services.roster.usecases.announce_mother import announce_contact, announce_offers
from services.roster.usecases.ports import UnitOfWork
from shared.kernel.refusal import Invalid, refuse_if_stale

NOTHING_TOLD = 0
"""The version that somebody has seen who saw a mother without a profile."""


@dataclass(frozen=True, kw_only=True)
class ToldOfHerself:
    """
    What she tells of herself, whole: what is left out is not known any more.
    """

    reads: Reads | None = None
    reading_languages: tuple[str, ...] = field(default=(), repr=False)
    phone_of: PhoneOf | None = None
    knows: frozenset[Knows] = frozenset()
    offers: frozenset[Help] = frozenset()
    food_note: str | None = field(default=None, repr=False)
    buddy_id: UUID | None = None


def change_profile(
    *,
    mother_id: UUID,
    told: ToldOfHerself,
    seen_version: int | None,
    uow: UnitOfWork,
) -> tuple[Mother, Profile]:
    """
    Write down what a mother tells of herself now.

    Raises MotherNotFound, StaleVersion or Invalid.
    """
    with uow:
        mother = _with_buddy(mother_id, told.buddy_id, uow=uow)
        known = uow.profiles.find(mother.id)
        refuse_if_stale(
            expected=seen_version,
            version=known.version if known else NOTHING_TOLD,
            state=mother.enrolment,
        )
        before = known or Profile(mother_id=mother.id)
        after = replace(before, **vars(told))
        if after != before:
            after.version = before.version + 1 if known else before.version
            uow.profiles.save(after)
            _tell(before, after, mother, uow=uow)
        uow.commit()
    return mother, after


def _with_buddy(mother_id: UUID, buddy_id: UUID | None, *, uow: UnitOfWork) -> Mother:
    """
    Return her; both are held then, so that the buddy is not erased meanwhile.
    """
    uow.mothers.load(one for one in (mother_id, buddy_id) if one is not None)
    mother = uow.mothers.get(mother_id)
    if buddy_id is not None and uow.mothers.find(buddy_id) is None:
        raise Invalid({"buddy_id": ["Choose another mother."]})
    return mother


def _tell(before: Profile, after: Profile, mother: Mother, *, uow: UnitOfWork) -> None:
    """
    Tell the others what concerns them: by what she reads we write to her.

    A phone that is another's is shared: nothing but the neutral text goes to it,
    whether or not somebody remembered to say so.
    """
    is_shared_now = after.is_anothers_phone and not mother.shared_phone
    is_news = is_shared_now or _read(before) != _read(after)
    if not is_news and before.offers == after.offers:
        return
    mother.shared_phone = mother.shared_phone or after.is_anothers_phone
    mother.version += 1
    uow.mothers.save(mother)
    if is_news:
        announce_contact(mother, after, uow=uow)
    announce_offers(before.offers, mother, after.offers, uow=uow)


def _read(profile: Profile) -> tuple[bool, tuple[str, ...]]:
    return profile.does_not_read, profile.reading_languages
