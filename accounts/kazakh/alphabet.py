"""The Kazakh alphabet of 42 letters: sorting and searching on any database.

The databases we run on do not agree on the order of Қ, Ө or І (and SQLite knows only ASCII), so
both keys are computed here and kept in indexed columns.
"""

from unicodedata import category, normalize

ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
"""All 42 letters in their order, lower case."""

_ORDER = "0123456789abcdefghijklmnopqrstuvwxyz" + ALPHABET
_CODES = {letter: f"{place:02d}" for place, letter in enumerate(_ORDER, start=1)}
_BETWEEN_WORDS = "00"
_STRANGER = "99"

_FOLDED = str.maketrans("әғқңөұүһіё", "агкноуухие")


def sort_key(text: str) -> str:
    """A key that orders `text` by the alphabet: digits, then Latin, then the 42 letters.

    The key holds digits only, two for each letter, so that it compares alike under every
    collation of every engine. Case does not count; anything between words (space, hyphen, quote)
    counts as one gap, and a gap sorts before any letter: «Али Бек» before «Алибек».
    A letter of another alphabet sorts after ours, by its code point.
    """
    words = ("".join(map(_code, word)) for word in _words(text))
    return _BETWEEN_WORDS.join(words)


def search_key(text: str) -> str:
    """`text` folded so that «турсынов» finds «Тұрсынов»; fold the data and the query alike.

    Lower case; ә ғ қ ң ө ұ ү һ і ё become а г к н о у у х и е; what is not a letter or a digit
    becomes one space.
    """
    return " ".join(_words(text)).translate(_FOLDED)


def _words(text: str) -> list[str]:
    """Lower-case words of letters and digits; apostrophes and stress marks are dropped."""
    return "".join(map(_letter, normalize("NFC", text).casefold())).split()


def _letter(character: str) -> str:
    if character in _CODES or character.isalnum():
        return character
    if character in "'’ʼ`" or category(character) == "Mn":
        return ""
    return " "


def _code(letter: str) -> str:
    if letter in _CODES:
        return _CODES[letter]
    plain = normalize("NFKD", letter)[0]
    return _CODES.get(plain) or f"{_STRANGER}{ord(letter):07d}"
