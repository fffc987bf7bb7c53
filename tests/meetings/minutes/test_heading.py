"""Body and day: said in many forms, and never guessed."""

import pytest

from meetings.minutes import read
from tests.meetings.minutes.reading import body, day

TALK = "\n\n1. Market fees\n\nThe Head of Markets spoke.\n\nRESOLVED that the report be noted.\n"

HEADINGS = (
    ("Scrutiny Committee\n\nTuesday 4 May 2021", "Scrutiny Committee", "2021-05-04"),
    (
        "Overview and Scrutiny Committee - Tuesday, 4th May, 2021 10.00 am",
        "Overview and Scrutiny Committee",
        "2021-05-04",
    ),
    (
        "Overview and Scrutiny Committee\nTuesday, 4th May, 2021 10.00 am",
        "Overview and Scrutiny Committee",
        "2021-05-04",
    ),
    (
        "Agenda and minutes\n\nOverview and Scrutiny Committee\nTuesday, 4th May, 2021 10.00 am",
        "Overview and Scrutiny Committee",
        "2021-05-04",
    ),
    (
        "Agenda and draft minutes\nPerformance Monitoring Panel\nTuesday, 4 May 2021 6.30 pm",
        "Performance Monitoring Panel",
        "2021-05-04",
    ),
    (
        "Printed minutes\nTuesday 4 May 2021 10.00 am, Overview and Scrutiny Committee",
        "Overview and Scrutiny Committee",
        "2021-05-04",
    ),
    (
        "Minutes of the Overview and Scrutiny Committee held on 4 May 2021",
        "Overview and Scrutiny Committee",
        "2021-05-04",
    ),
    (
        (
            "Minutes of a meeting of the Overview and Scrutiny Committee held in the Council "
            "Chamber on Tuesday 4 May 2021 at 10.00 am"
        ),
        "Overview and Scrutiny Committee",
        "2021-05-04",
    ),
    (
        "MINUTES OF A MEETING OF THE OVERVIEW AND SCRUTINY COMMITTEE HELD ON 4 MAY 2021",
        "OVERVIEW AND SCRUTINY COMMITTEE",
        "2021-05-04",
    ),
    (
        "MINUTES of the proceedings of the SCRUTINY COMMITTEE at a meeting held on the 4th day of May 2021",
        "SCRUTINY COMMITTEE",
        "2021-05-04",
    ),
    (
        "At a Meeting of the Community Scrutiny Panel held at the Guildhall on Tuesday, 4 May 2021",
        "Community Scrutiny Panel",
        "2021-05-04",
    ),
    (
        (
            "SCRUTINY COMMITTEE\n\nMinutes of the meeting held at the Town Hall on Tuesday 4th "
            "May 2021 commencing at 6.00pm"
        ),
        "SCRUTINY COMMITTEE",
        "2021-05-04",
    ),
    ("Fenbridge District Council\n\nSCRUTINY COMMITTEE\n\n4 May 2021", "SCRUTINY COMMITTEE", "2021-05-04"),
    (
        "FENBRIDGE DISTRICT COUNCIL\nMINUTES OF SCRUTINY COMMITTEE\nHELD ON TUESDAY 4 MAY 2021",
        "SCRUTINY COMMITTEE",
        "2021-05-04",
    ),
    ("Fenbridge District Council - Scrutiny Committee\n4 May 2021", "Scrutiny Committee", "2021-05-04"),
    (
        "Meeting: Scrutiny Committee\nDate: 4 May 2021\nTime: 10.00 am\nVenue: Town Hall",
        "Scrutiny Committee",
        "2021-05-04",
    ),
    ("Committee: Scrutiny Committee\nDate of meeting: 04/05/2021", "Scrutiny Committee", "2021-05-04"),
    ("Name of Committee: Scrutiny Committee\nMeeting date: 4.5.2021", "Scrutiny Committee", "2021-05-04"),
    ("Meeting: 04/05/2021 - Scrutiny Committee (Item 12)", "Scrutiny Committee", "2021-05-04"),
    (
        (
            "Issue - meetings\n\nMarket fees\n\nMeeting: 04/05/2021 - Scrutiny Committee (Item "
            "12)\n\n12 Market fees PDF 90 KB"
        ),
        "Scrutiny Committee",
        "2021-05-04",
    ),
    ("| Meeting | Scrutiny Committee |\n| Date | 4 May 2021 |", "Scrutiny Committee", "2021-05-04"),
    ("Meeting:\tScrutiny Committee\nDate:\tTuesday 4 May 2021", "Scrutiny Committee", "2021-05-04"),
    (
        "Decision maker: Portfolio Holder for Housing\nDecision date: 4 May 2021\nPublication date: 6 May 2021",
        "Portfolio Holder for Housing",
        "2021-05-04",
    ),
    (
        (
            "Decision Maker: Cabinet\n\nMade at meeting: 04/05/2021 - Cabinet\n\nDecision "
            "published: 06/05/2021\n\nEffective from: 14/05/2021"
        ),
        "Cabinet",
        "2021-05-04",
    ),
    (
        (
            "Decision details\n\nMarket fees\n\nDecision Maker: Leader of the Council\n\n"
            "Decision status: Recommendations Approved\n\nDate of decision: 4 May 2021"
        ),
        "Leader of the Council",
        "2021-05-04",
    ),
    ("Cabinet\n4th May 2021", "Cabinet", "2021-05-04"),
    ("CABINET – 4 MAY 2021", "CABINET", "2021-05-04"),
    ("EXECUTIVE BOARD, 4 MAY 2021", "EXECUTIVE BOARD", "2021-05-04"),
    (
        "Joint Scrutiny of the Partnership\n\nScrutiny Committee\n\n4 May 2021",
        "Scrutiny Committee",
        "2021-05-04",
    ),
    ("# Scrutiny Committee\n\n**Date:** 4 May 2021", "Scrutiny Committee", "2021-05-04"),
    ("**Scrutiny Committee**\n\n**Tuesday, 4 May 2021**", "Scrutiny Committee", "2021-05-04"),
    (
        "Minutes of the Meeting of Scrutiny Committee\nHeld: TUESDAY, 4 MAY 2021 at 5:30 pm",
        "Scrutiny Committee",
        "2021-05-04",
    ),
    ("Scrutiny Committee – Minutes – 4 May 2021", "Scrutiny Committee", "2021-05-04"),
    ("Scrutiny Committee Minutes\n\nMay 4, 2021", "Scrutiny Committee", "2021-05-04"),
    ("Minutes: Scrutiny Committee, 4 May 2021", "Scrutiny Committee", "2021-05-04"),
    (
        "Overview and Scrutiny Committee (Places)\n4 May 2021",
        "Overview and Scrutiny Committee (Places)",
        "2021-05-04",
    ),
    (
        "Health and Wellbeing Select Committee 4 May 2021",
        "Health and Wellbeing Select Committee",
        "2021-05-04",
    ),
    (
        "Children's Services Overview & Scrutiny Sub-Committee\n2021-05-04",
        "Children's Services Overview & Scrutiny Sub-Committee",
        "2021-05-04",
    ),
    (
        "Policy and Resources Scrutiny Panel\nRecord of the meeting on 4 May 2021",
        "Policy and Resources Scrutiny Panel",
        "2021-05-04",
    ),
    ("NOTES OF THE TASK AND FINISH GROUP ON EMPTY HOMES\n4 MAY 2021", None, "2021-05-04"),
    (
        "Empty Homes Task and Finish Group\nNotes of the meeting held on 4 May 2021",
        "Empty Homes Task and Finish Group",
        "2021-05-04",
    ),
    (
        "Minutes of the virtual meeting of the Scrutiny Committee held via Zoom on 4 May 2021",
        "Scrutiny Committee",
        "2021-05-04",
    ),
    (
        (
            "Scrutiny Committee\n\nTuesday 4 May 2021\n\nPresent: Councillors A Lamb and B "
            "Hart\n\nNext meeting: 8 June 2021"
        ),
        "Scrutiny Committee",
        "2021-05-04",
    ),
)


