"""
A mother's way through the group, as staff say it.
"""

from collections.abc import Mapping

from services.roster.domain.enrolment import (
    Decision,
    Enrolment,
    Help,
    LeaveReason,
    PauseReason,
    ReviewCause,
    Step,
    SuggestedBy,
)
from services.roster.entrypoints.danish_words import OUTCOMES
from shared.web.language import lazy_gettext as _

STATES: dict[str, str] = {
    Enrolment.SUGGESTED: _("Foreslået"),
    Enrolment.INVITED: _("Inviteret"),
    Enrolment.INTERESTED: _("Vil gerne komme"),
    Enrolment.FIRST_VISIT_PLANNED: _("Første besøg er aftalt"),
    Enrolment.ACTIVE: _("I gruppen"),
    Enrolment.PAUSED: _("Holder pause"),
    Enrolment.LEAVING: _("På vej videre"),
    Enrolment.ALUMNI: _("Tidligere i gruppen"),
    Enrolment.DECLINED: _("Nej tak"),
    Enrolment.ERASED: _("Slettet"),
}
SUGGESTED_BY: dict[str, str] = {
    SuggestedBy.HEALTH_VISITOR: _("Sundhedsplejersken"),
    SuggestedBy.DAYCARE: _("Dagtilbuddet"),
    SuggestedBy.HOUSING_TEAM: _("Det boligsociale team"),
    SuggestedBy.A_MOTHER: _("En mor i gruppen"),
    SuggestedBy.HERSELF: _("Hun spurgte selv"),
    SuggestedBy.ANOTHER: _("En anden"),
}
PAUSE_REASONS: dict[str, str] = {
    PauseReason.ILLNESS: _("Sygdom"),
    PauseReason.TRAVEL: _("Rejse"),
    PauseReason.BIRTH: _("Fødsel"),
    PauseReason.EXAM: _("Eksamen eller kursus"),
    PauseReason.WORK: _("Arbejde"),
    PauseReason.ANOTHER: _("Andet"),
}
LEAVE_REASONS: dict[str, str] = {
    LeaveReason.DAYCARE: _("Barnet er begyndt i dagtilbud"),
    LeaveReason.SCHOOL: _("Skole eller uddannelse"),
    LeaveReason.WORK: _("Arbejde"),
    LeaveReason.MOVED: _("Flyttet"),
    LeaveReason.NO_LONGER_MAKES_SENSE: _("Det giver ikke mening for hende mere"),
}
CAUSES: dict[str, str] = {
    ReviewCause.NO_ANSWER: _("Hun har ikke svaret i 30 dage"),
    ReviewCause.CHILD_OVER_TWO: _("Et barn er fyldt to år"),
    ReviewCause.ABSENT_SIX_WEEKS: _("Hun har ikke været her i seks uger"),
    ReviewCause.DAYCARE_STARTED: _("Barnet er begyndt i dagtilbud"),
}
DECISIONS: dict[str, str] = {
    Decision.STAYS: _("Hun bliver i gruppen"),
    Decision.LEAVES: _("Hun er på vej videre"),
    Decision.ASK_AGAIN: _("Spørg hende igen"),
    Decision.LET_REST: _("Lad hende være i fred for nu"),
}
HELP: dict[str, str] = {
    Help.WELCOME: _("Tage imod nye"),
    Help.TRANSLATE: _("Oversætte"),
    Help.COOK: _("Lave mad eller kage"),
    Help.TRIP: _("Tage med på tur"),
    Help.MAKE_READY: _("Gøre klar og rydde op"),
    Help.RUN_SESSION: _("Stå for en mødegang"),
}
STEPS: dict[str, str] = {
    Step.LISTED: _("Skrevet på listen"),
    Step.SUGGESTED: _("Foreslået"),
    Step.INVITED: _("Inviteret"),
    Step.SAID_YES: _("Hun sagde ja"),
    Step.FIRST_VISIT_PLANNED: _("Første besøg aftalt"),
    Step.CAME_FIRST_TIME: _("Kom første gang"),
    Step.FIRST_VISIT_FELL_THROUGH: _("Det første besøg blev ikke til noget"),
    Step.FIRST_VISIT_CORRECTED: _("Registeret blev rettet: hun var ikke med"),
    Step.PAUSED: _("Pause"),
    Step.RESUMED: _("Tilbage fra pause"),
    Step.REVIEW_RAISED: _("I blev bedt om at tage stilling"),
    Step.REVIEW_PROPOSED: _("Den første har sagt"),
    Step.REVIEW_DECIDED: _("I er enige"),
    Step.STAYED: _("Hun bliver alligevel"),
    Step.LEFT: _("Gået videre"),
    Step.SAID_NO_THANKS: _("Hun sagde nej tak"),
    Step.CAME_BACK: _("Hun vil gerne komme igen"),
    Step.NEW_BIRTH: _("Foreslået igen efter en fødsel"),
    Step.NEW_BABY: _("Foreslået igen med et nyt barn"),
    Step.OFFERED_HELP: _("Tilbyder at hjælpe"),
    Step.WITHDREW_HELP: _("Hjælper ikke mere"),
    Step.TOOK_YES_BACK: _("Vil ikke have, at vi bliver ved"),
    Step.CHANGED_GROUP: _("Kom i en anden gruppe"),
    Step.MERGED: _("Stod her to gange og er nu én"),
    Step.ERASED: _("Slettet"),
    Step.UNDONE: _("Fortrudt"),
}
# What a step's code is called; of those that are left out the step says it all.
REASONS: Mapping[str, Mapping[str, str]] = {
    Step.SUGGESTED: SUGGESTED_BY,
    Step.FIRST_VISIT_FELL_THROUGH: OUTCOMES,
    Step.FIRST_VISIT_CORRECTED: OUTCOMES,
    Step.PAUSED: PAUSE_REASONS,
    Step.REVIEW_RAISED: CAUSES,
    Step.REVIEW_PROPOSED: DECISIONS,
    Step.REVIEW_DECIDED: DECISIONS,
    Step.LEFT: LEAVE_REASONS,
    Step.OFFERED_HELP: HELP,
    Step.UNDONE: STEPS,
}


def reason_of(step: str, reason: str | None) -> str | None:
    return REASONS.get(step, {}).get(reason or "")
