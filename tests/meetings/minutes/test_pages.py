"""Whole pages as they are copied from a council's site or a printed book of minutes: decisions, notices and items."""

from tests.meetings.minutes.reading import asked, body, day, decided, promised, recommended, titles

DETAILS = """Decision details

Telephones for the Town Hall

Decision Maker: Cabinet

Decision status: Recommendations Approved

Is Key decision?: Yes

Is subject to call in?: Yes

Purpose:
To let the contract.

Decision:
(1) That the contract be let to the firm named in the report.
(2) That the Head of Works be allowed to sign it.

Reasons for the decision:
(1) The present contract ends in March.
(2) It saves money.

Alternative options considered:
Do nothing.

Publication date: 05/07/2023

Date of decision: 28/06/2023

Effective from: 13/07/2023

Accompanying Documents:

    Report PDF 200 KB
"""

ITEMS = """Agenda and minutes
Overview and Scrutiny Committee
Thursday, 6th July, 2023 6.30 pm
Venue: Committee Room, Guildhall
Contact: Democratic Services
Items
No.\tItem
1.\tApologies for Absence
To receive apologies for absence and notification of substitutes.
Minutes:
Apologies were received from Councillor Smith, with no substitute member.
2.\tMinutes PDF 120 KB
To sign and confirm the minutes of the last meeting.
Minutes:
The minutes of the meeting held on the 1st June 2023 were agreed and signed by the Chairman.
3.\tSafe Streets
(A presentation by the police)
Minutes:
The Chairman welcomed the Inspector.
A member asked how many officers walked the town. The Inspector advised that there were ten.
The Inspector agreed to circulate the figures after the meeting.
RESOLVED:
That the presentation be noted.
[The meeting ended at 8.10 pm]
"""

ISSUE = """Issue - meetings
Roads and Ditches
Meeting: 21/03/2023 - Cabinet (Item 78)
78 Roads and Ditches PDF 300 KB
To consider the recommendations of the Panel (report of the Leader enclosed).
Additional documents:
Appendix A , item 78 PDF 400 KB
Decision:
1) That the plan be approved;
2) That the recommendations of the task group be accepted.
(Councillor Barr left the meeting.)
Minutes:
Consideration was given to the report of the Leader, which asked the Cabinet to approve the plan.
DECISION:
1) That the plan be approved;
2) That the recommendations of the task group be accepted.
(The Portfolio Holder moved and it was seconded)
Other options considered:
· To do nothing.
Reasons for decision:
· To keep up with the rain.
"""

PRINTED = """SCRUTINY COMMITTEE – 6 JULY 2023

Page 1

12. EMPTY HOMES

The Housing Manager told the Committee about empty homes. There were
Scrutiny Committee
6 July 2023
Page 2
three hundred of them.

The Committee considered the report and after debate, RESOLVED:

(i)  that the report be noted;
(ii) that the Portfolio Holder for Housing be requested to:
     (a) write to the owners;
     (b) report back in six months; and
(iii) that Cabinet be recommended to double the council tax on such homes.

(For: 7, Against: 0, Abstain: 1)
"""


def test_a_page_of_one_decision_decides_and_gives_reasons_apart() -> None:
    assert (body(DETAILS), day(DETAILS), titles(DETAILS)) == (
        "Cabinet",
        "2023-06-28",
        ["Telephones for the Town Hall"],
    )
    assert decided(DETAILS) == [
        ("1", "That the contract be let to the firm named in the report."),
        ("2", "That the Head of Works be allowed to sign it."),
    ]


def test_the_items_of_a_pasted_meeting_are_told_apart_by_their_minutes() -> None:
    assert (body(ITEMS), day(ITEMS)) == ("Overview and Scrutiny Committee", "2023-07-06")
    assert titles(ITEMS) == ["Apologies for Absence", "Minutes", "Safe Streets"]
    assert decided(ITEMS) == [
        (
            None,
            "The minutes of the meeting held on the 1st June 2023 were agreed and signed by the Chairman.",
        ),
        (None, "That the presentation be noted."),
    ]
    assert asked(ITEMS)[0][0] == "A member asked how many officers walked the town."
    assert promised(ITEMS) == [
        ("Inspector", "The Inspector agreed to circulate the figures after the meeting.")
    ]


def test_a_block_printed_twice_decides_once_and_brackets_decide_nothing() -> None:
    assert (body(ISSUE), day(ISSUE), titles(ISSUE)) == ("Cabinet", "2023-03-21", ["Roads and Ditches"])
    assert decided(ISSUE) == [
        ("1", "That the plan be approved"),
        ("2", "That the recommendations of the task group be accepted."),
    ]
    assert recommended(ISSUE) == []


def test_a_printed_page_reads_over_its_foot_and_keeps_points_with_their_own() -> None:
    assert (body(PRINTED), day(PRINTED), titles(PRINTED)) == (
        "SCRUTINY COMMITTEE",
        "2023-07-06",
        ["EMPTY HOMES"],
    )
    asks = "that the Portfolio Holder for Housing be requested to: (a) write to the owners; (b) report back in six months"
    tax = "that Cabinet be recommended to double the council tax on such homes."
    assert decided(PRINTED) == [("i", "that the report be noted"), ("ii", asks), ("iii", tax)]
    assert recommended(PRINTED) == [("ii", asks, "Portfolio Holder for Housing"), ("iii", tax, "Cabinet")]
