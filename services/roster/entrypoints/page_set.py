"""
The roster's templates and wording, for every file with pages.
"""

from pathlib import Path

from services.roster.entrypoints.access import ACCESS
from services.roster.entrypoints.wording import WORDING
from shared.web.more_pages import MorePages

PAGES = MorePages("roster", Path(__file__).parents[1] / "templates", WORDING, ACCESS)
