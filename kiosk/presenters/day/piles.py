"""Counting money: pieces of each banknote and coin, or a sum; what the pages that count share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.presenters.base import A, Limits, Presenter, S
from kiosk.presenters.till import typed
from kiosk.salon.domain.goods.catalogue import MAX_PRICE_MINOR
from kiosk.salon.domain.money import CURRENCIES
from kiosk.salon.domain.text import Amount, Number, T, Text
from kiosk.salon.domain.till.counting import MOST_PIECES, Count, Face, counted

COUNTING = Limits(570, 600, "home")
"""Coins are counted without touching the screen: longer than a desk is left open otherwise."""
Tabs = tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceView:
    """A banknote or a coin: how many there are and what they come to. ``key`` is what
    :meth:`Piles.face` takes. ``active``: keys go here now."""

    key: str
    label: Number
    coin: bool
    pieces: str = ""
    sum: Text = ""
    active: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CountView:
    """``tabs``: the currencies, where there are several. ``by_sum``: the sum was typed, and the
    pieces are not looked at. ``comma``: keys may type a fraction now."""

    tabs: Tabs = ()
    currency: str = ""
    faces: tuple[FaceView, ...] = ()
    total: Text = ""
    by_sum: bool = False
    comma: bool = False


NOTHING = CountView()


class Pile:
    """What was typed of one currency. Pieces and sum are both kept, whichever of them counts."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.currency = CURRENCIES[code]
        self.faces = self.currency.faces
        self.by_sum = False
        self._active = self.faces[0]
        self._pieces: dict[int, str] = {}
        self._sum = ""

    @property
    def begun(self) -> bool:
        """Whether anything was typed; an empty drawer is a nought."""
        return bool(self._sum if self.by_sum else self._pieces)

    @property
    def decimals(self) -> int:
        """Those that a sum of these coins can have."""
        exponent = self.currency.exponent
        return exponent if self.faces[-1] < 10**exponent else 0

    @property
    def _scale(self) -> int:
        """Minor units of one of what is typed as a sum."""
        return int(10 ** (self.currency.exponent - self.decimals))

    @property
    def total(self) -> int:
        """Minor units."""
        if self.by_sum:
            return typed.value(self._sum, self.decimals) * self._scale
        return sum(face * int(pieces) for face, pieces in self._pieces.items())

    def turn(self, face: int) -> None:
        """Keys are pieces of this face from now on."""
        self.by_sum, self._active = False, face

    def press(self, key: str) -> bool:
        """A key of the keypad; False when it would make a number nobody can have counted."""
        pieces, sum_ = dict(self._pieces), self._sum
        if self.by_sum:
            self._sum = typed.press(sum_, key, self.decimals)
            makes_sense = self._sum != sum_ or key in ("back", "clear")
        else:
            text = typed.press(pieces.get(self._active, ""), key, 0)
            self._pieces.pop(self._active, None)
            if text:
                self._pieces[self._active] = text
            makes_sense = int(text or "0") <= MOST_PIECES
        if makes_sense and self.total <= MAX_PRICE_MINOR:
            return True
        self._pieces, self._sum = pieces, sum_
        return False

    def propose(self, count: Count) -> None:
        """Begins with what is known to lie there."""
        self._pieces = {face.minor: str(face.pieces) for face in count.pieces if face.pieces}
        if not self._pieces:
            self.by_sum = True
            self._sum = typed.as_text(count.sum_minor // self._scale, self.decimals)

    def count(self) -> Count:
        if self.by_sum:
            return Count(self.code, (), self.total)
        pieces = [Face(face, int(n)) for face in self.faces if (n := self._pieces.get(face))]
        return counted(self.code, pieces)

    def faces_shown(self) -> tuple[FaceView, ...]:
        per_unit = int(10**self.currency.exponent)
        return tuple(
            FaceView(
                key=str(face),
                label=Number(face * 1000 // per_unit),
                coin=face in self.currency.coins,
                pieces=self._pieces.get(face, ""),
                sum=Amount(face * int(self._pieces[face]), self.code)
                if face in self._pieces
                else "",
                active=face == self._active and not self.by_sum,
            )
            for face in self.faces
        )


class Piles:
    """A pile of each currency, one of them shown."""

    def __init__(self, codes: Sequence[str] = ()) -> None:
        self._piles = {code: Pile(code) for code in codes}
        self._shown = codes[0] if codes else ""

    @property
    def shown(self) -> Pile | None:
        return self._piles.get(self._shown)

    @property
    def begun(self) -> bool:
        """Whether anything was typed at all."""
        return any(pile.begun for pile in self._piles.values())

    @property
    def missing(self) -> str:
        """The first currency of which nothing was typed, or empty."""
        return next((code for code, pile in self._piles.items() if not pile.begun), "")

    def turn(self, code: str) -> None:
        """Which currency is counted now."""
        if code in self._piles:
            self._shown = code

    def face(self, key: str) -> None:
        """A banknote or coin was touched."""
        if self.shown is not None:
            self.shown.turn(int(key))

    def by_sum(self) -> None:
        """The sum is typed instead of pieces."""
        if self.shown is not None:
            self.shown.by_sum = True

    def press(self, key: str) -> bool:
        """A key of the keypad; False when it is refused."""
        return self.shown is not None and self.shown.press(key)

    def propose(self, counts: Sequence[Count]) -> None:
        """Begins with what is known to lie there."""
        for count in counts:
            if count.currency in self._piles:
                self._piles[count.currency].propose(count)

    def counts(self) -> tuple[Count, ...]:
        return tuple(pile.count() for pile in self._piles.values())

    def view(self) -> CountView:
        pile = self.shown
        if pile is None:
            return NOTHING
        codes = tuple(self._piles)
        return CountView(
            tabs=tuple((code, code) for code in codes) if len(codes) > 1 else (),
            currency=pile.code,
            faces=pile.faces_shown(),
            total=Amount(pile.total, pile.code),
            by_sum=pile.by_sum,
            comma=pile.by_sum and pile.decimals > 0,
        )


NO_PILES = Piles()


def to_count(piles: Piles) -> Text:
    """What has to be counted first, or empty."""
    missing = piles.missing
    if not missing:
        return ""
    return T("Count first") if not piles.begun else T("Count {currency} too", currency=missing)


class CountingPage(Presenter[S, A]):
    """A page on which money is counted. What comes of it is shown by :meth:`_look`."""

    limits = COUNTING
    _piles: Piles = NO_PILES

    def turn(self, code: str) -> None:
        """Another currency."""
        self._piles.turn(code)
        self._look()

    def face(self, key: str) -> None:
        """Keys are pieces of this banknote or coin."""
        self._piles.face(key)
        self._look()

    def by_sum(self) -> None:
        """The sum is typed instead of the pieces."""
        self._piles.by_sum()
        self._look()

    def key(self, key: str) -> None:
        """A key of the keypad."""
        if not self._piles.press(key):
            self.hardware.sound("refuse")
        self._look()

    def _look(self) -> None:
        """Shows what was typed so far."""
        raise NotImplementedError
