"""A stateful fake Google account: People v1, Calendar v3 and signing in, driven by a seed.

::

    google = FakeGoogle(seed=7, switches=Switches(...), quotas=Quotas(...))
    with google:                      # real HTTP/1.1 on 127.0.0.1, a free port
        service = google.people()     # the real client library, authorised
    google.transport()                # or without a socket: same dispatcher, an httplib2.Http shape

Every request goes through ``FakeGoogle.handle``: a fault is chosen, the access token and its scopes
are looked at, query and body are checked against the discovery documents of the client library,
the quota is charged, and the method runs on the state. What no correct client sends is answered
with a 400 and kept in ``violations``; tests end with ``assert google.violations == []``.

Time is ``google.clock`` and stands until a test moves it.

=========================  =======================================  ==================  =========
switch (``Switches``)      what it decides                          default             facts
=========================  =======================================  ==================  =========
feed_lag_ms                writes show in lists and sync later      3 min               1.2, 7.5
feed_lag_jitter_ms         up to this much more, out of order       2 min               7.5
full_list_lags             a list without token is late too         yes                 7.5
members_lag                memberCount, memberResourceNames too     yes                 1.7
stale_read_ms              get, batchGet: the version before        5 s                 1.3
sync_token_ms              life of a sync token                     7 days              1.2
incremental_renews_token   from the incremental, not the full sync  no                  7.4
expired_status             of the two public forms                  alternate           1.2
expired_details            with ``details[].reason``                yes                 1.4
profile_for_emails         e-mails bring a profile's name           yes                 1.2
groupless                  out of all groups: "listed", "gone"      listed              1.2
max_page                   pages may be smaller than asked          1000                5
max_members                names in one contactGroups.get           1000                7.11
created_in_order           createdPeople as in the request          no                  7.8
batch_error_details        "none", "details", "alternate"           none                7.3
batch_partial              a failed batch did its good part         no (see below)      7.3
batch_update_errors        "whole", or status for each "item"       whole               1.3
batch_delete_missing       "404" and nothing deleted, "ignore"      404                 1.4
max_field_chars            longer is a 400                          1024                7.7
max_contacts               more is a 400                            25,000              1.3
group_ready_ms             a new label is unknown to others         2 s                 1.3
old_name_reads             batchGet by a previous resource name     yes                 1.2
merge_client_data          "both", "one", "none", "any" (seeded)    any                 7.6
edit_keeps_client_data     after an edit on the owner's phone       no                  7.6
restore_keeps_client_data  out of the bin                           no                  7.6
restore_keeps_name         ... under the same resource name         no                  7.9
restore_keeps_labels       ... in the same labels                   no                  7.9
calendar_token_ms          life of a calendar's sync token          28 days             2
calendar_sync_keeps_window incremental answers inside timeMin/Max   no                  2
calendar_revive            writing to a deleted event: "ok", "403"  403                 2
testing_project            refresh tokens die after 7 days          no                  3
require_auth               requests need a Bearer token             yes                 3
check_scopes               ... whose scopes allow the method        yes                 3
check_discovery            the discovery documents are the judge    yes                 4
late_ms                    fault "late": executed after this        30 s                6.3
gzip                       compressed answers                       no                  4
keep_sent                  every byte kept for a search             yes                 issue
=========================  =======================================  ==================  =========

``Switches.kind()`` is the pleasant opposite of it all; ``Quotas`` holds the four buckets a minute
(90 critical reads, 90 critical writes, 120 reads, 90 writes), 10 first pages of full lists, 600
calendar requests, and the weights (6 + 6 for a batch); ``Quotas.off()`` has none.

Sources: ``people.v1.json`` and ``calendar.v3.json`` (limits, masks, etags, sync tokens, delays),
Google's pages BatchCreateContactsErrorDetails and BatchUpdateContactsErrorDetails (their map is
keyed by index or resource name; the others "would have been successful", so a failed batch does
nothing), Synchronize resources efficiently, Handle API errors, Usage limits, OAuth 2.0 for desktop
apps. Numbers of quotas, most error texts and all that is guessed come from public reports, and
are switches where they matter. Not faked: photos, directory, other contacts, partial responses
(``fields``), HTTP batches, push channels, writes to repeated events, the device flow.
"""

from .clock import FakeClock
from .doors import SCOPES
from .faults import Fault, Faults
from .service import FakeGoogle
from .switches import Quotas, Switches

__all__ = ["SCOPES", "FakeClock", "FakeGoogle", "Fault", "Faults", "Quotas", "Switches"]
