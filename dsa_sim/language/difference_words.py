"""What tells two scenarios apart, in sentences."""

from dsa_sim.language import formats
from dsa_sim.language.input_words import target_words, value_words
from dsa_sim.language.translation import Language
from dsa_sim.model.case import Case
from dsa_sim.model.differences import Difference


def difference_sentence(found: Difference, case: Case, lang: Language) -> str:
    """An input with both values and what it moves: "… instead of …: + € 6.4 bn on the maximum"."""
    said = lang.tr(
        "{input}: {after} instead of {before}",
        input=target_words(lang, case, found.target),
        after=value_words(lang, case, found.target, found.after),
        before=value_words(lang, case, found.target, found.before),
    )
    moves = []
    if found.maximum_eur:
        amount = formats.signed_amount(lang, found.maximum_eur)
        moves.append(lang.tr("{amount} on the maximum", amount=amount))
    if found.mean_eur is not None and abs(found.mean_eur) >= 0.5:
        amount = formats.signed_amount(lang, found.mean_eur)
        moves.append(lang.tr("{amount} on the expected amount", amount=amount))
    effect = ", ".join(moves) or lang.tr("moves neither maximum nor expected amount")
    return lang.tr("{change}: {effect}.", change=said, effect=effect)
