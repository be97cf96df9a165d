"""Teaching the alliance's own words, and taking them away."""

import re
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import DomainError, NotFound
from alongside.foundation.access.gate import action
from alongside.foundation.access.permissions import Permission

from ..models import OwnPhrase
from ..understanding import CRISIS, default_lexicon, tokens_of

MOST_PHRASES = 2_000
MOST_WORDS = 8
LEAST_LETTERS = 3


@action(Permission.LEXICON_EDIT, records="Words taught")
def teach_phrase(*, need_code: str, phrase: str, means: bool = True, by: Actor) -> OwnPhrase:
    """Say that a phrase means a need, or does not. Raises DomainError with what to change."""
    if need_code != CRISIS and need_code not in default_lexicon().needs:
        raise DomainError("Choose what these words mean.")
    if need_code == CRISIS and not means:
        raise DomainError("Words can open crisis help. They can’t keep it shut: a miss costs too much.")
    phrase = _said_plainly(phrase)
    if OwnPhrase.objects.count() >= MOST_PHRASES:
        raise DomainError("There are 2,000 phrases already. Take some away first.")
    row = OwnPhrase(
        alliance_id=by.alliance_id,
        need_code=need_code,
        phrase=phrase,
        means=means,
        added_at=timezone.now(),
        added_by=by.label[:400],
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise DomainError(f"“{phrase}” is in the list for that need already.") from error
    return row


def _said_plainly(phrase: str) -> str:
    """A phrase with single spaces. Raises DomainError when it would be heard everywhere, or never."""
    phrase = " ".join(phrase.replace("\0", "").lower().split())
    words = [token.word for token in tokens_of(phrase)]
    small = default_lexicon().fillers
    if len(phrase) > 80 or len(words) > MOST_WORDS:
        raise DomainError("Use the few words that matter: eight at most.")
    if not words or all(word in small or len(word) < LEAST_LETTERS for word in words):
        raise DomainError("Use at least one word that says what it is about.")
    if re.search(r"[|*?{}=<>]", phrase):
        raise DomainError("Use words only, without signs.")
    return phrase


@action(Permission.LEXICON_EDIT, records="Words taken away")
def forget_phrase(*, phrase_id: UUID, by: Actor) -> None:
    """Take one of the alliance's own phrases away. Raises NotFound."""
    if not OwnPhrase.objects.filter(pk=phrase_id).delete()[0]:
        raise NotFound
