"""
The front's templates and wording.
"""

from shared.web.front.access import FRONT_ACCESS
from shared.web.pages import SHARED_TEMPLATES, Pages

PAGES = Pages("sign-in", SHARED_TEMPLATES, {}, FRONT_ACCESS)