@pytest.mark.parametrize(("heading", "named", "on"), HEADINGS)
def test_a_heading_says_who_met_and_when(heading: str, named: str | None, on: str) -> None:
    assert (body(heading + TALK), day(heading + TALK)) == (named, on)


SILENT = (
    "Agenda item\n\nMarket fees\n\nMinutes:\n\nThe Committee met on 4 May 2021 at the market.",
    "Agenda item\n\nMarket fees\n\nMinutes:\n\nThe minutes of the Scrutiny Committee of 4 May 2021 were agreed.",
    "Agenda item\n\nMarket fees\n\nMinutes:\n\nThe matter would go to Cabinet on 4 May 2021.",
    (
        "Agenda item\n\nMinutes of the previous meeting\n\nTo confirm the minutes of the "
        "meeting of the Panel held on 4 May 2021.\n\nMinutes:\n\nAGREED."
    ),
    "Agenda item\n\nMarket fees\n\n(Report of the Head of Markets, 4 May 2021)\n\nMinutes:\n\nThe report was noted.",
    "Date of publication: 4 May 2021\n\nAgenda item\n\nMarket fees\n\nMinutes:\n\nThe report was noted.",
    "Agenda item\n\nMarket fees\n\nDate of next meeting: 4 May 2021\n\nMinutes:\n\nThe report was noted.",
    "Agenda item\n\nMarket fees 2021/22\n\nMinutes:\n\nThe rents had been set by the Council on 4 May 2021.",
)


@pytest.mark.parametrize("text", SILENT)
def test_another_day_or_body_is_not_taken_for_this_one(text: str) -> None:
    assert (body(text), day(text)) == (None, None)


def test_the_council_outside_is_named_by_its_own_paper() -> None:
    found = read("Marram Bay City Council\n\nScrutiny Committee\n\n4 May 2021" + TALK)[0]
    assert found.council is not None
    assert found.council.text == "Marram Bay City Council"


def test_a_council_that_is_only_talked_of_is_not_the_papers_own() -> None:
    talked = "Scrutiny Committee\n\n4 May 2021\n\nMarram Bay City Council had raised its fees."
    assert read(talked + TALK)[0].council is None


def test_two_meetings_on_one_page_are_two() -> None:
    text = (
        "Issue - meetings\n\nMarket fees\n\nMeeting: 04/05/2021 - Cabinet (Item 5)\n\n5 "
        "Market fees PDF 90 KB\n\nRESOLVED that the fees be frozen.\n\n"
        "Meeting: 20/04/2021 - Scrutiny Committee (Item 9)\n\n9 Market fees PDF 90 KB\n\n"
        "RESOLVED that the report be noted.\n"
    )
    found = read(text)
    assert [
        (part.body.text if part.body else None, part.day.day.isoformat() if part.day else None)
        for part in found
    ] == [
        ("Cabinet", "2021-05-04"),
        ("Scrutiny Committee", "2021-04-20"),
    ]
    assert [[row.text for item in part.items for row in item.decisions] for part in found] == [
        ["that the fees be frozen."],
        ["that the report be noted."],
    ]
