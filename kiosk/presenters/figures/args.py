"""What the pages of the owner's figures take."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kiosk.presenters.args import Args
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import Text
from kiosk.salon.domain.till.owner_figures import Figure
from kiosk.salon.domain.till.owner_spans import Days


@dataclass(frozen=True, slots=True)
class OwnerDocumentsArgs(Args):
    """A figure to look behind: its ``title``, of which ``days``, in which ``currency``. ``figure``
    with ``key`` and ``name``: see
    :func:`kiosk.salon.store.till.owner_documents.of_figure`; None: no documents of sales.
    ``expenses``: those of one ``item`` (``item_id``), of ``every`` one, ``wages`` that were paid in
    cash, both (``spent``), or none (empty). ``net``:
    they are without VAT and taken off. ``approved_by``,
    ``cost_approved_by``: who let whoever is here see takings, and purchase prices."""

    title: Text
    currency: str
    days: Days
    figure: Figure | None = None
    key: str = ""
    name: str = ""
    expenses: Literal["", "item", "every", "wages", "spent"] = ""
    item_id: Id | None = None
    net: bool = False
    approved_by: Id | None = None
    cost_approved_by: Id | None = None
