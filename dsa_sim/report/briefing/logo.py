"""The logo of a firm: a picture from elsewhere, made what every format takes, or refused.

It is done once, where the picture is chosen, and again where a case is read that had it already.
What comes out is a plain PNG, or an SVG of shapes alone that has been drawn once.
"""

import base64
import binascii
import io
import re
import zlib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from dsa_sim.language import Language
from dsa_sim.marking import mark
from dsa_sim.model.plan import LARGEST_LOGO

MOST_BYTES = 20_000_000
"""Of the file that is chosen, and of what is packed in it."""
MOST_PIXELS = 40_000_000
MOST_ELEMENTS = 5_000
"""Of a drawing, each counted as often as it is drawn."""

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "unknown": mark("The logo is neither a PNG nor a JPEG nor an SVG picture."),
        "too_large": mark("The picture is too large."),
        "damaged": mark("The picture is damaged or cut off."),
        "outside": mark("The drawing takes parts from other files. Save it with everything in it."),
        "no_drawings": mark("This system cannot draw an SVG. Save the logo as a PNG picture."),
        "intricate": mark("The drawing is too intricate for a logo. Save it as a PNG picture."),
    }
)
"""English sentences for the codes of refusals."""

_SIZE = (2410, 900)
"""As large as any format shows a logo (51 × 19 mm), at 1200 dots an inch."""
_DPI = 600
_PAGE = b"""#set page(width: auto, height: auto, margin: 0pt, fill: none)
#let drawn(..how) = image(bytes(sys.inputs.svg), format: "svg", ..how)
#context {
  let size = measure(drawn())
  drawn(width: size.width * calc.min(51mm / size.width, 19mm / size.height))
}"""
_DEEPEST, _LONGEST_CHAIN, _LONGEST_STYLE, _MOST_PICTURES = 60, 5, 50_000, 10
_SVG = "http://www.w3.org/2000/svg"
_LINKS = ("href", "{http://www.w3.org/1999/xlink}href")
_KEPT = frozenset({
    "svg", "g", "defs", "symbol", "use", "switch", "style", "title", "desc", "image", "path",
    "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "textPath",
    "linearGradient", "radialGradient", "stop", "clipPath", "mask", "pattern", "marker",
})  # fmt: skip
_EFFECTS = frozenset({"filter"})
_REFERENCE = re.compile(r"url\(\s*['\"]?\s*([^'\")\s]*)", re.IGNORECASE)
_LAYER = re.compile(r"(?<!-)opacity|clip-path|mask|mix-blend-mode|isolation")
_LAYER_COUNTS = 10
"""As many plain elements take as long as one that is drawn by itself and laid over the others."""
_PICTURE = re.compile(r"\s*data:image/(?:png|jpe?g);base64,", re.IGNORECASE)


