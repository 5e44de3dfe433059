"""What the keys of a keyboard wedge mean, always as on a US keyboard.

A wedge sends positions of keys, not characters. Under the layout of the country ``0123456789``
would come out as ``é+ěščřžýáí``; with a table of our own the layout of the machine never matters,
as long as the device is set to the US keyboard.

Numbers are the kernel's key codes (``linux/input-event-codes.h``).
"""

from __future__ import annotations

GS = "\x1d"
"""ASCII 29, how FNC1 is written between the fields of a GS1 code."""

UP, DOWN = 0, 1
"""Values of a key event; 2 is the keyboard repeating a key that is held, and is ignored."""

SHIFTS, CONTROLS, ALTS = (42, 54), (29, 97), (56, 100)
F8 = 66
RETURNS, TAB = (28, 96), 15

_ROWS = (
    (2, "1234567890-=", "!@#$%^&*()_+"),
    (16, "qwertyuiop[]", "QWERTYUIOP{}"),
    (30, "asdfghjkl;'`", 'ASDFGHJKL:"~'),
    (43, "\\zxcvbnm,./", "|ZXCVBNM<>?"),
    (57, " ", " "),
    (86, "\\", "|"),
)
_PLAIN = {first + i: char for first, row, _ in _ROWS for i, char in enumerate(row)}
_SHIFTED = {first + i: char for first, _, row in _ROWS for i, char in enumerate(row)}
_DIGITS = {71: 7, 72: 8, 73: 9, 75: 4, 76: 5, 77: 6, 79: 1, 80: 2, 81: 3, 82: 0}
_PAD = {code: str(digit) for code, digit in _DIGITS.items()} | {
    55: "*",
    74: "-",
    78: "+",
    83: ".",
    98: "/",
}
_MOST_ALT_DIGITS = 4
_OF_SHIFTED_DIGITS = str.maketrans("!@#$%^&*()", "1234567890")
_FEWEST_SHIFTED = 4
_ZERO_AT_THE_LEFT = "`"
"""Where a Hungarian keyboard has its nought."""


def read_again(scan: str) -> str:
    """A scan of a device that is set to another keyboard, where that can be told: digits are typed
    with Shift on the Czech, the Slovak and the French one, so a code without any digit has signs
    in their place; the Hungarian one has its nought left of the one."""
    signs = scan.translate(_OF_SHIFTED_DIGITS)
    shifted = sum(map(str.isdigit, signs))
    if shifted >= _FEWEST_SHIFTED and signs.isalnum() and not any(map(str.isdigit, scan)):
        return signs
    noughts = scan.replace(_ZERO_AT_THE_LEFT, "0")
    if noughts != scan and noughts.isdigit() and "0" not in scan:
        return noughts
    return scan


class UsKeys:
    """Key events in, characters out. Return is ``"\\r"``, Tab ``"\\t"``; Ctrl+] and F8 are
    :data:`GS`; Alt with digits of the number pad is the character of that number."""

    def __init__(self) -> None:
        self._held: set[int] = set()
        self._alt = ""

    def feed(self, code: int, value: int) -> str:
        """The character this event completes, or ""."""
        if code in SHIFTS + CONTROLS + ALTS:
            return self._modifier(code, value)
        if value != DOWN:
            return ""
        if self._is_held(ALTS):
            if code in _DIGITS and len(self._alt) < _MOST_ALT_DIGITS:
                self._alt += str(_DIGITS[code])
            return ""
        if code in RETURNS:
            return "\r"
        if code == TAB:
            return "\t"
        if code == F8:
            return GS
        if self._is_held(CONTROLS):
            return _control(_PLAIN.get(code, ""))
        table = _SHIFTED if self._is_held(SHIFTS) else _PLAIN
        return table.get(code) or _PAD.get(code, "")

    def forget(self) -> None:
        """Events were lost: which keys are held is not known any more."""
        self._held.clear()
        self._alt = ""

    def _modifier(self, code: int, value: int) -> str:
        if value == DOWN:
            self._held.add(code)
        elif value == UP:
            self._held.discard(code)
            if code in ALTS and not self._is_held(ALTS):
                digits, self._alt = self._alt, ""
                return _alt_character(digits)
        return ""

    def _is_held(self, codes: tuple[int, ...]) -> bool:
        return not self._held.isdisjoint(codes)


def _control(char: str) -> str:
    """What Ctrl makes of a key: @ A-Z [ \\ ] are the control characters 0-29."""
    if char.isalpha() or char in ("[", "\\", "]"):
        return chr(ord(char.upper()) - 64)
    return ""


def _alt_character(digits: str) -> str:
    """As Windows reads it: with a leading 0 the number is of code page 1252, without of 437."""
    if not digits or int(digits) > 255:
        return ""
    page = "cp1252" if digits.startswith("0") else "cp437"
    return bytes([int(digits)]).decode(page, errors="ignore")
