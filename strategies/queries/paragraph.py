"""The words of a check for the annual review, written from its judgements for the officer to edit (rule 17)."""

from strategies.enums import Judgement
from strategies.queries.reviews import counted
from strategies.queries.sheet import Sheet

WORDS = {
    Judgement.ON_TRACK: "on track",
    Judgement.AT_RISK: "at risk",
    Judgement.OFF_TRACK: "off track",
    Judgement.NOT_ENOUGH_EVIDENCE: "without enough evidence",
}


def drafted_paragraph(sheet: Sheet) -> str:
    """What the sheet says: counts first, then what is not on track and why; then the four answers.

    The overall judgement stands beside it wherever it is shown, and is not repeated.
    """
    sentences = [opening(sheet)]
    for line in sheet.lines:
        if line.finding and line.finding.judgement not in {"", Judgement.ON_TRACK}:
            word = WORDS[Judgement(line.finding.judgement)]
            sentences.append(f"{line.project.name} is judged {word}: {ended(line.reason)}")
    answers = [
        f"{asked.question.label} {asked.said}. {ended(asked.words)}"
        for asked in sheet.questions
        if asked.said
    ]
    return "\n\n".join(filter(None, (" ".join(sentences), " ".join(answers))))


def opening(sheet: Sheet) -> str:
    """ "The check looked at 3 projects: 2 on track and 1 at risk." """
    if not sheet.lines:
        return "No roadmap project is on record to be looked at."
    told = [f"{count} {WORDS[judgement]}" for judgement, count in sheet.tally]
    listed = f"{', '.join(told[:-1])} and {told[-1]}" if len(told) > 1 else "".join(told)
    return f"The check looked at {counted(len(sheet.lines), 'project')}: {listed}."


def ended(words: str) -> str:
    """Words as a sentence, with its full stop."""
    plain = " ".join(words.split())
    return plain if plain.endswith((".", "!", "?")) else f"{plain}."
