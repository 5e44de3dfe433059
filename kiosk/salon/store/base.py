"""The base of all peewee models, and the field types they share."""

from __future__ import annotations

import peewee


class Table(peewee.Model):
    """Models describe the tables that the migrations made; ``tests/salon/store`` compares the two.

    They are bound to the open database by ``opening.open_store``.
    """

    class Meta:
        legacy_table_names = False
