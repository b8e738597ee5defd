"""
A RabbitMQ node of this run's own, from installed binaries.
"""

import shutil
import signal
from pathlib import Path

from tests.support.answers import wait_for_answer, why_rabbitmq_is_silent
from tests.support.private_process import PrivateProcess, free_port, private_folder
from tests.support.servers import Missing, Server

START_SECONDS = 90

# The command on Debian's PATH refuses everybody but root and rabbitmq, and moves to
# the packaged node's home; the script behind it does neither.
SCRIPT_BEHIND_DEBIANS = Path("/usr/lib/rabbitmq/bin/rabbitmq-server")

# epmd tells Erlang nodes each other's ports. One of our own, in the same process
# group, because the machine's may not be running, and one that the node starts by
# itself would outlive the tests. The arguments are its port and the server.
NODE_WITH_ITS_OWN_EPMD = """
epmd -port "$1" -address 127.0.0.1 &
exec "$2"
"""


def rabbitmq_command() -> str | None:
    """
    Return the installed server's script, or None where there is none.
    """
    if SCRIPT_BEHIND_DEBIANS.exists():
        return str(SCRIPT_BEHIND_DEBIANS)
    return shutil.which("rabbitmq-server")


def private_rabbitmq() -> Server | Missing:
    """
    Start a node and wait until it answers.
    """
    command = rabbitmq_command()
    if command is None or not shutil.which("epmd"):
        return Missing("rabbitmq-server is not installed")
    return _start(command, folder=private_folder(), port=free_port())


def _start(command: str, *, folder: Path, port: int) -> Server | Missing:
    epmd_port = free_port()
    node = PrivateProcess(
        ["/bin/sh", "-c", NODE_WITH_ITS_OWN_EPMD, "node", str(epmd_port), command],
        folder=folder,
        environment=node_environment(folder, port=port, epmd_port=epmd_port),
        # Nothing of the node is kept, so nothing needs to be written down first.
        stop_with=signal.SIGKILL,
    )
    url = f"amqp://guest:guest@127.0.0.1:{port}//"
    silent = wait_for_answer(why_rabbitmq_is_silent, url=url, seconds=START_SECONDS)
    return node.as_server(url) if silent is None else node.as_missing(command)


def node_environment(
    folder: Path, *, port: int, epmd_port: int, name: str = "babygruppe_test"
) -> dict[str, str]:
    """
    Return settings that keep the node to itself: ports, home, plugins, files.
    """
    (folder / "rabbitmq.conf").write_text(f"listeners.tcp.1 = 127.0.0.1:{port}\n")
    (folder / "enabled_plugins").write_text("[].\n")
    return {
        "HOME": str(folder),
        "ERL_EPMD_PORT": str(epmd_port),
        "ERL_EPMD_ADDRESS": "127.0.0.1",
        "ERL_FLAGS": "-kernel inet_dist_use_interface {127,0,0,1}",
        "RABBITMQ_NODENAME": f"{name}@localhost",
        "RABBITMQ_DIST_PORT": str(free_port()),
        "RABBITMQ_CONF_ENV_FILE": str(folder / "rabbitmq-env.conf"),
        "RABBITMQ_CONFIG_FILE": str(folder / "rabbitmq.conf"),
        "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "enabled_plugins"),
        "RABBITMQ_MNESIA_BASE": str(folder / "mnesia"),
        "RABBITMQ_LOG_BASE": str(folder / "log"),
    }
