"""
What the others are told of a pick-up: never where, for that tells where she lives.
"""

from collections.abc import Mapping
from typing import Any

from services.roster.domain.pick_up import PickUp
from services.roster.domain.pick_up_codes import PickUpState
from services.roster.domain.session import Session
from services.roster.usecases.ports import UnitOfWork
from shared.contracts.roster.pick_ups import PickUpCancelled, PickUpDone, PickUpPlanned


def announce_pick_up(pick_up: PickUp, session: Session, *, uow: UnitOfWork) -> None:
    """
    Tell how it stands now, which replaces whatever was told of it before.
    """
    if pick_up.state is PickUpState.PLANNED:
        event = PickUpPlanned(
            **_whom(pick_up),
            meet_at=pick_up.arrangement.moment(session),
            session_starts_at=session.starts_at,
        )
        uow.outbox.add(event, version=pick_up.version)
    else:
        announce_end(pick_up, uow=uow)


def announce_end(pick_up: PickUp, *, uow: UnitOfWork) -> None:
    done = pick_up.state is PickUpState.DONE
    kind = PickUpDone if done else PickUpCancelled
    uow.outbox.add(kind(**_whom(pick_up)), version=pick_up.version)


def _whom(pick_up: PickUp) -> Mapping[str, Any]:
    return {
        "mother_id": pick_up.mother_id,
        "session_id": pick_up.session_id,
        "driver_role": pick_up.arrangement.driver_role.value,
    }
