from django.urls import include, path

from . import views
from .api import embedding, pages, sitemap

app_name = "directory"
urlpatterns = [
    path("find/", views.find, name="find"),
    path("find/forget/", views.forget, name="forget"),
    path("find/nothing-fits/", views.nothing_fits, name="nothing_fits"),
    path("service/<uuid:service_id>/", views.service, name="service"),
    path("leaflet/", views.leaflet, name="leaflet"),
    path("leaflet/leaflet.pdf", views.leaflet_pdf, name="leaflet_pdf"),
    path("service/<uuid:service_id>/keep/", views.keep, name="keep"),
    path("lists/", views.lists, name="lists"),
    path("lists/<uuid:list_id>/", views.one_list, name="list"),
    path("lists/<uuid:list_id>/remove/", views.remove_list, name="remove_list"),
    path("lists/<uuid:list_id>/<uuid:service_id>/take-off/", views.take_off, name="take_off"),
    path("words/", views.words, name="words"),
    path("words/<uuid:phrase_id>/take-away/", views.take_phrase, name="take_phrase"),
    path("api/docs/", pages.documentation, name="documentation"),
    path("api/oruk/", include("alongside.directory.api.addresses")),
    path("embed/", embedding.embed, name="embed"),
    path("embed/frame/", embedding.embed_frame, name="embed_frame"),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", sitemap.sitemap_part, name="sitemap_part"),
    path("open-directory/", pages.take, name="take"),
]
