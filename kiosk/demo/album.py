"""The pictures of a morning, and a page to look through them."""

from __future__ import annotations

import html
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

STYLE = """
body { margin: 0; background: #F5F3EF; color: #1E2328; font: 18px/1.5 Roboto, sans-serif; }
main { max-width: 1320px; margin: 0 auto; padding: 32px 24px; }
h1 { font-size: 36px; margin: 0 0 8px; } p { color: #565D66; margin: 0 0 24px; }
ol { list-style: none; padding: 0; display: grid; gap: 32px; }
figure { margin: 0; } figcaption { padding: 8px 2px; font-weight: 500; }
.screen img { width: 100%; border: 1px solid #D9D3C9; border-radius: 12px; display: block; }
.paper img { max-width: 420px; border: 1px solid #D9D3C9; display: block; background: white; }
pre { background: white; border: 1px solid #D9D3C9; border-radius: 12px; padding: 16px;
      overflow-x: auto; font-size: 15px; }
""".strip()


@dataclass(frozen=True, slots=True)
class Leaf:
    """``kind``: ``screen`` or ``paper``."""

    file: str
    kind: str
    title: str


class Album:
    """Writes into ``folder``, which is emptied of an earlier album first."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.leaves: list[Leaf] = []
        folder.mkdir(parents=True, exist_ok=True)
        for old in (*folder.glob("*.png"), *folder.glob("index.html")):
            old.unlink()

    def screen(self, picture: Image, title: str) -> None:
        """Adds a picture of the screen."""
        leaf = self._leaf("screen", title)
        # Level 1: a screen is written in 30 ms instead of 200, and is a little larger.
        picture.save(self.folder / leaf.file, compress_level=1)

    def paper(self, picture: Path, title: str) -> None:
        """Adds the picture of a printed paper."""
        leaf = self._leaf("paper", title)
        shutil.copyfile(picture, self.folder / leaf.file)

    def _leaf(self, kind: str, title: str) -> Leaf:
        words = "".join(char if char.isascii() and char.isalnum() else " " for char in title)
        name = "-".join(words.lower().split())[:48]
        leaf = Leaf(f"{len(self.leaves) + 1:02d}-{name}.png", kind, title)
        self.leaves.append(leaf)
        return leaf

    def close(self, title: str, words: str, record: str) -> Path:
        """Writes the page. ``record``: what was recorded, as plain text. Returns its path."""
        items = "\n".join(
            f'<li class="{leaf.kind}"><figure><img src="{leaf.file}" alt="" loading="lazy">'
            f"<figcaption>{number}. {html.escape(leaf.title)}</figcaption></figure></li>"
            for number, leaf in enumerate(self.leaves, 1)
        )
        page = self.folder / "index.html"
        page.write_text(
            f'<!doctype html><html lang="en"><meta charset="utf-8">'
            f"<title>{html.escape(title)}</title><style>{STYLE}</style><main>"
            f"<h1>{html.escape(title)}</h1><p>{html.escape(words)}</p>"
            f"<ol>\n{items}\n</ol><h2>What was recorded</h2><pre>{html.escape(record)}</pre>"
            "</main></html>\n",
            encoding="utf-8",
        )
        return page
