"""Responses: what was answered to a recommendation, in tables, cards, lists and sentences."""

import pytest

from tests.meetings.minutes.reading import answered, recommended

ONE, TWO = ("1", "accepted", "Forms are on the website."), ("2", "not accepted", "There is no money.")
BOTH = [ONE, TWO]

TABLES = (
    (
        "| No | Recommendation | Response | Comments |\n|---|---|---|---|\n| 1 | That forms "
        "be put online. | Accepted | Forms are on the website. |\n| 2 | That a van be "
        "bought. | Not accepted | There is no money. |"
    ),
    (
        "Ref\tRecommendation\tDecision\tReason\n1\tThat forms be put online.\tAccepted\t"
        "Forms are on the website.\n2\tThat a van be bought.\tNot accepted\tThere is no "
        "money."
    ),
    (
        "Recommendation\tCabinet response\n1. That forms be put online.\tAccepted. Forms are "
        "on the website.\n2. That a van be bought.\tNot accepted. There is no money."
    ),
    (
        "Rec no.\tRecommendation text\tExecutive Response\tAccepted / Rejected\n1\tThat "
        "forms be put online.\tForms are on the website.\tAccepted\n2\tThat a van be "
        "bought.\tThere is no money.\tNot accepted"
    ),
    (
        "Rec No\tRecommendation\tAgreed?\tExplanation\tBy when\n1\tThat forms be put "
        "online.\tAccepted\tForms are on the website.\tMay\n2\tThat a van be bought.\tNot "
        "accepted\tThere is no money.\t"
    ),
    (
        "No.\tScrutiny recommendation\tPortfolio Holder’s response (accept/reject)\n1\tThat "
        "forms be put online.\tAccepted – Forms are on the website.\n2\tThat a van be "
        "bought.\tNot accepted – There is no money."
    ),
    (
        "#\tRecommendations of the Task Group\tStatus\tCabinet comments\n1\tThat forms be "
        "put online.\tAccepted\tForms are on the website.\n2\tThat a van be bought.\tNot "
        "accepted\tThere is no money."
    ),
    (
        "Recommendation 1\tThat forms be put online.\nResponse\tAccepted. Forms are on the "
        "website.\n\nRecommendation 2\tThat a van be bought.\nResponse\tNot accepted. There "
        "is no money."
    ),
)

CARDS = (
    (
        "Recommendation 1: That forms be put online.\nResponse: Accepted. Forms are on the "
        "website.\n\nRecommendation 2: That a van be bought.\nResponse: Not accepted. There "
        "is no money."
    ),
    (
        "Recommendation 1\n\nThat forms be put online.\n\nResponse\n\nAccepted. Forms are on "
        "the website.\n\nRecommendation 2\n\nThat a van be bought.\n\nResponse\n\nNot "
        "accepted. There is no money."
    ),
    (
        "Recommendation 1 – That forms be put online.\n\nCabinet Response – Accepted. Forms "
        "are on the website.\n\nRecommendation 2 – That a van be bought.\n\nCabinet Response "
        "– Not accepted. There is no money."
    ),
    (
        "Recommendation 1\nThat forms be put online.\nExecutive decision: Accepted\nReason: "
        "Forms are on the website.\n\nRecommendation 2\nThat a van be bought.\nExecutive "
        "decision: Not accepted\nReason: There is no money."
    ),
    (
        "1. That forms be put online.\n\nResponse: Accepted. Forms are on the website.\n\n2. "
        "That a van be bought.\n\nResponse: Not accepted. There is no money."
    ),
    (
        "1) That forms be put online.\nCabinet response: Accepted - Forms are on the "
        "website.\n2) That a van be bought.\nCabinet response: Not accepted - There is no "
        "money."
    ),
    (
        "**Recommendation 1:** That forms be put online.\n\n**Response:** Accepted. Forms "
        "are on the website.\n\n**Recommendation 2:** That a van be bought.\n\n**Response:** "
        "Not accepted. There is no money."
    ),
    (
        "Rec. 1 That forms be put online.\nResponse: Accepted. Forms are on the website.\n"
        "Rec. 2 That a van be bought.\nResponse: Not accepted. There is no money."
    ),
    (
        "### Recommendation 1\nThat forms be put online.\n\n#### Cabinet response\nAccepted. "
        "Forms are on the website.\n\n### Recommendation 2\nThat a van be bought.\n\n#### "
        "Cabinet response\nNot accepted. There is no money."
    ),
)


