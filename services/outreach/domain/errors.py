"""
The ways in which outreach says no.
"""

from shared.kernel.refusal import Conflict, Forbidden, Invalid, NotFound

# What a caller adds who wants a contact written down that was made all the same.
MADE_ALREADY = {"made_already": "true"}


class MotherNotFound(NotFound):
    """
    No mother is known under this id.
    """

    code = "mother-not-found"


class GroupNotFound(NotFound):
    """
    No group is known under this id.
    """

    code = "group-not-found"


class FollowUpNotFound(NotFound):
    """
    No follow-up is known under this id.
    """

    code = "follow-up-not-found"


class TaskFeedNotFound(NotFound):
    """
    This link opens no list of tasks.
    """

    code = "task-feed-not-found"


class WebhookNotFound(NotFound):
    """
    No webhook is known under this id.
    """

    code = "webhook-not-found"


class AttemptNotFound(NotFound):
    """
    No attempt of this follow-up is known under this id.
    """

    code = "attempt-not-found"


class EnoughForToday(Conflict):
    """
    She has been contacted twice today; ``next_on`` is when the next contact is right.
    """

    code = "enough-for-today"


class NotAgreedTo(Conflict):
    """
    She has not said that she wants to be contacted: the texts leave by themselves.
    """

    code = "not-agreed-to"


class NotToBeContactedNow(Conflict):
    """
    Nobody calls or writes to her at that time; from ``next_from`` on somebody may.
    """

    code = "not-to-be-contacted-now"


class NotHerWay(Conflict):
    """
    She has said by which ways she wants to be contacted, and this is none of them.
    """

    code = "not-her-way"


class AttemptStands(Conflict):
    """
    This attempt is not taken back any more: it is too long ago, or something newer is.
    """

    code = "attempt-stands"


class NoThanksStands(Conflict):
    """
    A no thanks has stopped everything everywhere; only her own words change it.
    """

    code = "no-thanks-stands"


class CareStands(Conflict):
    """
    That it was taken care of is not taken back any more: too long ago, or not the last.
    """

    code = "care-stands"


class NothingOpen(Conflict):
    """
    Nothing of hers is open, so there is nothing to put off.
    """

    code = "nothing-open"


class ConcernWaits(Conflict):
    """
    A concern is not put off.
    """

    code = "concern-waits"


class FollowUpClosed(Conflict):
    """
    This follow-up has ended; what ended is not edited.
    """

    code = "follow-up-closed"


class FollowUpNotReached(Conflict):
    """
    Nobody has spoken with her yet, so there is no answer to complete it with.
    """

    code = "follow-up-not-reached"


class WaitsForSomethingElse(Conflict):
    """
    What she told is still to be taken care of; ``waits_for`` names it.
    """

    code = "waits-for-something-else"


class NotAnAnswer(Invalid):
    """
    This outcome is not an answer that a follow-up can be completed with.
    """

    code = "not-an-answer"


class EpisodeClosed(Conflict):
    """
    This episode has ended; a later miss opens a new one.
    """

    code = "episode-closed"


class MotherSaidNoThanks(Conflict):
    """
    She does not want contact; only her own later words can change that.
    """

    code = "mother-said-no-thanks"


class YesOlderThanNoThanks(Conflict):
    """
    This yes was said before she said no thanks, or on the same day.
    """

    code = "yes-older-than-no-thanks"


class OlderThanHerWord(Conflict):
    """
    She has said something else about being contacted since that day.
    """

    code = "older-than-her-word"


class TeamTalkNotFound(NotFound):
    """
    No team talk is known under this id.
    """

    code = "team-talk-not-found"


class TeamTalkEnded(Conflict):
    """
    This team talk has been decided, or is not needed any more.
    """

    code = "team-talk-ended"


class NotAskedToAsk(Conflict):
    """
    The health visitor was not to ask this mother, or has asked her already.
    """

    code = "not-asked-to-ask"


class ColleagueNotFound(NotFound):
    """
    No colleague who follows up is known under this id.
    """

    code = "colleague-not-found"


class NotHerDeputy(Conflict):
    """
    Whoever stands in for her gives her list back, and nobody else.
    """

    code = "not-her-deputy"


class NotOfTheTeam(Forbidden):
    """
    Only those who work with the mothers have a say in a team talk.
    """

    code = "not-of-the-team"
