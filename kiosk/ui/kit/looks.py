"""Texts that look the same on all screens."""

from __future__ import annotations

from kiosk.ui.kit.base import usual
from kiosk.ui.kit.text import Txt


@usual(kind="headline", bold=True)
class Loud(Txt):
    """What is read from afar."""


@usual(halign="center", lines=0)
class Headline(Loud):
    """What a customers' page says first."""


@usual(kind="help", tone="ink2", lines=0)
class Help(Txt):
    """What a customer is to do."""


@usual(kind="h2", bold=True)
class BigTitle(Txt):
    """Whose or which the page or the card is."""


@usual(kind="title", bold=True)
class Title(Txt):
    """What a part of a page is about."""


@usual(kind="label", tone="ink2")
class Legend(Txt):
    """A line above or below what it names."""


@usual(tone="ink2", lines=0)
class Remark(Txt):
    """A sentence or two beside the matter."""


@usual(tone="bad", lines=0)
class Wrong(Txt):
    """What is wrong."""
