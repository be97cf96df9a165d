"""Every write about organisations."""

from .organisations import know_organisation

__all__ = ["know_organisation"]
