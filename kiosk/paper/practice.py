"""Papers of somebody who practises: each says at its top and at its foot that it is none."""

from __future__ import annotations

from dataclasses import replace

from kiosk.paper.document import QR, Blank, Cut, Document, Drawer, Line, Op, Rule, Words
from kiosk.salon.domain.text import T


def marked(document: Document, words: Words, *, codes: bool = False) -> Document:
    """The same paper as one of practising. Its code, with which a document is found again, is left
    out unless ``codes``."""
    mark = words.say(T("Practice")).upper()
    told = words.say(T("This is not a document. Nothing was sold."))
    head: list[Op] = [op for op in document.ops[:1] if isinstance(op, Drawer)]
    without = (Cut,) if codes else (Cut, QR)
    body = [op for op in document.ops[len(head) :] if not isinstance(op, without)]
    cut = [op for op in document.ops if isinstance(op, Cut)][-1:]
    top = (Line(mark, bold=True, large=True, align="center"), Line(told, align="center"), Rule())
    foot = (Rule(), Blank(), Line(mark, bold=True, large=True, align="center"))
    return replace(document, ops=(*head, *top, *body, *foot, *cut))
