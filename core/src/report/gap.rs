//! The report of a gap: what is required and what was found, as a radar and as bars in a table.

use super::draw::{self, Axis};
use super::markup::Markup;
use super::page;
use crate::appraisal::ExplainOptions;
use crate::appraisal::explain::in_order;
use crate::framework::{Gap, GapItem, Importance, bounds};
use crate::number::Number;
use crate::text::Lang;
use crate::trace::outline::Outline;
use crate::trace::words::{Phrase, phrase};
use crate::trace::{Entry, Shown};

const COMPARED: Phrase = phrase("Required and found", "Disyaratkan dan dicapai");
const NUMBER: Phrase = phrase("No.", "No.");
const COMPETENCY: Phrase = phrase("Competency", "Kompetensi");
const REQUIRED: Phrase = phrase("Required", "Disyaratkan");
const FOUND: Phrase = phrase("Found", "Dicapai");
const LACKING: Phrase = phrase("Lacking", "Kurang");
const MANDATORY: Phrase = phrase("mandatory", "wajib");
const OPTIONAL: Phrase = phrase("optional, does not count", "pilihan, tidak dihitung");
const BARS: Phrase = phrase(
    "The bar shows what was found, the stroke what is required.",
    "Batang menunjukkan yang dicapai, garis tegak yang disyaratkan.",
);
const RADAR: Phrase = phrase(
    "Each axis is a competency by its number in the table. The dashed line shows what is required, the area what was found.",
    "Tiap sumbu adalah kompetensi menurut nomornya dalam tabel. Garis putus-putus menunjukkan yang disyaratkan, bidang menunjukkan yang dicapai.",
);
const PROFILE_DIGEST: Phrase = phrase("Digest of the job profile", "Sidik standar jabatan");
const ASSESSMENT_DIGEST: Phrase = phrase("Digest of the assessment", "Sidik hasil asesmen");

impl Gap {
    /// The report as one HTML page by itself, for paper and telephone: the score, each competency as required and as found, in a radar and in bars with
    /// their numbers, how the score came about, and the sources; with names left out or without the way, as the options say.
    ///
    /// ```
    /// use kinerja::{ExplainOptions, Framework, Lang, framework::{Assessment, Gap, GapRule}};
    /// let profile = Framework::builtin("id/standar-kompetensi-38-2017", None)?.profile("pengawas")?;
    /// let results: Vec<String> = profile.requirements().iter()
    ///     .map(|required| format!(r#"{{ "competency": "{}", "level": "tingkat_1" }}"#, required.competency)).collect();
    /// let assessment = Assessment::parse(&format!(r#"{{ "kinerja": "assessment/1", "results": [{}] }}"#, results.join(",")))?;
    /// let page = Gap::of(&profile, &assessment, GapRule::default())?.to_html(&ExplainOptions::new(Lang::En));
    /// assert!(page.contains("9 of 9 assessed") && page.contains("<svg"));
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    #[must_use]
    pub fn to_html(&self, options: &ExplainOptions) -> String {
        let lang = options.lang;
        let sources = self.cited_sources();
        let told = self.explanation(lang, options.names, &sources);
        let outline = Outline::of(&told, lang, options.short);
        let title = self.profile.title().get(lang.code());
        let lines = told.heading.get(usize::from(!title.is_empty())..).unwrap_or_default();
        let title = if title.is_empty() { self.profile.id() } else { title };
        let names = if options.names { Vec::new() } else { self.names() };
        page::page(lang, names, title, |out| {
            page::head(out, title, lines, None);
            page::results(out, &outline, |entry: &Entry| entry.path.to_string() == "outcomes.score");
            page::notices(out, &outline);
            page::section(out, COMPARED.get(lang), |out| {
                self.radar(out);
                self.compared(out);
                page::tables(out, &told.trace);
            });
            page::rests_on(out, &outline);
            page::way(out, &outline);
            page::sources(out, &outline);
            let digests = [(&PROFILE_DIGEST, self.profile.digest()), (&ASSESSMENT_DIGEST, self.assessment.digest())];
            page::foot(out, &digests.map(|(label, digest)| format!("{}: {digest}", label.get(lang))));
        })
    }

    /// The names that the assessment holds: of the person, and of whoever entered something.
    fn names(&self) -> Vec<String> {
        let person = [&self.assessment.reference, &self.assessment.name].into_iter().cloned();
        let said = self.items.iter().filter_map(|item| self.assessment.found(&item.competency));
        in_order(person.chain(said.map(|found| found.annotation.by.clone())).collect())
    }

