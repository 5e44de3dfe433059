"""XML as we write it: elements in their order, texts that every reader takes, bytes that are the
same each time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree import ElementTree

# Loaded when the first tree grows: no screen waits for it.

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no way to say."""


class Tree:
    """An element under construction."""

    def __init__(self, element: ElementTree.Element) -> None:
        self.element = element

    @staticmethod
    def root(tag: str, **attributes: str) -> Tree:
        from xml.etree import ElementTree

        return Tree(ElementTree.Element(tag, attributes))

    def add(self, tag: str, text: str | None = None, /, **attributes: str) -> Tree:
        child = self.element.makeelement(tag, attributes)
        self.element.append(child)
        if text is not None:
            child.text = clean(text)
        return Tree(child)

    def some(self, tag: str, text: str) -> None:
        """Nothing at all where there is no text."""
        if cleaned := clean(text):
            self.add(tag, cleaned)

    def bytes(self) -> bytes:
        from xml.etree import ElementTree

        text = ElementTree.tostring(self.element, "unicode", short_empty_elements=False)
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}'.encode()


def clean(text: str) -> str:
    """On one line, without what XML cannot carry."""
    return " ".join(_NOT_XML.sub(" ", text).split())


def cut(text: str, longest: int) -> str:
    """Of a text that may not be longer than so many characters."""
    return clean(text)[:longest].rstrip()
