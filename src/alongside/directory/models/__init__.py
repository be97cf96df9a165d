"""The public directory, in the nouns of Open Referral UK. It holds no personal data: no named contacts."""

from .details import Accessibility, CostOption, Language, Phone, Schedule, ServiceArea
from .editions import Edition
from .keeping import EntryVersion, FieldDecision, LinkCheck
from .lists import ListedService, ServiceList
from .merging import Difference, FirstFor, KeptApart, Likeness
from .needs import Attribute, ServiceNeed, TaxonomyTerm
from .places import Location, ServiceAtLocation
from .services import Capacity, DirectoryOrganisation, SeenWait, Service
from .sources import Imported, Source
from .words import OwnPhrase, UnmetNeed

__all__ = [
    "Accessibility",
    "Attribute",
    "Capacity",
    "CostOption",
    "Difference",
    "DirectoryOrganisation",
    "Edition",
    "EntryVersion",
    "FieldDecision",
    "FirstFor",
    "Imported",
    "KeptApart",
    "Language",
    "Likeness",
    "LinkCheck",
    "ListedService",
    "Location",
    "OwnPhrase",
    "Phone",
    "Schedule",
    "SeenWait",
    "Service",
    "ServiceArea",
    "ServiceAtLocation",
    "ServiceList",
    "ServiceNeed",
    "Source",
    "TaxonomyTerm",
    "UnmetNeed",
]
