"""The presentation of a firm without its slides: master, layouts, themes and their pictures.

What rests on anything that stays behind (see `firm_package`) goes, too: slides, macros, links to
other places, embedded objects, fonts, notes and properties are not in what is made.
"""

import io
from functools import partial
from pathlib import Path
from typing import Any

from lxml import etree

from dsa_sim.language import Language
from dsa_sim.marking import mark
from dsa_sim.report.writers.firm_package import KIND, OFFICE, FirmPackage, PackageKind, Relations

_BY_ID = f"{{{KIND.rstrip('/')}}}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PRESENTATION = PackageKind(
    kept={
        "": ("officeDocument",),
        "officeDocument": ("slideMaster", "theme", "tableStyles"),
        "slideMaster": ("slideLayout", "theme", "image"),
        "slideLayout": ("slideMaster", "themeOverride", "image"),
        "theme": ("image",),
        "themeOverride": ("image",),
    },
    content={
        "officeDocument": f"{OFFICE}.presentationml.presentation.main+xml",
        "slideMaster": f"{OFFICE}.presentationml.slideMaster+xml",
        "slideLayout": f"{OFFICE}.presentationml.slideLayout+xml",
        "theme": f"{OFFICE}.theme+xml",
        "themeOverride": f"{OFFICE}.themeOverride+xml",
        "tableStyles": f"{OFFICE}.presentationml.tableStyles+xml",
    },
    roots={
        "officeDocument": f"{_P}presentation", "slideMaster": f"{_P}sldMaster",
        "slideLayout": f"{_P}sldLayout", "theme": f"{_A}theme",
        "themeOverride": f"{_A}themeOverride", "tableStyles": f"{_A}tblStyleLst",
    },
    needed=("", "officeDocument", "slideMaster", "slideLayout"),
    binary=("image",),
    endings=(".pptx", ".potx", ".ppsx", ".pptm", ".potm", ".ppsm"),
)  # fmt: skip
_DROPPED = [
    f"{_P}{name}" for name in (
        "sldIdLst", "notesMasterIdLst", "handoutMasterIdLst", "custShowLst", "custDataLst",
        "embeddedFontLst", "photoAlbum", "smartTags", "modifyVerifier", "timing", "controls",
    )
]  # fmt: skip
_LINKS = [f"{_A}{name}" for name in ("hlinkClick", "hlinkHover", "hlinkMouseOver")]


def firm_deck(path: Path, lang: Language) -> Any:
    """The presentation with the look of a firm's .pptx, .potx, .ppsx or .pptm, without slides.

    Raises:
        ValueError: the file cannot be taken; in one line that names it and says why.
    """
    from pptx import Presentation

    unread = mark("“{name}” is no presentation that can be read.")
    package = FirmPackage(path, lang, _PRESENTATION, unread=unread)
    look = package.look(partial(_prepare, package, path.name, lang))
    try:
        deck = Presentation(io.BytesIO(look))
        # Whatever is broken within a layout is found now and not amid the slides.
        for page in (deck.slide_master, *deck.slide_layouts):
            for shape in page.shapes:
                _ = shape.is_placeholder and shape.placeholder_format.type
                _ = shape.left, shape.top, shape.width, shape.height
        trial = Presentation(io.BytesIO(look))
        for layout in trial.slide_layouts:
            trial.slides.add_slide(layout)
    except Exception as error:  # the library raises what it likes at a damaged file
        raise package.unreadable() from error
    return deck


def _prepare(
    package: FirmPackage, name: str, lang: Language, root: Any, part: str, kind: str,
    kept: Relations,
) -> None:  # fmt: skip
    """Refuse what lacks size, master or layouts; take out what is not part of the look."""
    if kind in ("officeDocument", "slideMaster"):
        entry = "sldMasterId" if kind == "officeDocument" else "sldLayoutId"
        listed = [row.get(f"{_BY_ID}id") for row in root.iter(f"{_P}{entry}")]
        if not listed:
            raise ValueError(
                lang.tr("“{name}” cannot be used: it has no slide master.", name=name)
                if kind == "officeDocument"
                else lang.tr("“{name}” cannot be used: it has no layouts.", name=name)
            )
        if any(identifier not in kept for identifier in listed):
            raise package.missing(f"{part}: {entry}")
    if kind == "officeDocument" and not _has_size(root):
        raise ValueError(lang.tr("“{name}” cannot be used: it has no slide size.", name=name))
    _strip(root, kept.keys())


def _has_size(root: Any) -> bool:
    size = root.find(f"{_P}sldSz")
    if size is None:
        return False
    sides = [size.get(name, "") for name in ("cx", "cy")]
    # An inch at least, and no more than the programs take: 56 inches.
    return all(side.isdecimal() and 914_400 <= int(side) <= 51_206_400 for side in sides)


def _strip(root: Any, kept: Any) -> None:
    """Take out what is not part of the look, and what rests on a relation that is not kept."""
    for element in list(root.iter(*_DROPPED)):
        _remove(element)
    if root.tag == f"{_P}presentation":
        for element in root.findall(f"{_P}extLst"):
            _remove(element)
    for element in list(root.iter(etree.Element)):
        for name, identifier in list(element.attrib.items()):
            if name.startswith(_BY_ID) and identifier not in kept:
                _loosen(element, name)


def _loosen(element: Any, name: str) -> None:
    """Take out the shape, background or link that rests on what is not there."""
    if element.tag in _LINKS:
        _remove(element)
        return
    del element.attrib[name]
    if element.get(f"{_BY_ID}embed"):
        return
    place = element
    while (parent := place.getparent()) is not None:
        if parent.tag in (f"{_P}spTree", f"{_P}grpSp") or place.tag == f"{_P}bg":
            _remove(place)
            return
        place = parent


def _remove(element: Any) -> None:
    if (parent := element.getparent()) is not None:
        parent.remove(element)
