"""
Outreach's templates and wording, for every file with pages.
"""

from pathlib import Path

from services.outreach.entrypoints.access import ACCESS
from services.outreach.entrypoints.field_words import FIELD_WORDS
from services.outreach.entrypoints.wording import DONE, WORDING
from shared.web.more_pages import MorePages

_TEMPLATES = Path(__file__).parents[1] / "templates"
PAGES = MorePages("outreach", _TEMPLATES, {**WORDING, **DONE}, ACCESS, FIELD_WORDS)
