"""
Somebody on her way to another organisation's sign-in and back.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

LASTS = timedelta(minutes=10)


@dataclass(frozen=True, kw_only=True)
class Errand:
    """
    What must be the same when she comes back: the browser, ``state``, and ``nonce``.

    ``verifier`` shows the other side that whoever brings the code asked for it (PKCE).
    """

    digest: str
    state: str
    nonce: str
    verifier: str
    back_to: str
    expires_at: datetime
