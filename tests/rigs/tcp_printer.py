"""A real TCP printer on this machine: takes bytes, answers status questions, misbehaves on demand.

Answers ``DLE EOT n`` as a TM-T20III does, ``~HS`` as a Zebra and ``ESC ! ?`` as a TSC does, at
once, wherever they stand in the stream. What it printed are the bytes between the questions of one
connection.
"""

from __future__ import annotations

import socket
import struct
import threading

from tests.rigs.waiting import PATIENCE_SECONDS

READY = {1: 0x16, 2: 0x12, 3: 0x12, 4: 0x12}
OUT_OF_PAPER = {1: 0x1E, 2: 0x32, 3: 0x12, 4: 0x7E}
COVER_OPEN = {1: 0x1E, 2: 0x16, 3: 0x12, 4: 0x12}
ZEBRA_READY = (
    b"\x02030,0,0,0245,000,0,0,0,000,0,0,0\x03\r\n"
    b"\x02000,0,0,0,0,2,4,0,00000000,1,000\x03\r\n"
    b"\x021234,0\x03\r\n"
)


class TcpPrinter:
    """``with TcpPrinter() as printer:`` listens on ``printer.port`` of 127.0.0.1.

    Attributes may be changed at any time: ``state`` (answers to DLE EOT), ``zebra`` (answer to
    ~HS), ``tsc`` (to ESC ! ?), ``hang`` (takes a connection and then does nothing), ``die_after``
    (resets the connection once so many bytes of a job have come).
    """

    def __init__(self) -> None:
        self.state = READY
        self.zebra = ZEBRA_READY
        self.tsc = 0
        self.hang = False
        self.die_after: int | None = None
        self.jobs: list[bytes] = []
        self.connections = 0
        self._changed = threading.Condition()
        self._listener: socket.socket | None = None
        self._open: list[socket.socket] = []
        self.port = 0
        self.switch_on()

    def __enter__(self) -> TcpPrinter:
        return self

    def __exit__(self, *_: object) -> None:
        self.switch_off()

    def switch_on(self) -> None:
        """Listens again, on the port it had before."""
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", self.port))
        listener.listen(8)
        self.port = listener.getsockname()[1]
        self._listener = listener
        threading.Thread(target=self._accept, args=(listener,), daemon=True).start()

    def switch_off(self) -> None:
        """Refuses connections and drops those it has, as a printer without power does."""
        if self._listener is not None:
            # Closing alone leaves the thread in accept() holding the port.
            self._listener.shutdown(socket.SHUT_RDWR)
            self._listener.close()
            self._listener = None
        for connection in self._open:
            _reset(connection)
        self._open.clear()

    def wait_for(self, jobs: int, seconds: float = PATIENCE_SECONDS) -> list[bytes]:
        """The jobs, once there are so many; AssertionError when they do not come."""
        with self._changed:
            came = self._changed.wait_for(lambda: len(self.jobs) >= jobs, seconds)
            assert came, f"{len(self.jobs)} of {jobs} jobs came"
            return list(self.jobs)

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            self.connections += 1
            self._open.append(connection)
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        job, waiting = b"", b""
        try:
            while not self.hang:
                more = connection.recv(4096)
                if not more:
                    break
                waiting += more
                plain, waiting = self._answer(connection, waiting)
                job += plain
                if self.die_after is not None and len(job) >= self.die_after:
                    job = job[: self.die_after]
                    _reset(connection)
                    break
        except OSError:
            pass
        if self.hang:
            return
        job += waiting
        if job:
            with self._changed:
                self.jobs.append(job)
                self._changed.notify_all()
        connection.close()

    def _answer(self, connection: socket.socket, data: bytes) -> tuple[bytes, bytes]:
        """Takes questions out of the stream and answers them; returns the bytes to print and the
        beginning of a question that is not complete yet."""
        plain = b""
        while data:
            if data.startswith(b"\x10\x04"):
                if len(data) < 3:
                    return plain, data
                connection.sendall(bytes([self.state[data[2]]]))
                data = data[3:]
            elif data.startswith(b"~HS"):
                connection.sendall(self.zebra)
                data = data[3:]
            elif data.startswith(b"\x1b!?"):
                connection.sendall(bytes([self.tsc]))
                data = data[3:]
            elif data in (b"\x1b", b"\x1b!", b"\x10", b"~", b"~H"):
                return plain, data
            else:
                plain, data = plain + data[:1], data[1:]
        return plain, b""


class MutePrinter:
    """``with MutePrinter() as printer:`` takes connections and bytes (``taken``, of all of them)
    and never says a word."""

    def __init__(self) -> None:
        self.taken = b""
        self._lock = threading.Lock()
        self._open: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]

    def __enter__(self) -> MutePrinter:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connection in self._open:
            _reset(connection)

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self._open.append(connection)
            threading.Thread(target=self._take, args=(connection,), daemon=True).start()

    def _take(self, connection: socket.socket) -> None:
        try:
            while more := connection.recv(4096):
                with self._lock:
                    self.taken += more
        except OSError:
            return


def _reset(connection: socket.socket) -> None:
    """Closes with RST, so that the other side notices at once."""
    try:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.shutdown(socket.SHUT_RD)
    except OSError:
        pass
    connection.close()
