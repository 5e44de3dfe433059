"""Papers that cannot be made stay open until a person decides; many that wait cost nothing to look
at, and those of long ago and of persons who were erased can be found."""

from __future__ import annotations

import peewee

from kiosk.salon.store.migrations import migration, script


@migration(13)
def papers(db: peewee.SqliteDatabase) -> None:
    script(
        db,
        """
        DROP INDEX print_job_open;
        CREATE INDEX print_job_open ON print_job (created_at, id, state, error)
            WHERE state IN ('waiting', 'sending', 'unsure', 'failed');
        CREATE INDEX print_job_next ON print_job (kind, created_at, id)
            WHERE state = 'waiting';
        CREATE INDEX print_job_sending ON print_job (id) WHERE state = 'sending';
        CREATE INDEX print_job_erased ON print_job (id) WHERE state = 'erased';
        CREATE INDEX print_job_finished ON print_job (finished_at)
            WHERE finished_at IS NOT NULL;
        CREATE INDEX print_job_of ON print_job (subject_id);
        """,
    )
