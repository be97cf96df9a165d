"""This API in OpenAPI 3.1, put together from the parameters themselves and from what records hold."""

from typing import Any

from .parameters import LISTS, Parameter
from .problems import PROBLEM
from .records import RECORDS

SCHEMAS = "#/components/schemas/"
NOUNS = {
    "services": ("service", "services"),
    "service_at_locations": ("service at a place", "services at places"),
    "taxonomies": ("taxonomy", "taxonomies"),
    "taxonomy_terms": ("taxonomy term", "taxonomy terms"),
}
KINDS = {
    "services": "Service",
    "service_at_locations": "ServiceAtLocation",
    "taxonomies": "Taxonomy",
    "taxonomy_terms": "TaxonomyTerm",
}
PAGE = {
    "total_items": {"type": "integer", "minimum": 0},
    "total_pages": {"type": "integer", "minimum": 0},
    "page_number": {"type": "integer", "minimum": 1},
    "size": {"type": "integer", "minimum": 0, "description": "How many there are on this page."},
    "first_page": {"type": "boolean"},
    "last_page": {"type": "boolean"},
    "empty": {"type": "boolean"},
}
META = {"version": {"type": "string"}, "profile": {"type": "string"}, "openapi_url": {"type": "string"}}
UNCHANGED = {"304": {"description": "Nothing has changed since the ETag that was sent."}}


def openapi(base: str, alliance: str) -> dict[str, Any]:
    """The document. `base` is the address of this API without a slash at its end."""
    paths: dict[str, Any] = {
        "/": {
            "get": _read(
                "about",
                "Which standard this is",
                {"type": "object", "properties": META, "required": list(META)},
            )
        }
    }
    for kind, name in KINDS.items():
        noun, nouns = NOUNS[kind]
        whole = _object({**PAGE, "contents": {"type": "array", "items": {"$ref": SCHEMAS + name}}})
        listing = _read(f"list_{kind}", f"A page of {nouns}", whole, "400", etag=True)
        listing["parameters"] = [_parameter(one) for one in LISTS[kind]]
        paths[f"/{kind}"] = {"get": listing}
        single = _read(
            f"get_{kind}",
            f"One {noun} with all that is known of it",
            {"$ref": SCHEMAS + name},
            "404",
            etag=True,
        )
        single["parameters"] = [
            {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}
        ]
        paths[f"/{kind}/{{id}}"] = {"get": single}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"The directory of {alliance}",
            "version": "3.0",
            "description": "Open Referral UK 3.0. No key is needed. Running services only; no personal data.",
        },
        "servers": [{"url": base}],
        "paths": paths,
        "components": {"schemas": RECORDS | {"Problem": PROBLEM_SCHEMA}},
    }  # fmt: skip


PROBLEM_SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"parameter": {"type": "string"}, "detail": {"type": "string"}},
                "required": ["parameter", "detail"],
            },
        },
    },
}


def _read(
    name: str, summary: str, schema: dict[str, Any], *problems: str, etag: bool = False
) -> dict[str, Any]:
    answers: dict[str, Any] = {
        "200": {"description": summary + ".", "content": {"application/json": {"schema": schema}}}
    }
    if etag:
        answers |= UNCHANGED
    for status in problems:
        said = {"400": "A parameter makes no sense.", "404": "Nothing that is published has this id."}[status]
        answers[status] = {
            "description": said,
            "content": {PROBLEM: {"schema": {"$ref": SCHEMAS + "Problem"}}},
        }
    return {"operationId": name, "summary": summary, "responses": answers}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _parameter(one: Parameter) -> dict[str, Any]:
    return {
        "name": one.name,
        "in": "query",
        "required": False,
        "description": one.about,
        "schema": dict(one.schema),
    }
