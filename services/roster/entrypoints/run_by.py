"""
Who runs a new group, as a form or a call tells it.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from services.roster.domain.group import RUNS_A_GROUP
from services.roster.usecases.choose_organisations import Known, choose_organisations
from shared.kernel.organisations import Organisation
from shared.web.http import Call


def own_organisation(call: Call) -> tuple[Organisation, UUID]:
    return call.organisation, call.organisation_id


def with_run_by(told: Mapping[str, Any], *, call: Call, known: Known) -> dict[str, Any]:
    """
    Put the organisations that were named apart from the rest.

    Raises Invalid, naming the fields.
    """
    rest = dict(told)
    chosen = {kind: rest.pop(f"{kind}_id") for kind in RUNS_A_GROUP}
    rest["run_by"] = choose_organisations(
        chosen, own=own_organisation(call), known=known
    )
    return rest
