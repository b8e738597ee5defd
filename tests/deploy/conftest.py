"""
A folder as the first start leaves it, made once: starting a program takes seconds.
"""

import shutil
from pathlib import Path

import pytest

from tests.deploy.command import babygruppe


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("migrated")
    babygruppe(folder, "migrate")
    return folder


@pytest.fixture
def folder(tmp_path: Path, migrated: Path) -> Path:
    shutil.copytree(migrated, tmp_path, dirs_exist_ok=True)
    return tmp_path
