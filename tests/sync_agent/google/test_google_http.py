"""The transport sends once, and every error of Google's means one thing for the engine."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from google.auth.credentials import AnonymousCredentials

from sync_agent.engine.problems import Later, Offline, PultError, SignInAgain, Unknown
from sync_agent.google.http import OnceHttp, Refusal, Session
from sync_agent.google.quota import people_quota
from tests.fakes.google import FakeGoogle, Fault, Switches
from tests.sync_agent.plays.google_desk import GoogleDesk
from tests.sync_agent.plays.standing import Standing


class Rude:
    """Reads whole requests and closes, or answers the first so many of them first."""

    def __init__(self, answers: int = 0, reply: bytes = b"") -> None:
        self.requests: list[bytes] = []
        self._answers, self._reply = answers, reply
        self.closed = threading.Semaphore(0)
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            with connection, connection.makefile("rb") as stream:
                head = b""
                while (line := stream.readline()) not in (b"\r\n", b""):
                    head += line
                if not head:
                    continue
                size = next(
                    (int(x.split(b":")[1]) for x in head.split(b"\r\n")
                     if x.lower().startswith(b"content-length")), 0,
                )  # fmt: skip
                stream.read(size)
                self.requests.append(head)
                if len(self.requests) <= self._answers:
                    connection.sendall(self._reply)
                connection.shutdown(socket.SHUT_RDWR)
                self.closed.release()

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join()


@contextmanager
def rude(answers: int = 0, reply: bytes = b"") -> Iterator[Rude]:
    server = Rude(answers, reply)
    try:
        yield server
    finally:
        server.close()


def session_at(port: int) -> tuple[Session, Standing]:
    timing = Standing()
    session = Session(
        AnonymousCredentials(),  # type: ignore[no-untyped-call]
        timing,
        people_quota(),
        people_endpoint=f"http://127.0.0.1:{port}",
        http=OnceHttp(timeout=5),
    )
    return session, timing


@pytest.mark.req("G4")
def test_a_create_whose_answer_is_lost_was_sent_exactly_once() -> None:
    with rude() as server:
        session, timing = session_at(server.port)
        body = {"contacts": [], "readMask": "metadata"}
        with pytest.raises(Unknown):
            session.run(session.people.people().batchCreateContacts(body=body))
        assert len(server.requests) == 1
        assert server.requests[0].startswith(b"POST /v1/people:batchCreateContacts")
        assert timing.naps == []


def test_a_reading_is_repeated_and_then_counts_as_offline() -> None:
    with rude() as server:
        session, timing = session_at(server.port)
        with pytest.raises(Offline):
            session.run(session.people.contactGroups().list())
        assert len(server.requests) == 8  # the library itself tries twice, four times
        assert timing.naps[0] >= 1
        assert timing.naps == sorted(timing.naps)


def test_a_long_reading_goes_as_a_post_and_is_still_a_reading() -> None:
    with rude() as server:
        session, _ = session_at(server.port)
        names = [f"people/c{number:020d}" for number in range(150)]
        request = session.people.people().getBatchGet(resourceNames=names, personFields="names")
        with pytest.raises(Offline):
            session.run(request)
        assert len(server.requests) == 8  # the library itself tries twice, four times
        assert all(head.startswith(b"POST /v1/people:batchGet") for head in server.requests)


def test_without_a_way_there_it_is_offline_at_once_also_for_a_create() -> None:
    with rude() as server:
        port = server.port
    session, timing = session_at(port)
    with pytest.raises(Offline):
        session.run(session.people.people().batchCreateContacts(body={}))
    with pytest.raises(Offline):
        session.run(session.people.contactGroups().list())
    assert timing.naps == []


def test_a_connection_that_was_closed_meanwhile_is_not_used_for_a_create() -> None:
    reply = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
    with rude(answers=2, reply=reply) as server:
        session, _ = session_at(server.port)
        session.run(session.people.contactGroups().list())
        assert server.closed.acquire(timeout=5)
        session.run(session.people.people().batchCreateContacts(body={}))
        assert len(server.requests) == 2


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[GoogleDesk]:
    google = FakeGoogle(seed=3, switches=Switches.kind())
    made = GoogleDesk(tmp_path / "home", google)
    yield made
    made.close()
    assert google.violations == []


def reading(desk: GoogleDesk) -> object:
    return desk.session.run(desk.session.people.contactGroups().list())


def writing(desk: GoogleDesk) -> object:
    body = {"contactGroup": {"name": "Friends"}}
    return desk.session.run(desk.session.people.contactGroups().create(body=body))


@pytest.mark.parametrize("fault", [Fault.BEFORE, Fault.AFTER, Fault.MIDDLE, Fault.E503])
def test_readings_survive_one_failure(desk: GoogleDesk, fault: str) -> None:
    desk.google.faults.once("*", fault)
    assert reading(desk)
    assert desk.timing.slept >= 1


@pytest.mark.parametrize(
    "fault", [Fault.BEFORE, Fault.AFTER, Fault.MIDDLE, Fault.E500, Fault.E503_AFTER]
)
def test_of_a_write_that_fails_nobody_knows(desk: GoogleDesk, fault: str) -> None:
    desk.google.faults.once("people.contactGroups.create", fault)
    with pytest.raises(Unknown):
        writing(desk)
    assert desk.google.count("people.contactGroups.create") == 1


def test_a_minutes_quota_is_waited_out(desk: GoogleDesk) -> None:
    desk.google.faults.once("people.contactGroups.create", Fault.E429)
    writing(desk)
    assert desk.google.count("people.contactGroups.create") == 2
    assert desk.timing.slept >= 1


def test_the_quota_of_the_whole_account_is_not(desk: GoogleDesk) -> None:
    desk.google.faults.once("people.contactGroups.create", Fault.FBS)
    with pytest.raises(Later) as problem:
        writing(desk)
    assert problem.value.whole
    assert desk.google.count("people.contactGroups.create") == 1


def test_an_access_token_that_is_refused_is_renewed(desk: GoogleDesk) -> None:
    desk.google.faults.once("people.contactGroups.create", Fault.E401)
    writing(desk)
    assert desk.google.count("oauth.token") == 1


def test_access_that_was_taken_away_needs_a_person(desk: GoogleDesk) -> None:
    desk.google.owner.revoke_access()
    with pytest.raises(SignInAgain) as problem:
        reading(desk)
    assert problem.value.facts["error"] == "invalid_grant"


@pytest.mark.parametrize("fault", [Fault.BEFORE, Fault.AFTER, Fault.MIDDLE, Fault.E503])
def test_a_token_endpoint_in_trouble_is_offline(desk: GoogleDesk, fault: str) -> None:
    desk.google.faults.once("people.contactGroups.create", Fault.E401)
    desk.google.faults.once("oauth.token", fault)
    with pytest.raises(Offline):
        writing(desk)


def test_a_missing_scope_needs_a_person(desk: GoogleDesk) -> None:
    desk.google.credentials = lambda scopes=(): FakeGoogle.credentials(  # type: ignore[method-assign]
        desk.google, ["openid"]
    )
    desk.restart()
    with pytest.raises(SignInAgain):
        reading(desk)


def test_a_wrong_clock_is_noticed(desk: GoogleDesk) -> None:
    reading(desk)
    assert desk.session.clock_off == 0
    desk.timing.off_ms = -3_600_000
    reading(desk)
    assert desk.session.clock_off == 3600


def test_other_answers_keep_googles_words(desk: GoogleDesk) -> None:
    with pytest.raises(Refusal) as problem:
        desk.session.run(desk.session.people.contactGroups().get(resourceName="contactGroups/no"))
    assert problem.value.status == 404
    assert isinstance(problem.value, PultError)
    assert "not found" in problem.value.why


def test_quota_that_looks_like_forbidden() -> None:
    """Answered with a canned reply: the fake gives 403 for quota only in its calendar."""
    error = {"error": {"code": 403, "message": "slow", "errors": [{"reason": "rateLimitExceeded"}]}}
    body = json.dumps(error).encode()
    reply = b"HTTP/1.1 403 No\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%b" % (
        len(body),
        body,
    )
    with rude(answers=100, reply=reply + body) as server:
        session, timing = session_at(server.port)
        with pytest.raises(Later):
            session.run(session.people.people().batchCreateContacts(body={}))
        assert len(server.requests) == 7
        assert sum(timing.naps) > 60


def test_parameters_are_checked_and_resources_are_made_once(desk: GoogleDesk) -> None:
    people = desk.session.people.people()
    assert desk.session.people.people() is people
    assert people.connections() is people.connections()
    with pytest.raises(TypeError, match="unexpected keyword"):
        people.connections().list(resourceName="people/me", colour="red")
    with pytest.raises(TypeError, match="Missing required parameter"):
        people.connections().list()
    with pytest.raises(TypeError, match="pattern"):
        desk.session.people.contactGroups().get(resourceName="label")
    with pytest.raises(TypeError, match="not an allowed value"):
        people.getBatchGet(resourceNames=["people/c1"], sources=["everything"])


def test_both_services_go_where_the_settings_say(desk: GoogleDesk) -> None:
    session = Session(
        AnonymousCredentials(),  # type: ignore[no-untyped-call]
        desk.timing,
        people_quota(),
        people_endpoint="http://127.0.0.1:7/",
        calendar_endpoint="http://127.0.0.1:8/calendar/v3",
    )
    people, calendar = session.people, session.calendar
    assert people.contactGroups().list().uri.startswith("http://127.0.0.1:7/v1/contactGroups")
    uri = calendar.events().list(calendarId="x").uri
    assert uri.startswith("http://127.0.0.1:8/calendar/v3/calendars/x/events")
    assert calendar.new_batch_http_request()._batch_uri.startswith("http://127.0.0.1:8/batch")
    assert people.new_batch_http_request()._batch_uri.startswith("http://127.0.0.1:7/batch")
