"""
A mother's way through the group: where she stands, and how a step is taken.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from services.roster.domain.act import Act
from services.roster.domain.enrolment import Enrolment, Step, SuggestedBy
from services.roster.domain.enrolment_change import EnrolmentChange
from services.roster.domain.errors import NotFromHere
from services.roster.domain.standing import Standing
from services.roster.domain.step_rules import RULES
from shared.kernel.ids import id_of_cause


@dataclass(kw_only=True)
class Way:
    """
    Where she stands, and what she has said about coming.

    ``said_yes_on`` is the day on which she said that she wants to come; only then is
    she followed up again and again. ``listed_on`` is the day on which she came onto our
    list. ``declined_on`` is the day of a no thanks that she has not taken back.
    """

    id: UUID
    standing: Standing = field(default_factory=Standing)
    suggested_by: SuggestedBy | None = None
    said_yes_on: date | None = None
    listed_on: date | None = None
    declined_on: date | None = None
    version: int = 1

    @property
    def enrolment(self) -> Enrolment:
        return self.standing.enrolment

    def is_expected(
        self,
        *,
        on: date,
        session_id: UUID | None = None,
        stood: Standing | None = None,
    ) -> bool:
        """
        Return whether she can miss a session of that day.

        ``stood`` is where she stood then, if that is not where she stands now.

        Nobody is expected before she said yes or, if we know of no such day, before
        she was on the list: a register may be closed the day after she was entered.
        One whose first visit is planned is expected at that session and at no other.
        A no thanks counts from the day on which she said it, whenever we heard it.
        """
        place = stood or self.standing
        if self.enrolment is Enrolment.DECLINED and (self.declined_on or on) <= on:
            return False
        if place.enrolment is Enrolment.FIRST_VISIT_PLANNED:
            return session_id == place.first_visit_id
        since = self.said_yes_on or self.listed_on or on
        return place.enrolment is Enrolment.ACTIVE and since <= on

    def first_line(self, *, act: Act) -> EnrolmentChange:
        """
        Return how she came onto the list: suggested, or as one of the group.
        """
        is_suggested = self.enrolment is Enrolment.SUGGESTED
        return self._told(
            Step.SUGGESTED if is_suggested else Step.LISTED,
            before=None,
            act=act,
            reason=self.suggested_by,
        )

    def _step(
        self,
        step: Step,
        *,
        act: Act,
        to: Standing | Enrolment,
        reason: str | None = None,
        about: UUID | None = None,
    ) -> EnrolmentChange:
        """
        Take a step.

        Raises RoleMayNot or NotFromHere; nothing has changed then.
        """
        self._refuse(step, act=act)
        before = self.standing
        after = to if isinstance(to, Standing) else before.moved_to(to, on=act.on)
        self.standing = after
        self.version += 1
        return self._told(step, before=before, act=act, reason=reason, about=about)

    def _refuse(self, step: Step, *, act: Act) -> None:
        rule = RULES[step]
        act.refuse_unless_by(rule.who)
        if self.enrolment not in rule.sources:
            raise NotFromHere(state=self.enrolment, version=self.version)

    def _told(
        self, step: Step, *, before: Standing | None, act: Act, **told: Any
    ) -> EnrolmentChange:
        return EnrolmentChange(
            id=id_of_cause("enrolment", self.id, str(self.version)),
            mother_id=self.id,
            version=self.version,
            step=step,
            before=before,
            after=self.standing,
            by_role=act.by_role,
            by_organisation=act.by_organisation,
            at=act.at,
            causing_event_id=act.causing_event_id,
            **told,
        )
