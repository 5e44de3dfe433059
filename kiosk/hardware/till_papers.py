"""Papers of a till: X of a session, Z of a closing, out of what the database says now."""

from __future__ import annotations

from kiosk.paper.cash.closing import Corrected, Names, x_paper, z_paper
from kiosk.paper.document import Document, Words
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.printing import PrintJob
from kiosk.salon.domain.till.closing import Closing
from kiosk.salon.services.salon_services import Services


def paper(services: Services, job: PrintJob, words: Words) -> Document:
    """Raises NotFound for what is not there, NeedsApproval when whoever asked for an X may not see
    takings any more."""
    context = services.context
    if job.kind == "x":
        by, *approver = (bytes.fromhex(part) for part in job.about.split())
        figures = services.closings.x(by, approver[0] if approver else None, job.subject_id)
        until = figures.ended_at or context.now()
        return x_paper(figures, context.salon, words, until)
    closing = services.closings.by_id(job.subject_id)
    names = Names(_name(services, closing.counted_by), _name(services, closing.approved_by))
    figures = services.closings.figures_of(closing)
    return z_paper(
        *(closing, figures, context.salon, words, names),
        corrected=_corrected(services, closing),
        is_copy=job.is_copy,
    )


def _corrected(services: Services, closing: Closing) -> Corrected | None:
    if closing.corrects is None:
        return None
    wrong = services.closings.by_id(closing.corrects)
    return Corrected(wrong, services.closings.origin(closing))


def _name(services: Services, member: Id | None) -> str:
    return services.team.member(member).name if member is not None else ""
