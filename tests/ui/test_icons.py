"""The icon font says what the drawings say, and has every icon that the program names."""

from __future__ import annotations

import importlib.util
import io
import json
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest
from PIL import Image, ImageDraw, ImageFont

ROOT = Path(__file__).resolve().parents[2]
USED = re.compile(r"""(?<![.\w])icon\s*[:=]\s*["']([a-z][a-z0-9-]*)["']""")


@pytest.fixture(scope="module")
def builder() -> ModuleType:
    spec = importlib.util.spec_from_file_location("icons_build", ROOT / "assets/icons/build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_font_and_index_are_current(builder: ModuleType) -> None:
    hint = "run: make icons"
    assert builder.FONT.read_bytes() == builder.build(), hint
    assert builder.INDEX.read_text() == builder.index(), hint


def test_every_icon_named_by_the_program_exists() -> None:
    known = set(json.loads((ROOT / "assets/icons/icons.json").read_text()))
    missing = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in sorted((ROOT / "kiosk").rglob("*"))
        if path.suffix in (".py", ".kv")
        for name in USED.findall(path.read_text())
        if name not in known
    ]
    assert not missing


def test_every_icon_draws_inside_its_square(builder: ModuleType) -> None:
    """48 px: something is drawn, and nothing touches the edge, where it would be cut."""
    font = ImageFont.truetype(io.BytesIO(builder.FONT.read_bytes()), 48)
    for name, code in json.loads(builder.INDEX.read_text()).items():
        picture = Image.new("L", (48, 48))
        ImageDraw.Draw(picture).text((0, 0), chr(int(code, 16)), font=font, fill=255)
        box = picture.getbbox()
        assert box is not None, name
        assert min(box[:2]) >= 1, (name, box)
        assert max(box[2:]) <= 47, (name, box)


def test_strokes_that_cross_leave_no_hole(builder: ModuleType) -> None:
    """The middle of the plus is covered by both of its strokes."""
    character = chr(int(json.loads(builder.INDEX.read_text())["plus"], 16))
    font = ImageFont.truetype(io.BytesIO(builder.FONT.read_bytes()), 48)
    picture = Image.new("L", (48, 48))
    ImageDraw.Draw(picture).text((0, 0), character, font=font, fill=255)
    assert picture.getpixel((24, 24)) == 255


@pytest.mark.parametrize("body", ['<text x="1"/>', '<path d="M1 1 Q2 2 3 3"/>'])
def test_a_drawing_that_is_not_understood_is_refused(
    builder: ModuleType, tmp_path: Path, body: str
) -> None:
    svg = tmp_path / "odd.svg"
    svg.write_text(f'<svg xmlns="http://www.w3.org/2000/svg">{body}</svg>')
    with pytest.raises(ValueError, match="not understood"):
        builder.glyph(svg)
