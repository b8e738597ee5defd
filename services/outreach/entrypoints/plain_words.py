"""
Languages and attempts in plain words.
"""

from collections.abc import Sequence

from services.outreach.domain.attempt import Attempt, AttemptOutcome, Channel
from services.outreach.entrypoints.wording import CHANNELS, OUTCOMES
from shared.web.language import gettext
from shared.web.language import lazy_gettext as _
from shared.web.moments import language_name

# One word says both how she was tried and that there is a message for her.
_MESSAGES = {
    Channel.TEXT: _("Sendte besked"),
    Channel.VOICE: _("Indtalte besked"),
    Channel.VISIT: _("Lagde en seddel"),
    Channel.CALL: _("Ringede, lagde besked"),
    Channel.BUDDY: CHANNELS[Channel.BUDDY],
    Channel.PICKUP_OFFER: CHANNELS[Channel.PICKUP_OFFER],
}
_NOBODY = {Channel.VISIT: _("Gik forbi, ingen hjemme")}


def tried(attempt: Attempt) -> str:
    """
    Write an attempt as ``Ringede, intet svar``.
    """
    if attempt.outcome is AttemptOutcome.LEFT_MESSAGE:
        return str(_MESSAGES[attempt.channel])
    plain = f"{CHANNELS[attempt.channel]}, {OUTCOMES[attempt.outcome]}"
    if attempt.outcome is AttemptOutcome.NO_ANSWER:
        return str(_NOBODY.get(attempt.channel, plain))
    return plain


def spent(minutes: int) -> str:
    """
    Write minutes as ``1 t 20 min``.
    """
    hours, rest = divmod(minutes, 60)
    if not hours:
        return gettext("%(minutes)s min") % {"minutes": rest}
    if not rest:
        return gettext("%(hours)s t") % {"hours": hours}
    return gettext("%(hours)s t %(minutes)s min") % {"hours": hours, "minutes": rest}


def spoken(languages: Sequence[str]) -> str:
    """
    Write language codes as ``tyrkisk, kurdisk og dansk``; an unknown one as it is.
    """
    names = [language_name(code) for code in languages]
    if len(names) < 2:  # noqa: PLR2004 - two can be joined, one cannot.
        return "".join(names)
    first = ", ".join(names[:-1])
    return gettext("%(first)s og %(last)s") % {"first": first, "last": names[-1]}
