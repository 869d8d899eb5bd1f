//! Requests for gaps, and gaps as documents.

use super::explain::score_text;
use super::{Band, Cap, Gap, GapItem, GapRule, Importance, Method, Standing, Unrated};
use crate::document::parts::{self, Round};
use crate::document::shape::{Field, Kind, Shape, maybe, needed};
use crate::document::{Node, canonical_text, digest, sealed, to_lines};
use crate::framework::assessment::PERSON;
use crate::framework::document::WORDING;
use crate::framework::read::{items, number, text, wording};
use crate::framework::write::Fields;
use crate::number::Rounding;
use crate::text::Lang;

const METHODS: &[&str] = &["proportional", "met-count", "jpm-ratio-of-sums", "jpm-mean-of-ratios", "weighted-gap"];
/// The key of a request or result that names the method.
pub(crate) const METHOD: Field = maybe("method", Kind::Word(METHODS), "The method; without one: proportional");
/// The key that says whether more than required counts.
pub(crate) const CAP: Field =
    maybe("cap", Kind::Word(&["none", "each", "whole"]), "Whether more than required counts; without: it does");
/// The key that says what becomes of what was not rated.
pub(crate) const UNRATED: Field = maybe(
    "unrated",
    Kind::Word(&["block", "exclude", "minimum"]),
    "What becomes of what was not rated; without: block",
);
/// The key that says how each ratio is rounded.
pub(crate) const ROUND_EACH: Field = maybe("round_each", parts::ROUND, "How each ratio is rounded before the mean");
/// The key that says how the score is rounded.
pub(crate) const ROUND: Field = maybe("round", parts::ROUND, "How the score is rounded");
/// The key of the bands.
pub(crate) const BANDS: Field = maybe(
    "bands",
    Kind::List(
        &Kind::Object(&Shape {
            name: "gap_band",
            title: "A range of scores with a name",
            fields: &[
                needed("id", Kind::Plain, "Its id"),
                maybe("title", WORDING, "What it is called"),
                maybe("from", Kind::Number, "The lowest score in it; the last may leave it out"),
            ],
        }),
        false,
    ),
    "The bands, highest first",
);

const IDS: Kind = Kind::List(&Kind::Plain, false);
const COUNT: Kind = Kind::Whole(0, 1_000_000_000);

/// The shape of a gap result document.
pub(crate) static GAP_RESULT: Shape = Shape {
    name: "gap_result",
    title: "What a person lacks for a post: calculated, not decided",
    fields: &[
        needed("kinerja", Kind::Exactly("gap-result/1"), "The kind of document"),
        needed("profile", Kind::Plain, "The id of the job profile"),
        needed("profile_digest", Kind::Plain, "The digest of the job profile"),
        needed("assessment_digest", Kind::Plain, "The digest of the assessment"),
        PERSON,
        maybe("on", Kind::Date, "The day of the assessment"),
        METHOD,
        CAP,
        UNRATED,
        ROUND_EACH,
        ROUND,
        BANDS,
        needed(
            "outcomes",
            Kind::Object(&Shape {
                name: "gap_outcomes",
                title: "What came out",
                fields: &[
                    needed(
                        "score",
                        Kind::Plain,
                        "The score, in percent; a fraction where it does not end and is not rounded",
                    ),
                    maybe("exact", Kind::Plain, "The score before it was rounded"),
                    maybe("band", Kind::Plain, "The band that holds"),
                ],
            }),
            "What came out",
        ),
        needed(
            "assessed",
            Kind::Object(&Shape {
                name: "assessed",
                title: "Of how many requirements something was found",
                fields: &[
                    needed("rated", COUNT, "Those of which something was found"),
                    needed("of", COUNT, "Those that count"),
                    needed("not_rated", COUNT, "Those of which a rating is owed"),
                    needed("not_applicable", COUNT, "Those of which none is owed"),
                ],
            }),
            "Of how many requirements something was found",
        ),
        maybe(
            "mandatory",
            Kind::Object(&Shape {
                name: "gap_mandatory",
                title: "The requirements that nothing makes up for",
                fields: &[
                    needed("met", COUNT, "Those that are met"),
                    needed("of", COUNT, "All of them"),
                    needed("knock_outs", IDS, "Those that are not met"),
                    needed("open", IDS, "Those that nobody rated"),
                ],
            }),
            "The requirements that nothing makes up for",
        ),
        needed("items", Kind::List(&Kind::Object(&ITEM), false), "Each requirement and what was found of it"),
        maybe("warnings", Kind::List(&Kind::Any, false), "What to know beside"),
        maybe("explanation", Kind::Map(&Kind::Plain), "The explanation by language, where it was asked for"),
        maybe("html", Kind::Map(&Kind::Plain), "The report as an HTML page by language, where it was asked for"),
        maybe("seal", Kind::Plain, "The digest of the rest: an input of a scheme takes the document by it"),
    ],
};

