"""
The roster's JSON API.
"""

from services.roster.entrypoints import (
    api_enrolment,
    api_groups,
    api_imports,
    api_mothers,
    api_registers,
    api_sessions,
)


class Entrypoints(
    api_groups.Entrypoints,
    api_sessions.Entrypoints,
    api_registers.Entrypoints,
    api_mothers.Entrypoints,
    api_enrolment.Entrypoints,
    api_imports.Entrypoints,
):
    """
    Every route below ``/roster/api``; one file for each thing that they are about.
    """
