"""
The front's templates and wording.
"""

from shared.web.frame import SHARED_TEMPLATES
from shared.web.front.access import FRONT_ACCESS
from shared.web.pages import Pages

PAGES = Pages("sign-in", SHARED_TEMPLATES, {}, FRONT_ACCESS)