static ITEM: Shape = Shape {
    name: "gap_item",
    title: "A requirement and what was found of it",
    fields: &[
        needed("competency", Kind::Plain, "The competency"),
        maybe("title", WORDING, "What it is called"),
        needed("required", Kind::Plain, "The value required"),
        maybe("actual", Kind::Plain, "The value found"),
        maybe("absent", Kind::Word(&["not_rated", "not_applicable"]), "How nothing was found"),
        maybe("gap", Kind::Plain, "What is lacking; below zero where more was found"),
        maybe("met", Kind::Bool, "Whether as much as required was found"),
        maybe("share", Kind::Plain, "Its part in the score, as the method reckons it"),
        needed("weight", Kind::Plain, "Its weight"),
        maybe("mandatory", Kind::Bool, "That nothing makes up for it"),
        maybe("need", Kind::Word(&["optional"]), "That it does not count"),
    ],
};

/// The rule of a request that fits its shape.
pub(crate) fn rule(request: &Node<'_>) -> GapRule {
    let rounding = |key: &str| request.get(key).and_then(Round::read).map(|round| (round.digits, round.mode));
    GapRule {
        method: Method::from_word(&text(request, "method")).unwrap_or_default(),
        cap: match text(request, "cap").as_str() {
            "each" => Cap::Each,
            "whole" => Cap::Whole,
            _ => Cap::None,
        },
        unrated: match text(request, "unrated").as_str() {
            "exclude" => Unrated::Exclude,
            "minimum" => Unrated::Minimum,
            _ => Unrated::Block,
        },
        round_each: rounding("round_each"),
        round: rounding("round"),
        bands: items(request, "bands")
            .iter()
            .map(|node| Band { id: text(node, "id"), title: wording(node, "title"), from: number(node, "from") })
            .collect(),
    }
}

fn rounding(rounding: Option<(u8, Rounding)>) -> Option<Node<'static>> {
    rounding.map(|(digits, mode)| Node::object([("digits", Node::number(digits)), ("mode", Node::text(mode.name()))]))
}

impl Gap {
    /// The document `gap-result/1`: what was found lacking, by which rule, against which profile and from which assessment, so that it can be checked years later.
    /// Calculated, never decided.
    #[must_use]
    pub fn to_json(&self) -> String {
        to_lines(&self.node())
    }

    /// The document of [`Gap::to_json`] with its seal: what an input of a scheme takes that names it under `taken_from` (clause 2.19).
    ///
    /// ```
    /// use kinerja::{Lang, Scheme, framework::{Assessment, Gap, GapRule, Profile}};
    /// let profile = Profile::parse(r#"{ "kinerja": "profile/1", "profile": "clerk", "requirements": [{ "competency": "law", "value": 4 }] }"#)?;
    /// let person = Assessment::parse(r#"{ "kinerja": "assessment/1", "results": [{ "competency": "law", "value": 3 }] }"#)?;
    /// let gap = Gap::of(&profile, &person, GapRule::default())?;
    ///
    /// let scheme = Scheme::parse(r#"{ "kinerja": "scheme/1", "scheme": "example/half", "version": 1, "languages": ["en"],
    ///   "inputs": [{ "name": "readiness", "type": "number", "taken_from": [{ "document": "gap-result/1", "field": "outcomes.score" }] }],
    ///   "steps": [{ "name": "half", "is": "readiness / 2" }], "outcomes": [{ "name": "half", "of": "half", "round": "exact" }] }"#)?;
    /// let appraisal = scheme.appraise(&format!(r#"{{ "readiness": {} }}"#, gap.sealed()), None)?;
    /// assert_eq!(appraisal.label("half", Lang::En).as_deref(), Some("37.5"));
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    #[must_use]
    pub fn sealed(&self) -> String {
        to_lines(&sealed(self.node()))
    }

