"""A refusal is an answer: one sentence that the person who tried can act on."""


class Refused(Exception):
    """Raised by operations when a rule forbids the change.

    `sentence` is shown as it stands; `field` names the form field it belongs beside, where there is one.
    """

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


class Overtaken(Refused):
    """Refused because somebody else changed the thing first. What was typed is kept; nothing was written."""
