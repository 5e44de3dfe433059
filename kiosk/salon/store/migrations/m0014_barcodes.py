"""Numbers of goods are kept in one form: EAN-8, EAN-13 (UPC-A with its 0), or the 14 digits of a
carton.

Until now a GTIN-14 with indicator 0, a UPC-E and an element string with nothing but the number were
kept as they were read. Where two products hold forms of one number, the one that is sold keeps it;
the other's code stays as it is, so that nothing is lost, and is refused when it is next saved.
"""

from __future__ import annotations

import peewee

from kiosk.salon.store.migrations import migration


def _checks(digits: str) -> bool:
    weighed = (int(d) * (1, 3)[place % 2] for place, d in enumerate(reversed(digits)))
    return digits.isascii() and digits.isdigit() and sum(weighed) % 10 == 0


def _kept(code: str) -> str:
    if not (code.isascii() and code.isdigit()):
        return code
    if len(code) == 16 and code.startswith("01"):
        code = code[2:] if _checks(code[2:]) else code
    if len(code) == 8 and code[0] in "01" and not _checks(code):
        body, last = code[1:6], code[6]
        if last in "012":
            number = f"{body[:2]}{last}0000{body[2:]}"
        elif last in "34":
            number = f"{body[: int(last)]}00000{body[int(last) :]}"
        else:
            number = f"{body}0000{last}"
        whole = f"{code[0]}{number}{code[7]}"
        code = whole if _checks(whole) else code
    if 9 <= len(code) <= 14 and _checks(code):
        whole = code.zfill(14)
        return whole[6:] if whole.startswith("000000") else whole.removeprefix("0")
    return code


@migration(14)
def barcodes(db: peewee.SqliteDatabase) -> None:
    rows = db.execute_sql(
        "SELECT b.code, b.product_id FROM barcode b JOIN product p ON p.id = b.product_id "
        "ORDER BY p.active DESC, b.rowid"
    ).fetchall()
    owner = dict(rows)
    for code, product in rows:
        kept = _kept(code)
        if kept == code:
            continue
        if kept not in owner:
            owner[kept] = product
            db.execute_sql("UPDATE barcode SET code = ? WHERE code = ?", (kept, code))
        elif owner[kept] == product:
            db.execute_sql("DELETE FROM barcode WHERE code = ?", (code,))
