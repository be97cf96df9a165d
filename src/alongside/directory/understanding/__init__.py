"""Understanding: what somebody's own words are about.

Pure Python with no Django and no database: give it a sentence, get needs with a confidence, the phrases
that gave them away, and whether the words speak of suicide or self-harm.
"""

from alongside.directory.understanding.inference import infer_needs
from alongside.directory.understanding.lexicon import Lexicon, NeedTerm, default_lexicon
from alongside.directory.understanding.reading import SAFETY, NeedFound, Span, Understanding, understand

__all__ = [
    "SAFETY",
    "Lexicon",
    "NeedFound",
    "NeedTerm",
    "Span",
    "Understanding",
    "default_lexicon",
    "infer_needs",
    "understand",
]
