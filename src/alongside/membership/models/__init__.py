"""Organisations, what each must show, the terms that they sign, and how they come to join."""

from .joining import Application, ApplicationStep, Review
from .organisations import Contact, Organisation, Representative
from .standing import Evidence, Pause, Reminder, Requirement, Suspension
from .terms import TermsAcceptance, TermsVersion

__all__ = [
    "Application",
    "ApplicationStep",
    "Contact",
    "Evidence",
    "Organisation",
    "Pause",
    "Reminder",
    "Representative",
    "Requirement",
    "Review",
    "Suspension",
    "TermsAcceptance",
    "TermsVersion",
]
