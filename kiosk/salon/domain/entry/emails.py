"""E-mail addresses as people have them: ASCII, a part before the sign and a domain (RFC 5321,
4.1.2, without quoted parts). Accents are typing mistakes: no post office of these countries gives
out addresses with them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kiosk.salon.domain.entry import entering
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.text import T

_ATOM = r"[\w+&#~-][\w+&'#~-]*"
_LABEL = r"[^\W_](?:[^\W_-]|-+[^\W_])*"
_WRITTEN = re.compile(rf"(?<![\w.+@-]){_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+[^\W\d_]{{2,}}(?![\w@])")


def normalise(typed: str) -> str:
    """In small letters, or empty. Refused, with what is wrong."""
    text = typed.strip().lower()
    if text and not _WRITTEN.fullmatch(text):
        raise Refused(T("This is not an e-mail address."))
    if not text.isascii():
        raise Refused(T("An e-mail address has no accents."))
    return entering.line(text, entering.EMAIL)


def within(text: str) -> Sequence[str]:
    """All that look like addresses, in small letters and as they stand; each is for
    :func:`normalise`."""
    return _WRITTEN.findall(text.lower())
