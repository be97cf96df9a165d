"""Making two entries one, where nothing is left open about the one that goes into the other."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from alongside.directory.actions import merge_entries
from alongside.directory.models import Service
from alongside.directory.queries import pair_of
from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import DomainError, Stale
from alongside.foundation.access.gate import action
from alongside.foundation.access.permissions import Permission

from ..models import Doubt, EntryChange


@action(Permission.DIRECTORY_MODERATE, records="Entries compared and made one")
def make_one(keep: Service, *, fold: Service, take: Mapping[str, UUID], seen: Any, by: Actor) -> Service:
    """Make ``fold`` part of ``keep``. ``seen`` is what their sources differed on where they were compared.

    Raises DomainError where something is still asked of ``fold``, Stale where one of them says another thing since.
    """
    asked = EntryChange.objects.filter(service=fold, state="proposed").exists()
    if asked or Doubt.objects.filter(service=fold, state="raised").exists():
        raise DomainError(
            f"Decide first on what is asked of {fold.name} or called wrong in it. Nothing was changed."
        )
    if pair_of(keep.pk, fold.pk, by=by).differ != seen:
        raise Stale("One of them says another thing since you looked. Compare the two again.")
    return merge_entries(keep, fold=fold, take=take, by=by)
