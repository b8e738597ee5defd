"""
By what a mother is found: her name, how it sounds, her number, what she knows about.

Each is kept as a key that begins with its kind. What is typed is a beginning of one.
"""

import re
import unicodedata
from collections.abc import Iterable

from services.roster.domain.search_name import search_name

NAME, SOUND, PHONE = "n:", "s:", "p:"
# They stand before the others, by which alone two entries are compared.
ENDING, KNOWS = "e:", "k:"
LONGEST_KEY = 80
# One letter's sound is everybody's.
_SHORTEST_SOUND = 2
_FEWEST_DIGITS = 4
_COUNTRY = "45"
# What is dialled within a country, and is not when the country's number comes first.
_WITHIN_A_COUNTRY = "0"
_LEFT_OUT_FROM_ABROAD = "(0)"

# Marks belong to the letter before them; in many scripts they are its vowel.
_IN_A_WORD = frozenset("LMN")
_NUMBER = re.compile(r"\+?[0-9 ().\-/]+\Z")
_MINUS = "\u2212"
# The same letter on an Arabic, a Persian and an Urdu keyboard.
_SAME_LETTER = str.maketrans("يىكەۀة", "ییکههه")
_WRITTEN_AS = (("ph", "f"), ("ck", "k"), ("sch", "s"), ("sh", "s"), ("ch", "c"))
_SOUNDS_AS = str.maketrans("qczwj", "kksvi")
_VOWELS = re.compile("[aeiouy]+")
_TWICE = re.compile(r"(.)\1+")


def keys_of(display_name: str, phone: str | None) -> frozenset[str]:
    """
    Return all keys of a mother.
    """
    words = words_of(display_name)
    names = {NAME + word for word in (*words, "".join(words))}
    sounds = {SOUND + sound for word in words if (sound := sound_of(word))}
    numbers = {PHONE + digits for digits in _written_numbers(phone)}
    endings = {ENDING + phone[:0:-1]} if phone else set()
    return frozenset(key[:LONGEST_KEY] for key in names | sounds | numbers | endings)


def keys_of_knowing(knows: Iterable[str]) -> frozenset[str]:
    """
    Return the keys of what a mother knows; she tells of it herself, or of none.
    """
    return frozenset(KNOWS + one for one in knows)


def wanted_keys(text: str) -> list[str]:
    """
    Return the beginnings of keys that a mother must have, for what was typed.
    """
    if digits := digits_of(text):
        return [PHONE + digits]
    return [(NAME + word)[:LONGEST_KEY] for word in words_of(text)]


def wanted_sounds(text: str) -> list[str]:
    """
    Return the beginnings of keys for what sounds like what was typed.

    There are none if it is too short, or in a script whose sounds we do not know.
    """
    sounds = [sound_of(word) for word in words_of(text)]
    if digits_of(text) or any(len(sound) < _SHORTEST_SOUND for sound in sounds):
        return []
    return [(SOUND + sound)[:LONGEST_KEY] for sound in sounds]


def wanted_endings(text: str) -> list[str]:
    """
    Return the beginning of the key of a number that ends as typed.

    That finds one of another country as it is written there: with a zero in place of
    the country's number.
    """
    digits = digits_of(text).lstrip(_WITHIN_A_COUNTRY)
    return [ENDING + digits[::-1]] if len(digits) >= _FEWEST_DIGITS else []


def words_of(text: str) -> list[str]:
    """
    Return the words of a name without capitals and accents, in any script.
    """
    plain = search_name(text).translate(_SAME_LETTER)
    kept = (char if _is_in_a_word(char) else " " for char in plain)
    return "".join(kept).split()


def sound_of(word: str) -> str:
    """
    Return how a word sounds, roughly: its consonants, and whether it begins with none.

    A name is heard before it is read, and each writes it with the vowels of her own
    language: Aylin, Eileen and what begins as Æyl are one.
    """
    if not word.isascii() or not word.isalpha():
        return ""
    for written, said in _WRITTEN_AS:
        word = word.replace(written, said)
    told = word.translate(_SOUNDS_AS)
    begins = "a" if _VOWELS.match(told) else ""
    consonants = _VOWELS.sub("", told)
    spoken = consonants[:1] + consonants[1:].replace("h", "")
    return begins + _TWICE.sub(r"\1", spoken)


def digits_of(text: str) -> str:
    """
    Return the digits of a number, however it is typed: with +45, 0045 or neither.

    A telephone that copies a number puts marks around it that nobody sees.
    """
    normal = unicodedata.normalize("NFKC", text)
    plain = "".join(_on_a_plain_keyboard(char) for char in normal).strip()
    plain = plain.replace(_LEFT_OUT_FROM_ABROAD, "")
    if not _NUMBER.match(plain):
        return ""
    digits = "".join(char for char in plain if char.isdecimal()).removeprefix("00")
    return digits if len(digits) >= _FEWEST_DIGITS else ""


def _on_a_plain_keyboard(char: str) -> str:
    category = unicodedata.category(char)
    if category == "Nd":
        return str(unicodedata.decimal(char))
    if category == "Pd" or char == _MINUS:
        return "-"
    return "" if category == "Cf" else char


def _written_numbers(phone: str | None) -> Iterable[str]:
    digits = (phone or "").removeprefix("+")
    return [one for one in (digits, digits.removeprefix(_COUNTRY)) if one]


def _is_in_a_word(char: str) -> bool:
    return unicodedata.category(char)[0] in _IN_A_WORD
