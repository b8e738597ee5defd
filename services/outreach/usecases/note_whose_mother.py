"""
Keep on whose list a mother stands.
"""

from services.outreach.usecases.ports import OutreachUnitOfWork, WhoseMother
from services.outreach.usecases.tell_owners import tell_anew


def note_whose_mother(told: WhoseMother, *, uow: OutreachUnitOfWork) -> None:
    """
    Keep what the roster told; a repeat changes nothing.

    Her open tasks are told anew: they are another's now, or another team's.
    """
    with uow:
        if uow.whose_mothers.find(told.mother_id) != told:
            uow.whose_mothers.save(told)
            mother = uow.mothers.find(told.mother_id)
            if mother is not None:
                tell_anew(mother, uow=uow)
        uow.commit()
