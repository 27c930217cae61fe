"""A presentation or document of a firm, taken apart with care: its look is kept, nothing else.

A file that comes from elsewhere may be damaged, far too large, or carry what must not leave the
house. Only the parts that make the look are copied into a new package, by the relations that each
kind of part may have; texts, macros, links to other places, embedded objects, notes, comments and
the properties of the file stay behind.
"""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any

from lxml import etree

from dsa_sim.language import Language

MOST_PACKED, MOST_UNPACKED, MOST_OF_A_PICTURE = 60, 150, 40
"""In megabytes: the file, all that is in it, and one picture or font."""
_MOST_OF_A_PART, _MOST_PARTS = 10, 3000
_MB = 1024 * 1024

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
OFFICE = "application/vnd.openxmlformats-officedocument"
_BINARY = {
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif",
    "bmp": "image/bmp", "tif": "image/tiff", "tiff": "image/tiff", "emf": "image/x-emf",
    "wmf": "image/x-wmf", "svg": "image/svg+xml", "wdp": "image/vnd.ms-photo",
    "odttf": f"{OFFICE}.obfuscatedFont",
}  # fmt: skip
"""The endings of pictures and fonts, with what they are."""

Relations = dict[str, tuple[str, str]]
"""By their identifiers: the part that a relation leads to, and what kind it is of."""


@dataclass(frozen=True, kw_only=True)
class PackageKind:
    """A kind of package: what its parts may rest on, and what they are.

    `kept`, `content` and `roots` (their outermost elements) are by the kinds of parts;
    parts of the kinds in `binary` are copied as they are; those in `needed` are nothing without
    relations. `endings` are those of its files.
    """

    kept: Mapping[str, tuple[str, ...]]
    content: Mapping[str, str]
    roots: Mapping[str, str]
    needed: tuple[str, ...]
    binary: tuple[str, ...]
    endings: tuple[str, ...]


class FirmPackage:
    """A firm's file in the reading; `unread` is the sentence for one that cannot be read."""

    def __init__(self, path: Path, lang: Language, kind: PackageKind, *, unread: str) -> None:
        self._path, self._lang, self._kind, self._unread = path, lang, kind, unread
        self._parts: dict[str, bytes] = {}
        self._kinds: dict[str, str] = {}

    def look(self, prepare: Callable[[Any, str, str, Relations], None]) -> bytes:
        """A package of the parts alone that make the look.

        `prepare` is given each part in XML with its name, its kind and the relations that are
        kept: it takes out what does not belong to the look, or refuses the file.

        Raises:
            ValueError: the file cannot be taken; in one line that names it and says why.
        """
        if self._path.suffix.lower() not in self._kind.endings:
            raise self._other_ending()
        try:
            if self._path.stat().st_size > MOST_PACKED * _MB:
                raise self._too_large(MOST_PACKED)
            with zipfile.ZipFile(self._path) as archive:
                self._archive, self._prepare = archive, prepare
                self._require_small()
                self._take("", "")
        except (OSError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError,
                RuntimeError, UnicodeError) as error:  # fmt: skip
            raise self.unreadable() from error
        return self._packed()

    # What is refused, each in a line

    def unreadable(self) -> ValueError:
        """The refusal of what is nothing of the kind."""
        return ValueError(self._lang.tr(self._unread, name=self._path.name))

    def missing(self, part: str) -> ValueError:
        """The refusal of a file that lacks a part."""
        said = self._lang.tr(
            "“{name}” cannot be used: its part {part} is missing.",
            name=self._path.name, part=part[:100],
        )  # fmt: skip
        return ValueError(said)

    def _other_ending(self) -> ValueError:
        said = self._lang.tr(
            "“{name}” cannot be used: its name has to end in one of {endings}.",
            name=self._path.name, endings=", ".join(self._kind.endings),
        )  # fmt: skip
        return ValueError(said)

    def _too_large(self, limit: int) -> ValueError:
        said = self._lang.tr(
            "“{name}” cannot be used: it or a part of it is larger than {limit} MB.",
            name=self._path.name, limit=limit,
        )  # fmt: skip
        return ValueError(said)

    def _damaged(self, part: str) -> ValueError:
        said = self._lang.tr(
            "“{name}” cannot be used: its part {part} is damaged.",
            name=self._path.name, part=part[:100],
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
            raise self.missing(part) from None
        if entry.file_size > limit * _MB:
            raise self._too_large(limit)
        return self._archive.read(entry)

    def _parsed(self, part: str) -> Any:
        """A part as XML; no entity is ever resolved."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        data = self._read(part, _MOST_OF_A_PART)
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self._damaged(part) from error
        if root.getroottree().docinfo.doctype:
            raise self._damaged(part)
        return root

    def _take(self, part: str, kind: str) -> None:
        """Take a part, and what it may rest on."""
        kept = dict(self._relations(part, kind))
        if part:
            self._kinds[part] = kind
            if kind in self._kind.binary:
                self._parts[part] = self._read(part, MOST_OF_A_PICTURE)
                return
            root = self._parsed(part)
            if root.tag != self._kind.roots[kind]:
                raise self._damaged(part)
            self._prepare(root, part, kind, kept)
            self._parts[part] = _written(root)
        relations = etree.Element(f"{{{_RELATIONS}}}Relationships", nsmap={None: _RELATIONS})
        for identifier, (target, of_kind) in kept.items():
            etree.SubElement(
                relations, f"{{{_RELATIONS}}}Relationship", Id=identifier,
                Type=KIND + of_kind, Target=f"/{target}",
            )  # fmt: skip
        self._parts[_relations_of(part)] = _written(relations)
        for target, of_kind in kept.values():
            if target not in self._kinds:
                self._take(target, of_kind)

    def _relations(self, part: str, kind: str) -> Iterator[tuple[str, tuple[str, str]]]:
        """The relations that are kept."""
        name = _relations_of(part)
        is_bare = name not in self._archive.NameToInfo and kind not in self._kind.needed
        if kind in self._kind.binary or is_bare:
            return
        for row in self._parsed(name).iter(f"{{{_RELATIONS}}}Relationship"):
            of_kind = row.get("Type", "").removeprefix(KIND)
            kept = self._kind.kept.get(kind, ())
            if row.get("TargetMode") == "External" or of_kind not in kept:
                continue
            target = normpath(join("/", dirname(part), row.get("Target", ""))).lstrip("/")
            if of_kind in self._kind.binary and _ending(target) not in _BINARY:
                continue
            yield row.get("Id", ""), (target, of_kind)

    def _packed(self) -> bytes:
        types = etree.Element(f"{{{_TYPES}}}Types", nsmap={None: _TYPES})
        rows = {"rels": "application/vnd.openxmlformats-package.relationships+xml", **_BINARY}
        for ending, content in rows.items():
            etree.SubElement(types, f"{{{_TYPES}}}Default", Extension=ending, ContentType=content)
        for part, kind in self._kinds.items():
            if kind not in self._kind.binary:
                etree.SubElement(
                    types, f"{{{_TYPES}}}Override", PartName=f"/{part}",
                    ContentType=self._kind.content[kind],
                )  # fmt: skip
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as archive:
            archive.writestr("[Content_Types].xml", _written(types))
            for part, data in self._parts.items():
                archive.writestr(part, data)
        return made.getvalue()


def _relations_of(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels".lstrip("/")


def _ending(part: str) -> str:
    return part.rpartition(".")[2].lower()


def _written(root: Any) -> bytes:
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return made
