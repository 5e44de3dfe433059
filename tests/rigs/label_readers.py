"""What label printers make of their bytes, as pictures black on white: ZPL by zpl-renderer-js,
Brother QL by brother_ql_analyse, TSPL and EPL2 by small strict readers written from the makers'
manuals, independent of our encoders."""

from __future__ import annotations

import base64
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from tests.rigs import tools

RENDER = """
const fs = require("fs");
const { ready } = require("zpl-renderer-js");
(async () => {
  const { api } = await ready;
  const [file, width, height, dots] = process.argv.slice(1);
  const zpl = fs.readFileSync(file, "utf8");
  process.stdout.write(await api.zplToBase64Async(zpl, +width, +height, +dots));
  process.exit(0);
})();
"""


@dataclass(frozen=True)
class Sheet:
    """``size_mm``: None where the language does not say."""

    picture: Image.Image
    copies: int
    size_mm: tuple[float, float] | None = None


def zpl(data: bytes, folder: Path, size_mm: tuple[int, int], dots_per_mm: int) -> Image.Image:
    job = folder / "label.zpl"
    job.write_bytes(data)
    done = subprocess.run(
        ["node", "-e", RENDER, str(job), *map(str, (*size_mm, dots_per_mm))],
        cwd=tools.zpl_renderer(), capture_output=True, timeout=60, check=True,
    )  # fmt: skip
    picture = folder / "zpl.png"
    picture.write_bytes(base64.b64decode(done.stdout))
    return Image.open(picture).convert("L")


def brother(data: bytes, folder: Path) -> list[Image.Image]:
    """One picture for each label."""
    job = folder / "label.bin"
    job.write_bytes(data)
    subprocess.run(
        [str(tools.brother_ql_analyse()), str(job)],
        cwd=folder, capture_output=True, timeout=60, check=True,
    )  # fmt: skip
    return [Image.open(one).convert("L") for one in sorted(folder.glob("label0*.png"))]


def tspl(data: bytes) -> Sheet:
    """AssertionError for anything but the commands a picture needs."""
    size, picture, copies = None, None, 0
    while data:
        bitmap = re.match(rb"BITMAP (\d+),(\d+),(\d+),(\d+),0,", data)
        if bitmap:
            assert picture is not None, "BITMAP before CLS"
            x, y, width, rows = map(int, bitmap.groups())
            end = bitmap.end() + width * rows
            _paste(picture, x, y, width, rows, data[bitmap.end() : end])
            assert data[end : end + 2] == b"\r\n"
            data = data[end + 2 :]
            continue
        line, _, data = data.partition(b"\r\n")
        text = line.decode("ascii")
        if told := re.fullmatch(r"SIZE ([\d.]+) mm,([\d.]+) mm", text):
            size = float(told[1]), float(told[2])
        elif text == "CLS":
            assert size is not None
            picture = Image.new("L", (round(size[0] * 8), round(size[1] * 8)), 255)
        elif told := re.fullmatch(r"PRINT 1,(\d+)", text):
            copies = int(told[1])
        else:
            assert re.fullmatch(r"GAP \d+ mm,0 mm|DIRECTION [01]|REFERENCE 0,0", text), text
    assert picture is not None
    return Sheet(picture, copies, size)


def epl2(data: bytes) -> Sheet:
    """AssertionError for anything but the commands a picture needs."""
    width = height = copies = 0
    picture = None
    while data:
        graphic = re.match(rb"GW(\d+),(\d+),(\d+),(\d+)[,\n]", data)
        if graphic:
            assert picture is not None, "GW before N"
            x, y, bytes_wide, rows = map(int, graphic.groups())
            end = graphic.end() + bytes_wide * rows
            _paste(picture, x, y, bytes_wide, rows, data[graphic.end() : end])
            data = data[end:]
            continue
        line, _, data = data.partition(b"\n")
        text = line.decode("ascii")
        if told := re.fullmatch(r"q(\d+)", text):
            width = int(told[1])
        elif told := re.fullmatch(r"Q(\d+),(\d+)", text):
            height = int(told[1])
        elif text == "N":
            picture = Image.new("L", (width, height), 255)
        elif told := re.fullmatch(r"P(\d+)", text):
            copies = int(told[1])
        else:
            assert text == "", text
    assert picture is not None
    return Sheet(picture, copies)


def _paste(onto: Image.Image, x: int, y: int, width: int, rows: int, data: bytes) -> None:
    """In both languages 0 is black."""
    assert len(data) == width * rows
    part = Image.frombytes("1", (width * 8, rows), data)
    onto.paste(part.convert("L"), (x, y))
