"""The inputs of an offer of commitments, each tied to the strand that has it."""

from dsa_sim.model.case import Strand
from dsa_sim.ui.context import Context
from dsa_sim.ui.pages.infringements.nested_fields import NestedFields
from dsa_sim.ui.widgets.input_fields import rows_in


class OfferFields(NestedFields):
    """Cost, chances and the fine for a breach of commitments that could be offered (Art. 71)."""

    owner = "offer"

    def __init__(self, context: Context):
        tr = context.lang.tr
        super().__init__(context, tr("Change of commitments"), label_width=150)
        for row in rows_in(Strand, "offer"):
            self.add(row)
        self.add_reason(tr("Commitments: reason"))
        self.form.setRowStretch(self.form.rowCount(), 1)
