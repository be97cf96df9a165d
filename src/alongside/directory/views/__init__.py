"""The pages of the directory."""

from .finding import find, forget, nothing_fits
from .leaflet import leaflet, leaflet_pdf
from .lists import keep, lists, one_list, remove_list, take_off
from .service import service
from .words import take_phrase, words

__all__ = [
    "find",
    "forget",
    "keep",
    "leaflet",
    "leaflet_pdf",
    "lists",
    "nothing_fits",
    "one_list",
    "remove_list",
    "service",
    "take_off",
    "take_phrase",
    "words",
]
