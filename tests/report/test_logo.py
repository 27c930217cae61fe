"""A logo from elsewhere is made what every format takes, or refused in one line."""

import base64
import gzip
import io
import struct
import sys
import zlib
from pathlib import Path

import pytest
from msgspec.structs import replace
from PIL import Image

from dsa_sim.cli import main
from dsa_sim.language import Language
from dsa_sim.model.plan import LARGEST_LOGO, BriefingPlan
from dsa_sim.report.briefing.blocks import House
from dsa_sim.report.briefing.logo import (
    MOST_BYTES,
    SENTENCES,
    RefusedLogoError,
    as_logo,
    picture_of,
)
from dsa_sim.report.briefing.planning import house_of
from dsa_sim.report.writers.export import export_briefing
from dsa_sim.report.writers.formats import ENDINGS, Wanted
from dsa_sim.storage import write_case
from dsa_sim.storage.example import example_case

OPEN = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink" '
    'width="99" height="9">'
)
RED = '<rect width="99" height="9" fill="red"/>'


def drawing(inner: str, head: str = "") -> bytes:
    return f"{head}{OPEN}{inner}</svg>".encode()


def picture(kind: str = "png", mode: str = "RGB", size: tuple[int, int] = (300, 100)) -> bytes:
    made = io.BytesIO()
    Image.new(mode, size, None).save(made, kind)
    return made.getvalue()


