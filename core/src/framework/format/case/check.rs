//! The strict checker of CASE packages: what the classes of a version hold, and nothing else.

use crate::document::shape::{Field, Kind, Shape, maybe, needed};
use crate::document::{Json, Node, Reader};
use crate::framework::format::{Format, uuid};
use crate::problem::{Code, Problem, Trail};

const TEXTS: Kind = Kind::List(&Kind::Plain, false);
const ANY_OBJECT: Kind = Kind::Map(&Kind::Any);
const WHOLE: Kind = Kind::Whole(-9_007_199_254_740_991, 9_007_199_254_740_991);
const LINK: Kind = Kind::Object(&Shape { name: "LinkURI", title: "A link", fields: &[TITLE, IDENTIFIER, URI] });
const LINKS: Kind = Kind::List(&LINK, false);
const IDENTIFIER: Field = needed("identifier", Kind::Plain, "A UUID");
const URI: Field = needed("uri", Kind::Plain, "An address");
const TITLE: Field = needed("title", Kind::Plain, "A title");
const CHANGED: Field = needed("lastChangeDateTime", Kind::Plain, "When it was last changed");
const DESCRIPTION: Field = maybe("description", Kind::Plain, "A description");
const EXTENSIONS: Field = maybe("extensions", ANY_OBJECT, "Anything");

macro_rules! class {
    ($name:ident $title:literal, $($field:expr),* $(,)?) => {
        static $name: Shape = Shape { name: $title, title: $title, fields: &[$($field),*] };
    };
}

