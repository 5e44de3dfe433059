"""The fake Google, trouble: quotas, server errors, lost answers, requests that arrive twice."""

from __future__ import annotations

import http.client

import httplib2
import pytest
from google_auth_httplib2 import AuthorizedHttp

from tests.fakes.google import FakeGoogle, Fault, Quotas, Switches
from tests.fakes.people_calls import People, kind_google, named, refused

CREATE = "people.people.batchCreateContacts"


@pytest.fixture
def people() -> People:
    return People(kind_google())


def test_fifteen_batches_fill_a_minute_and_the_next_minute_is_empty(people: People) -> None:
    for _ in range(15):
        people.create(named("A"))
    error = refused(people.create, named("A"))
    assert error.status_code == 429
    detail = error.error_details[0]
    assert detail["reason"] == "RATE_LIMIT_EXCEEDED"
    assert detail["metadata"]["quota_limit"] == "CriticalReadsPerMinutePerProjectPerUser"
    assert detail["metadata"]["service"] == "people.googleapis.com"
    people.google.clock.advance(minutes=1)
    people.create(named("A"))
    assert len(people.google.book.live()) == 16


def test_each_bucket_is_its_own_and_its_size_a_setting() -> None:
    google = FakeGoogle(quotas=Quotas(per_minute={"write": 1, "critical_write": 6}))
    people = People(google)
    people.groups().create(body={"contactGroup": {"name": "L"}}).execute()
    error = refused(people.groups().create(body={"contactGroup": {"name": "M"}}).execute)
    assert b"WritesPerMinutePerProjectPerUser" in error.content
    people.create(named("A"))
    assert b"CriticalWritesPerMinute" in refused(people.create, named("A")).content


def test_the_window_slides(people: People) -> None:
    for _ in range(15):
        people.create(named("A"))
        people.google.clock.advance(seconds=4)
    for _ in range(3):
        people.create(named("A"))
        people.google.clock.advance(seconds=4)


def test_the_first_page_of_a_full_list_has_a_quota_of_its_own(people: People) -> None:
    people.google.owner.add_many(3)
    for _ in range(10):
        people.pages(pageSize=1)
        people.google.clock.advance(seconds=3)
    assert b"FullSync" in refused(people.sync).content


def test_without_quotas_nothing_is_refused() -> None:
    people = People(FakeGoogle(quotas=Quotas.off()))
    for _ in range(40):
        people.create(named("A"))


@pytest.mark.parametrize(
    ("kind", "status", "text"),
    [
        (Fault.E500, 500, b"INTERNAL"),
        (Fault.E503, 503, b"serviceNotAvailable"),
        (Fault.E429, 429, b"RATE_LIMIT_EXCEEDED"),
        (Fault.FBS, 429, b"FBS quota limit exceeded"),
    ],
)
def test_errors_before_execution(people: People, kind: str, status: int, text: bytes) -> None:
    people.google.faults.once(CREATE, kind)
    error = refused(people.create, named("A"))
    assert (error.status_code, text in error.content) == (status, True)
    assert people.google.book.live() == []


@pytest.mark.parametrize("kind", [Fault.E500_AFTER, Fault.E503_AFTER])
def test_errors_after_execution(people: People, kind: str) -> None:
    people.google.faults.once(CREATE, kind)
    assert refused(people.create, named("A")).status_code in (500, 503)
    assert len(people.google.book.live()) == 1


@pytest.mark.parametrize(
    ("kind", "error", "done"),
    [
        (Fault.BEFORE, http.client.RemoteDisconnected, 0),
        (Fault.AFTER, http.client.RemoteDisconnected, 1),
        (Fault.MIDDLE, http.client.IncompleteRead, 1),
    ],
)
def test_the_connection_ends_at_three_points(
    people: People, kind: str, error: type[Exception], done: int
) -> None:
    people.google.faults.once(CREATE, kind)
    with pytest.raises(error):
        people.create(named("A"))
    assert len(people.google.book.live()) == done


@pytest.mark.parametrize(("kind", "done"), [("before", 0), ("after", 1), ("middle", 1)])
def test_the_same_over_a_socket_with_a_transport_that_does_not_resend(
    google: FakeGoogle, kind: str, done: int
) -> None:
    target = google.url.removeprefix("http://")
    token = google.oauth.new_access(("https://www.googleapis.com/auth/contacts",))
    google.faults.once("people.people.createContact", kind)
    connection = http.client.HTTPConnection(target, timeout=5)
    connection.request(
        "POST", "/v1/people:createContact?personFields=names", '{"nicknames": []}',
        {"authorization": f"Bearer {token}"},
    )  # fmt: skip
    with pytest.raises((http.client.RemoteDisconnected, http.client.IncompleteRead)):
        connection.getresponse().read()
    connection.close()
    assert len(google.book.live()) == done


