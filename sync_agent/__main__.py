"""``python -m sync_agent`` is ``pult-sync``."""

from __future__ import annotations

import sys

from kiosk.commands.pult_sync import main

if __name__ == "__main__":
    sys.exit(main())
