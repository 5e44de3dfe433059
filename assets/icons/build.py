"""Builds the icon font from the SVG files beside this one: ``python assets/icons/build.py``.

A text engine draws a glyph in any colour and size from one file and without an SVG library, so
the icons live in a font. A font knows only filled outlines; strokes become outlines here.

Every icon is drawn on a 24 x 24 grid with strokes 2 wide, round caps and round joins, from
``line``, ``polyline``, ``polygon``, ``circle``, ``rect`` and ``path`` (M L H V A C Z, absolute).
A line of no length is a dot. Anything else is refused, so a drawing never comes out silently
wrong.

Code points are given in order of name from U+E000; ``icons.json`` holds them for the program.
"""

from __future__ import annotations

import json
import math
import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables._g_l_y_f import Glyph, flagOverlapSimple

HERE = Path(__file__).resolve().parent
FONT = HERE.parent / "fonts" / "pult-icons.ttf"
INDEX = HERE / "icons.json"

GRID = 24
UNITS = 2400
"""Font units per em; the em square is the grid, so a font size of 24 px is an icon of 24 px."""
HALF = 1.0
"""Half of the stroke's width, in grid units."""
FIRST = 0xE000
STEP = math.radians(9)
"""Curves become chords of at most this angle: 0.01 px off a circle of 9.5 at 24 px."""
SHARP = math.radians(25)
"""A turn beyond this is a corner: the stroke is cut there and the round caps make the join."""
EPOCH = 3_849_984_000
"""Fixed time in the font's header (seconds since 1904), so equal drawings give equal bytes."""

Point = tuple[float, float]
TOKEN = re.compile(r"([A-Za-z])|(-?\d*\.?\d+)")


def arc(start: Point, radius: float, large: bool, sweep: bool, end: Point) -> list[Point]:
    """Points of a circular arc after ``start``, ``end`` included (SVG 1.1, appendix F.6)."""
    dx, dy = (start[0] - end[0]) / 2, (start[1] - end[1]) / 2
    half_chord = math.hypot(dx, dy)
    if half_chord == 0:
        return [end]
    radius = max(radius, half_chord)
    height = math.sqrt(max(radius**2 - half_chord**2, 0.0)) / half_chord
    if large == sweep:
        height = -height
    centre = ((start[0] + end[0]) / 2 + height * dy, (start[1] + end[1]) / 2 - height * dx)
    first = math.atan2(start[1] - centre[1], start[0] - centre[0])
    turn = math.atan2(end[1] - centre[1], end[0] - centre[0]) - first
    if sweep and turn < 0:
        turn += 2 * math.pi
    if not sweep and turn > 0:
        turn -= 2 * math.pi
    steps = max(2, math.ceil(abs(turn) / STEP))
    points = [
        (
            centre[0] + radius * math.cos(first + turn * i / steps),
            centre[1] + radius * math.sin(first + turn * i / steps),
        )
        for i in range(1, steps)
    ]
    return [*points, end]


