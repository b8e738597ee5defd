"""
Four services, one shape: who knows one finds the way in all.
"""

from pathlib import Path

import pytest

from deploy.running import service_class
from shared.bus.extensions import policies_of
from shared.bus.topology import CONSUMED, SERVICES

ROOT = Path(__file__).parents[2]
SHAPE = [
    "README.md",
    "service.py",
    "domain/errors.py",
    "entrypoints/access.py",
    "entrypoints/api.py",
    "entrypoints/events.py",
    "entrypoints/field_words.py",
    "entrypoints/pages.py",
    "entrypoints/schemas.py",
    "entrypoints/wording.py",
    "migrations/env.py",
    "storage/repositories.py",
    "storage/tables.py",
    "storage/unit_of_work.py",
    "usecases/ports.py",
    "usecases/queries.py",
]
TOP = {
    "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "LICENSE",
    "Makefile",
    "pyproject.toml", "uv.lock", "docker-compose.yml", ".pre-commit-config.yaml",
    ".gitignore", ".gitattributes", ".dockerignore", ".env.example",
    ".ci", ".git", "services", "shared", "deploy", "tests",
}  # fmt: skip
MADE_BY_TOOLS = {
    ".venv", "var", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis",
    ".import_linter_cache", "__pycache__", ".env", ".coverage",
}  # fmt: skip


class TestShape:
    @pytest.mark.parametrize("service", SERVICES)
    def test_is_the_same_in_every_service(self, service: str):
        """
        The same files with the same names, whatever the service is about.
        """
        place = ROOT / "services" / service

        assert [name for name in SHAPE if not (place / name).exists()] == []
        assert list((place / "migrations" / "versions").glob("0001_*.py"))

    def test_leaves_the_top_level_as_it_was_given(self):
        """
        Beside the given folders only what tools look for in the root.
        """
        found = {path.name for path in ROOT.iterdir()} - MADE_BY_TOOLS

        assert found <= TOP

    @pytest.mark.parametrize("service", SERVICES)
    def test_has_a_policy_for_each_event_that_its_queue_receives(self, service: str):
        """
        The list from which queues are bound and the policies in code say the same.
        """
        policies = policies_of(service_class(service))

        assert sorted(one.event.event_type for one in policies) == sorted(
            event.event_type for event in CONSUMED[service]
        )

    @pytest.mark.parametrize("service", SERVICES)
    def test_names_each_policy_after_use_case_and_event(self, service: str):
        """
        A policy is called ``<use case>_on_<event>``.
        """
        for policy in policies_of(service_class(service)):
            words = "".join(
                f"_{char.lower()}" if char.isupper() else char
                for char in policy.event.__name__
            )
            assert policy.act.__name__.endswith(f"_on{words}")