    /// SHA-256 of the canonical form.
    #[must_use]
    pub fn digest(&self) -> String {
        digest(&canonical_text(&self.node()))
    }

    pub(crate) fn node(&self) -> Node<'_> {
        let rule = &self.rule;
        let outcomes = Fields::new()
            .always("score", Node::text(score_text(&self.exact, self.rounded.as_ref())))
            .maybe("exact", self.rounded.is_some().then(|| Node::text(self.exact.to_string())))
            .maybe("band", self.band().map(|band| Node::text(band.id.as_str())));
        let count = |standing: Standing| {
            let of_that = |item: &&GapItem| item.importance == Importance::Essential && item.standing == standing;
            Node::number(self.items.iter().filter(of_that).count())
        };
        let assessed = Node::object([
            ("rated", Node::number(self.assessed())),
            ("of", Node::number(self.of_how_many())),
            ("not_rated", count(Standing::NotRated)),
            ("not_applicable", count(Standing::NotApplicable)),
        ]);
        let mandatory: Vec<&GapItem> = self.items.iter().filter(|item| item.mandatory).collect();
        let met = mandatory.iter().filter(|item| item.is_met() == Some(true)).count();
        let names = |items: Vec<&GapItem>| Node::texts(items.into_iter().map(|item| item.competency.clone()));
        let mandatory = (!mandatory.is_empty()).then(|| {
            Node::object([
                ("met", Node::number(met)),
                ("of", Node::number(mandatory.len())),
                ("knock_outs", names(self.knock_outs().collect())),
                ("open", names(self.open().collect())),
            ])
        });
        let warnings = self.warnings().iter().map(|problem| {
            let words = Lang::ALL.map(|lang| (lang.code(), Node::text(problem.text(lang))));
            Node::object([
                ("code", Node::text(problem.code().as_str())),
                ("path", Node::text(problem.path().to_string())),
                ("text", Node::object(words)),
            ])
        });
        let warnings: Vec<Node<'_>> = warnings.collect();
        Fields::new()
            .always("kinerja", Node::text("gap-result/1"))
            .always("profile", Node::text(self.profile.id()))
            .always("profile_digest", Node::text(self.profile.digest()))
            .always("assessment_digest", Node::text(self.assessment.digest()))
            .maybe("person", self.assessment.person_node())
            .date("on", self.assessment.on)
            .always("method", Node::text(rule.method.word()))
            .always("cap", Node::text(rule.cap.word()))
            .always("unrated", Node::text(rule.unrated.word()))
            .maybe("round_each", rounding(rule.round_each))
            .maybe("round", rounding(rule.round))
            .list("bands", &rule.bands, |band| {
                let node = Fields::new().always("id", Node::text(band.id.as_str())).wording("title", &band.title);
                node.number("from", band.from.as_ref()).node()
            })
            .always("outcomes", outcomes.node())
            .always("assessed", assessed)
            .maybe("mandatory", mandatory)
            .always("items", Node::list(self.items.iter().map(GapItem::node)))
            .maybe("warnings", (!warnings.is_empty()).then(|| Node::list(warnings)))
            .node()
    }
}

impl GapItem {
    fn node(&self) -> Node<'_> {
        let absent = match self.standing {
            Standing::Rated => None,
            Standing::NotRated => Some("not_rated"),
            Standing::NotApplicable => Some("not_applicable"),
        };
        let optional = self.importance == Importance::Optional;
        Fields::new()
            .always("competency", Node::text(self.competency.as_str()))
            .wording("title", &self.title)
            .number("required", Some(&self.required))
            .number("actual", self.actual.as_ref())
            .maybe("absent", absent.map(Node::text))
            .maybe("gap", self.gap().map(|gap| Node::text(gap.to_string())))
            .maybe("met", self.is_met().map(Node::truth))
            .number("share", self.share.as_ref())
            .number("weight", Some(&self.weight))
            .maybe("mandatory", self.mandatory.then(|| Node::truth(true)))
            .maybe("need", optional.then(|| Node::text("optional")))
            .node()
    }
}