def cubic(a: Point, b: Point, c: Point, d: Point, steps: int = 24) -> list[Point]:
    """Points of a Bézier curve after ``a``."""
    points = []
    for i in range(1, steps + 1):
        t = i / steps
        u = 1 - t
        weights = (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
        points.append(
            (
                sum(w * p[0] for w, p in zip(weights, (a, b, c, d), strict=True)),
                sum(w * p[1] for w, p in zip(weights, (a, b, c, d), strict=True)),
            )
        )
    return points


def circle(x: float, y: float, radius: float) -> list[Point]:
    steps = math.ceil(2 * math.pi / STEP)
    turn = 2 * math.pi / steps
    return [
        (x + radius * math.cos(i * turn), y + radius * math.sin(i * turn)) for i in range(steps + 1)
    ]


def path_lines(d: str) -> Iterator[list[Point]]:
    """The polylines of a path's ``d``."""
    tokens = [m.group(0) for m in TOKEN.finditer(d)]
    position = 0

    def number() -> float:
        nonlocal position
        position += 1
        return float(tokens[position - 1])

    line: list[Point] = []
    while position < len(tokens):
        command = tokens[position]
        position += 1
        if command == "M":
            if len(line) > 1:
                yield line
            line = [(number(), number())]
        elif command == "L":
            line.append((number(), number()))
        elif command == "H":
            line.append((number(), line[-1][1]))
        elif command == "V":
            line.append((line[-1][0], number()))
        elif command == "C":
            b, c, d_ = ((number(), number()) for _ in range(3))
            line.extend(cubic(line[-1], b, c, d_))
        elif command == "A":
            radius, other, _, large, sweep = (number() for _ in range(5))
            if radius != other:
                raise ValueError("only circular arcs are understood")
            line.extend(arc(line[-1], radius, bool(large), bool(sweep), (number(), number())))
        elif command == "Z":
            line.append(line[0])
        else:
            raise ValueError(f"path command {command!r} is not understood")
    if len(line) > 1:
        yield line


def lines_of(element: ET.Element) -> Iterator[list[Point]]:
    """The centre lines of one SVG element."""

    def get(name: str) -> float:
        return float(element.get(name, "0"))

    kind = element.tag.rpartition("}")[2]
    if kind == "path":
        yield from path_lines(element.get("d", ""))
    elif kind == "line":
        yield [(get("x1"), get("y1")), (get("x2"), get("y2"))]
    elif kind == "circle":
        yield circle(get("cx"), get("cy"), get("r"))
    elif kind in ("polyline", "polygon"):
        numbers = [float(n) for n in re.findall(r"-?[\d.]+", element.get("points", ""))]
        points = list(zip(numbers[::2], numbers[1::2], strict=True))
        yield points if kind == "polyline" else [*points, points[0]]
    elif kind == "rect":
        x, y, w, h, r = get("x"), get("y"), get("width"), get("height"), get("rx")
        yield from path_lines(
            f"M{x + r} {y} H{x + w - r} A{r} {r} 0 0 1 {x + w} {y + r} V{y + h - r}"
            f" A{r} {r} 0 0 1 {x + w - r} {y + h} H{x + r} A{r} {r} 0 0 1 {x} {y + h - r}"
            f" V{y + r} A{r} {r} 0 0 1 {x + r} {y} Z"
        )
    else:
        raise ValueError(f"element {kind!r} is not understood")


def smooth_runs(line: list[Point]) -> Iterator[list[Point]]:
    """Cuts a polyline at its corners; points that coincide are merged."""
    points = [line[0]]
    for point in line[1:]:
        if math.dist(point, points[-1]) > 1e-6:
            points.append(point)
    run = points[:2]
    for previous, point in pairwise(points[1:]):
        before = math.atan2(previous[1] - run[-2][1], previous[0] - run[-2][0])
        after = math.atan2(point[1] - previous[1], point[0] - previous[0])
        turn = abs((after - before + math.pi) % (2 * math.pi) - math.pi)
        if turn > SHARP:
            yield run
            run = [previous]
        run.append(point)
    yield run


def outline(run: list[Point]) -> list[Point]:
    """The contour of one smooth stroke with round caps, always turning the same way."""
    if len(run) == 1:
        return circle(*run[0], HALF)[:-1]
    angles = [math.atan2(b[1] - a[1], b[0] - a[0]) for a, b in pairwise(run)]

    def beside(point: Point, angle: float) -> Point:
        return (point[0] - HALF * math.sin(angle), point[1] + HALF * math.cos(angle))

    def along(points: list[Point], ways: list[float]) -> list[Point]:
        side = [beside(points[0], ways[0])]
        for i in range(1, len(points) - 1):
            turn = (ways[i] - ways[i - 1] + math.pi) % (2 * math.pi) - math.pi
            side.append(beside(points[i], ways[i - 1] + turn / 2))
        return [*side, beside(points[-1], ways[-1])]

    def cap(end: Point, way: float) -> list[Point]:
        steps = 12
        return [beside(end, way - math.pi * i / steps) for i in range(1, steps)]

    back = [angle + math.pi for angle in reversed(angles)]
    return [
        *along(run, angles),
        *cap(run[-1], angles[-1]),
        *along(run[::-1], back),
        *cap(run[0], back[-1]),
    ]


def glyph(svg: Path) -> Glyph:
    """The filled glyph of one drawing."""
    pen = TTGlyphPen(None)
    for element in ET.parse(svg).getroot():
        for line in lines_of(element):
            for run in smooth_runs(line):
                contour = [
                    (round(x * UNITS / GRID), round((GRID - y) * UNITS / GRID))
                    for x, y in outline(run)
                ]
                pen.moveTo(contour[0])
                for point in contour[1:]:
                    pen.lineTo(point)
                pen.closePath()
    made = pen.glyph()
    if made.numberOfContours:
        # Strokes cross each other; without the flag some rasterisers show the seams.
        made.flags[0] |= flagOverlapSimple
    return made


def code_points() -> dict[str, int]:
    """Name of each drawing to its code point."""
    return {svg.stem: FIRST + i for i, svg in enumerate(sorted(HERE.glob("*.svg")))}


def build() -> bytes:
    """The font file's bytes; equal drawings give equal bytes."""
    points = code_points()
    order = [".notdef", *points]
    builder = FontBuilder(UNITS, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap({code: name for name, code in points.items()})
    glyphs = {name: glyph(HERE / f"{name}.svg") for name in points}
    builder.setupGlyf({".notdef": TTGlyphPen(None).glyph(), **glyphs})
    table = builder.font["glyf"]
    builder.setupHorizontalMetrics(
        {name: (UNITS, getattr(table[name], "xMin", 0)) for name in order}
    )
    builder.setupHorizontalHeader(ascent=UNITS, descent=0)
    builder.setupOS2(
        sTypoAscender=UNITS,
        sTypoDescender=0,
        sTypoLineGap=0,
        usWinAscent=UNITS,
        usWinDescent=0,
        achVendID="PULT",
    )
    builder.setupNameTable({"familyName": "Pult Icons", "styleName": "Regular"})
    builder.setupPost(keepGlyphNames=True)
    builder.updateHead(created=EPOCH, modified=EPOCH)
    builder.font.recalcTimestamp = False
    out = BytesIO()
    builder.save(out)
    return out.getvalue()


def index() -> str:
    """The text of ``icons.json``: {"name": "code point in hexadecimal"}."""
    return json.dumps({name: f"{code:X}" for name, code in code_points().items()}, indent=1) + "\n"


def main() -> int:
    FONT.parent.mkdir(exist_ok=True)
    FONT.write_bytes(build())
    INDEX.write_text(index())
    print(f"{len(code_points())} icons in {FONT.relative_to(HERE.parents[1])}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