class! { DOCUMENT_11 "CFPckgDocument",
    IDENTIFIER, URI, needed("creator", Kind::Plain, "Who wrote it"), TITLE, CHANGED,
    maybe("frameworkType", Kind::Plain, "The kind of framework"),
    maybe("caseVersion", Kind::Word(&["1.1"]), "The version of CASE"),
    maybe("officialSourceURL", Kind::Plain, "Where it was published"), maybe("publisher", Kind::Plain, "Who publishes it"), DESCRIPTION,
    maybe("subject", TEXTS, "Subjects"), maybe("subjectURI", LINKS, "Subjects"), maybe("language", Kind::Plain, "The language"),
    maybe("version", Kind::Plain, "The version"), maybe("adoptionStatus", Kind::Plain, "The standing"),
    maybe("statusStartDate", Kind::Date, "The first day"), maybe("statusEndDate", Kind::Date, "The last day"),
    maybe("licenseURI", LINK, "Terms of use"), maybe("notes", Kind::Plain, "Remarks"), EXTENSIONS,
}
class! { DOCUMENT_10 "CFPckgDocument",
    IDENTIFIER, URI, needed("creator", Kind::Plain, "Who wrote it"), TITLE, CHANGED,
    maybe("officialSourceURL", Kind::Plain, "Where it was published"), maybe("publisher", Kind::Plain, "Who publishes it"), DESCRIPTION,
    maybe("subject", TEXTS, "Subjects"), maybe("subjectURI", LINKS, "Subjects"), maybe("language", Kind::Plain, "The language"),
    maybe("version", Kind::Plain, "The version"), maybe("adoptionStatus", Kind::Plain, "The standing"),
    maybe("statusStartDate", Kind::Date, "The first day"), maybe("statusEndDate", Kind::Date, "The last day"),
    maybe("licenseURI", LINK, "Terms of use"), maybe("notes", Kind::Plain, "Remarks"),
}
const STATEMENT: Field = needed("fullStatement", Kind::Plain, "The statement");
class! { ITEM_11 "CFPckgItem",
    IDENTIFIER, URI, STATEMENT, CHANGED, maybe("alternativeLabel", Kind::Plain, "Another label"),
    maybe("CFItemType", Kind::Plain, "The kind of item"), maybe("humanCodingScheme", Kind::Plain, "The code"),
    maybe("listEnumeration", Kind::Plain, "The position"), maybe("abbreviatedStatement", Kind::Plain, "The statement in short"),
    maybe("conceptKeywords", TEXTS, "Keywords"), maybe("conceptKeywordsURI", LINK, "Keywords"), maybe("notes", Kind::Plain, "Remarks"),
    maybe("subject", TEXTS, "Subjects"), maybe("subjectURI", LINKS, "Subjects"), maybe("language", Kind::Plain, "The language"),
    maybe("educationLevel", TEXTS, "Levels of education"), maybe("CFItemTypeURI", LINK, "The kind of item"),
    maybe("licenseURI", LINK, "Terms of use"), maybe("statusStartDate", Kind::Date, "The first day"),
    maybe("statusEndDate", Kind::Date, "The last day"), EXTENSIONS,
}
class! { ITEM_10 "CFPckgItem",
    IDENTIFIER, URI, STATEMENT, CHANGED, maybe("alternativeLabel", Kind::Plain, "Another label"),
    maybe("CFItemType", Kind::Plain, "The kind of item"), maybe("humanCodingScheme", Kind::Plain, "The code"),
    maybe("listEnumeration", Kind::Plain, "The position"), maybe("abbreviatedStatement", Kind::Plain, "The statement in short"),
    maybe("conceptKeywords", TEXTS, "Keywords"), maybe("conceptKeywordsURI", LINK, "Keywords"), maybe("notes", Kind::Plain, "Remarks"),
    maybe("language", Kind::Plain, "The language"),
    maybe("educationLevel", TEXTS, "Levels of education"), maybe("CFItemTypeURI", LINK, "The kind of item"),
    maybe("licenseURI", LINK, "Terms of use"), maybe("statusStartDate", Kind::Date, "The first day"),
    maybe("statusEndDate", Kind::Date, "The last day"),
}
class! { NODE_11 "LinkGenURI", TITLE, needed("identifier", Kind::Plain, "An identifier"), URI, maybe("targetType", Kind::Plain, "CASE, or ext:…") }
class! { NODE_10 "LinkGenURI", TITLE, needed("identifier", Kind::Plain, "An identifier"), URI }
const TYPE: Field = needed("associationType", Kind::Plain, "The kind of association");
const ORDER: Field = maybe("sequenceNumber", WHOLE, "The position");
const GROUPING: Field = maybe("CFAssociationGroupingURI", LINK, "The grouping");
class! { ASSOCIATION_11 "CFPckgAssociation",
    IDENTIFIER, TYPE, ORDER, URI, needed("originNodeURI", Kind::Object(&NODE_11), "From"),
    needed("destinationNodeURI", Kind::Object(&NODE_11), "To"), GROUPING, CHANGED, maybe("notes", Kind::Plain, "Remarks"), EXTENSIONS,
}
class! { ASSOCIATION_10 "CFPckgAssociation",
    IDENTIFIER, TYPE, ORDER, URI, needed("originNodeURI", Kind::Object(&NODE_10), "From"),
    needed("destinationNodeURI", Kind::Object(&NODE_10), "To"), GROUPING, CHANGED,
}
const HIERARCHY: Field = needed("hierarchyCode", Kind::Plain, "Its place in a hierarchy");
class! { CONCEPT "CFConcept", IDENTIFIER, URI, TITLE, HIERARCHY, CHANGED, maybe("keywords", Kind::Plain, "Keywords"), DESCRIPTION, EXTENSIONS }
class! { SUBJECT "CFSubject", IDENTIFIER, URI, TITLE, HIERARCHY, CHANGED, DESCRIPTION, EXTENSIONS }
class! { ITEM_TYPE "CFItemType",
    IDENTIFIER, URI, TITLE, needed("description", Kind::Plain, "A description"), HIERARCHY, CHANGED, maybe("typeCode", Kind::Plain, "Its code"), EXTENSIONS,
}
class! { LICENSE "CFLicense", IDENTIFIER, URI, TITLE, needed("licenseText", Kind::Plain, "Its words"), CHANGED, DESCRIPTION, EXTENSIONS }
class! { A_GROUPING "CFAssociationGrouping", IDENTIFIER, URI, TITLE, CHANGED, DESCRIPTION, EXTENSIONS }
class! { DEFINITIONS "CFDefinitions",
    maybe("CFConcepts", Kind::List(&Kind::Object(&CONCEPT), false), "Concepts"),
    maybe("CFSubjects", Kind::List(&Kind::Object(&SUBJECT), false), "Subjects"),
    maybe("CFLicenses", Kind::List(&Kind::Object(&LICENSE), false), "Terms of use"),
    maybe("CFItemTypes", Kind::List(&Kind::Object(&ITEM_TYPE), false), "Kinds of item"),
    maybe("CFAssociationGroupings", Kind::List(&Kind::Object(&A_GROUPING), false), "Groupings"), EXTENSIONS,
}
const POSITION: Field = maybe("position", WHOLE, "The position");
class! { CRITERION_LEVEL "CFRubricCriterionLevel",
    IDENTIFIER, URI, CHANGED, DESCRIPTION, maybe("quality", Kind::Plain, "The level"), maybe("score", Kind::Number, "Its value"),
    maybe("feedback", Kind::Plain, "What to say"), POSITION, maybe("rubricCriterionId", Kind::Plain, "The criterion"),
    maybe("extensions", Kind::List(&ANY_OBJECT, false), "Anything"),
}
class! { CRITERION "CFRubricCriterion",
    IDENTIFIER, URI, CHANGED, maybe("category", Kind::Plain, "Its kind"), DESCRIPTION, maybe("CFItemURI", LINK, "The item"),
    maybe("weight", Kind::Number, "Its weight"), POSITION, maybe("rubricId", Kind::Plain, "The rubric"),
    maybe("CFRubricCriterionLevels", Kind::List(&Kind::Object(&CRITERION_LEVEL), false), "Its levels"), EXTENSIONS,
}
class! { RUBRIC "CFRubric",
    IDENTIFIER, URI, CHANGED, maybe("title", Kind::Plain, "A title"), DESCRIPTION,
    maybe("CFRubricCriteria", Kind::List(&Kind::Object(&CRITERION), false), "Its criteria"), EXTENSIONS,
}
class! { PACKAGE_11 "CFPackage",
    needed("CFDocument", Kind::Object(&DOCUMENT_11), "The document"),
    maybe("CFItems", Kind::List(&Kind::Object(&ITEM_11), false), "The items"),
    maybe("CFAssociations", Kind::List(&Kind::Object(&ASSOCIATION_11), false), "The associations"),
    maybe("CFDefinitions", Kind::Object(&DEFINITIONS), "Definitions"),
    maybe("CFRubrics", Kind::List(&Kind::Object(&RUBRIC), false), "Rubrics"), EXTENSIONS,
}
class! { PACKAGE_10 "CFPackage",
    needed("CFDocument", Kind::Object(&DOCUMENT_10), "The document"),
    maybe("CFItems", Kind::List(&Kind::Object(&ITEM_10), false), "The items"),
    maybe("CFAssociations", Kind::List(&Kind::Object(&ASSOCIATION_10), false), "The associations"),
    maybe("CFDefinitions", Kind::Object(&DEFINITIONS), "Definitions"),
    maybe("CFRubrics", Kind::List(&Kind::Object(&RUBRIC), false), "Rubrics"),
}

