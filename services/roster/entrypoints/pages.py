"""
The roster's pages.
"""

from typing import Any

from services.roster.entrypoints import (
    pages_calendar,
    pages_duplicates,
    pages_enrolment,
    pages_erasures,
    pages_exports,
    pages_figures,
    pages_groups,
    pages_holidays,
    pages_imports,
    pages_mothers,
    pages_mothers_list,
    pages_offline,
    pages_own,
    pages_pick_ups,
    pages_profile,
    pages_questions,
    pages_registers,
    pages_retention,
    pages_sessions,
    pages_staffing,
    pages_walk_ins,
)
from services.roster.entrypoints.page_set import PAGES
from shared.web.common import common_entrypoints

_Common: Any = common_entrypoints(PAGES)


class Entrypoints(
    _Common,
    pages_sessions.Entrypoints,
    pages_registers.Entrypoints,
    pages_questions.Entrypoints,
    pages_walk_ins.Entrypoints,
    pages_mothers.Entrypoints,
    pages_mothers_list.Entrypoints,
    pages_duplicates.Entrypoints,
    pages_profile.Entrypoints,
    pages_pick_ups.Entrypoints,
    pages_enrolment.Entrypoints,
    pages_own.Entrypoints,
    pages_staffing.Entrypoints,
    pages_offline.Entrypoints,
    pages_erasures.Entrypoints,
    pages_retention.Entrypoints,
    pages_groups.Entrypoints,
    pages_figures.Entrypoints,
    pages_imports.Entrypoints,
    pages_exports.Entrypoints,
    pages_calendar.Entrypoints,
    pages_holidays.Entrypoints,
):
    """
    Every page below ``/roster``; one file for each thing that they are about.
    """