    /// Where the axis of each requirement begins and ends: at nothing, or where its scale begins below, and at the scale's end.
    fn ends(&self) -> impl Iterator<Item = (Number, Number)> + '_ {
        self.items.iter().zip(self.profile.requirements()).map(|(item, requirement)| {
            let scale = self.profile.scale(&requirement.scale).map(bounds);
            let (from, until) = scale.unwrap_or_else(|| (item.minimum.clone(), item.required.clone()));
            let found = item.actual.clone().unwrap_or(Number::ZERO);
            let from = [from, Number::ZERO].into_iter().min().unwrap_or_default();
            (from, [until, item.required.clone(), found].into_iter().max().unwrap_or_default())
        })
    }

    fn radar(&self, out: &mut Markup) {
        let lang = out.lang;
        let axes = self.items.iter().zip(self.ends()).map(|(item, (from, until))| {
            let place = |value: &Number| draw::part(&(value - &from), &(&until - &from), 1_000);
            Axis { required: place(&item.required), found: item.actual.as_ref().map(place) }
        });
        let axes: Vec<Axis> = axes.collect();
        if !(3..=24).contains(&axes.len()) {
            return;
        }
        out.raw("<figure class=\"figure\">\n");
        draw::radar(out, COMPARED.get(lang), &self.in_words(lang), &axes);
        out.element("<div class=\"said\"><figcaption>", COMPARED.get(lang), "</figcaption>");
        out.element("<p>", RADAR.get(lang), "</p></div>\n</figure>\n");
    }

    /// Required and found in words, for those who do not see the picture; the table says more.
    fn in_words(&self, lang: Lang) -> String {
        let lacking = self.items.iter().filter(|item| item.is_met() == Some(false)).count();
        let (rated, of) = (self.assessed(), self.of_how_many());
        match lang {
            Lang::En => format!("{rated} of {of} assessed; {lacking} below what is required."),
            Lang::Id => format!("{rated} dari {of} dinilai; {lacking} di bawah yang disyaratkan."),
        }
    }

    fn compared(&self, out: &mut Markup) {
        let lang = out.lang;
        let number = |number: &Number| Shown::Number(number.clone()).text_rounded(lang);
        out.element("<table class=\"bars gap stack\">\n<caption>", COMPARED.get(lang), "");
        out.element(" <small class=\"how\">", BARS.get(lang), "</small></caption>\n<thead><tr>");
        out.element("<th scope=\"col\">", NUMBER.get(lang), "</th>");
        out.element("<th scope=\"col\">", COMPETENCY.get(lang), "</th><td></td>");
        for column in [&REQUIRED, &FOUND, &LACKING] {
            out.element("<th scope=\"col\">", column.get(lang), "</th>");
        }
        out.raw("</tr></thead>\n<tbody>\n");
        for (index, (item, (from, until))) in self.items.iter().zip(self.ends()).enumerate() {
            let place = |value: &Number| draw::part(&(value - &from), &(&until - &from), 1_000);
            out.raw("<tr><td class=\"no\">").text(&index.saturating_add(1).to_string()).raw("</td>");
            out.element("<th scope=\"row\">", &title(item, lang), "");
            for (holds, phrase) in [(item.mandatory, &MANDATORY), (item.importance == Importance::Optional, &OPTIONAL)]
            {
                if holds {
                    out.element(" <small>", phrase.get(lang), "</small>");
                }
            }
            out.raw("</th><td>");
            draw::gauge(out, place(&item.required), item.actual.as_ref().map(place), item.is_met() == Some(false));
            let absent = || self.absent(item, lang);
            let lacking = item.gap().filter(Number::is_positive).map_or_else(|| "–".to_owned(), |gap| number(&gap));
            let found = item.actual.as_ref().map_or_else(absent, number);
            let cells = [(&REQUIRED, number(&item.required)), (&FOUND, found), (&LACKING, lacking)];
            out.raw("</td>");
            for (column, cell) in cells {
                out.raw("<td class=\"num\" data-of=\"").plain(column.get(lang)).raw("\">").element("", &cell, "</td>");
            }
            out.raw("</tr>\n");
        }
        out.raw("</tbody>\n</table>\n");
    }

    fn absent(&self, item: &GapItem, lang: Lang) -> String {
        use crate::absence::AbsenceKind;
        use crate::framework::GapStanding as Standing;
        let kind = match item.standing {
            Standing::NotApplicable => AbsenceKind::NotApplicable,
            _ => AbsenceKind::NotRated,
        };
        Shown::Absent(kind, crate::problem::Path::new()).text(lang)
    }
}

fn title(item: &GapItem, lang: Lang) -> String {
    let title = item.title.get(lang.code());
    if title.is_empty() { item.competency.clone() } else { title.to_owned() }
}
