"""A case to begin with, filled in from the register and the record.

Everything that is on record is entered with its source and status; every judgement (chance,
amount, outcome) stays open. Text comes in the language asked for.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dsa_sim import law
from dsa_sim.law.record import record
from dsa_sim.law.record_rows import Allegation, Due, RecordEvent, RecordProceeding, RecordStrand
from dsa_sim.law.register import register
from dsa_sim.law.register_rows import RegisteredProvider, RegisterEntry
from dsa_sim.law.turnover import (
    AverageRate,
    TurnoverYear,
    average_rate,
    ended_since,
    turnover_of,
)
from dsa_sim.model.case import (
    AssumptionNote,
    Case,
    Designation,
    DueDate,
    Event,
    ExchangeRate,
    FinancialYear,
    Infringement,
    Outcomes,
    Platform,
    Proceeding,
    Provider,
    Source,
    SourceStatus,
    Strand,
)
from dsa_sim.model.periods import platform_facts

_STATUS: dict[law.Status, SourceStatus] = {
    "checked": "checked",
    "unchecked": "unchecked",
    "derived": "derived",
    "inferred": "inferred",
    # What the law leaves open is nobody's checked fact.
    "open": "unchecked",
}


@dataclass(frozen=True, kw_only=True)
class CaseTexts:
    """The sentences that a case from the register carries, in the person's language.

    `title` has a place `{name}` for the service, `note` one `{version}` for the law data.
    """

    title: str
    note: str
    supervision: str
    possible_strand: str
    scope_reason: str
    day_open: str
    day_known: str
    outcome_open: str
    outcome_known: str
    notification_unknown: str
    start_range: str
    year_ended: str
    court: str
    articles_unchecked: str


def case_from_register(key: str, *, language: str, texts: CaseTexts, as_of: date) -> Case:
    """The case of a designated service: provider, turnover, proceedings, what is alleged.

    `key` is the key, name or alias of a service; `language` a code such as "fr" for the texts
    of the record; `language.register_case` fills `texts`. Other services of the provider come
    along where a proceeding concerns them too. Only what is on record up to `as_of` is entered.

    Raises:
        KeyError: the register has no such service.
    """
    entry = register().entry(key)
    if entry is None:
        raise KeyError(key)
    return _Filling(entry, language, texts, as_of).case()


class _Filling:
    """One case in the making: what is looked up once."""

    def __init__(self, entry: RegisterEntry, language: str, texts: CaseTexts, as_of: date) -> None:
        self.entry, self.language, self.texts, self.as_of = entry, language, texts, as_of
        self.provider = register().provider_of(entry)
        self.group = register().group_of(entry)
        self.record = tuple(p for p in record().proceedings_of(entry.key) if p.opened_on <= as_of)
        self.platforms = tuple(self._platform(e) for e in self._services())
        self.years = turnover_of(self.group.key)

    def case(self) -> Case:
        provider = self._provider()
        proceedings = tuple(self._proceedings())
        return Case(
            title=self.texts.title.format(name=self.entry.name),
            as_of=self.as_of,
            note=self.texts.note.format(version=law.law_version()),
            provider=provider,
            platforms=self.platforms,
            financial_years=tuple(self._financial_years()),
            exchange_rates=tuple(_exchange_rates(self.years)),
            proceedings=proceedings,
            infringements=tuple(self._infringements(provider)),
        )

    def text(self, words: law.Words | None) -> str:
        return words.text(self.language) if words else ""

    def _services(self) -> list[RegisterEntry]:
        keys = [self.entry.key, *(key for p in self.record for key in p.platforms)]
        found = [register().entry(key) for key in dict.fromkeys(keys)]
        return [entry for entry in found if entry is not None]

    def _provider(self) -> Provider:
        found: RegisteredProvider = self.provider
        return Provider(
            name=found.name,
            group=self.group.name,
            eu_established=found.eu_established,
            scope_note=self._noted(self.texts.scope_reason),
            source=_source(found.source, found.status, found.checked, self.text(found.note)),
        )

    def _platform(self, entry: RegisterEntry) -> Platform:
        recipients = entry.recipients
        where = [entry.source, self.text(entry.note)]
        if recipients is not None:
            where += [recipients.source, self.text(recipients.note)]
        return Platform(
            id=entry.key,
            name=entry.name,
            register=entry.key,
            service=entry.service,
            designation=_designation(entry, self.texts),
            eu_recipients=recipients.number if recipients else None,
            source=_source(
                "; ".join(part for part in where if part),
                recipients.status if recipients else entry.status,
                recipients.checked if recipients else entry.checked,
            ),
        )

    # Proceedings

    def _proceedings(self) -> Iterator[Proceeding]:
        outside = tuple(self._events(""))
        # Actions against a designation or a fee do not suspend the limitation of a fine
        # (Art. 77(5)): they stand apart from what may be fined.
        court = tuple(e for e in outside if e.kind in ("appeal", "judgment"))
        yield Proceeding(
            id="supervision",
            title=self.texts.supervision,
            events=tuple(e for e in outside if e not in court),
            strands=() if self.record else (self._possible_strand(),),
        )
        if court:
            yield Proceeding(id="court", title=self.texts.court, events=court)
        for found in self.record:
            yield self._proceeding(found)

    def _possible_strand(self) -> Strand:
        return Strand(
            id="possible-decision",
            title=self.texts.possible_strand,
            decision_on=self.as_of,
            decision_note=self._noted(self.texts.day_open),
        )

    def _proceeding(self, found: RecordProceeding) -> Proceeding:
        return Proceeding(
            id=found.key,
            title=self.text(found.title),
            authority=found.authority,
            member_state=found.member_state,
            opened_on=found.opened_on,
            events=tuple(self._events(found.key)),
            strands=tuple(self._strand(found, strand) for strand in found.strands),
        )

    def _strand(self, proceeding: RecordProceeding, strand: RecordStrand) -> Strand:
        ended = strand.decided_on is not None and strand.decided_on <= self.as_of
        texts = self.texts
        return Strand(
            id=_joined(proceeding.key, strand.key),
            title=self.text(strand.title),
            decision_on=strand.decided_on if ended and strand.decided_on else self.as_of,
            decision_note=self._noted(texts.day_known if ended else texts.day_open),
            outcomes=_outcomes(strand) if ended else Outcomes(),
            outcomes_note=self._noted(texts.outcome_known if ended else texts.outcome_open),
        )

    def _noted(self, reason: str) -> AssumptionNote:
        return AssumptionNote(reason=reason, made_on=self.as_of)

    def _events(self, proceeding: str) -> Iterator[Event]:
        keys = {p.key for p in self.record}
        for found in record().events_of(self.entry.key):
            belongs = found.proceeding if found.proceeding in keys else ""
            if belongs == proceeding and found.on <= self.as_of:
                yield self._event(found)

    def _event(self, found: RecordEvent) -> Event:
        articles = "" if found.provisions_status == "checked" else self.texts.articles_unchecked
        notes = (self.text(found.note), articles if found.provisions else "")
        return Event(
            id=found.key,
            on=found.on,
            precision=found.precision,
            kind=found.kind,
            title=self.text(found.title),
            provisions=found.provisions,
            due=tuple(self._due(due) for due in found.due),
            request=found.request,
            amount_eur=found.amount_eur,
            note=" ".join(note for note in notes if note),
            source=_source(found.source, found.status, found.checked),
        )

    def _due(self, due: Due) -> DueDate:
        return DueDate(
            on=due.on,
            kind=due.kind,
            what=self.text(due.what),
            note=self.text(due.conflict),
            source=_source(due.source, due.status, None),
        )

    # What is alleged

    def _infringements(self, provider: Provider) -> Iterator[Infringement]:
        platforms = {p.id: p for p in self.platforms}
        for proceeding in self.record:
            for found in proceeding.allegations:
                if found.platform in platforms:
                    yield self._infringement(
                        proceeding, found, self._start(found, platforms[found.platform], provider)
                    )

    def _infringement(
        self, proceeding: RecordProceeding, found: Allegation, start: date | None
    ) -> Infringement:
        title = self.text(found.title)
        if len({a.platform for a in proceeding.allegations}) > 1:
            name = next(p.name for p in self.platforms if p.id == found.platform)
            title = f"{title} ({name})"
        return Infringement(
            id=_joined(proceeding.key, found.key),
            title=title,
            strand=_joined(proceeding.key, found.strand),
            platform=found.platform,
            provisions=found.provisions,
            facts=self.text(found.facts),
            facts_source=_source(found.source, found.status, found.checked),
            period_start=start,
            period_end=found.period_end,
        )

    def _start(self, found: Allegation, platform: Platform, provider: Provider) -> date | None:
        """The alleged start, or the first day on which one of the provisions applied."""
        if found.period_start is not None:
            return found.period_start
        case = Case(title="–", as_of=self.as_of, provider=provider, platforms=(platform,))
        facts = platform_facts(case, platform)
        references = [law.parse_provision(code) for code in found.provisions]
        days = [law.application_date(r, facts).date for r in references if r is not None]
        return min((day for day in days if day is not None), default=None)

    # Turnover

    def _financial_years(self) -> Iterator[FinancialYear]:
        for n, year in enumerate(self.years, start=1):
            what = self.text(year.what)
            newest = year == next(y for y in self.years if y.scope == year.scope)
            old = newest and ended_since(year, self.as_of) is not None
            parts = (what, self.text(year.note).rstrip("."), self.texts.year_ended if old else "")
            note = ". ".join(part for part in parts if part)
            yield FinancialYear(
                id=f"{year.scope.replace('_', '-')}-{year.ends_on.year}-{n}",
                scope=year.scope,
                ends_on=year.ends_on,
                starts_on=year.starts_on,
                currency=year.currency,
                revenue=year.amount,
                precision=year.precision,
                basis=year.basis,
                source=_source(year.source, year.status, year.checked, note),
            )


def _exchange_rates(years: Iterable[TurnoverYear]) -> Iterator[ExchangeRate]:
    periods = dict.fromkeys((y.currency, y.starts_on, y.ends_on) for y in years)
    for currency, starts_on, ends_on in periods:
        rate: AverageRate | None = average_rate(currency, starts_on, ends_on)
        if rate is not None:
            yield ExchangeRate(
                id=f"{currency.lower()}-{ends_on:%Y-%m}-{(ends_on - starts_on).days + 1}",
                currency=currency,
                starts_on=starts_on,
                ends_on=ends_on,
                per_euro=rate.per_euro,
                source=_source(rate.source, rate.status, rate.checked),
            )


def _designation(entry: RegisterEntry, texts: CaseTexts) -> Designation:
    notified = entry.notified_on or entry.designated_on
    unknown = "" if entry.notified_on else texts.notification_unknown
    if entry.applies_from_latest is not None:
        unknown = f"{unknown}. {texts.start_range}"
    sound = entry.applies_from is None or entry.applies_from_status == "checked"
    return Designation(
        notified_on=notified,
        applies_from=entry.surely_applies_from,
        ceases_on=entry.ceases_on,
        source=_source(
            entry.source,
            entry.status if sound and not unknown else entry.applies_from_status,
            entry.checked,
            unknown,
        ),
    )


def _outcomes(strand: RecordStrand) -> Outcomes:
    if strand.state == "commitments":
        return Outcomes(commitments=Decimal(1), decision=Decimal(0))
    if strand.state == "closed":
        return Outcomes(closed=Decimal(1), decision=Decimal(0))
    return Outcomes()


def _source(text: str, status: law.Status, checked: date | None, note: str = "") -> Source:
    known = _STATUS[status]
    return Source(
        text=". ".join(part.rstrip(".") for part in (text, note) if part),
        status=known,
        checked_on=checked if known in ("checked", "derived", "inferred") else None,
    )


def _joined(proceeding: str, key: str) -> str:
    return key if key.startswith(proceeding) else f"{proceeding}-{key}"
