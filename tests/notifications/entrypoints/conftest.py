from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.notifications.entrypoints.site import Site, open_site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """
    Give the running service that the tests of a module share.
    """
    with open_site(tmp_path_factory.mktemp("var")) as opened:
        yield opened


@pytest.fixture
def new_site(tmp_path: Path) -> Iterator[Site]:
    """
    Give a running service that nothing has happened in.
    """
    with open_site(tmp_path) as opened:
        yield opened
