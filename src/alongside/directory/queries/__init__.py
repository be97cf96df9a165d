"""Reads of the directory."""

from ..openings import opening_kept
from ..sheet import BY_NAME, FIELDS, STATUSES, changed
from .details import PlaceShown, ServiceShown, languages_spoken, services_shown
from .entries import (
    PAGE,
    Entry,
    broken_links,
    conflicting,
    every_entry,
    find_entry,
    find_running,
    is_conflict,
    is_real_number,
    links_to_check,
    own_entries,
    versions_of,
)
from .kept import forget_searches, keep_search, kept_search
from .lexicon import PhraseShown, alliance_lexicon, hear, own_phrases
from .lists import ListShown, lists_with, names_of, service_list, service_lists
from .offers import Offer, how_many_services, offers_of_members
from .room import Wait, is_stale, wait_of
from .searching import NeedResults, Search, SearchResult, Wanted, heard_needs, search
from .vocabulary import need_choices, need_description, need_label, need_staff_label
from .weights import WEIGHTS, Parts, score_of

__all__ = [
    "BY_NAME",
    "FIELDS",
    "PAGE",
    "STATUSES",
    "WEIGHTS",
    "Entry",
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
    "broken_links",
    "changed",
    "conflicting",
    "every_entry",
    "find_entry",
    "find_running",
    "forget_searches",
    "hear",
    "heard_needs",
    "how_many_services",
    "is_conflict",
    "is_real_number",
    "is_stale",
    "keep_search",
    "kept_search",
    "languages_spoken",
    "links_to_check",
    "lists_with",
    "names_of",
    "need_choices",
    "need_description",
    "need_label",
    "need_staff_label",
    "offers_of_members",
    "opening_kept",
    "own_entries",
    "own_phrases",
    "score_of",
    "search",
    "service_list",
    "service_lists",
    "services_shown",
    "versions_of",
    "wait_of",
]
