"""What time costs while an appeal is pending: a bank guarantee, or paying provisionally.

An action against a decision does not suspend it (Art. 278 TFEU): until the Court has decided,
the addressee gives a guarantee or pays provisionally. What that costs is no fine and stays apart
from it: it is in no total and under no maximum.
"""

from dsa_sim.model.chain import Array


def cost_of_time(fine: Array, *, rate: Array, years: Array) -> Array:
    """What securing or paying a fine costs until the Court decides, in euro; (trials,).

    `fine` is that of the decision, before the appeal; `rate` a share of it a year, without
    compounding: the fee of the bank, or the interest forgone net of what is paid back with a
    fine that is annulled or reduced.
    """
    return fine * rate * years
