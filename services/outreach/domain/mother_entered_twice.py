"""
A mother who was entered twice: what is known under both ids, as one.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Self

from services.outreach.domain.agreement import AgreementKind
from services.outreach.domain.attendance import Attendance
from services.outreach.domain.change import Change, only_opened_once
from services.outreach.domain.episode import Episode, EpisodeOutcome
from services.outreach.domain.follow_up import FollowUp
from services.outreach.domain.mother_on_the_list import MotherOnTheList
from services.outreach.domain.review import ReviewOutcome
from services.outreach.domain.snooze import Snooze
from services.outreach.domain.team_talk import EndedBy, TeamTalk


@dataclass(kw_only=True)
class Joined:
    """
    What has changed, and the follow-ups that have given way to another of hers.

    ``opened`` are those that a concern has opened again.
    """

    change: Change
    given_way: list[FollowUp] = field(default_factory=list)
    opened: list[FollowUp] = field(default_factory=list)


@dataclass(kw_only=True)
class MotherEnteredTwice(MotherOnTheList):
    """
    It must not matter what was told before the two were found to be one.
    """

    def take_over(self, other: Self, *, at: datetime) -> Joined:
        """
        Take all that is known under another id of hers; where she stands is told anew.

        Her open episode stays one, and each session has one follow-up.
        """
        before = self.agreement.kind
        self.snooze = self._snooze_of_both(other)
        self.let_attempts_stand([*self._attempts(), *other._attempts()], at=at)
        self.agreement.join(other.agreement)
        self._take_over_attendances(other)
        self._take_over_ladder(other, at=at)
        self._end_review_of(other, at=at)
        joined = Joined(change=Change(episodes=self._take_over_episodes(other, at=at)))
        for each in other.follow_ups.values():
            gone = self._take_over_follow_up(each, joined, at=at)
            if gone is not None:
                joined.given_way.append(gone)
                if gone.give_way(at=at):
                    joined.change.follow_ups += only_opened_once([gone])
        joined.change.add(self._stand_anew(joined.opened, at=at))
        has_said = other.agreement.kind is not AgreementKind.NONE
        if has_said or before is not self.agreement.kind:
            joined.change.agreement_from = before
        opened = {each.id for each in joined.change.follow_ups}
        joined.change.untexted = [
            each for each in self.leave_untexted(at=at) if each.id not in opened
        ]
        return joined

    def _snooze_of_both(self, other: Self) -> Snooze | None:
        """
        Return the earlier day; of one who waits without being put off it is now.
        """
        if any(one.snooze is None and one.open_follow_ups for one in (self, other)):
            return None
        days = [one.snooze for one in (self, other) if one.snooze is not None]
        return min(days, key=lambda each: each.until, default=None)

    def _take_over_ladder(self, other: Self, *, at: datetime) -> None:
        """
        Go on with one team talk; what was agreed for either of her holds.
        """
        for talk in other.talks:
            talk.mother_id = self.id
            if self.open_talk is not None:
                talk.end(by=EndedBy.NOT_NEEDED, at=at)
                self.tell_talk(talk)
            self.talks.append(talk)
        if self.own_ladder is None and other.own_ladder is not None:
            self.own_ladder = other.own_ladder
            self.ladder_change = other.ladder_change
        self.ladder_from = _later(self.ladder_from, other.ladder_from)
        self.door_open_since = _later(self.door_open_since, other.door_open_since)

    def _end_review_of(self, other: Self, *, at: datetime) -> None:
        """
        Withdraw what was told under the other id: she is asked once, under this one.
        """
        if other.review is not None and other.review.is_open:
            ended = other.review.ended(ReviewOutcome.WITHDRAWN, at=at)
            self.review_news.append(ended)

    def _take_over_attendances(self, other: Self) -> None:
        """
        Keep the newest word on each session; of two as new, that she was there.
        """
        for theirs in other.attendances.values():
            told = replace(theirs, mother_id=self.id)
            mine = self.attendances.get(told.session_id)
            if mine is None or _weight(told) > _weight(mine):
                self.attendances[told.session_id] = told

    def _take_over_episodes(self, other: Self, *, at: datetime) -> list[Episode]:
        """
        Let what was open under either id go on in one episode; return one that ends.
        """
        mine, theirs = self.open_episode, other.open_episode
        if theirs is None:
            return []
        theirs.mother_id = self.id
        self.episodes.append(theirs)
        if mine is None:
            return []
        for each in other.follow_ups.values():
            if each.episode_id == theirs.id:
                each.episode_id = mine.id
        theirs.close(outcome=EpisodeOutcome.CORRECTED, at=at)
        _go_on_in(mine, talks=other.talks)
        return [theirs]

    def _take_over_follow_up(
        self, theirs: FollowUp, joined: Joined, *, at: datetime
    ) -> FollowUp | None:
        """
        Make it hers; of two of one session return the one that gives way.

        What a person has ended stands above what the register says, and of that the
        newest word.
        """
        theirs.mother_id = self.id
        mine = self._of_session(theirs.session_id)
        if mine is None:
            self.follow_ups[theirs.id] = theirs
            return None
        stays, goes = mine, theirs
        if _standing(theirs) > _standing(mine):
            stays, goes = theirs, mine
        del self.follow_ups[mine.id]
        self.follow_ups[stays.id] = stays
        stays.episode_id = stays.episode_id or goes.episode_id
        if stays.take_over(goes, at=at):
            joined.opened.append(stays)
        return goes

    def _stand_anew(self, opened: Iterable[FollowUp], *, at: datetime) -> Change:
        """
        Let each follow-up stand as it would if all had been told of one id.
        """
        opened = [*opened] + [
            each
            for each in self.follow_ups.values()
            if each.had_not_come_back(last_came_at=self.last_came_at, at=at)
            or (self._is_in_group_at(each) and each.wake(at=at))
        ]
        if opened:
            self.forget_promise()
        change = self._let_stand(opened, at=at)
        ended = [each for each in self.open_follow_ups if self._ends_now(each, at=at)]
        change.add(Change(follow_ups=only_opened_once(ended)))
        change.add(Change(episodes=self._close_if_answered(at=at)))
        return change

    def _ends_now(self, each: FollowUp, *, at: datetime) -> bool:
        if self._is_unwanted(each):
            return each.stop(at=at)
        if self._rests(each, at=at):
            return True
        return each.came_back(last_came_at=self.last_came_at, at=at)


def _go_on_in(episode: Episode, *, talks: Iterable[TeamTalk]) -> None:
    for talk in talks:
        talk.episode_id = episode.id


def _later(one: datetime | None, other: datetime | None) -> datetime | None:
    return max((each for each in (one, other) if each is not None), default=None)


def _weight(told: Attendance) -> tuple[int, bool]:
    return told.version, told.was_there


def _standing(follow_up: FollowUp) -> tuple[bool, int]:
    return follow_up.is_final, follow_up.attendance_version
