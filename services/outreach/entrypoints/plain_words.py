"""
Languages and attempts in plain Danish words.
"""

from collections.abc import Sequence
from functools import cache

from babel import Locale

from services.outreach.domain.attempt import Attempt, AttemptOutcome, Channel
from services.outreach.entrypoints.wording import CHANNELS, OUTCOMES

# One word says both how she was tried and that there is a message for her.
_MESSAGES = {
    Channel.TEXT: "Sendte besked",
    Channel.VOICE: "Indtalte besked",
    Channel.VISIT: "Lagde en seddel",
    Channel.CALL: "Ringede, lagde besked",
}
_NOBODY = {Channel.VISIT: "Gik forbi, ingen hjemme"}


def tried(attempt: Attempt) -> str:
    """
    Write an attempt as ``Ringede, intet svar``.
    """
    if attempt.outcome is AttemptOutcome.LEFT_MESSAGE:
        return _MESSAGES[attempt.channel]
    plain = f"{CHANNELS[attempt.channel]}, {OUTCOMES[attempt.outcome]}"
    if attempt.outcome is AttemptOutcome.NO_ANSWER:
        return _NOBODY.get(attempt.channel, plain)
    return plain


def spoken(languages: Sequence[str]) -> str:
    """
    Write language codes as ``tyrkisk, kurdisk og dansk``; an unknown one as it is.
    """
    names = [_name_of(code) for code in languages]
    if len(names) < 2:  # noqa: PLR2004 - two can be joined, one cannot.
        return "".join(names)
    return f"{', '.join(names[:-1])} og {names[-1]}"


def _name_of(code: str) -> str:
    return _names().get(code.replace("-", "_").casefold(), code)


@cache
def _names() -> dict[str, str]:
    table = Locale("da").languages
    return {code.casefold(): name for code, name in table.items()}
