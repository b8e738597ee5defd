"""
How many parts a text takes on the mobile network, where each one is paid for.

A text of only the letters of GSM 03.38 has 160 of them in one part; a single letter
outside, such as ş, makes it UCS-2 with 70. In a text of several parts each gives some
room to what joins them: 153 and 67 are left.
"""

from collections.abc import Iterable

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ"
    " !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
# Each of these is sent as two: an escape and a letter.
_EXTENDED = frozenset("\f^{}\\[~]|€")

_GSM_ALONE, _GSM_JOINED = 160, 153
_UCS2_ALONE, _UCS2_JOINED = 70, 67


def is_gsm(text: str) -> bool:
    """
    Return whether the text needs no letter outside GSM 03.38.
    """
    return _BASIC.union(_EXTENDED).issuperset(text)


def sms_parts(text: str) -> int:
    """
    Return the number of parts that the text is sent, and paid, as.
    """
    if is_gsm(text):
        sizes = [2 if letter in _EXTENDED else 1 for letter in text]
        return _parts(sizes, alone=_GSM_ALONE, joined=_GSM_JOINED)
    sizes = [len(letter.encode("utf-16-be")) // 2 for letter in text]
    return _parts(sizes, alone=_UCS2_ALONE, joined=_UCS2_JOINED)


def _parts(sizes: list[int], *, alone: int, joined: int) -> int:
    return 1 if sum(sizes) <= alone else _fill(sizes, room=joined)


def _fill(sizes: Iterable[int], *, room: int) -> int:
    """
    Count parts of this room; a letter that takes two places is not cut in half.
    """
    parts, used = 1, 0
    for size in sizes:
        if used + size > room:
            parts, used = parts + 1, 0
        used += size
    return parts
