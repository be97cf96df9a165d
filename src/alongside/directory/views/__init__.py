"""The pages of the directory."""

from .finding import find, forget, nothing_fits
from .leaflet import leaflet, leaflet_pdf
from .service import service
from .words import take_phrase, words

__all__ = ["find", "forget", "leaflet", "leaflet_pdf", "nothing_fits", "service", "take_phrase", "words"]
