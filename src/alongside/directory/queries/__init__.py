"""Reads of the directory."""

from .searching import NeedResults, Search, SearchResult, Wanted, search
from .weights import WEIGHTS, Parts, score_of

__all__ = ["WEIGHTS", "NeedResults", "Parts", "Search", "SearchResult", "Wanted", "score_of", "search"]
