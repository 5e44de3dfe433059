"""The one table."""

from __future__ import annotations

from dataclasses import dataclass

from tests.bench.measure import Times


@dataclass(frozen=True)
class Aim:
    """``p99``: most ms allowed. ``ratio``: most times the bare work's median. 0 = no aim."""

    p99: float = 0
    ratio: float = 0

    def __str__(self) -> str:
        parts = []
        if self.p99:
            parts.append(f"p99 ≤ {self.p99:g}")
        if self.ratio:
            parts.append(f"≤ {self.ratio:g}×")
        return ", ".join(parts)


@dataclass(frozen=True)
class Line:
    """A row of the table. ``value``: for what is one number (memory), already formatted."""

    what: str
    aim: Aim = Aim()
    ours: Times | None = None
    bare: Times | None = None
    value: str = ""
    wish: str = ""
    kept: bool | None = None

    @property
    def ratio(self) -> float | None:
        if self.ours is None or self.bare is None:
            return None
        return self.ours.percentile(50) / self.bare.percentile(50)

    @property
    def verdict(self) -> str:
        """``noise``: kept in the quietest round only, or the bare work alone misses it."""
        if self.kept is not None:
            return "ok" if self.kept else "MISSED"
        if self.ours is None:
            return ""
        if self.aim.ratio and self.ratio is not None and self.ratio > self.aim.ratio:
            return "MISSED"
        if not self.aim.p99 or self.ours.percentile(99) <= self.aim.p99:
            return "ok" if self.aim.p99 or self.aim.ratio else ""
        floor = self.bare.best(99) if self.bare is not None else 0
        quiet = self.ours.best(99) <= self.aim.p99
        return "noise" if quiet or floor > self.aim.p99 else "MISSED"


HEAD = (
    *("what (ms)", "n", "p50", "p99", "quiet p99", "aim"),
    *("bare p50", "bare p99", "ratio", "verdict"),
)


def table(lines: list[Line]) -> str:
    """As text with aligned columns."""
    rows = [HEAD, *(_cells(line) for line in lines)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(HEAD))]

    def text(row: tuple[str, ...]) -> str:
        first, *rest = (
            cell.ljust(width) if place in (0, 5) else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        return "  ".join((first, *rest)).rstrip()

    rule = "  ".join("-" * width for width in widths)
    return "\n".join((text(rows[0]), rule, *(text(row) for row in rows[1:])))


def _cells(line: Line) -> tuple[str, ...]:
    aim = line.wish or str(line.aim)
    if line.ours is None:
        return (line.what, "", line.value, "", "", aim, "", "", "", line.verdict)
    bare = ("", "")
    if line.bare is not None:
        bare = (_ms(line.bare.percentile(50)), _ms(line.bare.percentile(99)))
    ratio = "" if line.ratio is None else f"{line.ratio:.1f}×"
    return (
        line.what,
        str(len(line.ours.all)),
        _ms(line.ours.percentile(50)),
        _ms(line.ours.percentile(99)),
        _ms(line.ours.best(99)),
        *(aim, *bare, ratio, line.verdict),
    )


def _ms(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.2f}"
