"""How often Google may be asked: the buckets of the People API.

Google counts requests a minute and user in four kinds (contacts read and written, labels read and
written) and a batch as several; none of the numbers is published, so they are settings.
"""

from __future__ import annotations

from sync_agent.engine.pacing import Quota


def people_quota(
    critical_reads: int = 80,
    critical_writes: int = 80,
    reads: int = 110,
    writes: int = 80,
    batch_weight: int = 6,
) -> Quota:
    """The four buckets of the People API. ``batch_weight``: what a batch of contacts counts for,
    once as reading and once as writing, because its answer is read back."""
    contact = "people.people."
    group = "people.contactGroups."
    batch = {"critical_reads": batch_weight, "critical_writes": batch_weight}
    return Quota(
        {
            "critical_reads": critical_reads,
            "critical_writes": critical_writes,
            "reads": reads,
            "writes": writes,
        },
        {
            contact + "connections.list": {"critical_reads": 1},
            contact + "getBatchGet": {"critical_reads": batch_weight},
            contact + "batchCreateContacts": batch,
            contact + "batchUpdateContacts": batch,
            contact + "batchDeleteContacts": {"writes": batch_weight},
            group + "list": {"reads": 1},
            group + "get": {"reads": 1},
            group + "create": {"writes": 1},
            group + "update": {"writes": 1},
            group + "members.modify": {"writes": 1},
        },
    )
