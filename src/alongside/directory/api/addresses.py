"""Addresses below /api/oruk/, as the standard has them: without a slash at the end."""

from django.urls import path

from . import downloads, feed

LISTS = ("services", "service_at_locations", "taxonomies", "taxonomy_terms")
urlpatterns = [
    path("", feed.about, name="oruk"),
    path("openapi.json", feed.described, name="openapi"),
    *(
        path(f"directory.{form}", downloads.whole, {"form": form}, name=f"whole_{form}")
        for form in ("json", "zip", "csv")
    ),
    *(path(kind, feed.listed, {"kind": kind}, name=kind) for kind in LISTS),
    *(path(f"{kind}/<str:pk>", feed.one, {"kind": kind}, name=f"one_{kind}") for kind in LISTS),
    path("<path:rest>", feed.nothing),
]
