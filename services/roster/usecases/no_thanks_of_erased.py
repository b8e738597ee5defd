"""
A no thanks holds for whoever has said it, also when nothing else is known of her.
"""

from datetime import date

from services.roster.domain.errors import NumberSaidNoThanks
from services.roster.domain.no_thanks_number import HasNumber
from services.roster.usecases.ports import UnitOfWork


def refuse_no_thanks_number(
    told: HasNumber, *, said_yes_on: date | None, uow: UnitOfWork
) -> None:
    """
    Refuse a number whose owner has said no thanks, unless she has said yes since.

    Raises NumberSaidNoThanks.
    """
    elsewhere = no_thanks_elsewhere(told, uow=uow)
    if elsewhere and not (said_yes_on and said_yes_on > elsewhere):
        raise NumberSaidNoThanks
    known = uow.no_thanks_numbers.of(told)
    if known is None:
        return
    if not known.is_lifted_by(said_yes_on):
        raise NumberSaidNoThanks
    uow.no_thanks_numbers.forget(known)


def no_thanks_elsewhere(told: HasNumber, *, uow: UnitOfWork) -> date | None:
    """
    Return when the number's owner said no thanks to an organisation beyond one's own.

    Who works with all there is finds her herself.
    """
    if uow.within is None or told.phone is None or told.shared_phone:
        return None
    return uow.mothers.declined_anywhere(told.phone)
