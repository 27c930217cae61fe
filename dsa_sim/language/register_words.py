"""The register and the record in words: what is known of a service, with source and status."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from dsa_sim.language import formats
from dsa_sim.language.deadline_words import event_day
from dsa_sim.language.joining import named
from dsa_sim.language.translation import Language, mark
from dsa_sim.language.words import status_inside, word, word_inside
from dsa_sim.law.by_language import Status, Words
from dsa_sim.law.calendars import weakest
from dsa_sim.law.info import law_version
from dsa_sim.law.record import record
from dsa_sim.law.record_rows import Allegation, Due, RecordEvent, RecordProceeding
from dsa_sim.law.register import register
from dsa_sim.law.register_rows import Group, RegisterEntry
from dsa_sim.law.turnover import TurnoverYear, ended_since, turnover_of

if TYPE_CHECKING:
    from dsa_sim.law.enforcement import Reference
    from dsa_sim.law.provisions import Article

CATEGORIES = {"vlop": mark("VLOP"), "vlose": mark("VLOSE")}

STRAND_STATES = {
    "open": mark("not decided yet"),
    "commitments": mark("commitments made binding"),
    "decided": mark("decided"),
    "closed": mark("closed"),
}


class _Row(Protocol):
    """What every row of the law data carries."""

    @property
    def source(self) -> str: ...

    @property
    def status(self) -> Status: ...

    @property
    def checked(self) -> date | None: ...


@dataclass(frozen=True, kw_only=True)
class Fact:
    """Something known of a service, in lines, with the words for its source and its status.

    `doubtful` facts are those that nobody has checked against their source.
    """

    name: str
    lines: tuple[str, ...]
    source: str = ""
    status: str = ""
    doubtful: bool = False

    @property
    def behind(self) -> str:
        """Status and source in one line, the status first: it is what must not be missed."""
        return " · ".join(part for part in (self.status, self.source) if part)


def status_words(lang: Language, status: Status, checked: date | None = None) -> str:
    """A status in words, with the day of the check where there was one."""
    if status == "checked" and checked is not None:
        return lang.tr("Checked on {day}", day=formats.day(lang, checked))
    if status == "open":
        return lang.tr("Open in law")
    return word(lang, "source_status", status)


def heading_status(lang: Language, row: "Article | Reference") -> Status:
    """The status of an official heading in the language in which it is shown."""
    return row.heading_status.of(lang.code)


def category_words(lang: Language, entry: RegisterEntry) -> str:
    """The category of a designated service as it is abbreviated: VLOP or VLOSE."""
    return lang.tr(CATEGORIES[entry.category])


def has_ended(entry: RegisterEntry) -> bool:
    """Tell whether an end of the designation has been announced."""
    return entry.ended_on is not None or entry.ceases_on is not None


def facts_of(lang: Language, entry: RegisterEntry) -> tuple[Fact, ...]:
    """Everything that a case of this service is filled in with, in the order of the window."""
    return (
        *_company(lang, entry),
        designation_fact(lang, entry),
        application_fact(lang, entry),
        _recipients(lang, entry),
        turnover_fact(lang, register().group_of(entry)),
        *proceeding_facts(lang, entry),
    )


def _company(lang: Language, entry: RegisterEntry) -> tuple[Fact, Fact]:
    provider, group = register().provider_of(entry), register().group_of(entry)
    seat = country(lang, provider.member_state)
    name = f"{provider.name} ({seat})" if seat else provider.name
    return (
        _fact(lang, lang.tr("Provider"), (name, _text(lang, provider.note)), provider),
        _fact(lang, lang.tr("Group"), (group.name, _text(lang, group.note)), group),
    )


def designation_fact(lang: Language, entry: RegisterEntry) -> Fact:
    """When the service was designated (Art. 33(4)), and how much of the day is known."""
    tr, day = lang.tr, formats.day(lang, entry.designated_on)
    service = word(lang, "service", entry.service)
    lines = [
        f"{category_words(lang, entry)} · {service}",
        tr("Designated on {day} (Art. 33(4))", day=day),
    ]
    if entry.notified_on is not None:
        lines.append(tr("Notified on {day}", day=formats.day(lang, entry.notified_on)))
    elif entry.note is None:
        lines.append(tr("The day of notification is not known."))
    return _fact(lang, tr("Designation"), (*lines, _text(lang, entry.note)), entry)


def application_fact(lang: Language, entry: RegisterEntry) -> Fact:
    """Since when, and until when, Section 5 binds the service (Art. 33(6))."""
    tr, status = lang.tr, entry.applies_from_status
    first, last = entry.applies_from, entry.applies_from_latest
    if first is not None and last is not None:
        lines = [range_words(lang, first, last)]
    else:
        lines = [tr("From {day}", day=applies_from(lang, entry))]
    if entry.ended_on is not None:
        day = formats.day(lang, entry.ended_on)
        lines.append(tr("End of the designation announced on {day}", day=day))
    if entry.ceases_on is not None:
        lines.append(tr("No longer from {day}", day=formats.day(lang, entry.ceases_on)))
    return Fact(
        name=tr("Duties of Section 5 (Art. 33(6))"),
        lines=tuple(lines),
        source=entry.source,
        status=status_words(lang, status, entry.checked),
        doubtful=status == "unchecked",
    )


def range_words(lang: Language, first: date, last: date) -> str:
    """That a first day is known only as lying in a range, and that its last day is counted."""
    return lang.tr(
        "From a day between {first} and {last}; cases count from the last",
        first=formats.day(lang, first), last=formats.day(lang, last),
    )  # fmt: skip


def applies_from(lang: Language, entry: RegisterEntry) -> str:
    """The first day of the Section 5 duties; the month of a range; "not known" for none."""
    if entry.applies_from is None:
        return lang.tr("not known")
    ranged = entry.applies_from_latest is not None
    return event_day(lang, entry.applies_from, "month" if ranged else "day")


def _recipients(lang: Language, entry: RegisterEntry) -> Fact:
    name, found = lang.tr("Recipients in the EU"), entry.recipients
    if found is None:
        return Fact(name=name, lines=(lang.tr("Not known"),))
    number = formats.number(lang, found.number)
    text = lang.tr("{number} a month on average", number=number)
    return _fact(lang, name, (text, _text(lang, found.note)), found)


def turnover_fact(lang: Language, group: Group) -> Fact:
    """The newest turnover of the group in euro; "Not researched" where nobody has, never zero."""
    years = turnover_of(group.key)
    name = lang.tr("Turnover")
    if not years:
        return Fact(name=name, lines=(lang.tr("Not researched"),))
    newest = newest_year(years)
    lines = [turnover_words(lang, newest), _text(lang, newest.note)]
    ended = ended_since(newest, date.fromisoformat(law_version()))
    if ended is not None:
        lines.append(
            lang.tr(
                "Out of date: the year to {day} has ended since; its turnover is not on record.",
                day=formats.day(lang, ended),
            )
        )
    if len(years) > 1:
        lines.append(
            lang.ntr("{n} financial year is filled in.", "{n} financial years are filled in.",
                     len(years))
        )  # fmt: skip
    status = turnover_status(newest)
    checked = newest.checked if newest.currency == "EUR" else None
    return Fact(
        name=name,
        lines=tuple(text for text in lines if text),
        source=newest.source,
        status=status_words(lang, status, checked),
        doubtful=status == "unchecked",
    )


def list_row(lang: Language, entry: RegisterEntry) -> tuple[str, ...]:
    """A service in a few words for a list: name, category, provider, start, turnover, its year.

    An asterisk follows what nobody has checked, a dagger a turnover that was not reported.
    """
    provider, category = register().provider_of(entry), category_words(lang, entry)
    return (
        entry.name,
        lang.tr("{category}, ended", category=category) if has_ended(entry) else category,
        _starred(provider.name, provider.status),
        _starred(applies_from(lang, entry), entry.applies_from_status),
        *_short_turnover(lang, register().group_of(entry)),
    )


def _short_turnover(lang: Language, group: Group) -> tuple[str, str]:
    years = turnover_of(group.key)
    if not years:
        return lang.tr("not researched"), ""
    newest = newest_year(years)
    dagger = "\N{NO-BREAK SPACE}†" if newest.basis == "projected" else ""
    amount = f"{_euros(lang, newest)}{dagger}"
    return _starred(amount, newest.status), formats.day(lang, newest.ends_on)


def _starred(text: str, status: Status) -> str:
    return f"{text}\N{NO-BREAK SPACE}*" if status == "unchecked" else text


def newest_year(years: Sequence[TurnoverYear]) -> TurnoverYear:
    """The newest year of the whole group; of another scope where the group has none."""
    return next((year for year in years if year.scope == "group"), years[0])


def turnover_words(lang: Language, year: TurnoverYear) -> str:
    """A turnover in a line: "€ 124 bn, year to 31 Mar 2026" and the part it is of, if any."""
    end, amount = formats.day(lang, year.ends_on), _euros(lang, year)
    text = lang.tr("{amount}, year to {day}", amount=amount, day=end)
    if year.basis == "projected":
        text = f"{text}, {word_inside(lang, 'year_basis', year.basis)}"
    what = _text(lang, year.what)
    return f"{text} ({what})" if what else text


def _euros(lang: Language, year: TurnoverYear) -> str:
    euros = year.euros()
    if euros is None:
        # Without an average rate the amount stays in the currency it was reported in.
        return formats.original_amount(lang, year.amount, year.currency, year.precision)
    return formats.amount(lang, euros)


def turnover_status(year: TurnoverYear) -> Status:
    """The status of a turnover in euro: at best derived where it had to be converted."""
    converted: Status = "checked" if year.currency == "EUR" else "derived"
    return weakest(year.status, converted)


def proceeding_facts(lang: Language, entry: RegisterEntry) -> tuple[Fact, ...]:
    """The proceedings with their strands and what is alleged; one fact where there are none."""
    found = record().proceedings_of(entry.key)
    if not found:
        none = lang.tr("None on record")
        return (Fact(name=lang.tr("Proceedings"), lines=(none,)),)
    return tuple(_proceeding(lang, proceeding, entry.key) for proceeding in found)


def _proceeding(lang: Language, found: RecordProceeding, platform: str) -> Fact:
    tr = lang.tr
    who = authority_words(lang, found.authority, found.member_state)
    opened = formats.day(lang, found.opened_on)
    lines = [
        _text(lang, found.title),
        tr("{authority}, opened on {day}", authority=who, day=opened),
    ]
    for strand in found.strands:
        state = strand_state(lang, strand.state, strand.decided_on)
        lines.append(named(lang, _text(lang, strand.title), state))
        alleged = [a for a in found.allegations if (a.strand, a.platform) == (strand.key, platform)]
        lines += [f"– {allegation_words(lang, a)}" for a in alleged]
    return _fact(lang, tr("Proceedings"), tuple(lines), found)


def authority_words(lang: Language, authority: str, member_state: str) -> str:
    """Who acts: the Commission, a Court, or the authority of a Member State by its name."""
    if authority == "court":
        return lang.tr("Court of Justice of the European Union")
    name = word(lang, "authority", authority)
    return f"{name} ({country(lang, member_state)})" if member_state else name


def strand_state(lang: Language, state: str, decided_on: date | None) -> str:
    """How far a strand has come, with the day on which it ended."""
    text = lang.tr(STRAND_STATES[state])
    return text if decided_on is None else f"{text}, {formats.day(lang, decided_on)}"


def allegation_words(lang: Language, alleged: Allegation) -> str:
    """An alleged infringement in a line: articles, title, and what nobody has checked."""
    text = named(lang, articles(lang, alleged.provisions), _text(lang, alleged.title))
    if alleged.status in ("checked", "derived"):
        return text
    return f"{text} ({status_inside(lang, status_words(lang, alleged.status))})"


def events_fact(lang: Language, entry: RegisterEntry) -> Fact:
    """How many events are on record, and the last of them."""
    name, events = lang.tr("Events"), record().events_of(entry.key)
    if not events:
        return Fact(name=name, lines=(lang.tr("None on record"),))
    last = events[-1]
    count = lang.ntr(
        "{n} event on record, the last:", "{n} events on record, the last:", len(events)
    )
    return _fact(lang, name, (count, event_line(lang, last)), last)


def event_facts(lang: Language, entry: RegisterEntry) -> tuple[Fact, ...]:
    """Every event with its articles, days due, source and status, the oldest first."""
    return tuple(_event_fact(lang, event) for event in record().events_of(entry.key))


def _event_fact(lang: Language, event: RecordEvent) -> Fact:
    lines = [_text(lang, event.title), event_provisions(lang, event)]
    if event.amount_eur is not None:
        lines.append(formats.exact_amount(lang, event.amount_eur))
    lines += [due_words(lang, due) for due in event.due]
    lines.append(_text(lang, event.note))
    return _fact(
        lang,
        f"{event_day(lang, event.on, event.precision)}, {event_kind(lang, event)}",
        lines,
        event,
    )


def event_line(lang: Language, event: RecordEvent) -> str:
    """An event in a line: day, kind, title and amount."""
    day = event_day(lang, event.on, event.precision)
    text = named(lang, f"{day}, {event_kind(lang, event)}", _text(lang, event.title))
    if event.amount_eur is None:
        return text
    return f"{text} ({formats.amount(lang, event.amount_eur)})"


def event_kind(lang: Language, event: RecordEvent) -> str:
    """The kind of an event, for a request with whether it was simple or by decision."""
    if event.request:
        return word(lang, "request_kind", event.request)
    return word(lang, "event_kind", event.kind)


def event_provisions(lang: Language, event: RecordEvent) -> str:
    """The articles of an event with their own status where that is not `checked`."""
    if not event.provisions:
        return ""
    text = articles(lang, event.provisions)
    if event.provisions_status == "checked":
        return text
    return f"{text} ({status_inside(lang, status_words(lang, event.provisions_status))})"


def due_words(lang: Language, due: Due) -> str:
    """What is due and when, with its status and any source that gives another day."""
    text = lang.tr("Due {day}: {what}", day=formats.day(lang, due.on), what=_text(lang, due.what))
    text = f"{text} ({status_inside(lang, status_words(lang, due.status))})"
    return f"{text}. {_text(lang, due.conflict)}" if due.conflict else text


def articles(lang: Language, codes: Sequence[str]) -> str:
    """Codes of provisions as they are cited."""
    return lang.tr("Art. {codes}", codes=", ".join(codes))


def country(lang: Language, code: str) -> str:
    """The name of a country by its ISO code; empty for an empty code."""
    if not code:
        return ""
    from babel import Locale

    return str(Locale.parse(lang.info.locale).territories.get(code, code))


def _fact(lang: Language, name: str, lines: Sequence[str], row: _Row) -> Fact:
    return Fact(
        name=name,
        lines=tuple(text for text in lines if text),
        source=row.source,
        status=status_words(lang, row.status, row.checked),
        doubtful=row.status == "unchecked",
    )


def _text(lang: Language, words: Words | None) -> str:
    return words.text(lang.code) if words else ""
