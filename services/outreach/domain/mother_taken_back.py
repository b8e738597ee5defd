"""
A slip of the finger, taken back: what an answer has changed stands as before.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from services.outreach.domain.agreement import AgreementKind
from services.outreach.domain.attempt import Attempt, AttemptOutcome
from services.outreach.domain.change import Change
from services.outreach.domain.errors import (
    AttemptNotFound,
    AttemptStands,
    CareStands,
    NoThanksStands,
)
from services.outreach.domain.follow_up import FollowUp
from services.outreach.domain.last_word import Care, CareTakenBack, LastWord, Tap
from services.outreach.domain.mother_at_sessions import MotherAtSessions
from services.outreach.domain.team_talk import TeamTalk
from shared.kernel.clock import day_of
from shared.kernel.organisations import Role

TAKEN_BACK_WITHIN = timedelta(minutes=10)
_NEVER = 0
_CARE_OF: Mapping[str | None, Care] = {
    AttemptOutcome.CONCERN: Care.PASSED_ON,
    AttemptOutcome.WANTS_PAUSE: Care.PAUSE_AGREED,
    AttemptOutcome.PRACTICAL_HELP: Care.HELP_AGREED,
}
_CARE_OF_ASKING: Mapping[Tap, Care] = {
    Tap.ASKED_AGAIN: Care.ASKED_AGAIN,
    Tap.TRIED_TO_ASK: Care.TRIED_TO_ASK,
}


@dataclass(kw_only=True)
class MotherTakenBack(MotherAtSessions):
    """
    Nothing here deletes: an attempt that was a slip stays, and is marked.
    """

    def may_take_back(self, attempt: Attempt, *, at: datetime) -> bool:
        """
        Return whether this is her newest attempt, a moment ago, and the last news.
        """
        word = self.last_word
        if attempt.outcome is AttemptOutcome.NO_THANKS:
            is_its = word is not None and word.attempt_id == attempt.id
            return is_its and self.may_take_back_no_thanks(at=at)
        is_recent = at - attempt.noted_at <= TAKEN_BACK_WITHIN
        return attempt.stands and is_recent and not self._is_overtaken(attempt)

    def may_take_back_no_thanks(self, *, at: datetime) -> bool:
        """
        Return whether her no thanks was heard here a moment ago, and nothing since.
        """
        word = self.last_word
        was_here = self.agreement.heard_by_role is not Role.SYSTEM
        is_recent = word is not None and at - word.at <= TAKEN_BACK_WITHIN
        return was_here and is_recent and self._is_no_thanks_last()

    def takes_back(
        self, attempt_id: UUID, *, by: Role, at: datetime, talk: TeamTalk | None = None
    ) -> Change:
        """
        Let her stand as if her newest attempt had not been logged.

        What it had ended is open again, unless the register, a pause or her coming has
        ended it meanwhile; all else that it changed is as before, also the team
        ``talk`` that it had ended.

        Raises AttemptNotFound, NoThanksStands or AttemptStands.
        """
        attempt = self._attempt(attempt_id)
        may = self.may_take_back(attempt, at=at)
        if attempt.outcome is AttemptOutcome.NO_THANKS and not may:
            raise NoThanksStands(state=self.agreement.kind)
        if not may:
            raise AttemptStands(id=str(attempt_id))
        if attempt.outcome is AttemptOutcome.NO_THANKS:
            return self.takes_back_no_thanks(by=by, at=at, talk=talk)
        word = self._word_of(attempt)
        rested = self._rested_since(word) if word else []
        given_back = self._give_back(word) if word else Change()
        opened = self._without(attempt_id, by=by, at=at)
        opened += self._wake(rested, by=by, at=at)
        change = self._stands_again(opened, talk=talk, at=at)
        change.agreement_from = given_back.agreement_from
        change.unsaid, change.unsaid_on = given_back.unsaid, day_of(at)
        change.taken_back = replace(attempt, taken_back_at=at, taken_back_by=by)
        return change

    def takes_back_no_thanks(
        self, *, by: Role, at: datetime, talk: TeamTalk | None = None
    ) -> Change:
        """
        Let her stand as if she had not said no thanks, because she has not.

        What it had stopped goes on where it stood, and what was told meanwhile counts.

        Raises NoThanksStands if that is too long ago or something was said since.
        """
        if not self.may_take_back_no_thanks(at=at):
            raise NoThanksStands(state=self.agreement.kind)
        return self._no_thanks_was_none(by=by, at=at, talk=talk)

    def care_to_take_back(self, *, at: datetime) -> Care | None:
        """
        Return what the last tap said, if that was no word of hers and a moment ago.
        """
        word = self.last_word
        if word is None or word.tap is Tap.SAID:
            return None
        is_recent = at - word.at <= TAKEN_BACK_WITHIN
        is_last = word.left_version == self.agreement.version
        return self._care_of(word) if is_recent and is_last else None

    def _care_of(self, word: LastWord) -> Care | None:
        """
        Return what a tap said, as long as it stands.
        """
        if word.tap in _CARE_OF_ASKING:
            return _CARE_OF_ASKING[word.tap]
        found = self._taken_care_of_by(word)
        if any(each.passed_on_at == word.at for each in found):
            return Care.PASSED_ON
        return _CARE_OF[found[0].reason] if found else None

    def takes_back_care(
        self, *, by: Role, at: datetime, talk: TeamTalk | None = None
    ) -> Change:
        """
        Let it wait for somebody again, because that tap was a slip.

        A pause that was agreed by it is none, and what she had been put off to stands.
        Who has taken it back is kept, because somebody may have relied on it.

        Raises CareStands if that is too long ago or something was done since.
        """
        word, care = self.last_word, self.care_to_take_back(at=at)
        if word is None or care is None:
            raise CareStands(id=str(self.id))
        self.cares_taken_back.append(
            CareTakenBack(
                care=care,
                at=word.at,
                by_role=word.by_role,
                taken_back_at=at,
                taken_back_by=by,
            )
        )
        change = Change()
        if word.tap in _CARE_OF_ASKING:
            self._was_not_asked(word, by=by, at=at)
        else:
            ended = [*self._taken_care_of_by(word), *self._rested_since(word)]
            for each in ended:
                if each.passed_on_at == word.at:
                    each.was_not_passed_on(by=by, at=at)
            change = self._give_back(word)
            change.unsaid_on = day_of(at)
            woken = self._wake(ended, by=by, at=at)
            change.add(self._stands_again(woken, talk=talk, at=at))
        self.let_attempts_stand(self._attempts(), at=at)
        return change

    def _was_not_asked(self, word: LastWord, *, by: Role, at: datetime) -> None:
        """
        Let her still have to be asked, on the day to which she had been put off.
        """
        self.snooze = self.snooze or word.snooze
        self.asked = [
            replace(one, taken_back_at=at, taken_back_by=by)
            if one.at == word.at
            else one
            for one in self.asked
        ]
        if word.has_changed_agreement:
            self.agreement.was_not_asked(before=word.before.asked_on)

    def _taken_care_of_by(self, word: LastWord) -> list[FollowUp]:
        hers = self.follow_ups.values()
        return [each for each in hers if each.is_taken_care_of_at(word.at)]

    def _wake(self, ended: list[FollowUp], *, by: Role, at: datetime) -> list[FollowUp]:
        """
        Let those go on that have ended; return them, each once.
        """
        woken = []
        for each in ended:
            if not each.is_open:
                each.goes_on(by=by, at=at)
                woken.append(each)
        return woken

    def _rested_since(self, word: LastWord) -> list[FollowUp]:
        """
        Return what rests in the pause that is taken back, and was heard in it.
        """
        is_pause = self.agreement.kind is AgreementKind.PAUSED
        if not (is_pause and word.has_changed_agreement):
            return []
        return self._ended_since(word.at, by=AttemptOutcome.WANTS_PAUSE)

    def _ended_since(self, moment: datetime, *, by: AttemptOutcome) -> list[FollowUp]:
        hers = self.follow_ups.values()
        return [each for each in hers if each.has_ended_since(moment, by=by)]

    def declining_was_none(self, *, at: datetime, talk: TeamTalk | None) -> Change:
        """
        Take that her no thanks to the group was a slip; a later word of hers stands.

        One that was heard here too holds, and is told again: there it is undone.
        """
        if self.agreement.allows_contact:
            return Change()
        was_there = self.agreement.heard_by_role is Role.SYSTEM
        if not (was_there and self._is_no_thanks_last()):
            self.agreement.version += 1
            return Change(agreement_from=self.agreement.kind)
        return self._no_thanks_was_none(by=Role.SYSTEM, at=at, talk=talk)

    def _is_no_thanks_last(self) -> bool:
        word = self.last_word
        is_last = word is not None and word.left_version == self.agreement.version
        return is_last and not self.agreement.allows_contact

    def _no_thanks_was_none(
        self, *, by: Role, at: datetime, talk: TeamTalk | None
    ) -> Change:
        word = self.last_word
        if word is None:
            raise NoThanksStands(state=self.agreement.kind)
        stopped = self._ended_since(word.at, by=AttemptOutcome.NO_THANKS)
        change = self._give_back(word)
        if word.attempt_id is not None:
            slip = replace(
                self._attempt(word.attempt_id), taken_back_at=at, taken_back_by=by
            )
            self._without(slip.id, by=by, at=at)
            change.taken_back = slip
        self._wake(stopped, by=by, at=at)
        change.add(self._stands_again(stopped, talk=talk, at=at))
        self.let_attempts_stand(self._attempts(), at=at)
        return change

    def stands_now(self, *, at: datetime, attempt_id: UUID | None = None) -> LastWord:
        """
        Return where she stands, to be kept while an answer changes it.
        """
        return LastWord(
            attempt_id=attempt_id,
            at=at,
            before=replace(self.agreement),
            left_version=self.agreement.version,
            snooze=self.snooze,
            door_open_since=self.door_open_since,
            talk_id=self.open_talk.id if self.open_talk else None,
        )

    def let_attempts_stand(self, tried: list[Attempt], *, at: datetime) -> None:
        """
        Let no slip from before be taken back: what has come since is newer.
        """
        newest = max(tried, key=lambda one: (one.noted_at, one.id), default=None)
        self.last_word = None
        if newest is not None:
            stands = self.stands_now(at=at, attempt_id=newest.id)
            self.last_word = replace(stands, left_version=_NEVER)

    def _give_back(self, word: LastWord) -> Change:
        """
        Let all that she has not said be as before, unless it was changed again since.
        """
        now, self.last_word = self.agreement, None
        self.snooze = self.snooze or word.snooze
        self.door_open_since = self.door_open_since or word.door_open_since
        if not word.has_changed_agreement:
            return Change()
        self.agreement = replace(word.before, version=now.version + 1)
        unsaid = range(word.before.version + 1, word.left_version + 1)
        return Change(agreement_from=now.kind, unsaid=unsaid)

    def _without(self, attempt_id: UUID, *, by: Role, at: datetime) -> list[FollowUp]:
        """
        Mark an attempt as a slip; return what it had ended.
        """
        return [
            each
            for each in self.follow_ups.values()
            if any(one.id == attempt_id for one in each.attempts)
            and each.take_back(attempt_id, by=by, at=at)
        ]

    def _stands_again(
        self, opened: list[FollowUp], *, talk: TeamTalk | None, at: datetime
    ) -> Change:
        """
        Take these into her episode, and end whatever has been overtaken meanwhile.
        """
        ended = [each for each in opened if each.withdraw_if_overtaken(at=at)]
        change = self._let_stand([each for each in opened if each.is_open], at=at)
        ended += [each for each in self.open_follow_ups if self._is_over(each, at=at)]
        change.add(Change(follow_ups=ended, episodes=self._close_if_answered(at=at)))
        self._let_talk_go_on(talk)
        return change

    def _let_talk_go_on(self, talk: TeamTalk | None) -> None:
        """
        Go on with the talk that the slip had ended, with all that was said in it.

        If there is nothing to talk about now, it stays ended.
        """
        fresh = self.open_talk
        if talk is None or fresh is None or fresh.votes or talk.is_open:
            return
        self.talks = [each for each in self.talks if each is not fresh]
        self.talk_news = [each for each in self.talk_news if each is not fresh]
        talk.goes_on(episode_id=fresh.episode_id)
        self.talks.append(talk)
        self.tell_talk(talk)

    def _is_over(self, follow_up: FollowUp, *, at: datetime) -> bool:
        """
        End one that was kept open by what the slip said; return whether it has ended.
        """
        return (
            follow_up.withdraw_if_overtaken(at=at)
            or follow_up.came_back(last_came_at=self.last_came_at, at=at)
            or self._rests(follow_up, at=at)
        )

    def _attempt(self, attempt_id: UUID) -> Attempt:
        for each in self._attempts():
            if each.id == attempt_id:
                return each
        raise AttemptNotFound(id=str(attempt_id))

    def _attempts(self) -> list[Attempt]:
        return [one for each in self.follow_ups.values() for one in each.attempts]

    def _is_overtaken(self, attempt: Attempt) -> bool:
        newest = max((one.noted_at, one.id) for one in self._attempts())
        word = self.last_word
        settled = any(
            each.is_final and not each.was_ended_before(attempt)
            for each in self.follow_ups.values()
            if any(one.id == attempt.id for one in each.attempts)
        )
        return (
            newest != (attempt.noted_at, attempt.id)
            or not self.agreement.allows_contact
            or (word is not None and word.is_overtaken_at(self.agreement.version))
            or (word is not None and word.tap is not Tap.SAID)
            or settled
        )

    def _word_of(self, attempt: Attempt) -> LastWord | None:
        word = self.last_word
        return word if word and word.attempt_id == attempt.id else None
