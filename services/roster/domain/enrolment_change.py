"""
One step on a mother's way, as the history keeps it.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.roster.domain.act import Act
from services.roster.domain.enrolment import Enrolment, Step
from services.roster.domain.standing import Standing
from services.roster.domain.step_rules import UNDO_WITHIN, UNDOABLE
from shared.kernel.organisations import Organisation, Role


@dataclass(frozen=True, kw_only=True)
class EnrolmentChange:
    """
    What happened, by whom, when and why; only ever added, never changed.

    ``before`` is None for her first line. ``reason`` is a code, ``about`` the session,
    the child or the like that it is about; ``version`` is hers after the step.
    """

    id: UUID
    mother_id: UUID
    version: int
    step: Step
    before: Standing | None
    after: Standing
    by_role: Role
    by_organisation: Organisation
    at: datetime
    reason: str | None = None
    about: UUID | None = None
    causing_event_id: UUID | None = None

    @property
    def from_state(self) -> Enrolment | None:
        return None if self.before is None else self.before.enrolment

    @property
    def to_state(self) -> Enrolment:
        return self.after.enrolment

    @property
    def stood_before(self) -> Standing:
        """
        Where she stood until this step.

        What is undone was never so, and two entries were one all along. Whoever was
        entered late stood as her first line says: a register may be closed the day
        after it.
        """
        if self.before is None or self.step in {Step.UNDONE, Step.MERGED}:
            return self.after
        return self.before

    @property
    def group_before(self) -> UUID | None:
        """
        Return the group that she left with this step, if she left one.
        """
        return self.about if self.step is Step.CHANGED_GROUP else None

    def is_undoing_of(self, step: Step) -> bool:
        return self.step is Step.UNDONE and self.reason == step

    def may_be_undone(self, act: Act) -> bool:
        """
        Return whether a tap still takes this back, by this person and at this moment.
        """
        return (
            self.before is not None
            and self.step in UNDOABLE
            and act.by_role is self.by_role
            and act.at - self.at <= UNDO_WITHIN
        )
