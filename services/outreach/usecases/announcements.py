"""
What is announced of a change: each thing with its own version, one event a version.
"""

from datetime import date
from typing import Any, cast

from services.outreach.domain.agreement import AgreementKind
from services.outreach.domain.attempt import NOT_REACHED, Attempt
from services.outreach.domain.change import Change
from services.outreach.domain.episode import Episode
from services.outreach.domain.follow_up import FollowUp
from services.outreach.domain.follow_up_state import FollowUpState
from services.outreach.domain.mother import Mother
from services.outreach.domain.review import Review
from services.outreach.domain.team_talk import TeamTalk
from services.outreach.usecases.ports import Outbox
from shared.contracts.outreach import (
    AgreementChanged,
    AgreementTakenBack,
    AttemptLogged,
    AttemptTakenBack,
    EpisodeClosed,
    EpisodeOpened,
    FollowUpCompleted,
    FollowUpEvent,
    FollowUpOpened,
    FollowUpOutcome,
    FollowUpScheduled,
    FollowUpStopped,
    FollowUpWithdrawn,
    LadderStep,
    NeutralTextWithdrawn,
    NoTextReason,
    ReviewDue,
    ReviewEnded,
    ReviewEvent,
    StopReason,
    TalkEnd,
    TeamRole,
    TeamTalkDecided,
    TeamTalkEnded,
    TeamTalkEvent,
    TeamTalkRequested,
    WithdrawalReason,
)
from shared.kernel.clock import day_of


def announce(change: Change, *, mother: Mother, outbox: Outbox) -> None:
    """
    Announce an attempt, what was opened or has ended, and her new word.

    An episode begins before its follow-ups and ends after them.
    """
    begun = [each for each in change.episodes if each.is_open]
    closed = [each for each in change.episodes if not each.is_open]
    _announce_attempt(change, mother=mother, outbox=outbox)
    for episode in begun:
        outbox.add(_begun(episode), version=episode.version)
    for follow_up in change.follow_ups:
        outbox.add(_follow_up(follow_up, change), version=follow_up.version)
    for follow_up in change.untexted:
        outbox.add(_untexted(follow_up, change, mother), version=follow_up.version)
    for episode in closed:
        outbox.add(_closed(episode, mother=mother), version=episode.version)
    _announce_talks(mother, outbox=outbox)
    _announce_reviews(mother, outbox=outbox)
    _announce_agreement(change, mother=mother, outbox=outbox)


def _announce_attempt(change: Change, *, mother: Mother, outbox: Outbox) -> None:
    """
    Tell that she was tried, when it was, or that this was a slip.
    """
    if change.attempt is not None:
        told = _attempt(change, change.attempt, mother=mother)
        outbox.add(told, version=1, happened_at=change.attempt.at)
    if change.taken_back is not None:
        outbox.add(_slip(change.taken_back, mother=mother), version=2)


def _announce_talks(mother: Mother, *, outbox: Outbox) -> None:
    """
    Tell what has become of a team talk, once.
    """
    for talk in mother.talk_news:
        outbox.add(_talk(talk), version=talk.version)
    mother.talk_news.clear()


def _talk(talk: TeamTalk) -> TeamTalkEvent:
    about = {"mother_id": talk.mother_id, "talk_id": talk.id}
    if talk.is_open:
        return TeamTalkRequested(**about, sessions_missed=talk.sessions_missed)
    if talk.decision is not None:
        roles = cast("tuple[TeamRole, ...]", tuple(role.value for role in talk.roles))
        return TeamTalkDecided(**about, decision=talk.decision.value, roles=roles)
    return TeamTalkEnded(**about, reason=cast("TalkEnd", str(talk.ended_by)))


def _announce_reviews(mother: Mother, *, outbox: Outbox) -> None:
    """
    Tell that she is to be asked again, or is not any more, once.
    """
    for review in mother.review_news:
        outbox.add(_review(review, mother=mother), version=review.version)
    mother.review_news.clear()


def _review(review: Review, *, mother: Mother) -> ReviewEvent:
    about = {"mother_id": mother.id, "review_id": review.id}
    if review.outcome is None:
        return ReviewDue(**about, review_on=review.on, due_on=review.due_on)
    return ReviewEnded(**about, outcome=review.outcome.value)


def _announce_agreement(change: Change, *, mother: Mother, outbox: Outbox) -> None:
    """
    Tell her new word, or that one was a slip and what holds again.
    """
    if change.agreement_from is None:
        return
    was_no_thanks = change.agreement_from is AgreementKind.NO_THANKS
    if change.unsaid is not None and was_no_thanks:
        outbox.add(_not_said(mother), version=mother.agreement.version)
        return
    # Where a word was taken back and there is none, the day of that.
    said_on = mother.agreement.said_on or change.unsaid_on
    if said_on is not None:
        told = _said(change.agreement_from, mother=mother, said_on=said_on)
        outbox.add(told, version=mother.agreement.version)


