"""Draws the icons of the program from its one drawing: .ico for Windows, .icns for macOS.

    python installers/icons.py

The results are checked in beside the drawing, since it takes Qt to draw it; run this after the
drawing has changed. Linux takes the drawing itself and one small picture.
"""

import io
import os
from pathlib import Path

from PIL import Image

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QGuiApplication, QIcon

ICONS = Path(__file__).resolve().parents[1] / "assets" / "icons"
DRAWING = ICONS / "dsa-sim.svg"
SIZES = (16, 24, 32, 48, 64, 128, 256)
LARGEST, SMALL = 1024, 48


def drawn(size: int) -> Image.Image:
    """The icon as a square of so many pixels, each size drawn by itself."""
    picture = QIcon(str(DRAWING)).pixmap(QSize(size, size), 1.0).toImage()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, b"PNG")
    return Image.open(io.BytesIO(content.data()))


def main() -> None:
    """Write the three files."""
    application = QGuiApplication([])
    largest, *others = (drawn(size) for size in reversed(SIZES))
    largest.save(ICONS / "dsa-sim.ico", sizes=[(size, size) for size in SIZES],
                 append_images=others)  # fmt: skip
    retina = [drawn(size) for size in (*SIZES, 512)]
    drawn(LARGEST).save(ICONS / "dsa-sim.icns", append_images=retina)
    drawn(SMALL).save(ICONS / "dsa-sim-48.png")
    application.quit()


if __name__ == "__main__":
    main()
