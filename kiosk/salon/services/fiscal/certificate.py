"""The certificate for confirming receipts: taken from its file, sealed, and its key in memory for
as long as the program runs, nowhere else."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.fiscal import furs, identity
from kiosk.salon.domain.fiscal.identity import Identity, Sign
from kiosk.salon.domain.fiscal.premises import Premise
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.keys import sealing
from kiosk.salon.domain.keys.salon_keys import SalonKeys
from kiosk.salon.domain.text import Day, T
from kiosk.salon.services.context import Context
from kiosk.salon.services.team import require_manager
from kiosk.salon.store.database import Store
from kiosk.salon.store.fiscal import certificates, items, premises
from kiosk.salon.store.fiscal.certificates import Certificate

DAY_MS = 86_400_000
WARN_DAYS = (60, 30, 7)
"""So many days before a certificate ends its owner is told, each time more loudly."""
Missing = Literal["certificate", "key", "premise"]
"""Why a receipt cannot be confirmed: nobody imported a certificate, its key cannot be read (the
salon's key is another one), or this desk is no device of open premises."""


def identity_of(store: Store, keys: SalonKeys) -> Identity | None:
    """None when there is none, or none that the salon's key opens."""
    kept = certificates.sealed(store, furs.PROVIDER)
    if kept is None:
        return None
    try:
        return Identity.load(sealing.unseal(keys, identity.PURPOSE, kept.key_id, kept.sealed))
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Hand:
    """A key that was read. ``certificate_id``: of which certificate, so that another one is
    noticed."""

    certificate_id: Id
    sign: Sign


@dataclass(frozen=True, slots=True)
class Ready:
    """All that a receipt needs to be confirmed."""

    certificate: Certificate
    premise: Premise
    sign: Sign


def ready(context: Context) -> Ready | Missing:
    """What this desk signs with, or why it cannot. The key is read once: see :func:`warm`."""
    store = context.store
    certificate = certificates.active(store, furs.PROVIDER)
    if certificate is None:
        return "certificate"
    premise = premises.of_desk(store, furs.PROVIDER, context.desk)
    if premise is None or premise.test != context.fiscal_rules.test:
        return "premise"
    sign = _sign(context, certificate.id)
    return "key" if sign is None else Ready(certificate, premise, sign)


def _sign(context: Context, certificate_id: Id) -> Sign | None:
    held = context.fiscal_key
    if isinstance(held, Hand) and held.certificate_id == certificate_id:
        return held.sign
    found = identity_of(context.store, context.keys)
    if found is None:
        return None
    context.fiscal_key = hand = Hand(certificate_id, found.signer())
    return hand.sign


def warm(context: Context) -> None:
    """Reads the key and the holidays before the first receipt needs them, and seals the key anew
    after the salon's own was changed. From any thread."""
    kept = certificates.sealed(context.store, furs.PROVIDER)
    if kept is None:
        return
    found = identity_of(context.store, context.keys)
    if found is not None and kept.key_id != context.keys.key_id:
        secret = sealing.seal(context.keys, identity.PURPOSE, found.dump())
        with context.store.transaction():
            certificates.seal_anew(context.store, kept.id, *secret)
    ready(context)
    furs.deadline(context.law_day())


def read_file(path: Path) -> bytes:
    """Refused for what cannot be read. No more is read than a certificate can have, and no link is
    followed: the file is on somebody's stick."""
    try:
        opened = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(opened, "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise OSError("no plain file")
            return file.read(identity.BIGGEST + 1)
    except OSError as error:
        raise Refused(
            T("This file cannot be read. Plug the stick in again and try once more."), field="path"
        ) from error


def take(context: Context, path: Path, password: str, by: Id) -> Certificate:
    """Imports a certificate with its key; it takes the place of the one before, and what the office
    would not take from that one waits to be sent again. The password is kept nowhere."""
    # Opening it is work of a tenth of a second, while nobody waits for the database.
    opened = identity.open_p12(read_file(path), password)
    facts, salon, now = opened.facts, context.salon, context.now()
    if facts.valid_until <= now:
        raise Refused(
            T(
                "This certificate ended on {day}. Get a new one from eDavki.",
                day=Day(salon.local(facts.valid_until).date(), "date"),
            ),
            field="path",
        )
    if facts.valid_from > now:
        raise Refused(
            T(
                "This certificate holds from {day} on. Check the date of this desk.",
                day=Day(salon.local(facts.valid_from).date(), "date"),
            ),
            field="path",
        )
    own = "".join(filter(str.isdigit, salon.vat_id))
    if own and own != facts.tax_number:
        raise Refused(
            T(
                "This certificate is of tax number {theirs}, but the salon's is {own}.",
                theirs=facts.tax_number,
                own=own,
            ),
            field="path",
        )
    if facts.test != context.fiscal_rules.test:
        raise Refused(
            T("This certificate is for trying out only. Take the real one.")
            if facts.test
            else T("This is the real certificate, but the settings say that Pult is tried out."),
            field="path",
        )
    key_id, secret = sealing.seal(context.keys, identity.PURPOSE, opened.identity.dump())
    made = Certificate(
        context.new_id(), facts.subject, facts.issuer, facts.serial, facts.tax_number,
        facts.valid_from, facts.valid_until, now,
    )  # fmt: skip
    with context.store.transaction():
        require_manager(context, by)
        certificates.add(context.store, furs.PROVIDER, made, key_id, secret)
        items.try_again(context.store, furs.PROVIDER)
        context.note(
            "fiscal.certificate",
            by,
            now,
            serial=made.serial,
            tax_number=made.tax_number,
            until=made.valid_until,
        )
    return made


def ends_in_days(context: Context, certificate: Certificate) -> int:
    """Whole days until it ends; below zero when it has."""
    return (certificate.valid_until - context.now()) // DAY_MS


def warned_from(days: int) -> int:
    """Which of :data:`WARN_DAYS` has come, 0 for none."""
    return min((limit for limit in WARN_DAYS if days <= limit), default=0)
