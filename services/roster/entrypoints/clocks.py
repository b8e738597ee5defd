"""
The clocks as they are set.
"""

from typing import Any

from services.roster.domain.retention import Clocks
from shared.db.engine import kept_for


def clocks_of(engine: Any) -> Clocks:
    kept = kept_for(engine)
    return Clocks(no_thanks=kept.no_thanks, not_seen=kept.not_seen)
