"""Sealed documents and what is taken from them (clauses 2.19, 2.21 and 6.9)."""

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
    may_be = bool(declared.taken_from) or declared.type == "weight"
    return may_be and isinstance(raw, dict) and raw.get("kinerja") is not None


def field_of(declared, document):
    """Where the value stands, by the first item that names the document; None where none does."""
    for item in declared.taken_from:
        if "scheme" in item:
            if document["kinerja"] == "appraisal/1" and document.get("scheme") == item["scheme"]:
                return ["outcomes", item["outcome"]]
        elif document["kinerja"] == item["document"]:
            return item["field"].split(".")
    return None


def is_sealed(document):
    return type(document.get("seal")) is str and document["seal"] == seal_of(document)


def weights_carried(name, items):
    """The sealed documents that rows carry as the weight of this name, by seal."""
    carried = {}
    for item in items:
        given = item.get(name) if isinstance(item, dict) else None
        if isinstance(given, dict) and given.get("kinerja") is None:
            given = given.get("value")
        if isinstance(given, dict) and given.get("kinerja") is not None and not is_named_only(given) and is_sealed(given):
            carried.setdefault(given["seal"], given)
    return carried


def is_named_only(document):
    return type(document.get("seal")) is str and all(value is None for key, value in document.items() if key not in ("kinerja", "seal"))


def weight_taken(total, given, row, carried, facts):
    """Clause 2.21: (the weight, None, the document), or (None, code, the document or None)."""
    document = carried.get(given["seal"]) if is_named_only(given) else given if is_sealed(given) else None
    if document is None:
        return None, "taken.seal", None
    if document["kinerja"] != "weights/1":
        return None, "taken.source", None
    refs = {ref for ref in (ref_of(document), ref_of(facts)) if ref}
    if len(refs) > 1:
        return None, "taken.person", None
    weights = document.get("weights")
    ratio = ratio_of(weights.get(name_of(row)) if isinstance(weights, dict) else None)
    return (None, "taken.value", document) if ratio is None else (total * ratio, None, document)


def name_of(row):
    name = row.get("id")
    if type(name) is Literal:
        number, code = read_number(name)
        return str(name) if code else write_number(number)
    return name if type(name) is str and name else row.get("title") if type(row.get("title")) is str else None


def ratio_of(written):
    if type(written) is str and "/" in written:
        above, below = map(read_number, written.split("/", 1))
        if above[1] or below[1] or above[0].denominator != 1 or below[0].denominator != 1 or below[0] <= 0:
            return None
        return above[0] / below[0]
    if type(written) not in (str, Literal):
        return None
    number, code = read_number(written)
    return None if code or type(written) is Literal and number.denominator != 1 else number


def taken(declared, document, facts):
    """(what stands in the document, None), or (None, code of the problem)."""
    if not is_sealed(document):
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
