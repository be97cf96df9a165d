"""The pages of the directory."""

from .finding import find, forget, nothing_fits
from .service import service
from .words import take_phrase, words

__all__ = ["find", "forget", "nothing_fits", "service", "take_phrase", "words"]
