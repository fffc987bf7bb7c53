"""The text of a paper that was uploaded: plain text, saved web page, Word document or PDF. Pure, and without network."""

from meetings.minutes.files.extracted import Extracted, Unreadable, place_of
from meetings.minutes.files.kinds import extract

__all__ = ["Extracted", "Unreadable", "extract", "place_of"]
