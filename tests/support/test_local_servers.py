"""
Tests of servers on the standard ports, against servers that really answer.
"""

from sqlalchemy import make_url

from tests.support.answers import why_postgres_is_silent, why_rabbitmq_is_silent
from tests.support.local_servers import first_that_answers
from tests.support.private_process import free_port
from tests.support.servers import Missing


class TestFirstThatAnswers:
    def test_passes_over_a_role_that_the_server_does_not_know(self, postgres_url):
        """
        The usual role comes first, the person's own may be the one that works.
        """
        unknown_role = make_url(postgres_url).set(username="nobody_by_this_name")
        urls = [unknown_role.render_as_string(hide_password=False), postgres_url]

        server = first_that_answers(urls, why_silent=why_postgres_is_silent)

        assert server.url == postgres_url

    def test_takes_a_broker_that_answers(self, rabbitmq_url):
        """
        It answers a real connection, with this name and this password.
        """
        server = first_that_answers([rabbitmq_url], why_silent=why_rabbitmq_is_silent)

        assert server.url == rabbitmq_url

    def test_is_not_deceived_by_a_port_where_something_else_listens(self, postgres_url):
        """
        An open port proves nothing: behind this one is no broker.
        """
        postgres = make_url(postgres_url)
        deceiving = f"amqp://guest:guest@{postgres.host}:{postgres.port}//"

        missing = first_that_answers([deceiving], why_silent=why_rabbitmq_is_silent)

        assert isinstance(missing, Missing)

    def test_has_none_where_nobody_listens(self):
        """
        It says what the last address answered.
        """
        nobody = f"postgresql+psycopg2://postgres@127.0.0.1:{free_port()}/postgres"

        missing = first_that_answers([nobody], why_silent=why_postgres_is_silent)

        assert "refused" in missing.reason