class RefusedLogoError(ValueError):
    """A picture that is no logo; `code` is a key of `SENTENCES`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    def worded(self, lang: Language) -> str:
        """Why, in the language."""
        return lang.tr(SENTENCES[self.code])

    def left_out(self, lang: Language) -> str:
        """That the logo is in no export, and why."""
        return lang.tr("The logo of the firm was left out. {reason}", reason=self.worded(lang))


def read_logo(path: Path) -> bytes:
    """What a file holds, as far as a logo may reach; OSError where it cannot be read."""
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


@lru_cache(maxsize=4)
def as_logo(data: bytes) -> bytes:
    """The picture as every format takes it: a PNG, or an SVG in UTF-8.

    Raises:
        RefusedLogoError: it is none, damaged, too large or too intricate, or rests on other files.
    """
    if len(data) > MOST_BYTES:
        raise RefusedLogoError("too_large")
    if data.startswith(b"\x1f\x8b"):
        data = _unpacked(data)
    if data.startswith((b"\x89PNG", b"\xff\xd8")):
        return _plain_picture(data)
    return _plain_drawing(data)


@lru_cache(maxsize=4)
def picture_of(logo: bytes) -> bytes:
    """A logo as a PNG, for programs that show no drawing.

    Raises:
        RefusedLogoError: the drawing cannot be drawn.
    """
    if logo.startswith(b"\x89PNG"):
        return logo
    try:
        import typst
    except ImportError:
        raise RefusedLogoError("no_drawings") from None
    try:
        compiler = typst.Compiler(_PAGE, sys_inputs={"svg": logo.decode("utf-8", "replace")})
        made = compiler.compile(format="png", ppi=_DPI)
    except typst.TypstError as error:
        raise RefusedLogoError("damaged") from error
    assert isinstance(made, bytes)
    return made


def _unpacked(data: bytes) -> bytes:
    unpacking = zlib.decompressobj(wbits=31)
    try:
        made = unpacking.decompress(data, MOST_BYTES)
    except zlib.error as error:
        raise RefusedLogoError("damaged") from error
    if unpacking.unconsumed_tail:
        raise RefusedLogoError("too_large")
    if not unpacking.eof:
        raise RefusedLogoError("damaged")
    return made


def _plain_picture(data: bytes) -> bytes:
    """A PNG of the pixels alone, small enough for a case file."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as read:
            if read.width * read.height > MOST_PIXELS:
                raise RefusedLogoError("too_large")
            picture = _in_colours(read)
    except RefusedLogoError:
        raise
    except Image.DecompressionBombError as error:
        raise RefusedLogoError("too_large") from error
    except Exception as error:  # the library raises what it likes at a damaged file
        raise RefusedLogoError("damaged") from error
    size = _SIZE
    while True:
        picture.thumbnail(size)
        made = io.BytesIO()
        picture.save(made, format="png", optimize=True)
        if made.tell() <= LARGEST_LOGO * 3 // 4:
            return made.getvalue()
        size = (picture.width * 3 // 4, picture.height * 3 // 4)


def _in_colours(read: Any) -> Any:
    """A picture of whatever kind of pixels in red, green and blue."""
    if read.mode.startswith("I"):  # grey in 16 bits
        return read.convert("I").point(lambda grey: grey * (1 / 257)).convert("L").convert("RGB")
    is_opaque = read.mode in ("L", "RGB", "CMYK") and "transparency" not in read.info
    return read.convert("RGB" if is_opaque else "RGBA")


def _plain_drawing(data: bytes) -> bytes:
    """An SVG of shapes alone: nothing that runs, moves, or is taken from elsewhere."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities="internal", no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise RefusedLogoError("damaged" if b"svg" in data[:4000] else "unknown") from error
    if root.tag != f"{{{_SVG}}}svg":
        raise RefusedLogoError("unknown")
    _strip(root, 1)
    _require_simple(root)
    _set_pictures(root)
    etree.cleanup_namespaces(root, top_nsmap={None: _SVG}, keep_ns_prefixes=[])
    made: bytes = etree.tostring(root, encoding="UTF-8")
    if len(made) > LARGEST_LOGO * 3 // 4:
        raise RefusedLogoError("too_large")
    picture_of(made)
    return made


def _strip(element: Any, depth: int) -> None:
    """Take out what is neither a shape nor what a shape rests on."""
    if depth > _DEEPEST:
        raise RefusedLogoError("intricate")
    for name in list(element.attrib):
        if name.startswith("on") or (name.startswith("{") and name not in _LINKS):
            del element.attrib[name]
    for child in list(element):
        namespace, _, name = str(child.tag).rpartition("}")
        if namespace == f"{{{_SVG}" and name in _EFFECTS:
            raise RefusedLogoError("intricate")
        if namespace == f"{{{_SVG}" and name in _KEPT:
            _strip(child, depth + 1)
        else:
            _drop(child)


def _drop(element: Any) -> None:
    """Take an element out; the text behind it stays."""
    parent, before = element.getparent(), element.getprevious()
    if element.tail:
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


def _references(element: Any) -> Iterator[str]:
    """What an element says that it takes from elsewhere, pictures within it left out."""
    for name, value in element.attrib.items():
        if name not in _LINKS:
            yield from _REFERENCE.findall(value)
        elif not (element.tag == f"{{{_SVG}}}image" and _PICTURE.match(value)):
            yield value.strip()
    if element.tag == f"{{{_SVG}}}style":
        style = "".join(element.itertext())
        if len(style) > _LONGEST_STYLE:
            raise RefusedLogoError("intricate")
        if "@import" in style.lower():
            raise RefusedLogoError("outside")
        yield from _REFERENCE.findall(style)


def _require_simple(root: Any) -> None:
    """Refuse a drawing that rests on other files, or that takes long to draw."""
    named = {e.get("id"): e for e in root.iter() if e.get("id")}
    known: dict[Any, int] = {}
    styles = "".join(e.text or "" for e in root.iter(f"{{{_SVG}}}style"))
    is_layered_by_style = bool(_LAYER.search(styles))

    def drawn(element: Any, chain: int) -> int:
        """How many elements are drawn with this one."""
        if element in known:
            return known[element]
        if chain > _LONGEST_CHAIN:
            raise RefusedLogoError("intricate")
        looks = " ".join((*element.attrib, element.get("style", "")))
        is_layer = is_layered_by_style or _LAYER.search(looks)
        count = _LAYER_COUNTS if is_layer else 1
        for child in element:
            count += drawn(child, chain)
        for reference in _references(element):
            if not reference.startswith("#"):
                raise RefusedLogoError("outside")
            if (target := named.get(reference[1:])) is not None:
                count += drawn(target, chain + 1)
        if count > MOST_ELEMENTS:
            raise RefusedLogoError("intricate")
        known[element] = count
        return count

    drawn(root, 0)


def _set_pictures(root: Any) -> None:
    """Make the pictures within a drawing plain ones, too."""
    pictures = list(root.iter(f"{{{_SVG}}}image"))
    if len(pictures) > _MOST_PICTURES:
        raise RefusedLogoError("intricate")
    for picture in pictures:
        for name in _LINKS:
            if held := picture.get(name):
                try:
                    data = base64.b64decode(_PICTURE.sub("", held, count=1))
                except binascii.Error as error:
                    raise RefusedLogoError("damaged") from error
                made = base64.b64encode(_plain_picture(data)).decode()
                picture.set(name, f"data:image/png;base64,{made}")
