"""What goes wrong on purpose: at three points of a request, once or by a seeded schedule."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass


class Fault:
    """The kinds. Closed means: no answer, or half of one, and the connection ends."""

    BEFORE = "before"  #: not executed, closed
    AFTER = "after"  #: executed, closed without answer
    MIDDLE = "middle"  #: executed, closed in the middle of the answer
    TWICE = "twice"  #: executed twice (a resending transport), the second answer is given
    E500 = "500"  #: not executed
    E503 = "503"
    E429 = "429"
    FBS = "fbs"  #: the per-account backend limit
    E500_AFTER = "500_after"  #: executed, then the error
    E503_AFTER = "503_after"
    E401 = "401"  #: the access token refused; a refresh helps
    LATE = "late"  #: closed, and executed ``Switches.late_ms`` later; not in ALL

    CUTS = (BEFORE, AFTER, MIDDLE)
    ALL = (
        BEFORE, AFTER, MIDDLE, TWICE, E500, E503, E429, FBS, E500_AFTER, E503_AFTER, E401,
    )  # fmt: skip


@dataclass
class _Shot:
    method: str
    kind: str
    left: int


class Faults:
    """Chooses the fault of each arriving request; the same seed gives the same choices."""

    def __init__(self) -> None:
        self._shots: list[_Shot] = []
        self._random = random.Random(0)
        self._rate = 0.0
        self._kinds: Sequence[str] = ()
        self._methods: frozenset[str] | None = None
        self.fired: list[tuple[str, str]] = []

    def once(self, method: str, kind: str, nth: int = 1) -> None:
        """The ``nth`` arrival of ``method`` (``"*"``: of any) from now gets ``kind``."""
        if kind not in (*Fault.ALL, Fault.LATE):
            raise ValueError(kind)
        self._shots.append(_Shot(method, kind, nth))

    def schedule(
        self,
        seed: int,
        rate: float,
        kinds: Sequence[str] = Fault.ALL,
        methods: Sequence[str] | None = None,
    ) -> None:
        """From now each request fails with probability ``rate``.

        The token endpoint is only ever cut off: after a 5xx google-auth sleeps a real second.
        """
        self._random = random.Random(seed)
        self._rate, self._kinds = rate, tuple(kinds)
        self._methods = None if methods is None else frozenset(methods)

    def stop(self) -> None:
        self._rate = 0.0
        self._shots.clear()

    def choose(self, method: str) -> str | None:
        chosen: str | None = None
        for shot in list(self._shots):
            if shot.method in ("*", method):
                shot.left -= 1
                if shot.left == 0:
                    self._shots.remove(shot)
                    chosen = chosen or shot.kind
        if (
            chosen is None
            and self._rate
            and (self._methods is None or method in self._methods)
            and self._random.random() < self._rate
        ):
            kinds = [k for k in self._kinds if k in Fault.CUTS or not method.startswith("oauth.")]
            chosen = self._random.choice(kinds) if kinds else None
        if chosen is not None:
            self.fired.append((method, chosen))
        return chosen
