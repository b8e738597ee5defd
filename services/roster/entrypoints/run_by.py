"""
Who runs a group, as a form or a call tells it.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from services.roster.domain.group import RUNS_A_GROUP, Group
from services.roster.usecases.change_who_runs import change_who_runs
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
    chosen, rest = chosen_in(told)
    rest["run_by"] = choose_organisations(
        chosen, own=own_organisation(call), known=known
    )
    return rest


def hand_over(
    call: Call, group_id: UUID, told: Mapping[str, Any], *, known: Known, uow: Any
) -> Group:
    """
    Let those who were named run a group from now on.
    """
    chosen, rest = chosen_in(told)
    return change_who_runs(
        group_id=group_id,
        chosen=chosen,
        known=known,
        own=own_organisation(call),
        sure=rest["sure"],
        seen_version=rest["version"],
        now=call.now,
        uow=uow,
    )


def chosen_in(
    told: Mapping[str, Any],
) -> tuple[dict[Organisation, UUID | None], dict[str, Any]]:
    """
    Return which organisation of each kind was named, and what else was told.
    """
    rest = dict(told)
    return {kind: rest.pop(f"{kind}_id") for kind in RUNS_A_GROUP}, rest
