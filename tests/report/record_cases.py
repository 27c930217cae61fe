"""Cases with a record, and deadlines made by hand: what timelines and calendars are tested on."""

from datetime import date, timedelta

from dsa_sim.law.deadlines import PeriodEnd
from dsa_sim.model.case import (
    Case,
    DueDate,
    Event,
    Override,
    Platform,
    Proceeding,
    Provider,
    Scenario,
    Source,
    Strand,
)
from dsa_sim.model.deadlines import Deadline

CHECKED = Source(text="IP/24/1485", status="checked", checked_on=date(2026, 10, 6))
UNCHECKED = Source(text="a newspaper")
KINDS = (
    "designation", "request_for_information", "request_for_information", "opening",
    "request_for_information", "preliminary_findings", "commitments_offered", "retention_order",
    "inspection", "interim_measures", "observations", "decision", "appeal",
)  # fmt: skip
TITLES = (
    "Designated as a very large online platform",
    "Request for information on the protection of minors",
    "Formal proceedings opened (deceptive advertising, notice and action, researchers)",
    "Preliminary findings",
)


def deadline(code: str, on: date, **changes: object) -> Deadline:
    values: dict[str, object] = {
        "code": code, "where": "e1", "about": "Letter", "on": on, "who": "provider",
        "regime": "regulation_1182_71", "calendar": "commission", "law": "Art. 67(2)",
        "status": "checked", **changes,
    }  # fmt: skip
    return Deadline(**values)  # type: ignore[arg-type]


def ended(counted: date, last: date, **changes: object) -> PeriodEnd:
    values: dict[str, object] = {
        "counted_on": counted, "last_day": last, "regime": "regulation_1182_71",
        "calendar": "commission", "skipped": (), "calendar_known": True, "source": "Art. 3(4)",
        "status": "checked", **changes,
    }  # fmt: skip
    return PeriodEnd(**values)  # type: ignore[arg-type]


def events(count: int) -> tuple[Event, ...]:
    """So many events, 41 days apart; every third unchecked, every seventh without its day."""
    return tuple(
        Event(
            id=f"e{n}",
            on=date(2023, 4, 25) + timedelta(days=41 * n),
            kind=KINDS[n % len(KINDS)],  # type: ignore[arg-type]
            precision="month" if n % 7 == 3 else "day",
            title=TITLES[n % len(TITLES)],
            provisions=("34", "35") if n % 2 else (),
            source=CHECKED if n % 3 else UNCHECKED,
        )
        for n in range(count)
    )


def crowded() -> Case:
    """Two proceedings with 25 events, three strands, and a scenario with a later decision."""
    made = events(25)
    return Case(
        title="Meta, draft; not \\ final,\nBEGIN:VEVENT",
        as_of=date(2026, 2, 1),
        provider=Provider(name="Meta Platforms Ireland Limited", group="Meta"),
        platforms=(
            Platform(id="facebook", name="Facebook", register="facebook"),
            Platform(id="instagram", name="Instagram", register="instagram"),
        ),
        proceedings=(
            Proceeding(
                id="p1",
                title="Minors",
                events=made[:13],
                strands=(
                    Strand(id="s1", title="Minors", decision_on=date(2026, 12, 15)),
                    Strand(id="s2", title="Notice and action", decision_on=date(2026, 9, 1)),
                ),
            ),
            Proceeding(
                id="p2",
                title="Design",
                events=made[13:],
                strands=(Strand(id="s3", title="Design", decision_on=date(2027, 3, 1)),),
            ),
        ),
        scenarios=(
            Scenario(
                id="late",
                title="Late",
                overrides=(Override(target="s1.decision_on", on=date(2027, 6, 30)),),
            ),
        ),
    )


def empty() -> Case:
    return Case(title="Empty", as_of=date(2026, 10, 6), provider=Provider(name="Nobody"))


def with_events(*made: Event, as_of: date = date(2026, 2, 1)) -> Case:
    return Case(
        title="Small",
        as_of=as_of,
        provider=Provider(name="Example B.V."),
        platforms=(Platform(id="shop", name="Example Shop"),),
        proceedings=(
            Proceeding(
                id="p1",
                title="Case",
                events=made,
                strands=(Strand(id="s1", title="Risks", decision_on=date(2026, 7, 20)),),
            ),
        ),
    )


REQUEST = Event(
    id="request",
    on=date(2024, 3, 14),
    kind="request_for_information",
    request="simple",
    title="Request on generative AI",
    source=CHECKED,
    answer="incomplete",
    due=(
        DueDate(on=date(2024, 4, 5), what="elections", source=CHECKED),
        DueDate(
            on=date(2024, 4, 26), what="the rest", note="Another source: 24 April",
            source=UNCHECKED,
        ),
    ),
)  # fmt: skip

DEADLINES = (
    deadline("reply", date(2025, 12, 1), about="long past"),
    deadline("reply", date(2026, 3, 2), about="minors", fixed=True, regime="fixed_by_letter"),
    deadline("reply", date(2026, 3, 16), about="the rest", fixed=True, regime="fixed_by_letter"),
    deadline(
        "observations", date(2026, 3, 20), where="e5", status="unchecked", earliest=True,
        note="a private remark",
    ),
    deadline(
        "annulment_action", date(2026, 5, 11), where="e11", who="applicant", status="unchecked",
        regime="court_action", calendar="court", law="Art. 263(6) TFEU",
        runs_from=date(2026, 2, 20),
        end=ended(
            date(2026, 4, 20), date(2026, 5, 4), regime="court_action", calendar="court",
            skipped=((date(2026, 5, 1), "Labour Day"), (date(2026, 5, 2), "")),
            calendar_known=False,
        ),
    ),
    deadline(
        "limitation", date(2031, 4, 1), where="i1", about="Risk assessment", law="Art. 77",
        regime="dsa_limitation", calendar="", runs_from=date(2026, 4, 1),
    ),
    deadline(
        "limitation_absolute", date(2036, 4, 1), where="i1", about="Risk assessment",
        law="Art. 77(4)", regime="dsa_limitation", calendar="", runs_from=date(2026, 4, 1),
    ),
    deadline(
        "limitation", date(2031, 6, 1), where="i2", about="Dark patterns", law="Art. 77",
        regime="dsa_limitation", calendar="", runs_from=date(2026, 6, 1), assumed=True,
    ),
)  # fmt: skip
