"""Every colour, size, radius and duration of the screens. No other module may hold one.

Colours are (r, g, b, a) in 0..1. Sizes are pixels of this panel, already multiplied by its density
(``KIVY_METRICS_DENSITY`` must therefore be set before this module is imported, which
``kiosk.ui.window.prepare`` does). ``u(n)`` gives n steps of the 8 dp grid, for anything unnamed.
"""

from __future__ import annotations

from dataclasses import dataclass

from kivy.metrics import Metrics, dp, sp

Rgba = tuple[float, float, float, float]


def _rgb(code: str, alpha: float = 1.0) -> Rgba:
    red, green, blue = (int(code[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return (red, green, blue, alpha)


def fade(colour: Rgba, alpha: float) -> Rgba:
    """The same colour, more transparent."""
    return (colour[0], colour[1], colour[2], alpha)


# -- colours ----------------------------------------------------------------------------------

CLEAR: Rgba = (0, 0, 0, 0)
BLACK = _rgb("000000")
WHITE = _rgb("FFFFFF")
BG = _rgb("F5F3EF")
SURFACE = WHITE
SUNKEN = _rgb("ECE8E1")
INK = _rgb("1E2328")
INK2 = _rgb("565D66")
INK3 = _rgb("62686F")
LINE = _rgb("D9D3C9")
LINE_STRONG = _rgb("857E73")
PRIMARY = _rgb("1D5C58")
PRIMARY_PRESSED = _rgb("14433F")
PRIMARY_SOFT = _rgb("DCEAE7")
PRIMARY_LINE = _rgb("5B8C87")
OK = _rgb("256B45")
OK_SOFT = _rgb("DFF0E5")
WARN = _rgb("855300")
WARN_SOFT = _rgb("FCEFD2")
BAD = _rgb("A8261C")
BAD_SOFT = _rgb("FAE3E0")
BAD_LINE = _rgb("C0665C")
INFO = _rgb("27558C")
INFO_SOFT = _rgb("E2ECF7")
PRESSED = _rgb("000000", 0.12)
TOAST_BG = INK

STAFF: tuple[tuple[Rgba, Rgba], ...] = (
    (_rgb("5B8C87"), _rgb("E4F0EE")),
    (_rgb("A8763E"), _rgb("F8EBD9")),
    (_rgb("7A6AA8"), _rgb("ECE8F6")),
    (_rgb("5C7FA6"), _rgb("E4EDF7")),
    (_rgb("A5657F"), _rgb("F7E7ED")),
    (_rgb("6F8A4E"), _rgb("EBF1E2")),
    (_rgb("A4695C"), _rgb("F8E8E4")),
    (_rgb("5F7F8F"), _rgb("E5EEF2")),
)
"""Of each stylist: the strip and the tint of a visit. Never a colour of text."""

TONES: dict[str, Rgba] = {
    "": INK,
    "ink": INK,
    "ink2": INK2,
    "ink3": INK3,
    "primary": PRIMARY,
    "ok": OK,
    "warn": WARN,
    "bad": BAD,
    "info": INFO,
    "white": WHITE,
    "line": LINE_STRONG,
    "plain": INK2,
}
SOFT: dict[str, Rgba] = {
    "": SUNKEN,
    "ink": SUNKEN,
    "ink2": SUNKEN,
    "primary": PRIMARY_SOFT,
    "ok": OK_SOFT,
    "warn": WARN_SOFT,
    "bad": BAD_SOFT,
    "info": INFO_SOFT,
    "plain": BG,
}


def tone(name: str) -> Rgba:
    """Colour of words and icons by its name in a view-state."""
    return TONES[name]


def soft(name: str) -> Rgba:
    """Ground that goes with :func:`tone` of the same name."""
    return SOFT[name]


GROUNDS = (BG, SURFACE, SUNKEN, PRIMARY_SOFT, OK_SOFT, WARN_SOFT, BAD_SOFT, INFO_SOFT)
CONTRAST: tuple[tuple[Rgba, Rgba, float], ...] = (
    *((ink, ground, 4.5) for ink in (INK, INK2, INK3) for ground in GROUNDS),
    *((ink, tint, 4.5) for ink in (INK, INK2) for _, tint in STAFF),
    (WHITE, PRIMARY, 4.5),
    (WHITE, PRIMARY_PRESSED, 4.5),
    (PRIMARY, PRIMARY_SOFT, 4.5),
    (PRIMARY, SURFACE, 4.5),
    (PRIMARY, BG, 4.5),
    (OK, OK_SOFT, 4.5),
    (WARN, WARN_SOFT, 4.5),
    (BAD, BAD_SOFT, 4.5),
    (INFO, INFO_SOFT, 4.5),
    (WHITE, TOAST_BG, 4.5),
    (WHITE, BAD, 4.5),
    *((line, ground, 3.0) for line in (LINE_STRONG, PRIMARY, BAD) for ground in GROUNDS),
    *((PRIMARY_LINE, ground, 3.0) for ground in (BG, SURFACE, SUNKEN, PRIMARY_SOFT)),
    *((BAD_LINE, ground, 3.0) for ground in (BG, SURFACE, SUNKEN, BAD_SOFT)),
)
"""Pairs that meet on screens, with the least contrast each must have: words 4.5, the edge of what
can be touched 3."""

# -- type ---------------------------------------------------------------------------------------

FONT = "Roboto"
TYPE: dict[str, int] = {
    "caption": 15,
    "label": 16,
    "body": 18,
    "title": 20,
    "h2": 24,
    "h1": 32,
    "total": 36,
    "help": 26,
    "cbody": 28,
    "cbutton": 30,
    "ckey": 34,
    "headline": 44,
    "clock": 120,
}
LINE_HEIGHT = 1.1
LINE_OF_TYPE = 1.172
"""Height of a line of Roboto, in its own size."""
TEXT_SCALE = float(Metrics.fontscale)
"""How many times its usual size text has on this panel."""


def _steps() -> tuple[float, ...]:
    return tuple(step / TEXT_SCALE for step in (1.3, 1.15, 1.0) if step <= TEXT_SCALE)


TEXT_STEPS = _steps()
"""What words may be brought down to where they would be cut; the last is their usual size."""


def font(kind: str) -> float:
    """Size of type of a kind, in pixels."""
    return float(sp(TYPE[kind]))


@dataclass(frozen=True, slots=True)
class Typed:
    """The size of a kind, for what is made later: text may be larger by then."""

    kind: str


def rescale(text: float) -> None:
    """Text is so many times its usual size from now on; what is drawn already stays."""
    global TEXT_SCALE, TEXT_STEPS
    Metrics.fontscale = text
    TEXT_SCALE = text
    TEXT_STEPS = _steps()


# -- space and shape ------------------------------------------------------------------------------


def u(steps: float) -> float:
    """``steps`` of the 8 dp grid in pixels."""
    return float(dp(8 * steps))


S4, S8, S12, S16, S24, S32, S48 = (dp(n) for n in (4, 8, 12, 16, 24, 32, 48))
R_FIELD, R_CARD, R_BIG = dp(8), dp(12), dp(16)
HAIR = max(1.0, round(dp(1)))
FRAME_FOCUS = dp(2)
STRIP = dp(6)

ICON, ICON_RAIL, ICON_CUSTOMER, ICON_HUGE = dp(24), dp(28), dp(34), dp(96)

H_FLOOR, H_FIELD, H_PRIMARY, H_CUSTOMER = dp(48), dp(56), dp(64), dp(88)
H_BUTTON = dp(56)
H_BAR = dp(72)
H_ROW = dp(72)
H_CHIP = dp(36)
H_KEY = dp(60)
H_KEY_COMPACT = dp(52)
H_ACCENT = dp(52)
H_HOUR = dp(112)
H_BANNER = dp(64)
H_RAIL_ITEM = dp(76)

W_RAIL = dp(96)
W_PANEL = dp(400)
W_SIDE = dp(320)
W_FORM = dp(960)
W_CARD = dp(760)
W_KEYPAD = dp(460)
W_BUTTON = dp(200)
W_BUTTON_BIG = dp(320)
W_DIALOG = dp(560)
W_TIME = dp(64)
W_CUSTOMER_PAD, W_CUSTOMER_PAD_COMPACT = dp(48), dp(24)
WORDS_OF_SUM = 0.35
"""Of the width of a sum: what its words may take of one line."""
W_WIDE = dp(1200)
"""From this width on a screen uses its wide layout."""

# -- time, in seconds ----------------------------------------------------------------------------

DEBOUNCE = 0.25
"""A second tap on the same button within this time is dropped."""
DOUBLE_TAP = 0.3
"""A touch this soon after a screen changed, on the same spot, belongs to the screen before."""
HOLD = 0.4
ASIDE = 0.5
"""Held beside a column this long, the next one comes."""
MONEY_REARM = 1.0
FADE = 0.12
