"""The sections of a briefing on the record: proceedings and deadlines, and the fines so far.

What is not checked is never told as a fact: it carries a mark at the text and its status in a
column.
"""

from collections.abc import Iterator
from dataclasses import replace

from dsa_sim.language import Language, formats
from dsa_sim.language.deadline_words import (
    RELIABLE,
    calendar_words,
    deadline_how,
    deadline_status,
    deadline_title,
    event_day,
    is_reliable,
    regime_words,
    status_words,
    who_words,
)
from dsa_sim.language.joining import joined, named
from dsa_sim.language.precedent_words import hindsight
from dsa_sim.language.tables import Cell, Column, Table, day_cell, rows_of, share_cell
from dsa_sim.language.words import word
from dsa_sim.model.assessment import Assessment
from dsa_sim.model.case import Case, DueDate, Event, Source
from dsa_sim.model.deadlines import Deadline, case_deadlines
from dsa_sim.report.briefing.blocks import Block, Heading, Paragraph, Section
from dsa_sim.report.briefing.chart_blocks import chart_block
from dsa_sim.report.charts.precedents import (
    PrecedentData,
    PrecedentRow,
    Reading,
    actual_outcome,
    precedent_data,
)
from dsa_sim.report.charts.timeline import event_detail, provisions_words, timeline_data

Line = tuple[str | Cell, ...]

_MARK = "[?]"


def proceedings_section(case: Case, lang: Language) -> Section:
    """The timeline, the events, the deadlines to come and the requests with their answers."""
    title = lang.tr("Proceedings and deadlines")
    deadlines = tuple(case_deadlines(case))
    events = tuple(e for p in case.proceedings for e in p.events)
    coming = tuple(d for d in deadlines if d.on >= case.as_of)
    if not events and not coming:
        return Section(title=title, blocks=())
    blocks: list[Block] = []
    if events:
        data = timeline_data(case, lang, deadlines=deadlines)
        caption = lang.tr(
            "The events of the proceedings, and what is to come after {day}.",
            day=formats.long_day(lang, case.as_of),
        )
        hollow = lang.tr("Hollow marks are not checked or assumed.")
        blocks += [chart_block(data, lang, caption), Paragraph(text=hollow, tone="quiet")]
    facts = (source for e in events for source in (e.source, *(d.source for d in e.due)))
    if not all((*map(_is_reliable, facts), *map(is_reliable, coming))):
        blocks.append(_explained_mark(lang))
    blocks += _named(lang.tr("Deadlines to come"), _deadline_table(coming, lang))
    blocks += _named(lang.tr("Events"), _event_table(events, lang))
    blocks += _named(lang.tr("Requests for information"), _request_table(events, lang))
    return Section(title=title, blocks=tuple(blocks))


def precedents_section(
    compared: tuple[Assessment, ...], view: Assessment, lang: Language
) -> Section:
    """The fines imposed so far beside the scenarios, and how contested each reading is."""
    title = lang.tr("Precedents")
    chosen = view.scenario.id if view.scenario else ""
    data = precedent_data(compared, lang, chosen=chosen)
    known = data.of_kind("precedent")
    # Without an amount of the case there is nothing to set beside the fines.
    if not known or all(row.amount_eur is None for row in data.of_kind("scenario")):
        return Section(title=title, blocks=())
    blocks: list[Block] = [
        Paragraph(text=_precedent_words(data, lang), tone="quiet"),
        chart_block(
            data,
            lang,
            lang.tr("Fines imposed so far as shares of the maximum, beside the scenarios."),
        ),
        _precedent_table(known, lang),
    ]
    found = actual_outcome(view.case)
    if found is not None:
        blocks.append(Paragraph(text=hindsight(lang, view.case, found), tone="caveat"))
    return Section(title=title, blocks=tuple(blocks))


def _precedent_words(data: PrecedentData, lang: Language) -> str:
    return (
        data.caption(lang)
        + " "
        + lang.tr("Each share depends on whose turnover is counted, which the law leaves open.")
    )


def _named(title: str, table: Table) -> tuple[Block, ...]:
    """A table under its heading; nothing where it has no rows."""
    return (Heading(text=title), table) if table.rows else ()


def _explained_mark(lang: Language) -> Paragraph:
    text = lang.tr(
        "{mark} The date or the fact has not been checked against its source, or rests on a "
        "reading of the law or an assumption.",
        mark=_MARK,
    )
    return Paragraph(text=text, tone="quiet")


def _marked(text: str, *, reliable: bool) -> str:
    return text if reliable else f"{text} {_MARK}"


def _is_reliable(source: Source) -> bool:
    return source.status in RELIABLE


def _event_table(events: tuple[Event, ...], lang: Language) -> Table:
    return Table(
        columns=(
            Column(title=lang.tr("Date"), share=1.1),
            Column(title=lang.tr("What"), share=2.6),
            Column(title=lang.tr("Provisions"), share=1.2),
            Column(title=lang.tr("Source"), share=2.2),
            Column(title=lang.tr("Status"), share=1.0),
        ),
        rows=rows_of(_event_row(e, lang) for e in sorted(events, key=lambda e: e.on)),
        summary=lang.tr("Events"),
    )


