"""Sealed documents and what is taken from them (clauses 2.19 and 6.9)."""

import hashlib
import json

from values import Literal, Period, join, read_date, read_number, write_number


def canonical(node):
    """Clause 6.9 (a) and (b), of a document of which nothing is known."""
    if type(node) is Literal:
        number, code = read_number(node)
        return json.dumps(str(node) if code else write_number(number))
    if isinstance(node, dict):
        keys = sorted((key for key, value in node.items() if value is not None), key=lambda key: key.encode("utf-16-be", "surrogatepass"))
        return "{" + ",".join(quoted(key) + ":" + canonical(node[key]) for key in keys) + "}"
    if isinstance(node, list):
        return "[" + ",".join(map(canonical, node)) + "]"
    return quoted(node) if isinstance(node, str) else json.dumps(node)


def quoted(text):
    return json.dumps(text, ensure_ascii=False)


def seal_of(document):
    rest = {key: value for key, value in document.items() if key != "seal"}
    return hashlib.sha256(canonical(rest).encode("utf-8")).hexdigest()


def sealed(document):
    return {**document, "seal": seal_of(document)}


def is_document(declared, raw):
    return bool(declared.taken_from) and isinstance(raw, dict) and raw.get("kinerja") is not None


def field_of(declared, document):
    """Where the value stands, by the first item that names the document; None where none does."""
    for item in declared.taken_from:
        if "scheme" in item:
            if document["kinerja"] == "appraisal/1" and document.get("scheme") == item["scheme"]:
                return ["outcomes", item["outcome"]]
        elif document["kinerja"] == item["document"]:
            return item["field"].split(".")
    return None


def taken(declared, document, facts):
    """(what stands in the document, None), or (None, code of the problem)."""
    if type(document.get("seal")) is not str or document["seal"] != seal_of(document):
        return None, "taken.seal"
    field = field_of(declared, document)
    if field is None:
        return None, "taken.source"
    refs = {ref for ref in (ref_of(document), ref_of(facts)) if ref}
    if len(refs) > 1:
        return None, "taken.person"
    value = document
    for key in field:
        value = value.get(key) if isinstance(value, dict) else None
    if value is None or isinstance(value, (dict, list)):
        return None, "taken.value"
    if type(value) is Literal:
        number, code = read_number(value)
        if not code and number.denominator != 1:
            return None, "taken.value"
    return value, None


def ref_of(document):
    person = document.get("person")
    ref = person.get("ref") if isinstance(person, dict) else None
    return ref if type(ref) is str else None


def period_of(document):
    period = document.get("period")
    if not isinstance(period, dict):
        return None
    days = [read_date(period[key]) if type(period.get(key)) is str else None for key in ("from", "until")]
    return None if None in days or days[0] > days[1] else Period(*days)
