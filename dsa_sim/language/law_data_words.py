"""Which law data are in use and how much they hold, for who looks at the data themselves."""

from datetime import date

from dsa_sim.language import formats
from dsa_sim.language.law_pack_words import signed_words
from dsa_sim.language.register_words import Fact
from dsa_sim.language.translation import Language
from dsa_sim.law import law_version, pack_in_use
from dsa_sim.law.precedents import precedents
from dsa_sim.law.record import record
from dsa_sim.law.register import register
from dsa_sim.law.turnover import average_rates, turnover_years


def law_data_facts(lang: Language) -> tuple[Fact, ...]:
    """What the law data in use are, and how much they hold."""
    rates = max(rate.ends_on for rate in average_rates())
    counts = (
        (lang.tr("Services"), len(register().services)),
        (lang.tr("Proceedings on record"), len(record().proceedings)),
        (lang.tr("Events"), len(record().events)),
        (lang.tr("Fines"), len(precedents())),
        (lang.tr("Turnovers"), len(turnover_years())),
    )
    return (
        _in_use(lang),
        Fact(name=lang.tr("Up to"), lines=(formats.day(lang, date.fromisoformat(law_version())),)),
        *(Fact(name=name, lines=(formats.number(lang, n),)) for name, n in counts),
        Fact(name=lang.tr("Average rates up to"), lines=(formats.day(lang, rates),)),
    )


def _in_use(lang: Language) -> Fact:
    pack, name = pack_in_use(), lang.tr("In use")
    if pack is None:
        return Fact(name=name, lines=(lang.tr("the law data that came with the program"),))
    said = lang.tr("a pack of {day}", day=formats.day(lang, pack.issued_on))
    doubtful = pack.signed != "trusted"
    return Fact(name=name, lines=(said,), status=signed_words(lang, pack), doubtful=doubtful)
