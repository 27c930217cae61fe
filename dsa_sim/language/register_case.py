"""A case from the register, with its sentences in the person's language."""

from datetime import date
from typing import TYPE_CHECKING

from dsa_sim.language.translation import Language

if TYPE_CHECKING:
    from dsa_sim.model.case import Case
    from dsa_sim.model.register_case import CaseTexts


def new_from_register(key: str, lang: Language, *, as_of: date) -> "Case":
    """The case of a designated service, filled in from the record up to `as_of`.

    Raises:
        KeyError: the register has no service with that key, name or alias.
    """
    from dsa_sim.model.register_case import case_from_register

    return case_from_register(key, language=lang.code, texts=case_texts(lang), as_of=as_of)


def case_texts(lang: Language) -> "CaseTexts":
    """The sentences that a case from the register carries."""
    from dsa_sim.model.register_case import CaseTexts

    tr = lang.tr
    return CaseTexts(
        title=tr("{name} – Digital Services Act", name="{name}"),
        note=tr(
            "Filled in from the register of designated services and the record of proceedings "
            "(law data of {version}). Facts carry their source and whether they were checked; "
            "chances and amounts are open. Acts may be missing from the record.",
            version="{version}",
        ),
        supervision=tr("Supervision before proceedings"),
        possible_strand=tr("Possible decision"),
        scope_reason=tr(
            "Group turnover to begin with: the reading of most commentators. Art. 3(x) points to "
            "the undertaking, Art. 74 says provider: open in law."
        ),
        day_open=tr(
            "No decision is on record. The as-of date stands in for its day until one is assumed."
        ),
        day_known=tr("The day on record."),
        outcome_open=tr("Not decided yet; the chances of each outcome are not assessed."),
        outcome_known=tr("How it ended according to the record."),
        notification_unknown=tr(
            "The day of notification is not known; the day of designation stands in for it"
        ),
        start_range=tr(
            "The first day of the duties of Section 5 is known only as a range; its last day is "
            "entered"
        ),
        year_ended=tr("A later financial year has ended since; its turnover is not on record"),
        court=tr("Designation and supervisory fee before the Court"),
        articles_unchecked=tr("The list of articles is not checked."),
    )
