"""Returns of lines, and what goods had cost.

``sale_line.vat_minor`` is a returned line's share of the sale's VAT, NULL on other lines: theirs
follows from the table of the whole. ``cost_minor``: purchase price without VAT, NULL where nobody
knows it; of a line for its whole quantity.
"""

from __future__ import annotations

import peewee

from kiosk.salon.store.migrations import migration, script


@migration(28)
def returns(db: peewee.SqliteDatabase) -> None:
    script(
        db,
        """
        ALTER TABLE sale ADD COLUMN returns BLOB REFERENCES sale (id);
        CREATE INDEX sale_returns ON sale (returns) WHERE returns IS NOT NULL;
        ALTER TABLE sale_line ADD COLUMN returns_line BLOB REFERENCES sale_line (id);
        CREATE INDEX sale_line_returns ON sale_line (returns_line) WHERE returns_line IS NOT NULL;
        ALTER TABLE sale_line ADD COLUMN written_off INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE sale_line ADD COLUMN vat_minor INTEGER;
        ALTER TABLE sale_line ADD COLUMN cost_minor INTEGER;
        ALTER TABLE product ADD COLUMN cost_minor INTEGER;
        """,
    )
