"""A sheet that shows whether a printer of pages works."""

from __future__ import annotations

from kiosk.paper.a4 import parties
from kiosk.paper.a4.flow import Pages
from kiosk.paper.a4.invoice import onward
from kiosk.paper.a4.sheet import Sheet, written
from kiosk.paper.document import Words
from kiosk.salon.domain.text import T

LETTERS = "áčďéěíňóřšťúůýž őű äöü ľĺŕ ABC 0123456789 €"


def test_sheet(name: str, words: Words) -> bytes:
    title = words.say(T("Test print"))
    sheet, pages = Sheet(title, name, words.language), Pages(onward(title, name))
    pages.add(parties.head(written(title), "", written(name)))
    if (block := parties.sentences([LETTERS], words)) is not None:
        pages.add(block)
    return pages.draw(sheet, words, name)
