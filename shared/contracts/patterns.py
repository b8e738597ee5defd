"""
How the few texts and numbers in a message may look.
"""

LANGUAGE_CODE = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z"
MOMENT = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)\Z"
TRACEPARENT = r"^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}\Z"
# Neither NUL nor half of a character: no database keeps them.
PERSONAL_TEXT = r"^[^\x00\ud800-\udfff]+\Z"
LARGEST_NUMBER = 2**31 - 1  # What a database's integer holds, in both directions.
LONGEST_TEXT = 200  # characters
