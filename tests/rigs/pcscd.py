"""A real pcscd with vsmartcard's reader driver, in a mount namespace of this test process.

The path of pcscd's socket is compiled into its library, so each test process that wants a pcscd
of its own unshares its mounts once and lays folders of its own over ``/run/pcscd`` and
``/etc/reader.conf.d``. Only threads started afterwards by the same thread see them.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from drivers.pcsc_link import EMPTY, service
from tests.rigs.virtual_card import Slot
from tests.rigs.waiting import until

DRIVER = Path("/usr/lib/pcsc/drivers/serial/libifdvpcd.so")
RUN, CONF = Path("/run/pcscd"), Path("/etc/reader.conf.d")
READER = "Virtual PCD"
CLONE_NEWNS, MS_BIND, MS_REC, MS_PRIVATE = 0x00020000, 4096, 16384, 1 << 18

_libc = ctypes.CDLL(None, use_errno=True)
_unshared = False


def why_not() -> str:
    """Why this machine cannot run the rig; "" when it can."""
    if os.geteuid() != 0:
        return "a mount namespace needs root"
    if shutil.which("pcscd") is None or not DRIVER.exists():
        return "pcscd and vsmartcard-vpcd are not installed"
    return ""


class Pcscd:
    """``with Pcscd() as pcscd:`` runs the daemon with one reader of two slots, both empty.

    ``slots``: where cards are laid on. ``name``: of the reader. ``escapes``: the reader takes
    commands for itself (needs gcc), which :meth:`escaped` tells.
    """

    def __init__(self, name: str = READER, *, escapes: bool = False) -> None:
        self._name, self._escapes = name, escapes
        self._process: subprocess.Popen[bytes] | None = None
        self._folder = tempfile.TemporaryDirectory(prefix="pcscd-")
        self.slots = _two_slots()

    def __enter__(self) -> Pcscd:
        folder = Path(self._folder.name)
        for name in ("run", "conf"):
            (folder / name).mkdir()
        (folder / "conf" / "vpcd").write_text(
            f'FRIENDLYNAME "{self._name}"\n'
            f"DEVICENAME   /dev/null:{hex(self.slots[0].port)}\n"
            f"LIBPATH      {self._driver()}\n"
            f"CHANNELID    {hex(self.slots[0].port)}\n"
        )
        _unshare_mounts()
        _bind(folder / "run", RUN)
        _bind(folder / "conf", CONF)
        try:
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        for slot in self.slots:
            slot.take_away()
        for mounted in (CONF, RUN):
            _check(_libc.umount2(str(mounted).encode(), 2), "umount")
        self._folder.cleanup()

    def start(self) -> None:
        """Returns when the daemon answers."""
        (RUN / "pcscd.comm").unlink(missing_ok=True)
        (RUN / "pcscd.pid").unlink(missing_ok=True)
        self._process = subprocess.Popen(
            ["pcscd", "--foreground", "--error", "--config", str(CONF)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"ESCAPED": str(self._log)},
        )
        until(lambda: _answers() or self._process.poll() is not None, "pcscd does not answer")
        assert self._process.poll() is None, "pcscd ended"

    @property
    def _log(self) -> Path:
        return Path(self._folder.name) / "escaped"

    def escaped(self) -> list[str]:
        """Commands for the reader itself so far, as hex."""
        return self._log.read_text().split() if self._log.exists() else []

    def _driver(self) -> Path:
        if not self._escapes:
            return DRIVER
        folder = Path(self._folder.name)
        made, source = folder / "libescape.so", Path(__file__).with_name("escape_reader.c")
        # The other functions of a reader's driver are found in the library it is linked with, by
        # the name that library gives itself.
        (folder / f"{DRIVER.name}.0").symlink_to(DRIVER)
        linked = ("-Wl,--no-as-needed", f"-Wl,-rpath,{folder}")
        subprocess.run(["gcc", "-shared", "-fPIC", *linked, "-o", made, source, DRIVER], check=True)
        return made

    def stop(self) -> None:
        """Ends the daemon as an update of the system does."""
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(5)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = None

    def wait_until_empty(self) -> None:
        """Returns when the daemon has noticed that the cards were taken away, for which it looks
        now and then. Of a card that lies there by then it would not know that it is another."""

        def noticed() -> bool:
            states = pcsc.wait(dict.fromkeys(pcsc.readers(), 0), 0)
            return all(state & EMPTY for state, _ in states.values())

        with service() as pcsc:
            until(noticed, "a card that was taken away lies there still")

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """The daemon takes connections and answers none."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self._process.send_signal(signal.SIGCONT)

    def kill(self) -> None:
        """Kills the daemon with SIGKILL; its readers are gone with it."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


def _two_slots() -> tuple[Slot, Slot]:
    """The reader's driver listens on two ports in a row."""
    for _ in range(100):
        with socket.socket() as first, socket.socket() as second:
            first.bind(("", 0))
            port = first.getsockname()[1]
            try:
                second.bind(("", port + 1))
            except (OSError, OverflowError):
                continue
            return Slot(port), Slot(port + 1)
    raise AssertionError("no two free ports in a row")


def _answers() -> bool:
    with socket.socket(socket.AF_UNIX) as caller:
        return caller.connect_ex(str(RUN / "pcscd.comm")) == 0


def _unshare_mounts() -> None:
    global _unshared
    if _unshared:
        return
    RUN.mkdir(exist_ok=True)
    CONF.mkdir(exist_ok=True)
    _check(_libc.unshare(CLONE_NEWNS), "unshare")
    _check(_libc.mount(b"none", b"/", None, MS_REC | MS_PRIVATE, None), "make private")
    _unshared = True


def _bind(source: Path, target: Path) -> None:
    _check(
        _libc.mount(str(source).encode(), str(target).encode(), None, MS_BIND, None),
        f"mount {target}",
    )


def _check(result: int, what: str) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
