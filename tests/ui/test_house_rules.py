"""What may stand in which file of the screens, read from the sources."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import kiosk
from tests.gallery.studio import Studio

KIOSK = Path(kiosk.__file__).parent
UI = KIOSK / "ui"
OUTSIDE = [
    folder
    for folder in (KIOSK, KIOSK.parent / "drivers", KIOSK.parent / "sync_agent")
    if folder.exists()
]
COMPOSING = {KIOSK / "app.py", *(KIOSK / "demo").rglob("*.py")}
"""Where the parts meet; they may hold the application in their hands."""
HEX = re.compile(r"#[0-9A-Fa-f]{6,8}\b")
BARE_SIZE = re.compile(r"\b(?:dp|sp)\s*\(|['\"][0-9.]+(?:dp|sp)['\"]")
KV_NUMBER = re.compile(
    r"^\s*(?:height|width|size|padding|spacing|font_size|radius|pos|x|y|row_height|side)\s*:"
    r"\s*(?P<value>.*)$"
)
KV_COLOUR = re.compile(r"rgba?\s*:\s*[\d(]|(?:color|fill|frame)\s*:\s*[\d(#]")


def modules(*folders: Path) -> Iterator[Path]:
    for folder in folders:
        yield from sorted(path for path in folder.rglob("*.py") if "__pycache__" not in path.parts)


def imported(path: Path) -> set[str]:
    """Every module and name a file imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


def of(path: Path) -> str:
    return str(path.relative_to(KIOSK.parent))


def test_kivy_is_imported_by_the_screens_only() -> None:
    guilty = [
        of(path)
        for path in modules(*OUTSIDE)
        if UI not in path.parents
        and path not in COMPOSING
        and any(name.split(".")[0] == "kivy" for name in imported(path))
    ]
    assert guilty == []


def test_screens_do_no_database_work() -> None:
    forbidden = ("sqlite3", "peewee", "kiosk.salon.store", "kiosk.salon.services")
    guilty = [
        of(path)
        for path in modules(UI)
        if any(
            name == bad or name.startswith(f"{bad}.")
            for name in imported(path)
            for bad in forbidden
        )
    ]
    assert guilty == []


def test_only_tap_stands_on_the_button_of_kivy() -> None:
    allowed = {UI / "kit" / "tap.py", UI / "probe.py"}
    guilty = [
        of(path)
        for path in modules(UI)
        if path not in allowed
        and any(
            "ButtonBehavior" in name or name.startswith("kivy.uix.button")
            for name in imported(path)
        )
    ]
    assert guilty == []


def test_only_sounds_touches_audio() -> None:
    guilty = [
        of(path)
        for path in modules(UI)
        if path.name != "sounds.py" and any("kivy.core.audio" in name for name in imported(path))
    ]
    assert guilty == []


@pytest.mark.parametrize("path", [*modules(UI), *sorted(UI.rglob("*.kv"))], ids=of)
def test_colours_and_sizes_stand_in_tokens(path: Path) -> None:
    if path.name == "tokens.py":
        return
    guilty = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.lstrip().startswith("#:"):
            continue
        if HEX.search(line) or BARE_SIZE.search(line):
            guilty.append(f"{number}: {line.strip()}")
        if path.suffix == ".kv" and (KV_COLOUR.search(line) or _bare_number(line)):
            guilty.append(f"{number}: {line.strip()}")
    assert guilty == []


def _bare_number(line: str) -> bool:
    """A size in a .kv file that is a number other than 0 and 1, not multiplied with a token."""
    match = KV_NUMBER.match(line)
    if match is None:
        return False
    value = re.sub(r"\bt\.\w+(?:\([^)]*\))?|\[[^\]]*\]", "", match["value"])
    if "t." in match["value"] or "self." in value or "root." in value:
        return False
    return any(float(n) not in (0, 1) for n in re.findall(r"(?<![\w.])\d+(?:\.\d+)?", value))


def luminance(colour: tuple[float, ...]) -> float:
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_words_can_be_read_on_every_ground(studio: Studio) -> None:
    from kiosk.ui import tokens

    poor = [
        (words, ground, round(contrast(words, ground), 2))
        for words, ground, least in tokens.CONTRAST
        if contrast(words, ground) < least
    ]
    assert poor == []


def test_a_button_has_an_edge_that_can_be_seen(studio: Studio) -> None:
    """By its frame or by its ground, on every ground it may stand on."""
    from kiosk.ui import tokens as t
    from kiosk.ui.kit.buttons import LOOKS, WORDS_ALONE
    from kiosk.ui.kit.keypad import Key

    edges = {name: look[:2] for name, look in LOOKS.items() if name not in WORDS_ALONE}
    for quiet in (False, True):
        key = Key(key="1", quiet=quiet)
        edges[f"key, quiet: {quiet}"] = key.fill, key.frame
    for ground in (t.BG, t.SURFACE, t.SUNKEN):
        for name, (fill, frame) in edges.items():
            edge = frame if frame[3] else fill
            assert contrast(edge, ground) >= 3, name


@pytest.mark.parametrize(
    ("question", "answered_in"),
    [
        (r"\brole [!=]= ['\"]manager", "kiosk/salon/domain/people.py"),
        (r"\bmethod (?:[!=]=|in|not in) [({]?['\"]", "kiosk/salon/domain/till/means.py"),
    ],
    ids=["who manages", "what a means of payment is like"],
)
def test_a_question_is_answered_in_one_place(question: str, answered_in: str) -> None:
    asked = re.compile(question)
    salon = [KIOSK / room for room in ("salon", "paper", "presenters", "hardware", "ui")]
    guilty = {of(path) for path in modules(*salon) if asked.search(path.read_text("utf-8"))}
    assert guilty <= {answered_in}


def test_no_label_reads_markup_out_of_what_it_shows() -> None:
    """A name may be ``[b]Eva[/b]``; where colours are needed inside a text, parts are drawn."""
    marked = re.compile(r"\bmarkup\b\s*[:=]|MarkupLabel|uix\.rst")
    files = [*modules(UI), *sorted(UI.rglob("*.kv"))]
    assert [of(path) for path in files if marked.search(path.read_text("utf-8"))] == []
