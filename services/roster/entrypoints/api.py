"""
The roster's JSON API.
"""

from services.roster.entrypoints import (
    api_calendar,
    api_duplicates,
    api_enrolment,
    api_erasures,
    api_groups,
    api_holidays,
    api_imports,
    api_mothers,
    api_pick_ups,
    api_profile,
    api_registers,
    api_sessions,
)


class Entrypoints(
    api_groups.Entrypoints,
    api_sessions.Entrypoints,
    api_registers.Entrypoints,
    api_mothers.Entrypoints,
    api_duplicates.Entrypoints,
    api_profile.Entrypoints,
    api_pick_ups.Entrypoints,
    api_enrolment.Entrypoints,
    api_erasures.Entrypoints,
    api_imports.Entrypoints,
    api_calendar.Entrypoints,
    api_holidays.Entrypoints,
):
    """
    Every route below ``/roster/api``; one file for each thing that they are about.
    """
