"""
`make demo`, as a newcomer runs it: the story, its end, and a second run.
"""

import re
import signal
import subprocess
from pathlib import Path

import pytest

from shared.kernel.organisations import PEOPLE
from tests.journeys.demo import COMMAND, Story, environment, how_it_stands, run_once
from tests.web.browser import Browser

HAPPENED = (
    "the register is closed: 15 attended, 1 cancelled, 4 missed",
    "the follow-up for Bogumiła Wrzosek-Łącka is withdrawn (late_cancellation)",
    "the unsent message missed_you to Bogumiła Wrzosek-Łącka is withdrawn",
    "the unsent message missed_you to Orysia Zelenohaj is withdrawn",
    "Duangkamol Saengdaokham is to be fetched on 24 November",
    "the health visitors' system receives partner.referral.requested.v1",
    "daycare intake receives partner.daycare.handoff.v1",
    "[fa] ",
    "[tr] ",
    "[tl] ",
    "[bg] ",
)


class TestDemo:
    def test_tells_one_tuesday(self, story: Story):
        """
        The story ends with 0 and tells what really happened.
        """
        assert [words for words in HAPPENED if words not in story.told] == []
        assert how_it_stands(story.told).startswith("Now there are 25 mothers, 2 open")

    def test_goes_on_where_it_was_cut_short(self, story: Story, tmp_path: Path):
        """
        Killed in the middle of the day, the next run ends where one run would have.
        """
        cut = subprocess.Popen(
            [*COMMAND, "--once"],
            env=environment(tmp_path),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert any(line.startswith("12.40") for line in cut.stdout)
        cut.send_signal(signal.SIGKILL)
        cut.wait()
        cut.stdout.close()

        after = run_once(tmp_path)

        assert how_it_stands(after) == how_it_stands(story.told)

    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
    def test_stays_up_and_prints_its_address(self, story: Story, number: int):
        """
        A second run finds everything as it was, and doubles nothing. The pages answer
        where it says, to whom a link lets in; a signal ends it cleanly.
        """
        staying = subprocess.Popen(
            COMMAND, env=environment(story.folder), stdout=subprocess.PIPE, text=True
        )
        try:
            lines, found = [], None
            while not found:
                lines.append(staying.stdout.readline())
                assert lines[-1], "It ended before it said where it is."
                found = re.search(r"open (http://\S+)/", lines[-1])
            told = "".join(lines)
            assert "everything is found as it was" in told
            assert how_it_stands(told) == how_it_stands(story.told)
            links = dict(re.findall(r"(\w+) +(http\S+/sign-in/demo/\S+)", told))
            assert set(links) == set(PEOPLE)
            browser = Browser(found.group(1))
            assert browser.get("/roster/").status_code == 303
            browser.get(links["coordinator"])
            assert browser.send(links["coordinator"]).status_code == 303
            for page in ("roster/", "outreach/", "referrals/", "notifications/"):
                assert browser.get(f"/{page}").status_code == 200
            assert Browser(found.group(1)).get(links["coordinator"]).status_code == 404
        finally:
            staying.send_signal(number)
            assert staying.wait(timeout=20) == 0
            staying.stdout.close()
