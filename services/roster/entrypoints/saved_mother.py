from typing import Any

from services.roster.domain.mother import Mother


def saved(mother: Mother) -> dict[str, Any]:
    """
    Return what a change of hers answers: nothing that tells who she is.
    """
    return {
        "id": mother.id,
        "enrolment": mother.enrolment,
        "version": mother.version,
    }
