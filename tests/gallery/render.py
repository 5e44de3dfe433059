"""Renders the states: ``python -m tests.gallery.render --only desk --size wide --lang cs``.

``--only`` takes names of states, of screens or of papers, several with commas; a screen without
states is shown as it opens. Pictures and ``index.html`` go to ``--out``.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
import traceback
from pathlib import Path
from typing import get_args

from kiosk.salon.domain.country import LANGUAGES
from tests.gallery import papers


def main() -> int:
    """Renders in a process per panel size; 1 when a state could not be reached."""
    options = _options()
    out = Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    if options.size == "both":
        codes = _both(out)
    else:
        names, languages = _names(options.only), options.lang.split(",")
        codes = [render(options.size, options.text, names, languages, out)]
    if not options.inner:
        write_index(out)
        sys.stdout.write(f"{out / 'index.html'}\n")
    return max(codes)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="states or screens, with commas")
    parser.add_argument("--size", default="both", choices=("wide", "compact", "both"))
    parser.add_argument("--text", default=1.0, type=float, help="1.3 for larger text")
    parser.add_argument("--lang", default=",".join(LANGUAGES))
    parser.add_argument("--out", default="out/gallery")
    parser.add_argument("--inner", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def _both(out: Path) -> list[int]:
    """Density is fixed per process, so each size has its own."""
    command = [sys.executable, "-m", "tests.gallery.render", *sys.argv[1:], "--inner"]
    running = [subprocess.Popen([*command, "--size", size]) for size in ("wide", "compact")]
    return [process.wait() for process in running]


def _names(only: str) -> list[str]:
    return [name for name in only.split(",") if name]


def chosen(names: list[str]) -> list:
    """States by their own names or the names of screens; all of them when there are no names.
    Papers are drawn beside them."""
    from kiosk.presenters.args import PlainScreen
    from tests.gallery.states import all_states, bare

    states = all_states()
    if not names:
        return list(states.values())
    found = []
    for name in names:
        if papers.chosen([name]):
            continue
        matching = [one for key, one in states.items() if key.startswith(name)]
        if not matching and name in get_args(PlainScreen):
            matching = [bare(name)]
        if not matching:
            raise SystemExit(f"no state is called {name}, and no screen opens by that name")
        found += matching
    return found


def render(size: str, text: float, names: list[str], languages: list[str], out: Path) -> int:
    """Pictures of the chosen states in one panel size, with text so many times its usual size."""
    from tests.gallery.studio import Studio

    studio = Studio(size, text)
    from kivy.factory import FactoryException
    from kivy.lang.builder import BuilderException

    from tests.gallery.stage import Stage
    from tests.gallery.states import NOT_REACHED

    started, failed = time.monotonic(), 0
    pictures = papers.draw(names, size, languages, out)
    for one in chosen(names):
        stage = Stage(studio, role=one.role, empty=one.empty)
        try:
            one.reach(stage)
            for language in languages:
                stage.nav.set_language(language)
                studio.settle()
                path = out / f"{one.key}-{size}-{language}.png"
                studio.picture().save(path, compress_level=1)
                pictures += 1
        except (*NOT_REACHED, BuilderException, FactoryException):
            failed = 1
            sys.stderr.write(f"{one.key} ({size}) could not be reached:\n{traceback.format_exc()}")
        finally:
            stage.close()
    seconds = time.monotonic() - started
    sys.stdout.write(f"{size}: {pictures} pictures in {seconds:.1f} s\n")
    return failed


def write_index(out: Path) -> None:
    """A page with all pictures of the folder, a row per state."""
    rows: dict[str, list[str]] = {}
    for picture in sorted(out.glob("*-*-*.png")):
        rows.setdefault(picture.stem.rsplit("-", 2)[0], []).append(picture.name)
    body = "".join(
        f"<h2>{name}</h2><p>"
        + "".join(f'<a href="{file}"><img loading="lazy" src="{file}"></a>' for file in files)
        + "</p>"
        for name, files in rows.items()
    )
    style = (
        "body{font:16px sans-serif;margin:24px;background:#eee}"
        "img{width:480px;margin:4px;vertical-align:top}"
    )
    (out / "index.html").write_text(
        f"<!doctype html><meta charset=utf-8><title>Pult</title><style>{style}</style>{body}",
        "utf-8",
    )


if __name__ == "__main__":
    sys.exit(main())
