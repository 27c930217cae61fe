"""The presentation that slides are made in: its layouts, and the places they give.

The program's own presentation is that of the library, widened to the screens of today, with our
colours in its theme. Whatever the presentation, content keeps to the body of a layout.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dsa_sim.report.charts.style import PRINT

_WIDTH = 13.333
_EMU = 914400
_TITLES, _BODIES, _SUBTITLE = (1, 3), (2, 7), 4
_CENTRED, _FOOTER, _NUMBER, _DATE = 3, 15, 13, 16
_INK = "#1b2431"
_LINE = 0.32
"""How high the foot is where no layout says it."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A place on a slide in inches, from its left upper corner."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Where it ends at the right."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Where it ends at the foot."""
        return self.top + self.height

    def overlaps(self, other: "Frame") -> bool:
        """True where both share more than an edge."""
        spare = 0.005
        return (
            min(self.right, other.right) - max(self.left, other.left) > spare
            and min(self.bottom, other.bottom) - max(self.top, other.top) > spare
        )

    def within(self, other: "Frame") -> "Frame":
        """The part that lies inside another place."""
        left, top = max(self.left, other.left), max(self.top, other.top)
        right, bottom = min(self.right, other.right), min(self.bottom, other.bottom)
        return Frame(left, top, max(0.0, right - left), max(0.0, bottom - top))

    def beside(self, other: "Frame") -> "Frame":
        """The largest part that the other place leaves free."""
        if not self.overlaps(other):
            return self
        return max(
            (
                Frame(self.left, self.top, self.width, other.top - self.top),
                Frame(self.left, other.bottom, self.width, self.bottom - other.bottom),
                Frame(self.left, self.top, other.left - self.left, self.height),
                Frame(other.right, self.top, self.right - other.right, self.height),
            ),
            key=lambda part: max(0.0, part.width) * max(0.0, part.height),
        )

    def cut_at(self, down: float) -> tuple["Frame", "Frame"]:
        """The part above a line so many inches down, and the part below it."""
        lower = Frame(self.left, self.top + down, self.width, self.height - down)
        return Frame(self.left, self.top, self.width, down), lower

    def columns(self, number: int, gap: float = 0.2) -> list["Frame"]:
        """So many places of one width beside each other."""
        wide = (self.width - gap * (number - 1)) / number
        return [
            Frame(self.left + n * (wide + gap), self.top, wide, self.height) for n in range(number)
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where the parts of a slide of one layout go; none overlaps another."""

    title: Frame
    body: Frame
    foot: Frame
    number: Frame


def places_of(deck: Any, layout: Any, *, is_cover: bool = False) -> Places:
    """The places of a layout: those of its placeholders, else what these leave free."""
    page = Frame(0.0, 0.0, deck.slide_width / _EMU, deck.slide_height / _EMU)
    side = 0.045 * page.width
    inner = Frame(side, 0.03 * page.height, page.width - 2 * side, 0.94 * page.height)
    foot, number = _feet(layout, page, inner)
    title = _placed(layout, _TITLES if is_cover else _TITLES[:1], page)
    if title is None or title.height < 0.3:
        title = Frame(inner.left, inner.top, inner.width, min(1.0, 0.14 * page.height))
    for taken in (foot, number):
        title = title.beside(taken)
    kinds = (_SUBTITLE,) if is_cover else _BODIES
    body = _placed(layout, kinds, page)
    if body is None or body.height < (0.1 if is_cover else 0.35) * page.height:
        body = inner
    for taken in (title, foot, number):
        body = body.beside(taken)
    return Places(title=title, body=body, foot=foot, number=number)


def _feet(layout: Any, page: Frame, inner: Frame) -> tuple[Frame, Frame]:
    """The places of the footer and of the number; of one that is missing, a line at the foot."""
    foot, number, date = (
        _placed(layout, (kind,), page) for kind in (_FOOTER, _NUMBER, _DATE)
    )  # fmt: skip
    if foot is not None and date is not None and abs(date.top - foot.top) < 0.1:
        # No slide has a date of its own: its room beside the footer goes to that.
        left, right = min(foot.left, date.left), max(foot.right, date.right)
        wider = Frame(left, foot.top, right - left, foot.height)
        foot = foot if number is not None and wider.overlaps(number) else wider
    bottom = inner.bottom if foot is None or number is not None else foot.top
    number = number or Frame(inner.right - 0.7, bottom - _LINE, 0.7, _LINE)
    strip = Frame(inner.left, inner.bottom - _LINE, inner.width, _LINE)
    return foot or strip.beside(number), number


def _placed(layout: Any, kinds: tuple[int, ...], page: Frame) -> Frame | None:
    """The largest placeholder of these kinds, as far as it lies on the page."""
    found = [frame_of(p).within(page) for p in _of_kinds(layout, kinds) if p.width is not None]
    usable = [frame for frame in found if frame.width > 0.4 and frame.height > 0.2]
    return max(usable, key=lambda frame: frame.width * frame.height, default=None)


def frame_of(shape: Any) -> Frame:
    """Where a shape stands."""
    sides = (shape.left, shape.top, shape.width, shape.height)
    return Frame(*((side or 0) / _EMU for side in sides))


def _of_kinds(layout: Any, kinds: tuple[int, ...]) -> list[Any]:
    return [p for p in layout.placeholders if p.placeholder_format.type in kinds]


def cover_layout(deck: Any) -> Any:
    """The layout of a title slide; else the first."""
    layouts = list(deck.slide_layouts)
    titled = (x for x in layouts if x._element.get("type") == "title" or _of_kinds(x, (_CENTRED,)))
    return next(titled, layouts[0])


def content_layout(deck: Any) -> Any:
    """The layout with a title and one body; else the one that comes nearest."""
    return min(deck.slide_layouts, key=_away_from_content)


def _away_from_content(layout: Any) -> tuple[bool, bool, int]:
    titles, bodies = _of_kinds(layout, _TITLES[:1]), _of_kinds(layout, _BODIES)
    others = [
        p for p in layout.placeholders
        if p.placeholder_format.type not in (*_TITLES, *_BODIES, _FOOTER, _NUMBER, _DATE)
    ]  # fmt: skip
    is_named = layout._element.get("type") == "obj"
    return not titles, not is_named, 2 * abs(len(bodies) - 1) + len(others)


def foot_placeholders(layout: Any) -> Iterator[tuple[Any, bool]]:
    """The footer and the slide number of a layout, and whether it is the number."""
    for kind in (_FOOTER, _NUMBER):
        for placeholder in _of_kinds(layout, (kind,))[:1]:
            yield placeholder, kind == _NUMBER


def text_placeholder(slide: Any) -> Any:
    """The placeholder of a slide that takes text beside its title; None where there is none."""
    found = [p for p in slide.placeholders if p.placeholder_format.type in (*_BODIES, _SUBTITLE)]
    return max(found, key=lambda p: (p.width or 0) * (p.height or 0), default=None)


# The program's own presentation


def own_deck(accent: str) -> Any:
    """The library's presentation, widened, with our colours; the accent may be the firm's."""
    from pptx import Presentation
    from pptx.util import Inches

    deck = Presentation()
    by = _WIDTH * _EMU / deck.slide_width
    deck.slide_width = Inches(_WIDTH)
    for page in (deck.slide_master, *deck.slide_layouts):
        for shape in page.shapes:
            _widened(shape, by)
        for date in _of_kinds(page, (_DATE,)):
            date._element.getparent().remove(date._element)
    _arrange(deck)
    _recolour(deck, accent)
    return deck


def _widened(shape: Any, by: float) -> None:
    if shape._element.xpath("./p:spPr/a:xfrm"):
        shape.left, shape.width = round(shape.left * by), round(shape.width * by)


def _arrange(deck: Any) -> None:
    """Titles at the upper left, content over the whole width, the foot in one line."""
    from pptx.oxml.ns import qn

    master, cover, content = deck.slide_master, cover_layout(deck), content_layout(deck)
    across = _WIDTH - 1.2
    for page, kind, frame in (
        (master, 1, Frame(0.6, 0.4, across, 0.95)),
        (master, 2, Frame(0.6, 1.5, across, 5.3)),
        (master, _FOOTER, Frame(0.6, 6.86, across - 1.0, 0.46)),
        (master, _NUMBER, Frame(0.6 + across - 0.9, 6.86, 0.9, 0.46)),
        (cover, _CENTRED, Frame(0.6, 1.25, across, 1.1)),
        (cover, _SUBTITLE, Frame(0.6, 2.5, across, 4.2)),
        (content, 1, Frame(0.6, 0.4, across, 0.95)),
    ):
        for placeholder in _of_kinds(page, (kind,)):
            put(placeholder, frame)
    # The library's titles and covers have their words in the middle, the latter in grey.
    [titles] = master._element.iter(qn("p:titleStyle"))
    next(titles.iter(qn("a:schemeClr"))).set("val", "tx2")
    footers = [f._element for page in (master, cover, content) for f in _of_kinds(page, (_FOOTER,))]
    for styled in (titles, cover._element, *footers):
        for level in styled.iter(qn("a:lvl1pPr")):
            level.set("algn", "l")
    for grey in list(cover._element.iter(qn("a:tint"))):
        grey.getparent().remove(grey)


def put(shape: Any, frame: Frame) -> None:
    """Put a shape into a place."""
    from pptx.util import Inches

    shape.left, shape.top = Inches(frame.left), Inches(frame.top)
    shape.width, shape.height = Inches(frame.width), Inches(frame.height)


def _recolour(deck: Any, accent: str) -> None:
    """Our colours as those of the theme: what is drawn names them by their place there."""
    from lxml import etree
    from pptx.opc.constants import RELATIONSHIP_TYPE

    wanted = {
        "dk2": accent or _INK, "accent1": accent or PRINT.accent, "accent2": PRINT.procedural,
        "accent3": PRINT.periodic, "accent4": PRINT.soft, "accent5": PRINT.up,
        "accent6": PRINT.down,
    }  # fmt: skip
    part = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = etree.fromstring(part.blob)
    space = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main"}
    for name, colour in wanted.items():
        for entry in theme.xpath(f".//a:clrScheme/a:{name}/a:srgbClr", namespaces=space):
            entry.set("val", colour.removeprefix("#").upper())
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)
