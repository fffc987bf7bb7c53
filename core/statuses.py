"""A status as pages show it: word, shape and colour together."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Status:
    """`icon` names a symbol of the sprite; `tone` one of ok, part, go, warn, bad, ask, mute, no (pages: colour is spent on
    status alone). `short` is the word for narrow columns."""

    word: str
    short: str
    icon: str
    tone: str