def bomb() -> bytes:
    """A PNG of a few bytes that says it has 3.6 thousand million pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def laughs() -> bytes:
    rows = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return drawing("<text>&l9;</text>", f'<!DOCTYPE svg [<!ENTITY l0 "lol">{rows}]>')


def uses() -> bytes:
    """Ten drawn ten times, ten times over."""
    rows = "".join(f'<g id="a{n}">{f"""<use href="#a{n - 1}"/>""" * 10}</g>' for n in range(1, 10))
    return drawing(f'<defs><g id="a0">{RED}</g>{rows}</defs><use href="#a9"/>')


TAKEN = {
    "a drawing": drawing(RED),
    "in UTF-16": f'<?xml version="1.0" encoding="UTF-16"?>{OPEN}{RED}</svg>'.encode("utf-16"),
    "in Latin-1": drawing(f"<title>é</title>{RED}", '<?xml version="1.0" encoding="ISO-8859-1"?>')
    .decode()
    .encode("latin-1"),
    "packed": gzip.compress(drawing(RED)),
    "a name space as an entity": drawing(RED, "<!DOCTYPE svg [<!ENTITY ns 'urn:x'>]>"),
    "with a script": drawing(f'<script>alert(1)</script><g onclick="x()">{RED}</g>'),
    "with a page": drawing(f"<switch><foreignObject/>{RED}</switch>"),
    "with a picture": drawing(
        f'<image x:href="data:image/png;base64,{base64.b64encode(picture()).decode()}" '
        'width="9" height="9"/>'
    ),
    "of no size": drawing(RED).replace(b' width="99" height="9">', b">", 1),
    "as wide as can be": drawing(RED).replace(b'"99"', b'"1e38"', 1),
    "PNG": picture(),
    "JPEG": picture("jpeg"),
    "JPEG for print": picture("jpeg", "CMYK"),
    "grey in 16 bits": picture(mode="I;16"),
    "of one dot": picture(size=(1, 1)),
    "of a palette": picture(mode="P"),
    "large": picture(size=(6000, 5000)),
}
REFUSED = {
    "nothing": (b"", "unknown"),
    "a text": (b"logo", "unknown"),
    "a page": (b"<html/>", "unknown"),
    "a GIF": (picture("gif"), "unknown"),
    "a file far too large": (b" " * (MOST_BYTES + 1), "too_large"),
    "a pack far too large": (gzip.compress(b" " * (MOST_BYTES + 1)), "too_large"),
    "a pack cut off": (gzip.compress(drawing(RED))[:-9], "damaged"),
    "a PNG cut off": (picture()[:-30], "damaged"),
    "a JPEG cut off": (picture("jpeg")[:300], "damaged"),
    "a picture bomb": (bomb(), "too_large"),
    "a drawing cut off": (drawing(RED)[:-9], "damaged"),
    "entities without end": (laughs(), "damaged"),
    "an entity from a file": (
        drawing("<text>&x;</text>", '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        "damaged",
    ),
    "nested": (drawing("<g>" * 100 + RED + "</g>" * 100), "intricate"),
    "nested thousands deep": (drawing("<g>" * 9999 + RED + "</g>" * 9999), "damaged"),
    "drawn again and again": (uses(), "intricate"),
    "drawn within itself": (drawing('<g id="a"><use href="#a"/></g>'), "intricate"),
    "layers": (drawing(f'<g opacity=".5">{RED}</g>' * 2000), "intricate"),
    "a file": (drawing('<image href="file:///etc/passwd" width="9" height="9"/>'), "outside"),
    "an address": (drawing('<use x:href="http://example.com/a.svg#b"/>'), "outside"),
    "a style from elsewhere": (drawing("<style>@import 'http://example.com/';</style>"), "outside"),
    "a colour from elsewhere": (drawing('<rect fill="url(http://example.com/)"/>'), "outside"),
    "a picture bomb within": (
        drawing(f'<image href="data:image/png;base64,{base64.b64encode(bomb()).decode()}"/>'),
        "too_large",
    ),
    "of no height": (drawing(RED).replace(b'"9"', b'"0"', 1), "damaged"),
}  # fmt: skip


@pytest.mark.parametrize("data", TAKEN.values(), ids=TAKEN)
def test_what_is_taken_is_a_png_or_shapes_alone(data: bytes) -> None:
    logo = as_logo(data)
    assert len(base64.b64encode(logo)) <= LARGEST_LOGO
    assert as_logo(logo) == logo
    with Image.open(io.BytesIO(picture_of(logo))) as drawn:
        drawn.load()
        assert drawn.format == "PNG"
    for foreign in (b"script", b"onclick", b"foreignObject", b"DOCTYPE"):
        assert foreign not in logo


@pytest.mark.parametrize(("data", "code"), REFUSED.values(), ids=REFUSED)
def test_what_is_not_is_refused_in_a_line(data: bytes, code: str) -> None:
    with pytest.raises(RefusedLogoError) as refused:
        as_logo(data)
    assert refused.value.code == code
    assert all(refused.value.worded(Language(lang)) for lang in ("en", "fr", "de"))


def test_a_noisy_picture_becomes_small_enough_for_a_case() -> None:
    made = io.BytesIO()
    Image.effect_noise((1500, 800), 90).save(made, "png")
    assert len(base64.b64encode(as_logo(made.getvalue()))) <= LARGEST_LOGO


def test_every_refusal_has_a_sentence() -> None:
    assert {code for _, code in REFUSED.values()} == SENTENCES.keys() - {"no_drawings"}


def test_a_system_without_the_library_draws_no_drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(RefusedLogoError) as refused:
        picture_of(b"<svg/>")
    assert refused.value.code == "no_drawings"


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_case_that_has_a_bad_logo_already_is_exported_without_it(
    ending: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = base64.b64encode(REFUSED["a file"][0]).decode()
    case = replace(example_case(), trials=2048, plan=BriefingPlan(logo=bad))
    write_case(tmp_path / "a.dsacase", case, expected=None)
    target = tmp_path / f"a{ending}"
    told = ["brief", str(tmp_path / "a.dsacase"), "-o", str(target), "--template", "summary"]
    assert main(told) == 0
    said = capsys.readouterr().err
    assert "The logo of the firm was left out. The drawing takes parts from other files." in said
    assert target.stat().st_size > 1000


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("kind", ["in UTF-16", "packed", "JPEG"])
def test_a_case_whose_logo_once_stopped_a_format_is_exported_with_it(
    kind: str, ending: str, tmp_path: Path
) -> None:
    logo = base64.b64encode(TAKEN[kind]).decode()
    case = replace(example_case(), trials=2048, plan=BriefingPlan(logo=logo))
    wanted = Wanted(scenario=None, lang=Language(), template="summary")
    assert export_briefing(case, tmp_path / f"a{ending}", wanted) == ""
    assert house_of(case.plan, House()).logo == as_logo(TAKEN[kind])
