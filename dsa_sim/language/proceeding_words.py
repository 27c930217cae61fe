"""Words for the codes of proceedings: grounds, events, requests, outcomes, penalties, maxima."""

from dsa_sim.language.translation import mark
from dsa_sim.language.word import Word

AUTHORITY = {
    "commission": Word(label=mark("European Commission")),
    "national": Word(
        label=mark("National authority"),
        meaning=mark("A Digital Services Coordinator or another authority of a Member State."),
    ),
}

GROUND = {
    "74(1)(a)": Word(
        label=mark("Infringement of the DSA"),
        meaning=mark("A provision of the Regulation was infringed."),
    ),
    "74(1)(b)": Word(
        label=mark("Breach of interim measures"),
        meaning=mark("A decision on interim measures under Art. 70 was not followed."),
    ),
    "74(1)(c)": Word(
        label=mark("Breach of binding commitments"),
        meaning=mark("Commitments made binding under Art. 71 were not kept."),
    ),
    "74(2)(a)": Word(
        label=mark("Incorrect information on request"),
        meaning=mark(
            "A request for information, simple or by decision, was answered incorrectly, "
            "incompletely or misleadingly."
        ),
    ),
    "74(2)(b)": Word(
        label=mark("No reply to a request by decision"),
        meaning=mark("A request made by decision was not answered in time."),
    ),
    "74(2)(c)": Word(
        label=mark("Incorrect information not rectified"),
        meaning=mark("What a member of staff said wrongly was not put right in time."),
    ),
    "74(2)(d)": Word(
        label=mark("Refusal of an inspection"),
        meaning=mark("An inspection under Art. 69 was not submitted to."),
    ),
    "74(2)(e)": Word(
        label=mark("Monitoring measures not followed"),
        meaning=mark("Measures adopted under Art. 72 were not complied with."),
    ),
    "74(2)(f)": Word(
        label=mark("Conditions of access to the file breached"),
        meaning=mark("The terms for access to the file of Art. 79(4) were not kept."),
    ),
}

EVENT_KIND = {
    "designation": Word(label=mark("Designation")),
    "designation_ended": Word(
        label=mark("End of designation"),
        meaning=mark("The duties of Section 5 end four months after notification (Art. 33(6))."),
    ),
    "request_for_information": Word(label=mark("Request for information")),
    "retention_order": Word(
        label=mark("Retention order"),
        meaning=mark("Documents must be kept for the Commission’s monitoring (Art. 72(1))."),
    ),
    "inspection": Word(label=mark("Inspection")),
    "interim_measures": Word(label=mark("Interim measures")),
    "opening": Word(label=mark("Opening of proceedings")),
    "preliminary_findings": Word(label=mark("Preliminary findings")),
    "observations": Word(
        label=mark("Observations"),
        meaning=mark("The provider answers preliminary findings (Art. 79(2))."),
    ),
    "commitments_offered": Word(label=mark("Commitments offered")),
    "commitments_binding": Word(label=mark("Commitments made binding")),
    "decision": Word(label=mark("Decision")),
    "fine": Word(label=mark("Fine")),
    "action_plan": Word(
        label=mark("Action plan"),
        meaning=mark("What the provider will do to end the infringement (Art. 75(2))."),
    ),
    "action_plan_decision": Word(
        label=mark("Decision on the action plan"),
        meaning=mark("The Commission says whether the action plan is sufficient (Art. 75(3))."),
    ),
    "appeal": Word(label=mark("Appeal")),
    "judgment": Word(label=mark("Judgment")),
    "other": Word(label=mark("Other event")),
}

TRIGGER = {
    "76(1)(a)": Word(
        label=mark("To supply information"),
        meaning=mark("After a request for information by decision (Art. 76(1)(a))."),
    ),
    "76(1)(b)": Word(
        label=mark("To submit to an inspection"),
        meaning=mark("After an inspection ordered by decision (Art. 76(1)(b))."),
    ),
    "76(1)(c)": Word(
        label=mark("To comply with interim measures"),
        meaning=mark("After a decision under Art. 70(1) (Art. 76(1)(c))."),
    ),
    "76(1)(d)": Word(
        label=mark("To keep commitments"),
        meaning=mark("After commitments were made binding (Art. 76(1)(d))."),
    ),
    "76(1)(e)": Word(
        label=mark("To comply with the decision"),
        meaning=mark("After a non-compliance decision, action plan included (Art. 76(1)(e))."),
    ),
}

PAYMENT_WAY = {
    "guarantee": Word(
        label=mark("Bank guarantee"),
        meaning=mark("The fine is not paid while the appeal is pending; the bank takes a fee."),
    ),
    "provisional": Word(
        label=mark("Provisional payment"),
        meaning=mark("The fine is paid at once and earns nothing for the provider meanwhile."),
    ),
}

REQUEST_KIND = {
    "": Word(label=mark("Not known")),
    "simple": Word(
        label=mark("Simple request"),
        meaning=mark("An incomplete answer can be fined, silence cannot (Art. 67(2), 74(2)(a))."),
    ),
    "by_decision": Word(
        label=mark("Request by decision"),
        meaning=mark(
            "An incomplete answer and silence can both be fined (Art. 67(3), 74(2)(a), (b))."
        ),
        is_noun=True,
    ),
}

ANSWER = {
    "open": Word(label=mark("Not known yet")),
    "complete": Word(label=mark("Complete answer")),
    "incomplete": Word(label=mark("Incorrect, incomplete or misleading answer")),
    "none": Word(label=mark("No answer in time")),
}

DUE_KIND = {
    "": Word(label=mark("Something else")),
    "action_plan": Word(label=mark("The action plan")),
    "payment": Word(label=mark("The payment of the fine")),
}

DATE_PRECISION = {
    "day": Word(label=mark("The day is known")),
    "month": Word(label=mark("Only the month is known")),
}

OUTCOME = {
    "closed": Word(
        label=mark("Closed without a finding"),
        meaning=mark("The Commission ends the strand by a decision of its own (Art. 73(5))."),
    ),
    "commitments": Word(
        label=mark("Commitments"),
        meaning=mark("What the provider offers is made binding (Art. 71(1)); no fine."),
    ),
    "decision": Word(
        label=mark("Non-compliance decision"),
        meaning=mark("An infringement is found (Art. 73(1)); a fine may follow."),
    ),
}

MAXIMUM = {
    "infringement": Word(
        label=mark("Maximum for infringements"),
        meaning=mark("A share of total worldwide turnover of the preceding year (Art. 74(1))."),
    ),
    "procedural": Word(
        label=mark("Maximum for procedural fines"),
        meaning=mark("A share of total annual income or worldwide turnover (Art. 74(2))."),
    ),
    "periodic": Word(
        label=mark("Daily maximum of periodic penalties"),
        meaning=mark(
            "A share of average daily income or worldwide turnover, per day (Art. 76(1))."
        ),
    ),
    "national_infringement": Word(
        label=mark("National maximum for infringements"),
        meaning=mark("Set by the Member State (Art. 52(3))."),
    ),
    "national_procedural": Word(
        label=mark("National maximum for procedural fines"),
        meaning=mark("Set by the Member State (Art. 52(3))."),
    ),
    "national_periodic": Word(
        label=mark("National daily maximum of periodic penalties"),
        meaning=mark("Per day, set by the Member State (Art. 52(4))."),
    ),
}