def test_httplib2_itself_sends_twice_after_a_lost_answer(google: FakeGoogle) -> None:
    people = People(google)
    google.faults.once(CREATE, Fault.AFTER)
    people.create(named("A"))
    assert google.count(CREATE) == 2
    assert len(google.book.live()) == 2


def test_a_request_may_be_executed_twice(people: People) -> None:
    people.google.faults.once(CREATE, Fault.TWICE)
    people.create(named("A"))
    assert (people.google.count(CREATE), len(people.google.book.live())) == (1, 2)


def test_a_fault_waits_for_the_nth_arrival(people: People) -> None:
    people.google.faults.once(CREATE, Fault.E500, nth=3)
    people.create(named("A"))
    people.sync()
    people.create(named("B"))
    refused(people.create, named("C"))
    people.create(named("D"))
    assert people.google.faults.fired == [(CREATE, "500")]


def test_a_schedule_repeats_itself_and_stops() -> None:
    def run() -> list[tuple[str, str]]:
        google = kind_google()
        people = People(google)
        google.faults.schedule(5, 0.3, kinds=(Fault.E500, Fault.E503))
        for _ in range(12):
            try:
                people.create(named("A"))
            except Exception:  # noqa: BLE001 - whatever was injected
                google.clock.advance(minutes=1)
        google.faults.stop()
        people.create(named("A"))
        return google.faults.fired

    fired = run()
    assert fired
    assert fired == run()


def test_an_expired_access_token_is_refreshed_and_the_request_repeated(people: People) -> None:
    people.create(named("A"))
    people.google.clock.advance(hours=1)
    people.create(named("B"))
    assert [e.status for e in people.google.log if e.method == CREATE] == [200, 401, 200]
    assert people.google.count("oauth.token") == 1


def test_one_refused_token_is_a_fault_too(people: People) -> None:
    people.google.faults.once(CREATE, Fault.E401)
    people.create(named("A"))
    assert len(people.google.book.live()) == 1


def test_a_token_without_the_scope_is_403(people: People) -> None:
    google = people.google
    service = google.people(credentials=google.credentials(scopes=("openid",)))
    error = refused(service.contactGroups().list().execute)
    assert error.status_code == 403
    assert error.error_details[0]["reason"] == "ACCESS_TOKEN_SCOPE_INSUFFICIENT"


def test_without_a_token_nothing_is_answered(people: People) -> None:
    service = people.google.people(http=people.google.transport())
    assert refused(service.contactGroups().list().execute).status_code == 401


def test_the_log_has_what_a_report_needs(people: People) -> None:
    people.create(named("Anna"), named("Eva"))
    (entry,) = people.google.log
    assert (entry.method, entry.status, entry.ids) == (CREATE, 200, 2)
    assert entry.weight == {"critical_read": 6, "critical_write": 6}
    assert entry.bytes_in > 100
    assert b"Anna" in people.google.sent
    assert (people.google.requests, people.google.writes()) == (1, 1)
    people.google.reset_log()
    assert people.google.requests == 0


def test_latency_can_be_virtual(people: People) -> None:
    people.google.latency_ms, people.google.virtual_latency = 200, True
    before = people.google.clock.now_ms
    people.create(named("A"))
    assert people.google.clock.now_ms - before == 200


def test_the_date_header_is_the_fakes(google: FakeGoogle) -> None:
    google.clock.advance(days=1)
    for transport in (httplib2.Http(), google.transport()):
        response, _ = AuthorizedHttp(google.credentials(), http=transport).request(
            google.url + "/v1/contactGroups"
        )
        assert response["date"] == "Sun, 22 Nov 2026 09:00:00 GMT"


def test_answers_may_be_compressed() -> None:
    with FakeGoogle(switches=Switches.kind(gzip=True)) as google:
        assert People(google).create(named("A"))


def test_an_address_that_no_method_has_is_a_violation(people: People) -> None:
    http_ = AuthorizedHttp(people.google.credentials(), http=people.google.transport())
    response, _ = http_.request(people.google.url + "/v1/nowhere")
    assert response.status == 404
    assert len(people.google.violations) == 1


def test_a_request_may_be_executed_long_after_its_caller_gave_up(people: People) -> None:
    people.google.faults.once(CREATE, Fault.LATE)
    with pytest.raises(http.client.RemoteDisconnected):
        people.create(named("A"))
    people.google.clock.advance(seconds=29)
    assert "connections" not in people.sync()
    people.google.clock.advance(seconds=1)
    assert len(people.sync()["connections"]) == 1
