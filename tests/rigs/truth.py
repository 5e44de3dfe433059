"""What must hold in a database whatever happened to the process that wrote it.

Asked in plain SQL over bare ``sqlite3``, so that a mistake in the store cannot hide itself.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

QUESTIONS: dict[str, str] = {
    "sale without lines": """
        SELECT number FROM sale WHERE NOT EXISTS
            (SELECT 1 FROM sale_line WHERE sale_id = sale.id)""",
    "lines do not add up to the sale": """
        SELECT number FROM sale WHERE total_minor <>
            (SELECT coalesce(sum(total_minor), 0) FROM sale_line WHERE sale_id = sale.id)""",
    "payments do not add up to the sale": """
        SELECT number FROM sale WHERE total_minor + rounding_minor <>
            (SELECT coalesce(sum(amount_minor), 0) FROM payment WHERE sale_id = sale.id)
            OR paid_minor <> total_minor + rounding_minor""",
    "goods sold without leaving stock": """
        SELECT sale.number FROM sale WHERE
            (SELECT coalesce(sum(quantity_milli), 0) FROM sale_line
                WHERE sale_id = sale.id AND product_id IS NOT NULL AND NOT written_off)
            + (SELECT coalesce(sum(quantity_milli), 0) FROM stock_movement
                WHERE sale_id = sale.id) <> 0""",
    "stock that is not the sum of its movements": """
        SELECT name FROM product WHERE stock_milli <>
            (SELECT coalesce(sum(quantity_milli), 0) FROM stock_movement
                WHERE product_id = product.id)""",
    "sale without a receipt to print": """
        SELECT number FROM sale WHERE
            (SELECT count(*) FROM print_job
                WHERE subject_id = sale.id AND kind = 'receipt' AND is_copy = 0) <> 1""",
    "sale the sync agent cannot see": """
        SELECT number FROM sale WHERE NOT EXISTS
            (SELECT 1 FROM change WHERE entity = 'sale' AND entity_id = sale.id)""",
    "sale that is not in the journal once": """
        SELECT number FROM sale WHERE
            (SELECT count(*) FROM journal WHERE kind IN ('sale', 'void', 'return')
                AND json_extract(body, '$.number') = sale.number) <> 1""",
    "journal entry of a sale that does not exist": """
        SELECT json_extract(body, '$.number') FROM journal WHERE kind IN ('sale', 'void', 'return')
            AND json_extract(body, '$.number') NOT IN (SELECT number FROM sale)""",
    "bill paid without a sale, or sold and still open": """
        SELECT hex(id) FROM bill WHERE (state = 'paid') <>
            EXISTS (SELECT 1 FROM sale WHERE bill_id = bill.id)""",
    "punches and their journal entries differ in number": """
        SELECT punches, entries FROM (SELECT (SELECT count(*) FROM punch) AS punches,
            (SELECT count(*) FROM journal WHERE kind LIKE 'punch%') AS entries)
            WHERE punches <> entries""",
    "arrival without its journal entry": """
        SELECT visits, entries FROM (SELECT
            (SELECT count(*) FROM appointment WHERE arrived_at IS NOT NULL) AS visits,
            (SELECT count(*) FROM journal WHERE kind = 'visit.arrived') AS entries)
            WHERE visits <> entries""",
    "visit the sync agent cannot see": """
        SELECT code FROM appointment WHERE NOT EXISTS
            (SELECT 1 FROM change WHERE entity = 'appointment' AND entity_id = appointment.id)""",
    "visit without services": """
        SELECT code FROM appointment WHERE NOT EXISTS
            (SELECT 1 FROM appointment_service WHERE appointment_id = appointment.id)""",
    "a hole in the numbers of sales": """
        SELECT last, found FROM (SELECT (SELECT sum(last) FROM series WHERE name LIKE 'sale-%')
            AS last, (SELECT count(*) FROM sale) AS found) WHERE coalesce(last, 0) <> found""",
    "money taken at a terminal that is on no sale and no open bill": """
        SELECT hex(bill.id) FROM bill JOIN (SELECT bill_id, sum(CASE direction
                WHEN 'take' THEN amount_minor ELSE -amount_minor END) AS taken
            FROM payment_request WHERE state = 'done' AND bill_id IS NOT NULL GROUP BY 1) r
            ON r.bill_id = bill.id
            WHERE CASE bill.state WHEN 'open' THEN taken < 0 WHEN 'discarded' THEN taken <> 0
            ELSE taken > (SELECT coalesce(sum(amount_minor), 0) FROM payment p
                JOIN sale s ON s.id = p.sale_id WHERE s.bill_id = bill.id AND p.method = 'card')
            END""",
    "a question about a bill that is closed": """
        SELECT hex(bill.id) FROM bill JOIN payment_request r ON r.bill_id = bill.id
            WHERE r.state = 'asked' AND bill.state <> 'open'""",
    "two questions about one bill": """
        SELECT hex(bill_id) FROM payment_request WHERE state = 'asked' AND bill_id IS NOT NULL
            GROUP BY 1 HAVING count(*) > 1""",
    "money of a card that goes back and nobody is asked to give back": """
        SELECT s.number FROM sale s WHERE s.kind <> 'sale' AND
            (SELECT coalesce(sum(amount_minor), 0) FROM payment
                WHERE sale_id = s.id AND method = 'card')
            + (SELECT coalesce(sum(amount_minor), 0) FROM payment_request
                WHERE sale_id = s.id AND direction = 'give') <> 0""",
    "closing without a count": """
        SELECT number FROM closing WHERE NOT EXISTS
            (SELECT 1 FROM closing_count WHERE closing_id = closing.id)""",
    "closing without a paper to print": """
        SELECT number FROM closing WHERE
            (SELECT count(*) FROM print_job
                WHERE subject_id = closing.id AND kind = 'z' AND is_copy = 0) <> 1""",
    "closing that is not in the journal once": """
        SELECT c.number FROM closing c JOIN till t ON t.id = c.till_id WHERE
            (SELECT count(*) FROM journal WHERE kind IN ('closing', 'closing.correction')
                AND json_extract(body, '$.till') = t.desk
                AND json_extract(body, '$.number') = c.number) <> 1""",
    "session closed without a closing, or closed and not at its end": """
        SELECT hex(id) FROM till_session WHERE (state = 'closed') <>
            EXISTS (SELECT 1 FROM closing WHERE session_id = till_session.id)""",
    "difference or drop that moved other money": """
        SELECT c.number FROM closing c JOIN closing_count n ON n.closing_id = c.id
            WHERE c.kind <> 'correction' AND (n.difference_minor, -n.taken_minor) <>
            (coalesce((SELECT amount_minor FROM cash_movement WHERE id = n.moved_by), 0),
            coalesce((SELECT amount_minor FROM cash_movement WHERE id = n.taken_by), 0))""",
    "money moved by a count that does not exist": """
        SELECT hex(id) FROM cash_movement WHERE kind IN ('difference', 'drop') AND id NOT IN
            (SELECT moved_by FROM closing_count WHERE moved_by IS NOT NULL UNION ALL
            SELECT taken_by FROM closing_count WHERE taken_by IS NOT NULL)""",
    "a hole in the numbers of closings": """
        SELECT last, found FROM (SELECT (SELECT sum(last) FROM series
            WHERE name LIKE 'closing-%') AS last, (SELECT count(*) FROM closing) AS found)
            WHERE coalesce(last, 0) <> found""",
    "broken reference": "SELECT * FROM pragma_foreign_key_check",
    "damage": "SELECT * FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
}


def ask(database: Path, sql: str, *values: object) -> list[tuple[object, ...]]:
    """The rows of a question, over a connection of its own."""
    with sqlite3.connect(database) as connection:
        rows = connection.execute(sql, values).fetchall()
    connection.close()
    return rows


def faults(database: Path) -> list[str]:
    """Everything that is half there; empty when all holds."""
    return [
        f"{what}: {rows[:5]}" for what, sql in QUESTIONS.items() if (rows := ask(database, sql))
    ]


def missing(database: Path, acknowledged: list[list[str]]) -> list[str]:
    """What a worker was told is done, and is not there."""
    return [
        " ".join(words)
        for words in acknowledged
        if words[0] in LOOKS and not _there(database, words)
    ]


LOOKS: dict[str, str] = {
    "sale": "SELECT 1 FROM sale WHERE number = ? AND total_minor = ?",
    "asked": "SELECT 1 FROM payment_request WHERE id = ?",
    "answered": "SELECT 1 FROM payment_request WHERE id = ? AND state = ?",
    "punch": "SELECT 1 FROM punch WHERE id = ? AND kind = ?",
    "opened": "SELECT 1 FROM till_session WHERE id = ?",
    "ended": "SELECT 1 FROM till_session WHERE id = ? AND state <> 'open'",
    "counted": "SELECT 1 FROM count_attempt WHERE session_id = ? AND number = ?",
    "closed": "SELECT 1 FROM closing WHERE id = ? AND number = ?",
    "booked": "SELECT 1 FROM appointment WHERE id = ?",
    "arrived": "SELECT 1 FROM appointment WHERE id = ? AND arrived_at IS NOT NULL",
    "parked": """SELECT 1 FROM (SELECT sum(quantity_milli) AS pieces FROM bill_line
        WHERE bill_id = ?) WHERE pieces >= 1000 * ?""",
}


def _there(database: Path, words: list[str]) -> bool:
    sql = LOOKS[words[0]]
    values = [_value(words[0], i, word) for i, word in enumerate(words[1:])]
    return bool(ask(database, sql, *values))


def _value(kind: str, position: int, word: str) -> object:
    if position == 0:
        return word if kind == "sale" else bytes.fromhex(word)
    return int(word) if word.isdigit() else word
