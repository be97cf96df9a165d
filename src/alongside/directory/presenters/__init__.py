"""Words and links for the pages of the directory."""

from .results import ResultsPage, results_page
from .service import ServicePage, service_page

__all__ = ["ResultsPage", "ServicePage", "results_page", "service_page"]
