"""
The services' own API, as a script uses it.
"""

from collections.abc import Mapping
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import requests

from shared.kernel.organisations import Role

_TIMEOUT = 30  # seconds


class Client:
    """
    Calls the API under one address, with the token of whoever acts.

    A step that was taken before is not taken again.
    """

    def __init__(self, address: str, tokens: Mapping[Role, str]) -> None:
        self._address = address
        self._tokens = tokens
        self._session = requests.Session()
        # A password in ~/.netrc would be sent in place of the token.
        self._session.trust_env = False

    def get(self, path: str, *, by: Role = Role.COORDINATOR, **query: str) -> Any:
        answer = self._session.get(
            self._address + path,
            params=query,
            headers=self._shown(by),
            timeout=_TIMEOUT,
        )
        answer.raise_for_status()
        return answer.json()

    def post(
        self, path: str, content: Any = None, *, step: str, by: Role = Role.COORDINATOR
    ) -> Any:
        """
        Take a step. Its name is its Idempotency-Key, so a second run changes nothing.
        """
        answer = self._session.post(
            self._address + path,
            json=content or {},
            headers={
                "Idempotency-Key": str(uuid5(NAMESPACE_URL, f"sample:{step}")),
                **self._shown(by),
            },
            timeout=_TIMEOUT,
        )
        if not answer.ok:
            raise RuntimeError(f"{step}: {answer.status_code} {answer.text}")
        return answer.json()

    def _shown(self, by: Role) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._tokens[by]}"}
