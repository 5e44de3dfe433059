"""Clients: a second phone, points, turnover by stylist, and who was erased; how far an import
has come.

Turnover is a balance: ``store/clients/turnover.py`` keeps it with each sale and can count it again.
It is filled here from the sales there are. ``client_word``, ``client_text`` and ``client_sort``
hold beside what they find all that a search compares (see ``store/clients/search.py``);
``appointment_client`` holds all that the last and the next visit need.
"""

from __future__ import annotations

import peewee

from kiosk.salon.store.migrations import migration, script


@migration(8)
def people(db: peewee.SqliteDatabase) -> None:
    script(
        db,
        """
        ALTER TABLE client ADD COLUMN other_phone TEXT NOT NULL DEFAULT '';
        ALTER TABLE client ADD COLUMN other_phone_tail TEXT NOT NULL DEFAULT '';
        ALTER TABLE client ADD COLUMN points INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE client ADD COLUMN services_minor INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE client ADD COLUMN goods_minor INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE client ADD COLUMN erased_at INTEGER;
        CREATE INDEX client_other_phone_tail ON client (other_phone_tail)
            WHERE other_phone_tail <> '';
        CREATE TABLE points_movement (
            id BLOB PRIMARY KEY, client_id BLOB NOT NULL REFERENCES client (id),
            points INTEGER NOT NULL, why TEXT NOT NULL,
            sale_id BLOB REFERENCES sale (id), at INTEGER NOT NULL,
            staff_id BLOB REFERENCES staff (id)
        ) STRICT;
        CREATE INDEX points_movement_of ON points_movement (client_id, at);
        CREATE TABLE import_progress (
            digest BLOB PRIMARY KEY, line INTEGER NOT NULL, rows INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE client_staff (
            staff_id BLOB NOT NULL REFERENCES staff (id),
            client INTEGER NOT NULL REFERENCES client (number),
            services_minor INTEGER NOT NULL, goods_minor INTEGER NOT NULL,
            PRIMARY KEY (staff_id, client)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX client_staff_of ON client_staff (client);
        INSERT INTO client_staff
            SELECT coalesce(l.staff_id, o.staff_id, s.staff_id), c.number,
                sum(CASE l.kind WHEN 'service' THEN l.total_minor ELSE 0 END),
                sum(CASE l.kind WHEN 'service' THEN 0 ELSE l.total_minor END)
            FROM sale s JOIN client c ON c.id = s.client_id JOIN sale_line l ON l.sale_id = s.id
            LEFT JOIN sale o ON o.id = s.voids
            WHERE coalesce(l.staff_id, o.staff_id, s.staff_id) IS NOT NULL
            GROUP BY 1, 2;
        INSERT INTO client_staff
            SELECT DISTINCT a.staff_id, c.number, 0, 0
            FROM appointment a JOIN client c ON c.id = a.client_id WHERE true
            ON CONFLICT (staff_id, client) DO NOTHING;
        CREATE TABLE staff_turnover (
            staff_id BLOB PRIMARY KEY REFERENCES staff (id),
            services_minor INTEGER NOT NULL, goods_minor INTEGER NOT NULL
        ) STRICT;
        INSERT INTO staff_turnover
            SELECT staff_id, sum(services_minor), sum(goods_minor) FROM client_staff GROUP BY 1;
        UPDATE client SET services_minor = t.services, goods_minor = t.goods
            FROM (SELECT client, sum(services_minor) AS services, sum(goods_minor) AS goods
                  FROM client_staff GROUP BY client) t
            WHERE t.client = client.number;
        CREATE INDEX client_turnover ON client (services_minor + goods_minor) WHERE active;
        CREATE TABLE client_word_with_text (
            word TEXT NOT NULL, client INTEGER NOT NULL REFERENCES client (number),
            sort_name TEXT NOT NULL, folded TEXT NOT NULL,
            PRIMARY KEY (word, client)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO client_word_with_text
            SELECT w.word, w.client, c.sort_name, c.folded
            FROM client_word w JOIN client c ON c.number = w.client ORDER BY w.word, w.client;
        DROP TABLE client_word;
        ALTER TABLE client_word_with_text RENAME TO client_word;
        CREATE INDEX client_word_of ON client_word (client);
        CREATE INDEX client_text ON client (number, active, sort_name, folded, id);
        DROP INDEX client_sort;
        CREATE INDEX client_sort ON client (sort_name, number, active, folded);
        DROP INDEX appointment_client;
        CREATE INDEX appointment_client ON appointment (client_id, starts_at, state, staff_id);
        CREATE INDEX client_created ON client (created_at) WHERE active;
        CREATE INDEX client_staff_turnover ON client_staff
            (staff_id, services_minor + goods_minor);
        """,
    )
