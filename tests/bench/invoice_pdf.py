"""How long the file of an invoice takes, off the screen's thread: in a process that is at work, and
with the start of one of its own."""

from __future__ import annotations

import time
from collections.abc import Iterator

from kiosk.hardware.pages.drawing import Pen, draw
from kiosk.paper.a4.invoice import invoice_pdf
from kiosk.salon.domain.invoices.content import content_of
from tests.bench.measure import Times
from tests.bench.report import Aim, Line
from tests.paper.a4 import samples
from tests.paper.samples import speaker

ROUNDS, EACH = 5, 10
AIM = Aim(p99=500)


def lines() -> Iterator[Line]:
    words = speaker("cs")
    usual, long = samples.invoice("cs"), samples.many("cs")
    content = content_of(usual)
    invoice_pdf(usual, words)
    short_times, long_times, process, beside = Times(), Times(), Times(), Times()
    pen = Pen()
    pen.draw("invoice", content, "Europe/Prague", None)
    for _ in range(ROUNDS):
        short_times.add([_ms(lambda: invoice_pdf(usual, words)) for _ in range(EACH)])
        long_times.add([_ms(lambda: invoice_pdf(long, words)) for _ in range(EACH)])
        beside.add(
            [_ms(lambda: pen.draw("invoice", content, "Europe/Prague", None)) for _ in range(EACH)]
        )
        process.add([_ms(lambda: draw("invoice", content, "Europe/Prague", None))])
    pen.stop()
    yield Line("invoice to PDF, in the process that stays", AIM, beside)
    yield Line("invoice to PDF, 2 lines", AIM, short_times)
    yield Line("invoice to PDF, 60 lines", AIM, long_times)
    yield Line("invoice to PDF, with a process of its own", ours=process)


def _ms(work: object) -> float:
    assert callable(work)
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000
