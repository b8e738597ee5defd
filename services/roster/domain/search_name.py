"""
A name as people search for it.
"""

import unicodedata

# Letters of their own that a keyboard may not have, and that no accent explains.
_PLAIN = str.maketrans(
    {"\u0131": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe"}
)
_NOT_IN_A_DATABASE = "\0"


def search_name(name: str) -> str:
    """
    Return the name without capitals and accents, so that a plain keyboard finds it.
    """
    written = name.replace(_NOT_IN_A_DATABASE, " ").casefold()
    decomposed = unicodedata.normalize("NFKD", written)
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(bare.translate(_PLAIN).split())
