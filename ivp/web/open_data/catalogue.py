"""The description for data portals: DCAT-AP-NL 3.0 (https://docs.geostandaarden.nl/dcat/dcat-ap-nl30/) as JSON-LD.

The profile asks for a publisher; without the setting nobody is named, and the description lacks what it asks.
No licence is given to figures of others.
"""

from __future__ import annotations

from typing import Any

from ivp.catalog.models import Level
from ivp.facts import Area
from ivp.store.reader import Store
from ivp.web.open_data.declare import VERSION, Resource
from ivp.web.open_data.publisher import publisher
from ivp.web.open_data.resources import RESOURCES
from ivp.web.pages import product_name
from ivp.wording import open_data as words

Node = dict[str, Any]
_EU = "http://publications.europa.eu/resource/authority"
_TERMS = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_GROUPS = {
    "cijfers": (
        "Veiligheidscijfers van {district}",
        "Geregistreerde misdrijven, overlast en beleving, met vergelijking.",
    ),
    "plan": (
        "Veiligheidsplan van {district}",
        "Prioriteiten, doelen, acties en besluiten, met de toets aan de cijfers.",
    ),
}
_FORMATS = (("", "JSON", "application/json"), (".csv", "CSV", "text/csv"))


def catalogue(store: Store, root: str) -> Node:
    """The catalogue with its datasets, their distributions, and the service that gives them."""
    district = _district(store.areas())
    urn = f"urn:veiligheidsbeeld:{district.code}"
    day = {"@value": store.info["compiled"], "@type": "xsd:date"}
    datasets = [_dataset(group, district, urn, root, day) for group in _GROUPS]
    service = {
        "@id": f"{root}#dienst",
        "@type": "dcat:DataService",
        **_common(f"{urn}:dienst", f"Open data van {product_name()}", words.SUMMARY, root),
        "dcat:endpointURL": {"@id": root},
        "dcat:endpointDescription": {"@id": f"{root}/openapi.json"},
        "dcat:servesDataset": [{"@id": one["@id"]} for one in datasets],
        "dct:license": [_licence(group, root) for group in _GROUPS],
    }
    return {
        "@context": _TERMS,
        "@id": f"{root}/catalogus.jsonld",
        "@type": "dcat:Catalog",
        "dct:title": _dutch(f"Open data van {product_name()}"),
        "dct:description": _dutch(words.SUMMARY),
        "dct:language": _language(),
        "dct:modified": day,
        "dcat:contactPoint": _contact(root),
        **_agents(),
        "dcat:dataset": datasets,
        "dcat:service": service,
    }


def _dataset(group: str, district: Area, urn: str, root: str, day: Node) -> Node:
    title, what = _GROUPS[group]
    own = [one for one in RESOURCES.values() if one.group == group]
    found = _common(f"{urn}:{group}", title.format(district=district.name), what, root)
    return {
        "@id": f"{root}#{group}",
        "@type": "dcat:Dataset",
        **found,
        "dct:language": _language(),
        "dct:modified": day,
        "dct:accrualPeriodicity": _listed("frequency", "IRREG", "dct:Frequency"),
        "dcat:version": VERSION,
        "dcat:distribution": [_distribution(one, root, *form) for one in own for form in _FORMATS],
    }


def _distribution(resource: Resource, root: str, suffix: str, form: str, media_type: str) -> Node:
    address = f"{root}/{resource.name}{suffix}"
    return {
        "@id": f"{address}#distributie",
        "@type": "dcat:Distribution",
        "dct:title": _dutch(f"{resource.title} ({form})"),
        "dct:description": _dutch(resource.what),
        "dcat:accessURL": {"@id": address},
        "dcat:accessService": {"@id": f"{root}#dienst"},
        "dct:format": _listed("file-type", form, "dct:MediaTypeOrExtent"),
        "dcat:mediaType": {
            "@id": f"https://www.iana.org/assignments/media-types/{media_type}",
            "@type": "dct:MediaType",
        },
        "dct:license": _licence(resource.group, root),
    }


def _common(identifier: str, title: str, what: str, root: str) -> Node:
    """What the profile asks of a dataset and a service alike."""
    return {
        "dct:identifier": identifier,
        "dct:title": _dutch(title),
        "dct:description": _dutch(what),
        "dct:accessRights": _listed("access-right", "PUBLIC", "dct:RightsStatement"),
        "dcat:theme": {
            "@id": f"{_EU}/data-theme/JUST",
            "@type": "skos:Concept",
            "skos:prefLabel": _dutch("Justitie, rechtsstelsel en openbare veiligheid"),
        },
        "dcat:contactPoint": _contact(root),
        **_agents(),
    }


def _agents() -> Node:
    found = publisher()
    if found is None:
        return {}
    agent = {"@id": found.uri or "_:uitgever", "@type": "foaf:Agent", "foaf:name": _dutch(found.name)}
    return {"dct:publisher": agent, "dct:creator": agent}


def _contact(root: str) -> Node:
    """Where to ask: by mail where that is known, and the page that accounts for the figures."""
    found = publisher()
    place = {"vcard:hasURL": {"@id": f"{root.rpartition('/open/')[0]}/verantwoording"}}
    mail = {"vcard:hasEmail": {"@id": f"mailto:{found.mail}"}} if found and found.mail else {}
    name = {"vcard:fn": _dutch(found.name)} if found else {}
    return {"@id": "_:contact", "@type": "vcard:Kind", **name, **mail, **place}


def _licence(group: str, root: str) -> Node:
    """Of figures that of each table; of the plan nobody said it, for which the list of data.overheid.nl has a word."""
    place, label = {
        "cijfers": (f"{root}/bronnen", "Per tabel verschillend: zie de kolom licentie van de bronnen"),
        "plan": (
            "http://standaarden.overheid.nl/owms/terms/licentieonbekend",
            "Licentie onbekend: elke regel van het plan noemt de bron waar hij staat",
        ),
    }[group]
    return {"@id": place, "@type": "dct:LicenseDocument", "dct:title": _dutch(label)}


def _listed(vocabulary: str, code: str, kind: str) -> Node:
    """A value of a list of the EU."""
    return {"@id": f"{_EU}/{vocabulary}/{code}", "@type": kind}


def _language() -> Node:
    return _listed("language", "NLD", "dct:LinguisticSystem")


def _dutch(text: str) -> Node:
    return {"@value": text, "@language": "nl"}


def _district(areas: tuple[Area, ...]) -> Area:
    """The district of the catalog, or the largest area of one without."""
    return next((area for area in areas if area.level == Level.DISTRICT), areas[0])
