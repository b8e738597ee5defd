"""
What she would do for the others ends with the offer that was made when she had left.
"""

from collections.abc import Iterable
from dataclasses import replace

from services.roster.domain.enrolment import Help, Step
from services.roster.domain.enrolment_change import EnrolmentChange
from services.roster.domain.mother import Mother
from services.roster.usecases.announce_mother import announce_offers
from services.roster.usecases.ports import UnitOfWork


def let_offers_follow_step(
    change: EnrolmentChange, mother: Mother, *, uow: UnitOfWork
) -> None:
    """
    Take each offer back if she said so with this step, or stands elsewhere now.

    One who is with us again is not asked to cook for the others as if she had left.
    What was offered before there were profiles stands in her steps alone.
    """
    if change.is_undoing_of(Step.SAID_NO_THANKS) and change.after.offers_help:
        _give_offers_back(mother, uow=uow)
    had_offered = change.before is not None and change.before.offers_help
    if not had_offered or change.after.offers_help:
        return
    known = uow.profiles.find(mother.id)
    if known is None:
        offers = _in_steps(uow.enrolment_changes.of_mother(mother.id))
    else:
        offers = known.offers
    if known is not None and offers:
        gone = replace(known, offers=frozenset(), version=known.version + 1)
        uow.profiles.save(gone)
    announce_offers(offers, mother, frozenset(), uow=uow)


def _give_offers_back(mother: Mother, *, uow: UnitOfWork) -> None:
    """
    She offers again what a no thanks had ended that she never said.
    """
    offers = _in_steps(uow.enrolment_changes.of_mother(mother.id))
    known = uow.profiles.find(mother.id)
    if known is not None and offers:
        uow.profiles.save(replace(known, offers=offers, version=known.version + 1))
    announce_offers(frozenset(), mother, offers, uow=uow)


def _in_steps(steps: Iterable[EnrolmentChange]) -> frozenset[Help]:
    """
    Return what was offered since she last took her offers back.
    """
    found: set[Help] = set()
    for one in steps:
        if one.step is Step.WITHDREW_HELP and found:
            break
        if one.step is Step.OFFERED_HELP:
            found.add(Help(str(one.reason)))
    return frozenset(found)
