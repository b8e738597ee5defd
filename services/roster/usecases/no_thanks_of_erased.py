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
    known = uow.no_thanks_numbers.of(told)
    if known is None:
        return
    if not known.is_lifted_by(said_yes_on):
        raise NumberSaidNoThanks
    uow.no_thanks_numbers.forget(known)
