"""
From where each step leads, and who may take it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from services.roster.domain.act import TEAM
from services.roster.domain.enrolment import Enrolment as At
from services.roster.domain.enrolment import Step
from shared.kernel.organisations import Role

UNDO_WITHIN = timedelta(minutes=15)

_SYSTEM = frozenset({Role.SYSTEM})
_HERSELF = frozenset({Role.MOTHER})
# She says it to one of us, or by her own link.
_HEARD = TEAM | _HERSELF
_COORDINATED = frozenset({Role.COORDINATOR, Role.MOTHER})
_NOT_ERASED = frozenset(At) - {At.ERASED}
_BEFORE_ACTIVE = frozenset(
    {At.SUGGESTED, At.INVITED, At.INTERESTED, At.FIRST_VISIT_PLANNED}
)


@dataclass(frozen=True, kw_only=True)
class StepRule:
    """
    Where she must stand, and the roles that may take the step.
    """

    sources: frozenset[At]
    who: frozenset[Role]


def _from(*sources: At, who: frozenset[Role]) -> StepRule:
    return StepRule(sources=frozenset(sources), who=who)


RULES: Mapping[Step, StepRule] = {
    Step.INVITED: _from(At.SUGGESTED, who=TEAM),
    # Who was only suggested may be asked and answer in one breath.
    Step.SAID_YES: _from(At.SUGGESTED, At.INVITED, who=_HEARD),
    # A visit that is planned may be moved.
    Step.FIRST_VISIT_PLANNED: _from(
        At.INTERESTED, At.FIRST_VISIT_PLANNED, who=frozenset({Role.COORDINATOR})
    ),
    Step.CAME_FIRST_TIME: _from(*_BEFORE_ACTIVE, who=_SYSTEM),
    Step.FIRST_VISIT_FELL_THROUGH: _from(At.FIRST_VISIT_PLANNED, who=_SYSTEM),
    Step.FIRST_VISIT_CORRECTED: _from(At.ACTIVE, who=_SYSTEM),
    # A pause may be made longer or shorter.
    Step.PAUSED: _from(At.ACTIVE, At.PAUSED, who=_COORDINATED),
    Step.RESUMED: _from(At.PAUSED, who=_COORDINATED),
    Step.REVIEW_RAISED: _from(At.INVITED, At.ACTIVE, who=_SYSTEM),
    Step.REVIEW_PROPOSED: _from(At.INVITED, At.ACTIVE, who=TEAM),
    Step.REVIEW_DECIDED: _from(At.INVITED, At.ACTIVE, who=TEAM),
    Step.STAYED: _from(At.LEAVING, who=_COORDINATED),
    Step.LEFT: _from(At.ACTIVE, At.PAUSED, At.LEAVING, who=_COORDINATED),
    # Whoever hears a no thanks writes it down, wherever she stands.
    Step.SAID_NO_THANKS: _from(
        *(_NOT_ERASED - {At.DECLINED}), who=_HEARD | {Role.MACHINE}
    ),
    # After a no thanks she may have been asked at a new birth, or have come by herself.
    Step.CAME_BACK: _from(*_NOT_ERASED, who=_HERSELF),
    Step.NEW_BIRTH: _from(At.DECLINED, who=frozenset({Role.HEALTH_VISITOR})),
    Step.NEW_BABY: _from(At.ALUMNI, who=TEAM),
    Step.OFFERED_HELP: _from(At.ALUMNI, who=_HEARD),
    Step.WITHDREW_HELP: _from(At.ALUMNI, who=_HEARD),
    # It is no no thanks: she stays, and is only not followed up again and again.
    Step.TOOK_YES_BACK: _from(
        At.INTERESTED, At.FIRST_VISIT_PLANNED, At.ACTIVE, At.PAUSED, who=TEAM
    ),
    # Lists are the daycare's and the housing team's to keep.
    Step.CHANGED_GROUP: _from(
        *(_NOT_ERASED - {At.DECLINED}),
        who=frozenset({Role.COORDINATOR, Role.PAEDAGOG}),
    ),
    Step.ERASED: _from(*_NOT_ERASED, who=_SYSTEM),
}

# What its own role can take back by a tap, for a quarter of an hour. A no thanks
# holds at once all the same: the texts that it has taken back do not leave any more.
UNDOABLE = frozenset(
    {
        Step.INVITED,
        Step.FIRST_VISIT_PLANNED,
        Step.PAUSED,
        Step.RESUMED,
        Step.REVIEW_PROPOSED,
        Step.STAYED,
        Step.LEFT,
        Step.SAID_NO_THANKS,
        Step.CHANGED_GROUP,
    }
)

# What a register has said of a first visit, a cancelled one too.
VISIT_WAS_NONE = frozenset({Step.FIRST_VISIT_FELL_THROUGH, Step.FIRST_VISIT_CORRECTED})


def may_say_yes(enrolment: At) -> bool:
    return enrolment in RULES[Step.SAID_YES].sources
