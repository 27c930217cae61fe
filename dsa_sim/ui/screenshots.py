"""Pictures of every page, for looking at: light and dark, in every language.

`python -m dsa_sim.ui.screenshots [--out FOLDER] [--size 1440x900] [--small] [--scale 1.5]
[--lang en] [--look light]` writes one PNG a page and prints every text that is cut or covered, in
widgets and in charts. `--small` makes a folder for each size of a small screen. Sizes are in the
pixels of the layout; a scale of 1.5 makes 1.5 real ones of each.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from dsa_sim.language import LANGUAGES, Language

LOOKS = ("light", "dark")
SMALL_SCREENS = ("960x560", "1024x640", "1097x590", "1366x704")
"""The smallest window, and what task bar and title leave of screens people have."""


def main(arguments: list[str] | None = None) -> int:
    """Write the pictures; the exit status is 1 where a text is cut or covered."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    parser = argparse.ArgumentParser(prog="screenshots")
    parser.add_argument("--out", type=Path, default=Path("docs/pictures"))
    parser.add_argument("--size", default="1440x900")
    parser.add_argument("--small", action="store_true", help="the sizes of small screens instead")
    parser.add_argument("--scale", default="1")
    parser.add_argument("--lang", choices=tuple(LANGUAGES), action="append")
    parser.add_argument("--look", choices=LOOKS, action="append")
    chosen = parser.parse_args(arguments)
    # Qt reads it when the application is made.
    os.environ["QT_SCALE_FACTOR"] = chosen.scale
    found = []
    for size in SMALL_SCREENS if chosen.small else (chosen.size,):
        out = chosen.out / size if chosen.small else chosen.out
        out.mkdir(parents=True, exist_ok=True)
        width, height = (int(n) for n in size.split("x"))
        for code in chosen.lang or tuple(LANGUAGES):
            for look in chosen.look or LOOKS:
                found += _pictures(code, look, (width, height), out)
    for line in found:
        print(line)
    print(f"{len(found)} texts cut or covered")
    return 1 if found else 0


def _pictures(code: str, look: str, size: tuple[int, int], out: Path) -> list[str]:
    from PySide6.QtWidgets import QApplication

    from dsa_sim.ui.pages import PAGES
    from dsa_sim.ui.program import Program
    from dsa_sim.ui.settings import Settings
    from dsa_sim.ui.widgets.clipping import covered_texts, cut_texts, faults_of_charts

    cut: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(Path(folder) / "settings.ini")
        program = Program(Language(code), settings=settings, look=look)
        window = program.window
        window.resize(*size)
        window.show()
        names = ["start", *(p.name for p in PAGES)]
        for name in names:
            if name != "start" and not window.page_name:
                window.files.open_example()
            if name != "start":
                window.show_page(name)
            # A focus ring left behind by the page before is not part of this one.
            focused = QApplication.focusWidget()
            if focused is not None:
                focused.clearFocus()
            for _ in range(4):
                QApplication.processEvents()
                # A picture shows results, not that they are awaited.
                window.context.runner.wait()
            QApplication.processEvents()
            window.grab().save(str(out / f"{name}-{code}-{look}.png"))
            for check in (cut_texts, covered_texts, faults_of_charts):
                cut += [f"{name} {code} {look}: {text}" for text in check(window)]
        window.document.mark_saved(window.document.place)
        window.close()
        window.deleteLater()
    return cut


if __name__ == "__main__":
    sys.exit(main())
