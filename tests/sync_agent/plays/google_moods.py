"""What only a live account could settle about Google, decided by a seed."""

from __future__ import annotations

import random

from sync_agent.engine.ports import Limits
from tests.fakes.google import Quotas, Switches


def moods(seed: int) -> tuple[Switches, Quotas, Limits]:
    """Another Google for each seed: whatever only a live account can settle goes either way."""
    chance = random.Random(seed)
    one = chance.choice
    switches = Switches(
        full_list_lags=one((True, False)),
        members_lag=one((True, False)),
        stale_read_ms=one((0, 5_000)),
        incremental_renews_token=one((True, False)),
        expired_details=one((True, False)),
        expired_vague=one((True, False)),
        profile_for_emails=one((True, False)),
        groupless=one(("listed", "gone")),
        max_page=one((1_000, 3)),
        max_members=one((1_000, 2)),
        created_in_order=one((True, False)),
        batch_error_details=one(("none", "details", "alternate")),
        batch_partial=one((False, False, True)),
        batch_update_errors=one(("whole", "item")),
        batch_delete_missing=one(("404", "ignore")),
        old_name_reads=one((True, False)),
        edit_keeps_client_data=one((True, False)),
        restore_keeps_client_data=one((True, False)),
        restore_keeps_name=one((True, False)),
        restore_keeps_labels=one((True, False)),
        keep_sent=False,
    )
    few = Limits(create=3, update=3, delete=4, attach=4, read=3)
    return switches, one((Quotas(), Quotas.off())), one((few, few, Limits()))
