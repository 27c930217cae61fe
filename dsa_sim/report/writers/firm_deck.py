"""The presentation of a firm, taken apart with care: what is kept is its look and nothing else.

A file that comes from elsewhere may be damaged, far too large, or carry what must not leave the
house. Only the parts that make the look are copied into a new package: master, layouts, themes
and their pictures. Slides, macros, links to other places, embedded objects, fonts, notes and the
properties of the file stay behind, and so does every shape that rests on one of them.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any

from lxml import etree

from dsa_sim.language import Language

MOST_PACKED, MOST_UNPACKED, MOST_OF_A_PICTURE = 60, 150, 40
"""In megabytes: the file, all that is in it, and one picture."""
_MOST_OF_A_PART, _MOST_PARTS = 10, 3000
_MB = 1024 * 1024

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_BY_ID = f"{{{_KIND.rstrip('/')}}}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_OFFICE = "application/vnd.openxmlformats-officedocument"
_MAIN = f"{_OFFICE}.presentationml.presentation.main+xml"
_PICTURES = {
    "png": "png", "jpg": "jpeg", "jpeg": "jpeg", "gif": "gif", "bmp": "bmp", "tif": "tiff",
    "tiff": "tiff", "emf": "x-emf", "wmf": "x-wmf", "svg": "svg+xml", "wdp": "vnd.ms-photo",
}  # fmt: skip
_CONTENT = {
    "officeDocument": _MAIN,
    "slideMaster": f"{_OFFICE}.presentationml.slideMaster+xml",
    "slideLayout": f"{_OFFICE}.presentationml.slideLayout+xml",
    "theme": f"{_OFFICE}.theme+xml",
    "themeOverride": f"{_OFFICE}.themeOverride+xml",
    "tableStyles": f"{_OFFICE}.presentationml.tableStyles+xml",
}
# What each kind of part may rest on.
_KEPT = {
    "": ("officeDocument",),
    "officeDocument": ("slideMaster", "theme", "tableStyles"),
    "slideMaster": ("slideLayout", "theme", "image"),
    "slideLayout": ("slideMaster", "themeOverride", "image"),
    "theme": ("image",),
    "themeOverride": ("image",),
}
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

    package = _Package(path, lang)
    look = package.look()
    try:
        deck = Presentation(io.BytesIO(look))
        # Whatever is broken within a layout is found now and not amid the slides.
        for page in (deck.slide_master, *deck.slide_layouts):
            for shape in page.shapes:
                _ = shape.left, shape.is_placeholder and shape.placeholder_format.type
    except Exception as error:  # the library raises what it likes at a damaged file
        raise package.unreadable() from error
    return deck


class _Package:
    """A firm's file in the reading."""

    def __init__(self, path: Path, lang: Language) -> None:
        self._path, self._lang = path, lang
        self._parts: dict[str, bytes] = {}
        self._kinds: dict[str, str] = {}

    def look(self) -> bytes:
        """A package of the parts alone that make the look."""
        try:
            if self._path.stat().st_size > MOST_PACKED * _MB:
                raise self._too_large(MOST_PACKED)
            with zipfile.ZipFile(self._path) as archive:
                self._archive = archive
                self._require_small()
                self._take("", "")
        except (OSError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError,
                RuntimeError) as error:  # fmt: skip
            raise self.unreadable() from error
        return self._packed()

    # What is refused, each in a line

    def unreadable(self) -> ValueError:
        """The refusal of what is no presentation at all."""
        tr = self._lang.tr
        return ValueError(
            tr("“{name}” is no presentation that can be read.", name=self._path.name)
        )  # fmt: skip

    def _too_large(self, limit: int) -> ValueError:
        said = self._lang.tr(
            "“{name}” cannot be used: it or a part of it is larger than {limit} MB.",
            name=self._path.name, limit=limit,
        )  # fmt: skip
        return ValueError(said)

    def _damaged(self, part: str) -> ValueError:
        said = self._lang.tr(
            "“{name}” cannot be used: its part {part} is damaged.",
            name=self._path.name, part=part,
        )  # fmt: skip
        return ValueError(said)

    def _missing(self, part: str) -> ValueError:
        said = self._lang.tr(
            "“{name}” cannot be used: its part {part} is missing.",
            name=self._path.name, part=part,
        )  # fmt: skip
        return ValueError(said)

    # Reading

    def _require_small(self) -> None:
        entries = self._archive.infolist()
        if len(entries) > _MOST_PARTS or sum(e.file_size for e in entries) > MOST_UNPACKED * _MB:
            raise self._too_large(MOST_UNPACKED)

    def _read(self, part: str, limit: int) -> bytes:
        try:
            entry = self._archive.getinfo(part)
        except KeyError:
            raise self._missing(part) from None
        if entry.file_size > limit * _MB:
            raise self._too_large(limit)
        return self._archive.read(entry)

    def _parsed(self, part: str) -> Any:
        """A part as XML; no entity is ever resolved."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        data = self._read(part, _MOST_OF_A_PART)
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise self._damaged(part) from error
        if root.getroottree().docinfo.doctype:
            raise self._damaged(part)
        return root

    def _take(self, part: str, kind: str) -> None:
        """Take a part, and what it may rest on."""
        kept = dict(self._relations(part, kind))
        if part:
            self._kinds[part] = kind
            if kind == "image":
                self._parts[part] = self._read(part, MOST_OF_A_PICTURE)
                return
            root = self._parsed(part)
            self._require_whole(root, part, kind, kept)
            _strip(root, kept.keys())
            self._parts[part] = _written(root)
        relations = etree.Element(f"{{{_RELATIONS}}}Relationships", nsmap={None: _RELATIONS})
        for identifier, (target, of_kind) in kept.items():
            etree.SubElement(
                relations, f"{{{_RELATIONS}}}Relationship", Id=identifier,
                Type=_KIND + of_kind, Target=f"/{target}",
            )  # fmt: skip
        self._parts[_relations_of(part)] = _written(relations)
        for target, of_kind in kept.values():
            if target not in self._kinds:
                self._take(target, of_kind)

    def _relations(self, part: str, kind: str) -> Iterator[tuple[str, tuple[str, str]]]:
        """The relations that are kept: by their identifiers, the part and what it is."""
        name = _relations_of(part)
        if kind == "image" or (name not in self._archive.NameToInfo and kind not in _NEEDED):
            return
        for row in self._parsed(name).iter(f"{{{_RELATIONS}}}Relationship"):
            of_kind = row.get("Type", "").removeprefix(_KIND)
            if row.get("TargetMode") == "External" or of_kind not in _KEPT.get(kind, ()):
                continue
            target = normpath(join("/", dirname(part), row.get("Target", ""))).lstrip("/")
            if of_kind == "image" and _ending(target) not in _PICTURES:
                continue
            yield row.get("Id", ""), (target, of_kind)

    def _require_whole(self, root: Any, part: str, kind: str, kept: dict[str, Any]) -> None:
        """Refuse a presentation without size or master, and a master without layouts."""
        tr, name = self._lang.tr, self._path.name
        if kind not in ("officeDocument", "slideMaster"):
            return
        entry = "sldMasterId" if kind == "officeDocument" else "sldLayoutId"
        listed = [row.get(f"{_BY_ID}id") for row in root.iter(f"{_P}{entry}")]
        if not listed:
            raise ValueError(
                tr("“{name}” cannot be used: it has no slide master.", name=name)
                if kind == "officeDocument"
                else tr("“{name}” cannot be used: it has no layouts.", name=name)
            )
        if any(identifier not in kept for identifier in listed):
            raise self._missing(f"{part}: {entry}")
        if kind == "officeDocument" and not _has_size(root):
            raise ValueError(tr("“{name}” cannot be used: it has no slide size.", name=name))

    def _packed(self) -> bytes:
        types = etree.Element(f"{{{_TYPES}}}Types", nsmap={None: _TYPES})
        rows = {"rels": "application/vnd.openxmlformats-package.relationships+xml"}
        rows |= {ending: f"image/{name}" for ending, name in _PICTURES.items()}
        for ending, content in rows.items():
            etree.SubElement(types, f"{{{_TYPES}}}Default", Extension=ending, ContentType=content)
        for part, kind in self._kinds.items():
            if kind != "image":
                etree.SubElement(
                    types, f"{{{_TYPES}}}Override", PartName=f"/{part}", ContentType=_CONTENT[kind]
                )
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as archive:
            archive.writestr("[Content_Types].xml", _written(types))
            for part, data in self._parts.items():
                archive.writestr(part, data)
        return made.getvalue()


_NEEDED = ("", "officeDocument", "slideMaster", "slideLayout")
"""Parts that are nothing without relations."""


def _relations_of(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels".lstrip("/")


def _ending(part: str) -> str:
    return part.rpartition(".")[2].lower()


def _written(root: Any) -> bytes:
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return made


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
