"""The notice to one council that it is asked to answer, and the letters of chasing, as papers."""

from collections.abc import Iterable, Iterator
from datetime import datetime, time

from django.utils import timezone

from core.dates import spell
from core.enums import Openness
from core.papers import Block, Facts, Heading, Paper, Paragraph, Record, Signature, Withheld, link, runs
from councils.models import Council
from councils.queries import the_partnership
from recommendations.enums import EscalationKind, RecommendationStatus
from recommendations.lifecycle import response_due_on
from recommendations.models import EscalationStep, Recommendation, Response
from recommendations.queries.visibility import is_open_to_all

LETTERS = {EscalationKind.LETTER, EscalationKind.INVITATION, EscalationKind.NON_RESPONSE}


def asked_together(response: Response) -> list[Response]:
    """What the council was asked in the same sending: the answers to one report received on one day, or this one alone.

    Anyone may take the notice of an open recommendation, so an exempt one stands in no notice but its own (rule 15).
    """
    if response.recommendation.report_id is None:
        return [response]
    together = Response.objects.filter(
        council=response.council,
        recommendation__report=response.recommendation.report_id,
        recommendation__status__in=[RecommendationStatus.MADE, RecommendationStatus.CLOSED],
        received_on=response.received_on,
    )
    found = together.select_related("recommendation__item", "council").order_by("recommendation_id")
    return [one for one in found if one.pk == response.pk or is_open_to_all(one.recommendation)]


def notice_paper(response: Response, *, site: str) -> Paper:
    """The notice as anyone may read it: an exempt recommendation by its reference and neutral title. `site` stands before
    addresses.
    """
    council, asked = response.council, asked_together(response)
    report = response.recommendation.report
    partnership = the_partnership()
    day = response.received_on
    return Paper(
        title=f"Notice to {council.name}",
        subtitle=report.title if report else f"Recommendation {response.recommendation.reference}",
        issuer=partnership.name if partnership else "",
        running=f"Notice to {council.short_name}",
        dated_at=timezone.make_aware(datetime.combine(day, time(12))) if day else None,
        blocks=(*_facts(response), *_law(council, response), *_asked(asked, site)),
    )


def _facts(response: Response) -> Iterator[Block]:
    council = response.council
    rows = [
        ("To", f"The {council.executive_name} of {council.name}"),
        ("Answered by", response.portfolio.title if response.portfolio else ""),
        ("Received on", spell(response.received_on)),
        ("Notice received on", spell(response.noticed_on) if response.noticed_on else ""),
        ("Answer due by", spell(response.first_due_on)),
        ("Date moved to", spell(response.due_on) if response.due_on != response.first_due_on else ""),
    ]
    yield Facts(tuple((label, runs(words)) for label, words in rows if words))


def _law(council: Council, response: Response) -> Iterator[Block]:
    executive = council.executive_name
    yield Heading("What the law asks for")
    yield Paragraph(
        runs(
            f"Scrutiny asks the {executive} to consider what is recommended below, to answer it, to say what it will do, "
            "and to publish its answer (Local Government Act 2000, section 9FE)."
        )
    )
    yield Paragraph(runs(how_counted(response)))
    yield Paragraph(
        runs(
            "What is confidential must be left out of a published answer, and what is exempt may be. What is left out is "
            "marked, or a summary is given in its place (section 9FG)."
        )
    )
    yield Paragraph(
        runs(
            "Accepted, accepted in part, already in place and not accepted are answers. Noted, put off and agreed in "
            "principle are not: the two months run on."
        )
    )


def how_counted(response: Response) -> str:
    """How the last day was counted."""
    received, noticed = response.received_on, response.noticed_on
    if received is None:
        return "The day on which it was received is not on record."
    first = max(received, noticed) if noticed else received
    counted = response_due_on(received_on=received, noticed_on=noticed)
    if counted != response.first_due_on:
        return f"The last day to answer is {spell(response.first_due_on)}."
    later = "the notice" if noticed and noticed > received else "the report"
    return (
        f"The two months begin with the day on which {later} was received, {spell(first)}. "
        f"The last day is {spell(counted)}."
    )


def _asked(asked: Iterable[Response], site: str) -> Iterator[Block]:
    yield Heading("What is recommended")
    for response in asked:
        one = response.recommendation
        address = f"{site}{response.get_absolute_url()}"
        if is_open_to_all(one):
            yield Record(one.reference, runs(one.text))
        else:
            withheld = "The words are exempt and go to the executive apart."
            yield Withheld(f"{one.reference}: {name_for_all(one)}", withheld)
        yield Paragraph(runs("Answer in the portal: ", link(address, address)), small=True)


def name_for_all(recommendation: Recommendation) -> str:
    """Its title as anyone may read it."""
    if is_open_to_all(recommendation):
        return recommendation.title
    return recommendation.public_title or "An exempt matter"


def letter_paper(step: EscalationStep, *, site: str) -> Paper:
    """One step of chasing as a letter to print and sign. Its words are the officer's."""
    response = step.response
    one, council = response.recommendation, response.council
    partnership = the_partnership()
    address = f"{site}{response.get_absolute_url()}"
    facts = [
        ("To", step.to),
        ("Date", spell(step.taken_on)),
        ("About", f"{one.reference}: {one.title}"),
        ("Answer was due by", spell(step.due_on)),
        ("Meeting", str(step.meeting) if step.meeting else ""),
    ]
    words = (part.strip() for part in step.words.split("\n\n"))
    blocks: list[Block] = [Facts(tuple((label, runs(text)) for label, text in facts if text))]
    blocks += [Paragraph(runs(part)) for part in words if part]
    blocks.append(Paragraph(runs("The recommendation and the answer: ", link(address, address)), small=True))
    if step.kind in LETTERS:
        blocks.append(Signature(("Chairman", "Date")))
    return Paper(
        title=step.get_kind_display(),
        subtitle=council.name,
        issuer=partnership.name if partnership else "",
        mark="" if one.openness == Openness.OPEN else "EXEMPT: not for publication",
        running=f"{step.get_kind_display()}, {one.reference}",
        dated_at=step.at,
        blocks=tuple(blocks),
    )
