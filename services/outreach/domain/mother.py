"""
A mother as outreach sees her: what she says, and what is done to reach her.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from services.outreach.domain.agreement import AgreementKind, Scope, Terms
from services.outreach.domain.agreement_words import (
    NO_TERMS,
    WITHOUT_YES,
    check_terms,
)
from services.outreach.domain.attempt import Attempt, AttemptOutcome
from services.outreach.domain.calendar import Calendar
from services.outreach.domain.change import Change
from services.outreach.domain.enrolment import Enrolment
from services.outreach.domain.errors import (
    MADE_ALREADY,
    EnoughForToday,
    NotAgreedTo,
    NotOfTheTeam,
    TeamTalkNotFound,
)
from services.outreach.domain.follow_up import FollowUp
from services.outreach.domain.ladder_steps import LIGHT_LADDER, Ladder, StepKind
from services.outreach.domain.last_word import LastWord, Tap
from services.outreach.domain.mother_entered_twice import MotherEnteredTwice
from services.outreach.domain.review import (
    USUAL_MINUTES_OF_ASKING,
    Asked,
    AskedOutcome,
)
from services.outreach.domain.team_talk import ENDS, TEAM, Decision
from shared.kernel.clock import day_of
from shared.kernel.organisations import Role
from shared.kernel.refusal import Invalid


@dataclass(kw_only=True)
class Mother(MotherEnteredTwice):
    """
    Whatever she says is taken at once, and for all of her follow-ups.
    """

    def says_no_thanks(
        self,
        *,
        on: date,
        heard_by: Role,
        at: datetime,
        scope: Scope = Scope.ALL_CONTACT,
        quote: str | None = None,
    ) -> Change:
        """
        Stop everything of hers; a repeat changes nothing.

        What somebody else has heard too is no slip of the first.
        """
        before, stood = self.agreement.kind, self.stands_now(at=at)
        written_at = None if heard_by is Role.SYSTEM else at
        is_new = self.agreement.no_thanks(
            on=on, heard_by=heard_by, scope=scope, quote=quote, at=written_at
        )
        if is_new:
            self.last_word = replace(stood, left_version=self.agreement.version)
        elif heard_by is not Role.SYSTEM:
            self.last_word = None
        stopped = [each for each in self.open_follow_ups if each.stop(at=at)]
        return Change(
            follow_ups=stopped,
            episodes=self._close_if_answered(at=at),
            agreement_from=before if is_new else None,
        )

    def says_yes(self, *, on: date, heard_by: Role) -> Change:
        """
        Take that she wants to come; a no thanks is not undone by it.
        """
        before = self.agreement.kind
        is_new = self.agreement.allows_contact and self.agreement.say_yes(
            on=on, heard_by=heard_by
        )
        return self._heard(before, is_new=is_new, on=on)

    def takes_yes_back(self, *, on: date, heard_by: Role, at: datetime) -> Change:
        """
        Take that she does not want to be followed up again and again.
        """
        before = self.agreement.kind
        is_new = self.agreement.take_yes_back(on=on, heard_by=heard_by)
        change = self._heard(before, is_new=is_new, on=on)
        change.untexted = self.leave_untexted(at=at)
        return change

    def comes_back(
        self, *, on: date, heard_by: Role, at: datetime, quote: str | None = None
    ) -> Change:
        """
        Take her own yes, also after a no thanks; refused unless it is of a later day.
        """
        before = self.agreement.kind
        is_new = self.agreement.come_back(on=on, heard_by=heard_by, at=at, quote=quote)
        return self._heard(before, is_new=is_new, on=on)

    def asks_to_keep_going(
        self, *, on: date, heard_by: Role, at: datetime, terms: Terms = NO_TERMS
    ) -> Change:
        """
        Take that she wants us to go on; refused after a no thanks.
        """
        before = self.agreement.kind
        is_new = self.agreement.ask_to_keep_going(
            on=on, heard_by=heard_by, terms=terms, today=day_of(at), at=at
        )
        self.let_talk_follow(at=at)
        change = self._heard(before, is_new=is_new, on=on)
        change.untexted = self.leave_untexted(at=at)
        return change

    def asks_for_less(
        self, *, on: date, heard_by: Role, at: datetime, terms: Terms
    ) -> Change:
        """
        Take that she wants to hear from us more seldom.
        """
        before = self.agreement.kind
        is_new = self.agreement.ask_for_less(
            on=on, heard_by=heard_by, terms=terms, today=day_of(at), at=at
        )
        self.let_talk_follow(at=at)
        change = self._heard(before, is_new=is_new, on=on)
        change.untexted = self.leave_untexted(at=at)
        return change

    def asks_for_pause(
        self,
        *,
        on: date,
        heard_by: Role,
        at: datetime,
        until: date,
        quote: str | None = None,
    ) -> Change:
        """
        End what is open from before that day, and let nothing be opened of it.

        On the day she is asked; nothing begins again by itself.
        """
        before = self.agreement.kind
        is_new = self.agreement.ask_for_pause(
            on=on, heard_by=heard_by, until=until, quote=quote, at=at
        )
        ended = [
            each
            for each in self.open_follow_ups
            if self.agreement.is_paused_for(session_started_at=each.session_started_at)
            and each.rest_in_pause(at=at, by=heard_by)
        ]
        change = self._heard(before, is_new=is_new, on=on)
        change.follow_ups = ended
        change.episodes = self._close_if_answered(at=at)
        change.untexted = self.leave_untexted(at=at)
        return change

    def gets_ladder(
        self, own: Ladder | None, *, groups: Ladder, by: Role, at: datetime
    ) -> Change:
        """
        Go on a ladder of her own, or with None on her group's again.
        """
        self.own_ladder = own
        self.ladder_change = self.ladder_change.next(by=by, at=at)
        return self.follows(own or groups, at=at)

    def follows(self, ladder: Ladder, *, at: datetime) -> Change:
        """
        Take back a text that is still to leave and is no step of hers any more.
        """
        wants_text = ladder.rung(StepKind.NEUTRAL_TEXT) is not None
        return Change(untexted=self.leave_untexted(at=at, wants_text=wants_text))

    def decide(self, decision: Decision, *, by: Role, at: datetime) -> Change:
        """
        Take what one role says in her team talk, and do what two have decided.

        Raises TeamTalkNotFound, NotOfTheTeam, or NotAgreedTo: without her yes there is
        nothing to do more seldom.
        """
        talk = self.open_talk
        if talk is None:
            raise TeamTalkNotFound(id=str(self.id))
        self._refuse_to_decide(decision, by=by)
        is_decided = talk.vote(decision, by=by, at=at)
        if not is_decided:
            return Change()
        self.tell_talk(talk)
        if decision in ENDS:
            return self._open_the_door(ENDS[decision], by=by, at=at)
        self.ladder_from = at
        if decision is Decision.LIGHTER:
            self.own_ladder = LIGHT_LADDER
            self.ladder_change = self.ladder_change.next(by=by, at=at)
        return Change()

    def _refuse_to_decide(self, decision: Decision, *, by: Role) -> None:
        if by not in TEAM:
            raise NotOfTheTeam(role=by)
        if decision is Decision.LIGHTER and self.agreement.kind in WITHOUT_YES:
            raise NotAgreedTo(state=self.agreement.kind)

    def _open_the_door(self, reason: str, *, by: Role, at: datetime) -> Change:
        self.door_open_since = at
        hers = self.open_follow_ups
        ended = [each for each in hers if each.let_go(reason=reason, at=at, by=by)]
        return Change(follow_ups=ended, episodes=self._close_if_answered(at=at))

    def _heard(self, before: AgreementKind, *, is_new: bool, on: date) -> Change:
        """
        Tell what is new; what she says herself also opens the door from her side.
        """
        if self.door_open_since and on >= day_of(self.door_open_since):
            self.door_open_since = None
        return Change(agreement_from=before if is_new else None)

    def moves(self, enrolment: Enrolment, *, at: datetime) -> Change:
        """
        Take where she stands now, and let rest what is not to be followed up there.
        """
        self.enrolment = enrolment
        rests = [
            each
            for each in self.open_follow_ups
            if not self._is_in_group_at(each) and each.let_rest(at=at)
        ]
        wakes = [
            each
            for each in self.follow_ups.values()
            if self._is_in_group_at(each) and each.wake(at=at)
        ]
        change = self._let_stand(wakes, at=at)
        change.add(Change(follow_ups=rests, episodes=self._close_if_answered(at=at)))
        return change

    def was_tried(
        self, attempt: Attempt, *, on: date, until: date | None = None
    ) -> Change:
        """
        Note an attempt on the follow-up that it names and on all her other open ones.

        One call is about all that she has missed, so what she answers ends it all, and
        nobody calls her a second time for the week before. On one that somebody else
        has ended meanwhile it is noted, and does nothing else, unless she says no
        thanks. A pause of which she has told the end as well,
        ``until``, is agreed. Refused after a no thanks, and for what she has said
        before her newest word.
        """
        self.refuse_after_no_thanks()
        at = attempt.noted_at
        stood = self.stands_now(at=at, attempt_id=attempt.id)
        named, *others = self._is_about(attempt)
        says_no = attempt.outcome is AttemptOutcome.NO_THANKS
        if says_no:
            self.agreement.refuse_if_older(on=on)
        attempt = replace(attempt, follow_up_id=named.id)
        counts = named.is_open or says_no
        tried = [each for each in (named, *others) if each.is_open and counts]
        if not named.is_open:
            named.note(attempt)
        for each in tried:
            minutes = attempt.minutes if each is named else None
            each.log_attempt(replace(attempt, follow_up_id=each.id, minutes=minutes))
        ended = [each for each in tried if not each.is_open]
        change = Change()
        if counts:
            change = self._hear(
                attempt.outcome, on=on, heard_by=attempt.by_role, at=at, until=until
            )
        change.attempt, change.follow_ups = attempt, [*ended, *change.follow_ups]
        change.untexted += self.leave_untexted(at=at)
        if counts and day_of(attempt.at) == day_of(at):
            self.snooze = None  # She was called now.
        self.last_word = replace(stood, left_version=self.agreement.version)
        return change

    def _is_about(self, attempt: Attempt) -> list[FollowUp]:
        """
        Return the follow-up that it names and her other open ones.

        What is written down afterwards is about what she had missed by then alone.

        Raises FollowUpNotFound, or Invalid if that is nothing.
        """
        named = self.follow_up(attempt.follow_up_id)
        hers = [named, *(each for each in self.open_follow_ups if each is not named)]
        if attempt.written_at is not None:
            hers = [each for each in hers if each.session_started_at <= attempt.at]
        if not hers:
            raise Invalid({"at": ["Not before the session that she missed."]})
        return hers

    def is_taken_care_of(
        self,
        *,
        follow_up_id: UUID,
        outcome: AttemptOutcome,
        by: Role,
        on: date,
        at: datetime,
        until: date | None = None,
    ) -> Change:
        """
        Complete this follow-up, and the others that wait for the same.

        A pause is agreed with its end, and does not take care of a concern.

        Raises Invalid for a pause without a day that it may end on.
        """
        if outcome is AttemptOutcome.WANTS_PAUSE:
            check_terms(AgreementKind.PAUSED, Terms(until=until), today=on)
        stood = self.stands_now(at=at)
        named = self.follow_up(follow_up_id)
        same = [f for f in self.open_follow_ups if f.waits_for is named.waits_for]
        others = [each for each in same if each is not named]
        for each in (named, *others):
            each.complete(
                outcome=outcome, at=at, by=by, goes_on=self._is_still_asked_about(each)
            )
            each.came_back(last_came_at=self.last_came_at, at=at)
        change = self._hear(outcome, on=on, heard_by=by, at=at, until=until)
        ended = [each for each in (named, *others) if not each.is_open]
        change.follow_ups = [*ended, *change.follow_ups]
        self._note_tap(Tap.TAKEN_CARE_OF, by=by, stood=stood)
        return change

    def _is_still_asked_about(self, each: FollowUp) -> bool:
        """
        Return whether her miss is followed up for its own sake, and not for a concern.
        """
        started_at = each.session_started_at
        wants = self.agreement.wants_follow_up(session_started_at=started_at)
        return each.was_missed and wants and self._is_in_group_at(each)

    def was_asked_again(
        self,
        *,
        by: Role,
        at: datetime,
        outcome: AskedOutcome = AskedOutcome.NO_ANSWER,
    ) -> bool:
        """
        Note that she was to be asked again, and what came of it; return if that was so.

        Whom nobody has reached is still to be asked. She was contacted now, so she is
        put off no more.
        """
        day, stood = self.agreement.ask_again_on, self.stands_now(at=at)
        if day is None or day > day_of(at):
            return False
        self.review_listed_for = day
        is_reached = outcome is not AskedOutcome.NOT_REACHED
        if is_reached:
            self.agreement.was_asked_again(on=day_of(at))
        self._note_asking(outcome, by=by, at=at)
        self.snooze = None
        tap = Tap.ASKED_AGAIN if is_reached else Tap.TRIED_TO_ASK
        self._note_tap(tap, by=by, stood=stood)
        return True

    def has_answered_when_asked(self, *, by: Role, at: datetime) -> None:
        """
        Note that her word of today was the answer: somebody has talked with her.
        """
        self._note_asking(AskedOutcome.ANSWERED, by=by, at=at)

    def _note_asking(self, outcome: AskedOutcome, *, by: Role, at: datetime) -> None:
        asked = Asked(at=at, by_role=by, outcome=outcome)
        if not self.is_noted_as_attempt(asked):
            asked = replace(asked, minutes=USUAL_MINUTES_OF_ASKING[outcome])
        self.asked.append(asked)

    def _note_tap(self, tap: Tap, *, by: Role, stood: LastWord) -> None:
        left = self.agreement.version
        self.last_word = replace(stood, tap=tap, by_role=by, left_version=left)

    def refuse_third_contact(self, *, calendar: Calendar, at: datetime) -> None:
        """
        Raise EnoughForToday if she was contacted twice on that day.
        """
        day = day_of(at)
        if self.is_enough_for(day):
            next_on = calendar.after(day, 1)
            raise EnoughForToday(next_on=next_on.isoformat(), again_with=MADE_ALREADY)

    def refuse_without_yes(self) -> None:
        """
        Raise NotAgreedTo if no person is to call or write: her texts leave without one.
        """
        if self.gets_texts_alone:
            raise NotAgreedTo(state=self.agreement.kind, again_with=MADE_ALREADY)

    def _hear(
        self,
        outcome: AttemptOutcome,
        *,
        on: date,
        heard_by: Role,
        at: datetime,
        until: date | None,
    ) -> Change:
        """
        Take what an answer says about being contacted.
        """
        if outcome is AttemptOutcome.NO_THANKS:
            return self.says_no_thanks(on=on, heard_by=heard_by, at=at)
        if outcome is AttemptOutcome.WANTS_PAUSE and until is not None:
            return self.asks_for_pause(on=on, heard_by=heard_by, at=at, until=until)
        change = Change()
        if outcome is AttemptOutcome.KEEP_GOING:
            # "Keep going" on a call is about what we do already: her terms stay.
            is_lighter = self.agreement.kind is AgreementKind.LIGHTER
            take = self.asks_for_less if is_lighter else self.asks_to_keep_going
            change = take(on=on, heard_by=heard_by, at=at, terms=NO_TERMS)
        change.episodes = self._close_if_answered(at=at)
        return change
