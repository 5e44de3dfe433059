"""Kivy's own rules (its ``style.kv``), without those of widgets that nobody here uses.

Kivy compiles the rules of all its widgets when it is imported, long before the first frame; most
are for file choosers, settings panels and video players. ``tests/ui/test_style.py`` tells when a
widget comes into use whose rule is left out.
"""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

KEPT = frozenset(
    (
        "BubbleButton",
        "BubbleContent",
        "Button",
        "Image",
        "Label",
        "RelativeLayout",
        "Scatter",
        "ScrollView",
        "Selector",
        "StencilView",
        "TextInput",
        "TextInputCutCopyPaste",
        "ToggleButton",
    )
)
"""What we use, and what those use."""
_HEAD = re.compile(r"^<(.+?)>", re.MULTILINE)


def names_in(head: str) -> list[str]:
    """The widgets of a rule's head such as ``-Button,-ToggleButton`` or ``A@B``."""
    return [name.strip().lstrip("-").split("@")[0] for name in head.split(",")]


def shortened(rules: str) -> str:
    """The rules of :data:`KEPT` alone, and what stands before the first rule."""
    heads = list(_HEAD.finditer(rules))
    if not heads:
        return rules
    ends = [*(head.start() for head in heads[1:]), len(rules)]
    parts = [rules[: heads[0].start()]]
    for head, end in zip(heads, ends, strict=True):
        if KEPT.intersection(names_in(head[1])):
            parts.append(rules[head.start() : end])
    return "".join(parts)


def use(folder: Path) -> None:
    """Imports Kivy's language with the short rules, which are kept in ``folder``. Where they
    cannot be written Kivy reads its own."""
    import kivy

    whole = kivy.kivy_data_dir
    try:
        kivy.kivy_data_dir = str(_kept(Path(whole) / "style.kv", folder).parent)
    except OSError:
        return
    try:
        import kivy.lang.builder
    finally:
        kivy.kivy_data_dir = whole


def _kept(whole: Path, folder: Path) -> Path:
    """The short file, written when Kivy or :data:`KEPT` is another."""
    status = whole.stat()
    told = f"{status.st_size} {status.st_mtime_ns} {sorted(KEPT)}"
    short = folder / f"style-{hashlib.sha256(told.encode()).hexdigest()[:16]}" / "style.kv"
    if not short.exists():
        short.parent.mkdir(parents=True, exist_ok=True)
        partial = short.with_suffix(f".{os.getpid()}")
        partial.write_text(shortened(whole.read_text("utf-8")), "utf-8")
        partial.replace(short)
    return short
