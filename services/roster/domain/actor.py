"""
Who does something in the roster.
"""

from dataclasses import dataclass

from shared.kernel.organisations import Organisation, Role


@dataclass(frozen=True, kw_only=True)
class Actor:
    """
    What a person is at work, and for which of the three organisations; never her name.
    """

    role: Role
    organisation: Organisation


HERSELF = Actor(role=Role.MOTHER, organisation=Organisation.MOTHER)
"""A mother who does something by her own link."""
