"""
How far a mother has come on her ladder, and the team talk in which it ends.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from services.outreach.domain.agreement import Persistence
from services.outreach.domain.agreement_words import WITHOUT_YES
from services.outreach.domain.attempt import Channel
from services.outreach.domain.episode import Episode
from services.outreach.domain.follow_up import FollowUp
from services.outreach.domain.ladder_steps import TEAM_TALK_AFTER, Due
from services.outreach.domain.mother_record import MotherRecord
from services.outreach.domain.review import Asked
from services.outreach.domain.team_talk import EndedBy, TeamTalk
from shared.kernel.clock import bounds_of_day, day_of, in_utc
from shared.kernel.ids import new_id

MOST_CONTACTS_A_DAY = 2
_SLACK = timedelta(days=6)
_ONE_CALL = timedelta(minutes=30)
_EVENING = time(20)


@dataclass(kw_only=True)
class MotherOnLadder(MotherRecord):
    """
    Misses without contact lead to a team talk; whatever ends them ends it as well.
    """

    @property
    def newest_miss(self) -> FollowUp:
        return max(
            self.open_follow_ups, key=lambda each: (each.session_started_at, each.id)
        )

    @property
    def misses_without_contact(self) -> int:
        """
        Return the how many-th miss of her ladder the newest is.
        """
        return max(1, self._misses_on_ladder)

    @property
    def next_miss(self) -> int:
        """
        Return the how many-th miss of her ladder the next will be.
        """
        return self._misses_on_ladder + 1

    @property
    def was_asked_to_come(self) -> bool:
        """
        Return whether a text before a session has left for her since she last came.

        One of before a pause, a no thanks that she took back or a team talk that let
        the ladder begin anew does not count.
        """
        return any(
            self._counts(each.see_you_left_at) for each in self._since_she_came()
        )

    @property
    def has_had_her_texts(self) -> bool:
        """
        Return whether she has had her two neutral texts, and has not said yes.
        """
        return self.was_asked_to_come and self.agreement.kind in WITHOUT_YES

    @property
    def was_asked_in_vain(self) -> bool:
        """
        Return whether a text before a session never left, about what she has missed.
        """
        return any(each.asked_in_vain for each in self.open_follow_ups)

    @property
    def is_left_to_come(self) -> bool:
        """
        Return whether nobody asks her again: she comes by herself, or says something.

        She has had her texts. What she has told, a team talk, a day that was promised
        and asking her again are somebody's all the same.
        """
        is_somebodys = self.open_talk is not None or self._is_somebodys
        return (
            bool(self.open_follow_ups) and self.has_had_her_texts and not is_somebodys
        )

    @property
    def gets_texts_alone(self) -> bool:
        """
        Return whether no person is to call or write, because she has not said yes.

        The neutral texts leave by themselves. What she has told, a day that was
        promised and asking her again are somebody's all the same.
        """
        return self.agreement.kind in WITHOUT_YES and not self._is_somebodys

    @property
    def contact_from(self) -> datetime | None:
        """
        Return from when a person may call or write, if her newest miss says when.

        Many cancel just after they have missed. What is somebody's all the same does
        not wait for that.
        """
        if self._is_somebodys or not self.open_follow_ups:
            return None
        return self.newest_miss.visible_from

    def begins_at(self, miss: FollowUp) -> datetime:
        """
        Return from when a miss is somebody's: what she has told is from then on.
        """
        if self.has_told:
            return min(miss.visible_from, miss.waiting_since)
        return miss.visible_from

    def contacts_on(self, day: date, *, until: datetime) -> int:
        """
        Return how often she was contacted on a day so far; one call is one contact.

        To ask her again is one too. What she has begun herself is none.
        """
        texts = [
            at
            for each in self.follow_ups.values()
            for _, at in _texts(each)
            if day_of(at) == day and at <= until
        ]
        return self._contacted_by_hand_on(day) + len(texts)

    def is_enough_for(self, day: date) -> bool:
        """
        Return whether a contact by hand would be the third of a day.

        A text that is still to leave that day counts: she gets it all the same.
        """
        return self.contacts_on(day, until=bounds_of_day(day)[1]) >= MOST_CONTACTS_A_DAY

    def leave_untexted(
        self, *, at: datetime, wants_text: bool = True
    ) -> list[FollowUp]:
        """
        Take back each text that is still to leave and is not wanted any more.

        It would be the third contact of its day, she waits for us to take care of what
        she has told, she wants none or none yet, or her ladder has none now. Return
        what goes on without its text.
        """
        return [
            each
            for each in self.open_follow_ups
            if not (wants_text and self._stays_texted(each, at=at))
            and each.leave_untexted(at=at)
        ]

    def _stays_texted(self, miss: FollowUp, *, at: datetime) -> bool:
        today = day_of(at)
        leaves_today = miss.text_from is not None and day_of(miss.text_from) == today
        is_third = self.contacts_on(today, until=at) >= MOST_CONTACTS_A_DAY
        is_enough = leaves_today and is_third
        return self.may_be_texted_about(miss, at=at) and not is_enough

    def is_turn_of(self, miss: FollowUp) -> bool:
        """
        Return whether so many weeks have gone before this miss as she wants between.
        """
        turn = self._turn_after_contacts(before=miss.session_started_at)
        return turn is None or miss.session_started_at > turn

    def turn_from(self, *, at: datetime) -> date | None:
        """
        Return the day from which a person may contact her, by the weeks she wants.

        All contacts about one miss are one turn. What is somebody's all the same is
        agreed with her.
        """
        if self._is_somebodys:
            return None
        hers = self.open_follow_ups
        before = self.newest_miss.session_started_at if hers else at
        turn = self._turn_after_contacts(before=before)
        return day_of(turn) if turn and turn >= before else None

    def _turn_after_contacts(self, *, before: datetime) -> datetime | None:
        """
        Return after which moment it is her turn again, if she wants weeks between.
        """
        weeks = self.agreement.terms.every_weeks
        if weeks == 1:
            return None
        contacts = [one.at for one in self.asked if one.stands]
        for each in self.follow_ups.values():
            contacts += [one.at for one in each.made]
            contacts += [at for _, at in _texts(each)]
        made = [at for at in contacts if at < before]
        return max(made) + timedelta(weeks=weeks) - _SLACK if made else None

    def may_ask_to_come(self, miss: FollowUp, *, today: date) -> bool:
        """
        Return whether she may be asked before the session that follows this miss.

        Once for each miss; without her yes once until she comes.
        """
        if miss.asked_to_come_at is not None:
            return False
        if self.agreement.persistence(today) is not Persistence.ONCE:
            return True
        return not self.was_asked_to_come

    def may_be_texted_about(self, miss: FollowUp, *, at: datetime) -> bool:
        """
        Return whether her miss brings its neutral text.

        Without her yes there is one until she comes. One that would come on a later
        day, because the register was late, is of no use. None is a third contact, and
        none leaves while she waits for us to take care of what she has told.
        """
        persistence = self.agreement.persistence(day_of(at))
        is_quiet = persistence is Persistence.NEVER or self.has_told
        if miss.text_from is None or is_quiet:
            return False
        if at >= in_utc(day_of(miss.text_from), _EVENING):
            return False
        if not self.agreement.terms.allows(Channel.TEXT):
            return False
        leaves_on = day_of(max(miss.text_from, at))
        if self._contacted_by_hand_on(leaves_on) >= MOST_CONTACTS_A_DAY:
            return False
        if persistence is Persistence.ONCE:
            others = [each for each in self._since_she_came() if each is not miss]
            return not any(
                each.was_texted and self._counts(each.text_from) for each in others
            )
        return self.is_turn_of(miss)

    def falls_due(self, due: Due, *, was_changed: bool = False) -> list[FollowUp]:
        """
        Return those of her open follow-ups of which it is news when they are due.

        One call is about all of them, so they are due together.
        """
        return [
            each
            for each in self.open_follow_ups
            if each.falls_due(due, was_changed=was_changed)
        ]

    def let_talk_follow(self, *, at: datetime) -> None:
        """
        Raise the team talk that is due, or end the one that is not needed any more.
        """
        talk, episode = self.open_talk, self.open_episode
        if talk is None and episode is not None and self._is_talk_due(at):
            self._raise_talk(episode, at=at)
        elif talk is not None and (episode is None or not self._is_talk_due(at)):
            talk.end(by=self._why_not(episode), at=at)
            self.tell_talk(talk)

    def tell_talk(self, talk: TeamTalk) -> None:
        if all(each is not talk for each in self.talk_news):
            self.talk_news.append(talk)

    def is_noted_as_attempt(self, asked: Asked) -> bool:
        """
        Return whether the same call is an attempt about what she has missed: two taps.
        """
        return any(
            abs(one.at - asked.at) < _ONE_CALL and one.by_role is asked.by_role
            for each in self.follow_ups.values()
            for one in each.made
            if not one.she_began
        )

    def _contacted_by_hand_on(self, day: date) -> int:
        """
        Return how often somebody has tried her or asked her again on a day.

        One call about several misses is one, and so is one that is noted as both.
        """
        tried = {
            one.id
            for each in self.follow_ups.values()
            for one in each.made
            if day_of(one.at) == day and not one.she_began
        }
        asked = [
            one
            for one in self.asked
            if one.stands
            and day_of(one.at) == day
            and not self.is_noted_as_attempt(one)
        ]
        return len(tried) + len(asked)

    @property
    def _is_somebodys(self) -> bool:
        has_told = any(each.waits_for for each in self.open_follow_ups)
        return has_told or self.snooze is not None or self.is_to_be_asked

    @property
    def _misses_on_ladder(self) -> int:
        since = self.ladder_from
        return sum(
            since is None or each.session_started_at > since
            for each in self.open_follow_ups
        )

    def _is_talk_due(self, at: datetime) -> bool:
        if self.has_told or self.agreement.has_no_end(day_of(at)):
            return False
        return self._misses_on_ladder >= TEAM_TALK_AFTER

    def _raise_talk(self, episode: Episode, *, at: datetime) -> None:
        # An id of its own: one that has ended may be raised again at the same moment.
        talk = TeamTalk.open(
            talk_id=new_id(),
            mother_id=self.id,
            episode_id=episode.id,
            sessions_missed=self._misses_on_ladder,
            at=at,
        )
        self.talks.append(talk)
        self.tell_talk(talk)

    def _why_not(self, episode: Episode | None) -> EndedBy:
        if episode is None:
            return EndedBy.CLOSED
        return EndedBy.REACHED if self.has_told else EndedBy.NOT_NEEDED

    def _counts(self, texted_at: datetime | None) -> bool:
        """
        Return whether a text is one of the two that she gets without her yes.
        """
        begins = (
            self.ladder_from,
            self.agreement.quiet_until,
            self.agreement.came_back_at,
        )
        return texted_at is not None and all(
            one is None or texted_at > one for one in begins
        )

    def _since_she_came(self) -> list[FollowUp]:
        came = self.last_came_at
        return [
            each
            for each in self.follow_ups.values()
            if came is None or each.session_started_at > came
        ]

    def _join(self, follow_up: FollowUp, *, at: datetime) -> list[Episode]:
        is_first_time = not follow_up.was_opened
        begun = super()._join(follow_up, at=at)
        if is_first_time and not self.may_be_texted_about(follow_up, at=at):
            follow_up.text_from = None
        self.let_talk_follow(at=at)
        return begun

    def _close_if_answered(self, *, at: datetime) -> list[Episode]:
        closed = super()._close_if_answered(at=at)
        self.let_talk_follow(at=at)
        return closed


def _texts(follow_up: FollowUp) -> list[tuple[str, datetime]]:
    """
    Return the texts that have left about it or are to leave, each with its moment.
    """
    found = []
    if follow_up.was_texted and follow_up.text_from is not None:
        found.append(("missed_you", follow_up.text_from))
    if follow_up.see_you_left_at is not None:
        found.append(("see_you", follow_up.see_you_left_at))
    return found