/// Reports everything in which a package is not one of its version.
pub(super) fn check(tree: &Node<'_>, version: Format, reader: &mut Reader<'_>) {
    let newer = version == Format::Case11;
    (if newer { &PACKAGE_11 } else { &PACKAGE_10 }).check(tree, &Trail::Top, reader);
    identifiers(tree, &Trail::Top, newer, reader);
    for (position, node) in tree.get("CFAssociations").map_or(&[][..], |list| list.items()).iter().enumerate() {
        let top = Trail::Top;
        let list = top.key("CFAssociations");
        let here = list.index(position);
        let Some(found) = node.get("associationType") else { continue };
        let word = found.as_text().unwrap_or_default();
        let own = |word: &str| {
            let letters = word.strip_prefix("ext:").unwrap_or_default();
            newer
                && !letters.is_empty()
                && letters.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_|".contains(&byte))
        };
        let known = super::KINDS.iter().any(|(known, _)| *known == word && (newer || *known != "isTranslationOf"));
        if !known && !own(word) {
            let problem = Problem::new(Code::DocumentWord, here.key("associationType").path()).with("found", word);
            let words = super::KINDS.iter().map(|(word, _)| *word).filter(|word| newer || *word != "isTranslationOf");
            reader.add(problem.known(words.clone()).maybe_meant(word, words), found);
        }
    }
}

/// Every identifier is a UUID but those that links of associations carry; a score is a number, a time a time.
fn identifiers(node: &Node<'_>, trail: &Trail<'_>, newer: bool, reader: &mut Reader<'_>) {
    match &node.value {
        Json::List(items) => {
            for (position, item) in items.iter().enumerate() {
                identifiers(item, &trail.index(position), newer, reader);
            }
        }
        Json::Object(entries) => {
            for (key, value) in entries {
                let here = trail.key(key);
                match (key.as_ref(), value.as_text()) {
                    ("extensions" | "originNodeURI" | "destinationNodeURI", _) => {}
                    ("identifier", Some(id)) if !(if newer { uuid::has_form(id) } else { uuid::is_strict(id) }) => {
                        reader.add(Problem::new(Code::FormatUuid, here.path()).with("found", id), value);
                    }
                    ("lastChangeDateTime", Some(time)) if !super::write::is_time(time) => {
                        reader.add(Problem::new(Code::FormatTime, here.path()).with("found", time), value);
                    }
                    ("score" | "weight", Some(text)) => {
                        let problem = Problem::new(Code::DocumentType, here.path()).with("found", "a text");
                        reader.add(problem.with("wanted", "a number").with("text", text), value);
                    }
                    _ => identifiers(value, &here, newer, reader),
                }
            }
        }
        _ => {}
    }
}