def _said(before: AgreementKind, *, mother: Mother, said_on: date) -> AgreementChanged:
    agreement = mother.agreement
    return AgreementChanged(
        from_kind=before.value,
        said_on=said_on,
        **_holds(mother),
        cadence=agreement.terms.every_weeks,
        channels=tuple(sorted(channel.value for channel in agreement.terms.channels)),
        review_on=agreement.review_on,
    )


def _not_said(mother: Mother) -> AgreementTakenBack:
    return AgreementTakenBack(said_on=mother.agreement.said_on, **_holds(mother))


def _holds(mother: Mother) -> dict[str, Any]:
    agreement = mother.agreement
    came_back_at = agreement.came_back_at
    return {
        "mother_id": mother.id,
        "to_kind": agreement.kind.value,
        "scope": agreement.scope.value if agreement.scope else "all",
        "came_back_on": came_back_at and day_of(came_back_at),
    }


def _begun(episode: Episode) -> EpisodeOpened:
    return EpisodeOpened(mother_id=episode.mother_id, episode_id=episode.id)


def _attempt(change: Change, attempt: Attempt, *, mother: Mother) -> AttemptLogged:
    return AttemptLogged(
        mother_id=mother.id,
        attempt_id=attempt.id,
        follow_up_id=attempt.follow_up_id,
        channel=attempt.channel.value,
        reached=attempt.outcome not in NOT_REACHED,
        step=cast("LadderStep | None", change.step and change.step.value),
        minutes=attempt.minutes,
    )


def _slip(attempt: Attempt, *, mother: Mother) -> AttemptTakenBack:
    return AttemptTakenBack(
        mother_id=mother.id,
        attempt_id=attempt.id,
        follow_up_id=attempt.follow_up_id,
    )


def _follow_up(follow_up: FollowUp, change: Change) -> FollowUpEvent:
    return _opened(follow_up) if follow_up.is_open else _ended(follow_up, change)


def _opened(follow_up: FollowUp) -> FollowUpOpened:
    return FollowUpOpened(
        mother_id=follow_up.mother_id,
        follow_up_id=follow_up.id,
        session_id=follow_up.session_id,
        session_started_at=follow_up.session_started_at,
        visible_from=follow_up.visible_from,
        missed_in_a_row=follow_up.missed_in_a_row,
        neutral_text=follow_up.text_from is not None,
        text_from=follow_up.text_from,
        **_due(follow_up),
    )


def _untexted(
    follow_up: FollowUp, change: Change, mother: Mother
) -> NeutralTextWithdrawn:
    return NeutralTextWithdrawn(
        mother_id=follow_up.mother_id,
        follow_up_id=follow_up.id,
        reason=_why_untexted(change, mother),
    )


def _why_untexted(change: Change, mother: Mother) -> NoTextReason:
    if mother.has_told:
        return "answered"
    tried = change.attempt
    if tried is not None and mother.is_enough_for(day_of(tried.noted_at)):
        return "enough_for_today"
    return "not_wanted"


def scheduled(follow_up: FollowUp) -> FollowUpScheduled:
    return FollowUpScheduled(
        mother_id=follow_up.mother_id,
        follow_up_id=follow_up.id,
        session_id=follow_up.session_id,
        visible_from=follow_up.visible_from,
        **_due(follow_up),
    )


def _due(follow_up: FollowUp) -> dict[str, Any]:
    due = follow_up.due
    return {"due_on": due.on, "ladder_step": due.step and due.step.value}


def _ended(follow_up: FollowUp, change: Change) -> FollowUpEvent:
    mother_id, key = follow_up.mother_id, follow_up.id
    if follow_up.state is FollowUpState.STOPPED:
        why = cast("StopReason", str(follow_up.reason))
        return FollowUpStopped(mother_id=mother_id, follow_up_id=key, reason=why)
    if follow_up.state is FollowUpState.WITHDRAWN:
        reason = cast("WithdrawalReason", str(follow_up.reason))
        return FollowUpWithdrawn(mother_id=mother_id, follow_up_id=key, reason=reason)
    outcome = cast("FollowUpOutcome", str(follow_up.reason))
    return FollowUpCompleted(
        mother_id=mother_id,
        follow_up_id=key,
        outcome=outcome,
        agreed_session_id=change.agreed_session_id,
    )


def _closed(episode: Episode, *, mother: Mother) -> EpisodeClosed:
    if episode.outcome is None or episode.closed_at is None:
        raise ValueError("An open episode was announced as closed.")
    made = {
        attempt.id
        for each in mother.follow_ups.values()
        if each.episode_id == episode.id
        for attempt in each.made
    }
    return EpisodeClosed(
        mother_id=episode.mother_id,
        episode_id=episode.id,
        outcome=episode.outcome.value,
        attempts=len(made),
        days_open=(day_of(episode.closed_at) - day_of(episode.opened_at)).days,
    )