def _event_day(event: Event, lang: Language) -> Cell:
    """The day of an event; where only its month is known it is no day."""
    is_day = event.precision == "day"
    text = event_day(lang, event.on, event.precision)
    return Cell(text=text, value=event.on if is_day else None)


def _event_row(event: Event, lang: Language) -> Line:
    what = (_marked(event.title, reliable=_is_reliable(event.source)), event_detail(event, lang))
    return (
        _event_day(event, lang),
        "\n".join(text for text in what if text),
        provisions_words(lang, event.provisions) or "–",
        event.source.text or "–",
        _status(event.source, lang),
    )


def _status(source: Source, lang: Language) -> str:
    status = status_words(lang, source.status)
    if source.status == "checked" and source.checked_on is not None:
        return f"{status}, {formats.day(lang, source.checked_on)}"
    return status


def _deadline_table(deadlines: tuple[Deadline, ...], lang: Language) -> Table:
    return Table(
        columns=(
            Column(title=lang.tr("Last day"), share=1.15),
            Column(title=lang.tr("What"), share=2.0),
            Column(title=lang.tr("How counted"), share=3.0),
            Column(title=lang.tr("Regime"), share=1.7),
            Column(title=lang.tr("Status"), share=1.1),
        ),
        rows=rows_of(_deadline_row(alike, lang) for alike in _alike(deadlines, lang)),
        summary=lang.tr("Deadlines to come"),
    )


def _alike(deadlines: tuple[Deadline, ...], lang: Language) -> tuple[tuple[Deadline, ...], ...]:
    """Deadlines that differ in nothing but what they are about, together; by date."""
    groups: dict[tuple[object, ...], list[Deadline]] = {}
    for deadline in sorted(deadlines, key=lambda d: d.on):
        key = (
            deadline.on, deadline.code, deadline.who, deadline_how(lang, deadline),
            deadline_status(lang, deadline),
        )  # fmt: skip
        groups.setdefault(key, []).append(deadline)
    return tuple(tuple(group) for group in groups.values())


def _deadline_row(alike: tuple[Deadline, ...], lang: Language) -> Line:
    deadline = alike[0]
    abouts = dict.fromkeys(d.about for d in alike if d.about)
    title = deadline_title(lang, replace(deadline, about=joined(lang, abouts)))
    title = _marked(title, reliable=is_reliable(deadline))
    regime = (
        regime_words(lang, deadline.regime),
        calendar_words(lang, deadline.calendar),
    )
    return (
        day_cell(lang, deadline.on),
        f"{title}\n{who_words(lang, deadline.who)}",
        deadline_how(lang, deadline),
        "\n".join(r for r in regime if r),
        deadline_status(lang, deadline),
    )


def _request_table(events: tuple[Event, ...], lang: Language) -> Table:
    requests = sorted(
        (e for e in events if e.kind == "request_for_information"), key=lambda e: e.on
    )
    return Table(
        columns=(
            Column(title=lang.tr("Date"), share=1.1),
            Column(title=lang.tr("Request"), share=2.2),
            Column(title=lang.tr("Form"), share=1.2),
            Column(title=lang.tr("Due"), share=2.4),
            Column(title=lang.tr("Answer"), share=1.2),
        ),
        rows=rows_of(_request_row(e, lang) for e in requests),
        summary=lang.tr("Requests for information"),
    )


def _request_row(event: Event, lang: Language) -> Line:
    dues = [text for due in event.due for text in _due(due, lang)]
    return (
        _event_day(event, lang),
        _marked(event.title, reliable=_is_reliable(event.source)),
        word(lang, "request_kind", event.request),
        "\n".join(dues) or "–",
        word(lang, "answer", event.answer),
    )


def _due(due: DueDate, lang: Language) -> Iterator[str]:
    day = formats.day(lang, due.on)
    text = lang.tr("{day}: {what}", day=day, what=due.what) if due.what else day
    yield _marked(text, reliable=_is_reliable(due.source))
    if due.note:
        yield due.note


def _precedent_table(rows: tuple[PrecedentRow, ...], lang: Language) -> Table:
    return Table(
        columns=(
            Column(title=lang.tr("Fine"), share=1.3),
            Column(title=lang.tr("Base"), share=1.9),
            Column(title=lang.tr("Share of turnover"), share=0.95, right=True),
            Column(title=lang.tr("Share of the maximum"), share=0.95, right=True),
            Column(title=lang.tr("What speaks against it"), share=2.3),
            Column(title=lang.tr("Status"), share=1.0),
        ),
        rows=rows_of(_precedent_row(row, r, lang) for row in rows for r in row.readings),
        summary=lang.tr("Fines so far by the turnover they are held against"),
    )


def _precedent_row(row: PrecedentRow, reading: Reading, lang: Language) -> Line:
    amount = formats.amount(lang, row.amount_eur)
    turnover = formats.amount(lang, reading.turnover_eur)
    base = _marked(named(lang, reading.base, turnover), reliable=reading.reliable)
    return (
        f"{row.title}, {amount}\n{row.detail}",
        base,
        share_cell(lang, reading.of_turnover or 0),
        share_cell(lang, reading.of_maximum or 0),
        reading.doubt or "–",
        reading.status,
    )
