"""
Every import rule is seen failing once: a rule that cannot fail guards nothing.
"""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINTER = Path(sys.executable).with_name("lint-imports")

# For each contract: a file, and the line that must not stand there.
PLANTED = {
    "services-stand-alone": (
        "services/outreach/usecases/ports.py",
        "import services.roster.domain",
    ),
    "shared-knows-no-service": (
        "shared/bus/relay.py",
        "import services.outreach.domain",
    ),
    "services-know-no-deployment": (
        "services/roster/service.py",
        "import deploy.house",
    ),
    "imports-point-inward": (
        "services/roster/domain/session.py",
        "import services.roster.storage.tables",
    ),
    "shared-is-layered": ("shared/kernel/ids.py", "import shared.web.http"),
    "kernel-is-plain": ("services/referrals/domain/referral.py", "import sqlalchemy"),
    "use-cases-know-no-machinery": (
        "services/notifications/usecases/ports.py",
        "import nameko",
    ),
    "nameko-stays-at-the-edge": (
        "services/outreach/storage/tables.py",
        "import eventlet",
    ),
}


@pytest.fixture(scope="module")
def copied_tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tree = tmp_path_factory.mktemp("tree")
    for name in ("deploy", "services", "shared"):
        shutil.copytree(
            ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__")
        )
    shutil.copy(ROOT / "pyproject.toml", tree)
    return tree


def kept(tree: Path, contract: str) -> bool:
    command = [LINTER, "--no-cache", "--contract", contract]
    done = subprocess.run(
        command, cwd=tree, capture_output=True, text=True, check=False
    )
    assert "Contracts" in done.stdout, done.stdout + done.stderr
    return done.returncode == 0


class TestImportRules:
    def test_each_have_a_planted_violation(self):
        """
        No contract is without its control.
        """
        told = tomllib.loads((ROOT / "pyproject.toml").read_text())
        contracts = told["tool"]["importlinter"]["contracts"]

        assert {one["id"] for one in contracts} == set(PLANTED)

    @pytest.mark.parametrize("contract", PLANTED)
    def test_catch_what_breaks_them(self, copied_tree: Path, contract: str):
        """
        The contract holds for the code as it is, and not with the violation.
        """
        name, line = PLANTED[contract]
        file = copied_tree / name
        as_it_was = file.read_text()

        assert kept(copied_tree, contract)
        file.write_text(f"{as_it_was}\n{line}\n")
        try:
            assert not kept(copied_tree, contract)
        finally:
            file.write_text(as_it_was)
