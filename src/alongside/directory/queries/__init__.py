"""Reads of the directory."""

from .details import PlaceShown, ServiceShown, languages_spoken, services_shown
from .kept import forget_searches, keep_search, kept_search
from .lexicon import PhraseShown, alliance_lexicon, hear, own_phrases
from .lists import ListShown, lists_with, names_of, service_list, service_lists
from .offers import Offer, how_many_services, offers_of_members
from .room import Wait, is_stale, wait_of
from .searching import NeedResults, Search, SearchResult, Wanted, heard_needs, search
from .vocabulary import need_choices, need_description, need_label, need_staff_label
from .weights import WEIGHTS, Parts, score_of

__all__ = [
    "WEIGHTS",
    "ListShown",
    "NeedResults",
    "Offer",
    "Parts",
    "PhraseShown",
    "PlaceShown",
    "Search",
    "SearchResult",
    "ServiceShown",
    "Wait",
    "Wanted",
    "alliance_lexicon",
    "forget_searches",
    "hear",
    "heard_needs",
    "how_many_services",
    "is_stale",
    "keep_search",
    "kept_search",
    "languages_spoken",
    "lists_with",
    "names_of",
    "need_choices",
    "need_description",
    "need_label",
    "need_staff_label",
    "offers_of_members",
    "own_phrases",
    "score_of",
    "search",
    "service_list",
    "service_lists",
    "services_shown",
    "wait_of",
]
