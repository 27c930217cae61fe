"""Names of inputs in little room: owner and input, both cut rather than one of them lost."""

from dsa_sim.language import Language
from dsa_sim.report.charts.lettering import drawable, elided, width

_OWNER_SHARE = 0.38


def fitted_name(lang: Language, owner: str, field: str, *, size: float, room: float) -> str:
    """Owner and input on one line of so many points; the input alone where there is no owner."""
    owner, field = drawable(owner), drawable(field)
    if not owner:
        return elided(field, size, room)
    whole = lang.tr("{owner}: {input}", owner=owner, input=field)
    if width(whole, size) <= room:
        return whole
    rest = lang.tr("{owner}: {input}", owner="", input=field)
    kept = elided(owner, size, max(_OWNER_SHARE * room, room - width(rest, size)))
    return elided(lang.tr("{owner}: {input}", owner=kept, input=field), size, room)
