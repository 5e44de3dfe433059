"""A browser whose person says yes: ``python -m tests.rigs.yes_browser URL`` follows redirects."""

from __future__ import annotations

import sys
import urllib.request

if __name__ == "__main__":
    with urllib.request.urlopen(sys.argv[1], timeout=20) as page:
        page.read()
