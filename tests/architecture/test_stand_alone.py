"""
A partner can take its own part alone: one service and what is shared, nothing else.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from shared.bus.topology import SERVICES

ROOT = Path(__file__).parents[2]
TRY = """
import shared.green
import importlib, sys
from shared.db.engine import make_engine
from shared.db.migrations import upgrade

name = sys.argv[1]
importlib.import_module(f"services.{name}.service")
upgrade(make_engine("sqlite:///alone.db"), name)
upgrade(make_engine("sqlite:///door.db"), "access")
others = [one for one in sys.modules if one.startswith("services.")]
assert all(one.split(".")[1] == name for one in others), others
assert "deploy" not in sys.modules
"""


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_stands_alone(service: str, tmp_path: Path):
    """
    Copied with ``shared`` to an empty folder, it imports and migrates.
    """
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "shared", tmp_path / "shared", ignore=ignored)
    (tmp_path / "services").mkdir()
    shutil.copy(ROOT / "services" / "__init__.py", tmp_path / "services")
    shutil.copytree(
        ROOT / "services" / service, tmp_path / "services" / service, ignore=ignored
    )

    # -P and a bare path keep the checkout itself out of reach.
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-S", "-c", _with_packages() + TRY, service],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr


def _with_packages() -> str:
    """
    Find the installed packages without the file that points to this checkout.
    """
    packages = [path for path in sys.path if path.endswith("site-packages")]
    return f"import sys\nsys.path += {packages!r}\n"
