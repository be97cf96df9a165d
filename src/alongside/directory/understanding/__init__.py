"""Understanding: what somebody's own words are about.

Pure Python with no Django and no database: give it a sentence, get needs with a confidence, the phrases
that gave them away, and whether the words speak of suicide or self-harm.
"""

from alongside.directory.understanding.inference import infer_needs
from alongside.directory.understanding.lexicon import CRISIS, Lexicon, NeedTerm, default_lexicon, read_terms
from alongside.directory.understanding.reading import (
    SAFETY,
    NeedFound,
    Signs,
    SignsFound,
    Span,
    Understanding,
    conclude,
    read_signs,
    understand,
)
from alongside.directory.understanding.words import tokens_of

__all__ = [
    "CRISIS",
    "SAFETY",
    "Lexicon",
    "NeedFound",
    "NeedTerm",
    "Signs",
    "SignsFound",
    "Span",
    "Understanding",
    "conclude",
    "default_lexicon",
    "infer_needs",
    "read_signs",
    "read_terms",
    "tokens_of",
    "understand",
]
