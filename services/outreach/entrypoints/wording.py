"""
What the pages of outreach say in plain Danish.
"""

from services.outreach.domain.agreement import AgreementKind
from services.outreach.domain.attempt import AttemptOutcome, Channel

WORDING: dict[str, str] = {
    "mother-not-found": "Hun står ikke på listen. Gå til oversigten.",
    "follow-up-not-found": "Opfølgningen findes ikke. Gå til oversigten.",
    "follow-up-closed": (
        "Opfølgningen er allerede afsluttet. Gå til oversigten, og se, hvad der står"
        " tilbage."
    ),
    "follow-up-not-reached": (
        "I har ikke talt sammen endnu. Skriv først, hvad hun har svaret."
    ),
    "not-an-answer": "Vælg et af de svar, der står på siden.",
    "episode-closed": "Forløbet er allerede afsluttet. Gå til oversigten.",
    "mother-said-no-thanks": (
        "Hun har sagt nej tak. Kontakt hende ikke. Vil hun selv være med igen, så skriv"
        " det på hendes side."
    ),
    "yes-older-than-no-thanks": ("Hun har sagt nej tak efter den dag. Nej tak gælder."),
}

CHANNELS: dict[Channel, str] = {
    Channel.CALL: "Ringede",
    Channel.TEXT: "Skrev",
    Channel.VOICE: "Indtalte",
    Channel.VISIT: "Gik forbi",
}

OUTCOMES: dict[AttemptOutcome, str] = {
    AttemptOutcome.NO_ANSWER: "intet svar",
    AttemptOutcome.LEFT_MESSAGE: "lagde besked",
    AttemptOutcome.COMING_NEXT: "hun kommer næste gang",
    AttemptOutcome.PRACTICAL_HELP: "hun har brug for hjælp til at komme",
    AttemptOutcome.KEEP_GOING: "hun sagde: bare bliv ved",
    AttemptOutcome.JUST_HARD_TODAY: "det var bare svært den dag",
    AttemptOutcome.WANTS_PAUSE: "hun vil gerne holde pause",
    AttemptOutcome.CONCERN: "der er en bekymring",
    AttemptOutcome.NO_THANKS: "hun sagde nej tak",
}

AGREEMENTS: dict[AgreementKind, str] = {
    AgreementKind.NONE: "Hun har ikke sagt endnu, om hun vil kontaktes.",
    AgreementKind.SAID_YES: "Hun vil gerne komme.",
    AgreementKind.KEEP_GOING: "Hun har sagt: Bare bliv ved med at skrive og ringe.",
    AgreementKind.NO_THANKS: "Hun har sagt nej tak. Kontakt hende ikke.",
}

ENDS: dict[str, str] = {
    "came_back": "Hun er kommet igen",
    "late_cancellation": "Trukket tilbage: sent afbud",
    "corrected": "Trukket tilbage: protokollen er rettet",
    "session_cancelled": "Trukket tilbage: mødegangen blev aflyst",
    "coming_next": "Hun kommer næste gang",
    "practical_help": "Hun får hjælp til at komme",
    "keep_going": "Hun sagde: bare bliv ved",
    "just_hard_today": "Det var bare svært den dag",
    "wants_pause": "Hun holder pause",
    "concern": "Bekymringen er givet videre",
    "no_thanks": "Stoppet: hun sagde nej tak",
}
