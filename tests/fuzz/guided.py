"""Coverage-guided fuzzing of one parser.

``python -m tests.fuzz.guided frames -max_total_time=600``: ten minutes of the frames.

Needs ``atheris`` (``pip install atheris``), which is not among what the project is tested with: a
run takes minutes and is done by hand after a parser changed. Arguments after the name go to
libFuzzer. A crash leaves its input in a file ``crash-*`` and ends the run with an error.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["drivers", "kiosk.salon.domain"]):
    from tests.fuzz.checks import CHECKS, SEEDS


def main() -> None:
    name, *options = sys.argv[1:]
    corpus = Path(tempfile.mkdtemp(prefix=f"fuzz-{name}-"))
    for number, seed in enumerate(SEEDS[name]):
        (corpus / f"seed{number}").write_bytes(seed)
    atheris.Setup([sys.argv[0], *options, str(corpus)], CHECKS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
