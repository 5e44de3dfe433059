"""What an ESC/POS printer does with a stream of bytes, whatever cable they come through: answers
``DLE EOT n`` at once, wherever it stands, and prints the rest."""

from __future__ import annotations

import threading

from tests.rigs.tcp_printer import READY
from tests.rigs.waiting import PATIENCE_SECONDS

LOW_ON_PAPER = {**READY, 4: 0x1E}
DRAWER_PIN_LOW = {**READY, 1: 0x12}


class Talk:
    """``state``: answers by number of the question; a question not in it is not answered."""

    def __init__(self) -> None:
        self.state = READY
        self.paper = b""
        self._waiting = b""
        self._changed = threading.Condition()

    def feed(self, data: bytes) -> bytes:
        """Returns the answers."""
        data, self._waiting = self._waiting + data, b""
        answers, plain = b"", b""
        while data:
            at = data.find(b"\x10")
            if at < 0:
                plain, data = plain + data, b""
                continue
            plain, data = plain + data[:at], data[at:]
            if len(data) < 3:
                self._waiting, data = data, b""
            elif data[1] == 4:
                answers += bytes([self.state[data[2]]]) if data[2] in self.state else b""
                data = data[3:]
            else:
                plain, data = plain + data[:1], data[1:]
        with self._changed:
            self.paper += plain
            self._changed.notify_all()
        return answers

    def wait_for(self, count: int, seconds: float = PATIENCE_SECONDS) -> bytes:
        """What was printed, once there are so many bytes."""
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.paper) >= count, seconds)
            return self.paper
