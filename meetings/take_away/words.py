"""Sentences of papers that say why something is not in them. Neutral: never a word of what was withheld."""

ACT = "Part 1 of Schedule 12A to the Local Government Act 1972"


def paragraph_words(paragraph: int | None) -> str:
    """By which description of exempt information: the paragraph, or that none is on record."""
    if paragraph is None:
        return f"exempt under {ACT}; by which paragraph is not on record"
    return f"paragraph {paragraph} of {ACT}"


def excluded(paragraph: int | None, *, is_over: bool) -> str:
    """What a paper says of an exempt item, before the meeting and after it."""
    if is_over:
        return (
            "The public was excluded from the meeting for this item, because exempt information was likely to be "
            f"disclosed: {paragraph_words(paragraph)}. What was said and decided is withheld from this paper."
        )
    return (
        "The public is likely to be excluded from the meeting for this item, because exempt information is likely to be "
        f"disclosed: {paragraph_words(paragraph)}. What it is about, and its papers, are withheld from this pack."
    )


def withheld(paragraph: int | None) -> str:
    """What stands where an exempt passage was left out of an open item."""
    return f"Something is withheld here, because it is exempt information: {paragraph_words(paragraph)}."
