"""The desk's request to import a file for signing in: which one, and the code that opens it.

The code is sealed for the moment that it waits in the database, because it opens a file that may
still be on the stick.
"""

from __future__ import annotations

import json

from kiosk.salon.domain.keys import sealing
from kiosk.salon.domain.keys.salon_keys import SalonKeys

PURPOSE = "sync-import"


def detail(keys: SalonKeys, path: str = "", code: str = "") -> str:
    """For ``sync_book.ask(store, "import", …)``. ``path`` "": the newest file on a USB stick: a
    sign-in made on a PC when there is a ``code``, else what signing in needs."""
    key_id, sealed = sealing.seal(keys, PURPOSE, code) if code else (0, b"")
    return json.dumps({"path": path, "key": key_id, "code": sealed.hex()})


def read(keys: SalonKeys, text: str) -> tuple[str, str]:
    """Path and code. ValueError when it was made with another key."""
    found = json.loads(text or "{}")
    sealed = bytes.fromhex(found.get("code", ""))
    code = sealing.unseal(keys, PURPOSE, found["key"], sealed) if sealed else ""
    return str(found.get("path", "")), code
