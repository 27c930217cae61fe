"""What a word processor works out by itself: page numbers, numbers of figures, the contents."""

from collections.abc import Sequence
from typing import Any


def add_field(paragraph: Any, code: str, shown: str) -> None:
    """A field at the end of a paragraph; `shown` stands there until it is worked out anew."""
    paragraph._p.append(_field(code, shown))


def add_words(paragraph: Any, words: str, fields: dict[str, tuple[str, str]]) -> None:
    """Words with {names} in them that are fields: the code of each, and what it shows."""
    rest = words
    for name in sorted(fields, key=lambda name: words.find(f"{{{name}}}")):
        before, found, rest = rest.partition(f"{{{name}}}")
        paragraph.add_run(before)
        if found:
            add_field(paragraph, *fields[name])
    paragraph.add_run(rest)


def mark_heading(heading: Any, number: int) -> str:
    """Put a bookmark around a heading; its name."""
    name = f"_Toc{number:06}"
    start = _element("w:bookmarkStart", {"w:id": str(number), "w:name": name})
    first = heading._p.r_lst[0] if heading._p.r_lst else None
    if first is None:
        heading._p.append(start)
    else:
        first.addprevious(start)
    heading._p.append(_element("w:bookmarkEnd", {"w:id": str(number)}))
    return name


def add_contents(paragraphs: Sequence[Any], titles: Sequence[tuple[str, str]]) -> None:
    """The contents, a paragraph each, of titles with their bookmarks, as one field.

    The pages are numbered once the word processor has laid them out, as it is told to.
    """
    for paragraph, (title, bookmark) in zip(paragraphs, titles, strict=True):
        link = _element("w:hyperlink", {"w:anchor": bookmark, "w:history": "1"})
        link.append(_run(title, "w:t"))
        link.append(_run(None, "w:tab"))
        link.append(_field(f"PAGEREF {bookmark} \\h", ""))
        paragraph._p.append(link)
    if paragraphs:
        first, last = paragraphs[0]._p, paragraphs[-1]._p
        begin = [
            _mark("begin", {"w:dirty": "true"}), _run(' TOC \\o "1-1" \\h \\z ', "w:instrText"),
            _mark("separate"),
        ]  # fmt: skip
        for element in reversed(begin):
            first.insert(1 if first.pPr is not None else 0, element)
        last.append(_mark("end"))


def _field(code: str, shown: str) -> Any:
    field = _element("w:fldSimple", {"w:instr": f" {code} "})
    field.append(_run(shown, "w:t"))
    return field


def _mark(kind: str, more: dict[str, str] | None = None) -> Any:
    """The begin, middle or end of a field that several paragraphs are in."""
    run = _element("w:r")
    run.append(_element("w:fldChar", {"w:fldCharType": kind, **(more or {})}))
    return run


def _run(text: str | None, tag: str) -> Any:
    run = _element("w:r")
    inner = _element(tag, {} if text is None else {"xml:space": "preserve"})
    inner.text = text
    run.append(inner)
    return run


def _element(tag: str, attributes: dict[str, str] | None = None) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    return OxmlElement(tag, attrs={qn(name): value for name, value in (attributes or {}).items()})
