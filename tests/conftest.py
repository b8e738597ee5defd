import shared.green  # noqa: F401 - the services are green, and so are their tests.

# isort: split
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, event

from tests.support.databases import drop_leftovers
from tests.support.forms import Form, Forms
from tests.support.named_servers import NamedServerSilentError
from tests.support.servers import NoServerError, Servers, Software
from tests.support.ways import POSTGRES, RABBITMQ

# The browser's driver cannot live in a green process: it has a pytest of its own.
collect_ignore = ["browser"]

ROOT = Path(__file__).parents[1]
SERVERS = pytest.StashKey[Servers]()
# Where `make test` looks for tests that ask for RabbitMQ; reading all takes long.
[_FOLDERS] = re.findall(
    "^BROKERS := (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE
)
WITH_RABBITMQ = {Path(each).name for each in _FOLDERS.split()}
NOT_LOOKED_FOR = "name its folder in BROKERS of the Makefile, or nothing runs it"

# A test asks for a server by one of these fixtures, or by a parameter with this word in
# it whose fixture then asks for it.
ASKED_FOR_AS = {
    "rabbitmq_url": RABBITMQ,
    "rabbitmq": RABBITMQ,
    "postgres_url": POSTGRES,
    "postgres": POSTGRES,
}


def pytest_configure(config: pytest.Config) -> None:
    # eventlet looks up host names by a method that dnspython has renamed.
    renamed = "ignore:please use dns.resolver:DeprecationWarning"
    config.addinivalue_line("filterwarnings", renamed)
    config.stash[SERVERS] = Servers(say=lambda line: _say(config, line))


def pytest_itemcollected(item: pytest.Item) -> None:
    """
    Mark who asks for RabbitMQ: `make test` runs them beside all others.
    """
    if _asks_for(item, RABBITMQ):
        item.add_marker("rabbitmq")
        if item.path.relative_to(ROOT).parts[1] not in WITH_RABBITMQ:
            pytest.exit(f"{item.nodeid} asks for RabbitMQ: {NOT_LOOKED_FOR}", 4)


def pytest_collection_finish(session: pytest.Session) -> None:
    """
    Find the servers now, where no test's time limit runs, and only those asked for.
    """
    if session.config.option.collectonly:
        return
    for software in (RABBITMQ, POSTGRES):
        if any(_asks_for(item, software) for item in session.items):
            _url_of(session.config, software)


def pytest_unconfigure(config: pytest.Config) -> None:
    """
    Stop what this run started; pytest calls this after Ctrl-C too.
    """
    if servers := config.stash.get(SERVERS, None):
        servers.stop()


ENGINES: set[Engine] = set()


@event.listens_for(Engine, "engine_connect")
def _remember_engine(connection: Connection) -> None:
    ENGINES.add(connection.engine)


@pytest.fixture(autouse=True)
def _closed_databases() -> Iterator[None]:
    """
    Close what a test has opened: Python 3.13 warns of a forgotten SQLite connection.
    """
    yield
    while ENGINES:
        ENGINES.pop().dispose()


@pytest.fixture(scope="session")
def rabbitmq_url(request: pytest.FixtureRequest) -> str:
    """
    Return the address of RabbitMQ; `clean_broker` makes it a test's own.
    """
    if not any(_asks_for(item, RABBITMQ) for item in request.session.items):
        pytest.fail("asks for RabbitMQ in a way that tests/conftest.py does not see")
    return _url_of(request.config, RABBITMQ)


@pytest.fixture(scope="session")
def postgres_url(pytestconfig: pytest.Config) -> str:
    """
    Return the address of PostgreSQL, as a role that may create databases.
    """
    url = _url_of(pytestconfig, POSTGRES)
    drop_leftovers(server_url=url, now=datetime.now(UTC))
    return url


@pytest.fixture(scope="session")
def forms(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forms]:
    made = Forms(tmp_path_factory.mktemp("forms"))
    yield made
    made.close()


@pytest.fixture(scope="session")
def form() -> Form | None:
    """
    Say in which form a test gets its database; where nothing else is said, empty.
    """
    return None


@pytest.fixture
def postgres_database(
    postgres_url: str, forms: Forms, form: Form | None
) -> Iterator[str]:
    """
    Yield the address of a database in its form, dropped after the test.
    """
    with forms.database(form, server_url=postgres_url) as url:
        yield url


@pytest.fixture
def sqlite_database(tmp_path: Path, forms: Forms, form: Form | None) -> str:
    """
    Return the address of an SQLite file in its form.
    """
    return forms.file(form, to=tmp_path / "test.db")


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """
    Return the address of a database in its form, on SQLite and then on PostgreSQL.
    """
    url: str = request.getfixturevalue(f"{request.param}_database")
    return url


def _url_of(config: pytest.Config, software: Software) -> str:
    capture = config.pluginmanager.getplugin("capturemanager")
    with capture.global_and_fixture_disabled():
        try:
            return config.stash[SERVERS].url_of(software)
        except (NoServerError, NamedServerSilentError) as error:
            pytest.exit(str(error), returncode=pytest.ExitCode.TESTS_FAILED)


def _asks_for(item: pytest.Item, software: Software) -> bool:
    return any(ASKED_FOR_AS.get(word) is software for word in _words_of(item))


def _words_of(item: pytest.Item) -> set[str]:
    """
    Return the fixtures and the parameters, in words, of a test.
    """
    fixtures: list[str] = getattr(item, "fixturenames", [])
    parameters = getattr(item, "callspec", None)
    values = parameters.params.values() if parameters else []
    said = [value.split() for value in values if isinstance(value, str)]
    return {*fixtures, *(word for words in said for word in words)}


def _say(config: pytest.Config, line: str) -> None:
    reporter = config.pluginmanager.getplugin("terminalreporter")
    reporter.ensure_newline()
    reporter.write_line(line)
