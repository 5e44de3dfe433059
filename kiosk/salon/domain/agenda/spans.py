"""Spans of time: half-open ``(from, to)`` pairs of whole numbers, in order, none touching another.

What the numbers count (UTC milliseconds, minutes of a day) is the caller's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Span = tuple[int, int]


def merged(spans: Iterable[Span]) -> list[Span]:
    """What any of them covers; empty ones are left out."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if end <= start:
            continue
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def both(these: Sequence[Span], those: Sequence[Span]) -> list[Span]:
    """What both cover."""
    found: list[Span] = []
    at = to = 0
    while at < len(these) and to < len(those):
        start = max(these[at][0], those[to][0])
        end = min(these[at][1], those[to][1])
        if start < end:
            found.append((start, end))
        if these[at][1] < those[to][1]:
            at += 1
        else:
            to += 1
    return found


def without(these: Sequence[Span], those: Sequence[Span]) -> list[Span]:
    """What ``these`` cover and ``those`` do not."""
    found: list[Span] = []
    place = 0
    for start, end in these:
        while place < len(those) and those[place][1] <= start:
            place += 1
        look = place
        while look < len(those) and those[look][0] < end:
            if start < those[look][0]:
                found.append((start, those[look][0]))
            start = max(start, those[look][1])
            look += 1
        if start < end:
            found.append((start, end))
    return found


def covers(spans: Iterable[Span], start: int, end: int) -> bool:
    """Whether one of them holds the whole of ``[start, end)``."""
    return any(begins <= start and end <= ends for begins, ends in spans)


def meets(spans: Iterable[Span], start: int, end: int) -> bool:
    """Whether any shares time with ``[start, end)``."""
    return any(begins < end and start < ends for begins, ends in spans)


def crowded(spans: Iterable[Span], units: int) -> list[Span]:
    """Where at least ``units`` of them lie upon each other; ``units`` of 0: always."""
    if units <= 0:
        return [(-(1 << 62), 1 << 62)]
    edges = sorted(edge for start, end in spans if start < end for edge in ((start, 1), (end, -1)))
    found: list[Span] = []
    depth = since = 0
    for at, step in edges:
        before, depth = depth, depth + step
        if before < units <= depth:
            since = at
        elif depth < units <= before:
            found.append((since, at))
    return merged(found)


def total(spans: Iterable[Span]) -> int:
    return sum(end - start for start, end in spans)
