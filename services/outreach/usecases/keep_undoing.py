"""
What every undoing of a slip ends with.
"""

from services.outreach.domain.change import Change
from services.outreach.domain.mother import Mother
from services.outreach.usecases.announcements import announce
from services.outreach.usecases.ports import OutreachUnitOfWork


def keep_undoing(change: Change, mother: Mother, *, uow: OutreachUnitOfWork) -> None:
    """
    Keep how she stands again, forget what she never said, and tell.
    """
    uow.mothers.save(mother)
    if change.unsaid is not None:
        uow.mothers.forget_word(mother.id, versions=change.unsaid)
    announce(change, mother=mother, outbox=uow.outbox)
    uow.commit()
