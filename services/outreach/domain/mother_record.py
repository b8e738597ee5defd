"""
What is kept about a mother, and what all that is said about her shares.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Self
from uuid import UUID

from services.outreach.domain.agreement import Agreement
from services.outreach.domain.attendance import Attendance
from services.outreach.domain.enrolment import Enrolment, Place
from services.outreach.domain.episode import Episode
from services.outreach.domain.errors import FollowUpNotFound, MotherSaidNoThanks
from services.outreach.domain.follow_up import FollowUp
from services.outreach.domain.ladder_steps import (
    UNCHANGED,
    Ladder,
    LadderChange,
)
from services.outreach.domain.last_word import CareTakenBack, LastWord
from services.outreach.domain.review import Asked, Review
from services.outreach.domain.snooze import Snooze
from services.outreach.domain.team_talk import TeamTalk
from shared.kernel.ids import id_of_cause


@dataclass(kw_only=True)
class MotherRecord:
    """
    Her agreement, her follow-ups and her one open episode, which only change together.

    ``attendances`` are by session. ``own_ladder`` stands before her group's,
    ``ladder_change`` is who has chosen last which of them, and
    ``ladder_from`` is when a team talk let it begin anew. ``door_open_since`` is when
    one decided that nobody asks until she comes or says something herself. ``talks``
    holds the one that is open, and ``talk_news`` those that have just changed.
    ``review_listed_for`` is the review date for which she was put on the list, and
    ``review`` what was told of it as a task; ``review_news`` is still to be told.
    ``put_offs`` are the days to which she was put off in this transaction, and
    ``cares_taken_back`` what turned out not to be done; all of them are kept.
    ``asked`` are all contacts that were made to ask her again.
    """

    id: UUID
    agreement: Agreement
    enrolment: Enrolment = field(default_factory=Enrolment)
    episodes: list[Episode] = field(default_factory=list)
    follow_ups: dict[UUID, FollowUp] = field(default_factory=dict)
    attendances: dict[UUID, Attendance] = field(default_factory=dict)
    snooze: Snooze | None = None
    put_offs: list[Snooze] = field(default_factory=list)
    cares_taken_back: list[CareTakenBack] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    last_word: LastWord | None = None
    talks: list[TeamTalk] = field(default_factory=list)
    own_ladder: Ladder | None = None
    ladder_change: LadderChange = UNCHANGED
    ladder_from: datetime | None = None
    door_open_since: datetime | None = None
    review_listed_for: date | None = None
    review: Review | None = None
    review_news: list[Review] = field(default_factory=list)
    talk_news: list[TeamTalk] = field(default_factory=list)

    @classmethod
    def unspoken(cls, *, mother_id: UUID) -> Self:
        return cls(id=mother_id, agreement=Agreement.unspoken(mother_id=mother_id))

    @property
    def open_episode(self) -> Episode | None:
        return next((each for each in self.episodes if each.is_open), None)

    @property
    def open_talk(self) -> TeamTalk | None:
        return next((each for each in self.talks if each.is_open), None)

    @property
    def is_to_be_asked(self) -> bool:
        """
        Return whether her review date has come and nobody has asked her since.
        """
        day = self.agreement.ask_again_on
        is_in_group = self.enrolment.place is Place.IN_GROUP
        return is_in_group and day is not None and day == self.review_listed_for

    @property
    def last_came_at(self) -> datetime | None:
        """
        Return when the last session began that she was at.

        A miss from before it needs no follow-up, also when we hear of it late.
        """
        came = [a.session_started_at for a in self.attendances.values() if a.was_there]
        return max(came, default=None)

    @property
    def open_follow_ups(self) -> list[FollowUp]:
        return [each for each in self.follow_ups.values() if each.is_open]

    @property
    def may_be_put_off(self) -> bool:
        """
        Return whether somebody has something to do about her.
        """
        return bool(self.open_follow_ups) or self.is_to_be_asked

    @property
    def has_told(self) -> bool:
        """
        Return whether she has told something that somebody is to take care of.
        """
        return any(each.waits_for for each in self.open_follow_ups)

    @property
    def has_concern(self) -> bool:
        """
        Return whether a concern of hers waits for somebody to pass it on.
        """
        return any(each.holds_concern for each in self.open_follow_ups)

    def follow_up(self, key: UUID) -> FollowUp:
        """
        Return one of hers.

        Raises FollowUpNotFound.
        """
        if key not in self.follow_ups:
            raise FollowUpNotFound(id=str(key))
        return self.follow_ups[key]

    def _of_session(self, session_id: UUID) -> FollowUp | None:
        """
        Return the follow-up of a session.

        Its id tells nothing: that of a mother who was entered twice is of the other.
        """
        found = (f for f in self.follow_ups.values() if f.session_id == session_id)
        return next(found, None)

    def _known_or(self, fresh: FollowUp) -> FollowUp:
        """
        Return the follow-up of the same session that is known already, or this one.
        """
        known = self._of_session(fresh.session_id) or fresh
        return self.follow_ups.setdefault(known.id, known)

    def forget_promise(self) -> None:
        """
        Put her off no more, nor after an undoing: what was promised is overtaken.
        """
        self.snooze = None
        if self.last_word is not None:
            self.last_word = replace(self.last_word, snooze=None)

    def refuse_after_no_thanks(self) -> None:
        if not self.agreement.allows_contact:
            raise MotherSaidNoThanks(
                state=self.agreement.kind, version=self.agreement.version
            )

    def _join(self, follow_up: FollowUp, *, at: datetime) -> list[Episode]:
        """
        Take an opened follow-up into her open episode; return a new one if it is new.
        """
        episode = self.open_episode
        begun = [] if episode else [self._begin_episode(follow_up, at=at)]
        follow_up.episode_id = (episode or begun[0]).id
        return begun

    def _begin_episode(self, follow_up: FollowUp, *, at: datetime) -> Episode:
        key = id_of_cause("episode", follow_up.id, str(follow_up.version))
        episode = Episode.open(episode_id=key, mother_id=self.id, at=at)
        self.episodes.append(episode)
        return episode

    def _close_if_answered(self, *, at: datetime) -> list[Episode]:
        episode = self.open_episode
        if episode is None:
            return []
        hers = [f for f in self.follow_ups.values() if f.episode_id == episode.id]
        return [episode] if episode.close_if_answered(follow_ups=hers, at=at) else []