@pytest.mark.parametrize("text", [*TABLES, *CARDS])
def test_recommendations_stand_with_their_answers(text: str) -> None:
    paper = f"Scrutiny Committee\n4 May 2021\n\nCabinet’s response to the review of forms\n\n{text}\n"
    assert answered(paper) == BOTH
    assert [(number, words) for number, words, _ in recommended(paper)] == [
        ("1", "That forms be put online."),
        ("2", "That a van be bought."),
    ]


LISTS = (
    "Cabinet response:\n\n1. Accepted. Forms are on the website.\n2. Not accepted. There is no money.",
    "Response of the Cabinet\n\n(1) Accepted. Forms are on the website.\n(2) Not accepted. There is no money.",
    (
        "The Cabinet responded to the recommendations as follows:\n\n1. Accepted. Forms are "
        "on the website.\n2. Not accepted. There is no money."
    ),
    (
        "Responses to the recommendations:\n\nRecommendation 1: Accepted. Forms are on the "
        "website.\nRecommendation 2: Not accepted. There is no money."
    ),
    "Recommendation 1 – Accepted. Forms are on the website.\n\nRecommendation 2 – Not accepted. There is no money.",
    "Recommendation 1 was accepted. Forms are on the website.\n\nRecommendation 2 was not accepted. There is no money.",
    (
        "Recommendation 1 (forms online): Accepted. Forms are on the website.\n\n"
        "Recommendation 2 (a van): Not accepted. There is no money."
    ),
    (
        "Cabinet’s answers were:\n\n- Recommendation 1: Accepted. Forms are on the website.\n"
        "- Recommendation 2: Not accepted. There is no money."
    ),
)


@pytest.mark.parametrize("text", LISTS)
def test_answers_may_stand_without_what_they_answer(text: str) -> None:
    assert answered(f"Agenda item\n\nReview of forms\n\nMinutes:\n\nThe Leader spoke.\n\n{text}\n") == BOTH


VERDICTS = (
    ("Partially accepted. Soon.", "partially accepted", "Soon."),
    ("Partly agreed: Soon.", "partly agreed", "Soon."),
    ("Accepted in part – Soon.", "accepted in part", "Soon."),
    ("Agreed in principle. Soon.", "agreed in principle", "Soon."),
    ("Accepted in full.", "accepted in full", ""),
    ("ACCEPTED", "accepted", ""),
    ("Rejected because there is no money.", "rejected", "because there is no money."),
    ("Noted. Soon.", "noted", "Soon."),
    ("Deferred until the autumn.", "deferred", "until the autumn."),
    ("Agreed, subject to cost.", "agreed", "subject to cost."),
    ("Not supported; too dear.", "not supported", "too dear."),
    ("Do not accept. Too dear.", "do not accept", "Too dear."),
)


@pytest.mark.parametrize(("said", "verdict", "words"), VERDICTS)
def test_a_verdict_is_the_papers_own_word(said: str, verdict: str, words: str) -> None:
    paper = f"Scrutiny Committee\n\nRecommendation 1: That forms be put online.\nResponse: {said}\n"
    assert answered(paper) == [("1", verdict, words)]


NONE = (
    "The Panel noted the response from Cabinet.",
    "In response to a question the officer agreed.",
    "The response rate to the survey was 40%.",
    "Recommendation: That the lease be granted.\n\nDecision: Approved.",
    "5. Market fees\nOutcome: Agreed",
)


@pytest.mark.parametrize("text", NONE)
def test_talk_of_responses_is_none(text: str) -> None:
    assert answered(f"Scrutiny Committee\n4 May 2021\n\n1. Forms\n\n{text}\n") == []
