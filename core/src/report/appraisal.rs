//! The report of an appraisal.

use super::markup::{Markup, heading};
use super::page::{self, Bar};
use super::rows;
use crate::appraisal::contributions::{BRING, REST, WITHOUT};
use crate::appraisal::explain::ResultHeading;
use crate::appraisal::{Appraisal, Contributions, ExplainOptions, How};
use crate::number::Number;
use crate::text::Lang;
use crate::trace::explain::DECIDED;
use crate::trace::outline::Outline;
use crate::trace::words::{Phrase, phrase};
use crate::trace::{Entry, Shown, Trace};

const GIVEN: Phrase = phrase("What was rated", "Yang dinilai");
const BRINGS: Phrase = phrase("brings", "menyumbang");
const ROW: Phrase = phrase("Row", "Baris");
const SCHEME_DIGEST: Phrase = phrase("Digest of the scheme", "Sidik skema");
const FACTS_DIGEST: Phrase = phrase("Digest of the facts", "Sidik fakta");
const SETTINGS_DIGEST: Phrase = phrase("Digest of the settings", "Sidik pengaturan");

/// What a report of an appraisal is made of.
pub(super) struct Report<'a> {
    pub(super) title: String,
    /// What it is about, below the title.
    pub(super) lines: Vec<String>,
    /// That the scheme is no regulation in force.
    pub(super) status: Option<String>,
    pub(super) outline: Outline<'a>,
    pub(super) trace: &'a Trace,
    /// The names of the outcomes that matter most.
    pub(super) main: Vec<String>,
    pub(super) brought: Option<Brought>,
    /// By what it can be checked.
    pub(super) checks: Vec<String>,
}

/// What each row brings, as it is printed.
pub(super) struct Brought {
    pub(super) caption: String,
    pub(super) how: &'static str,
    pub(super) rows: Vec<BroughtBy>,
    /// What no row brings.
    pub(super) rest: Option<Number>,
}

/// What one row brings: the number, and what would be without it.
pub(super) struct BroughtBy {
    pub(super) title: String,
    pub(super) brings: Option<Number>,
    pub(super) without: Option<String>,
}

impl Report<'_> {
    pub(super) fn html(&self, lang: Lang, names: Vec<String>) -> String {
        page::page(lang, names, &self.title, |out| self.body(out))
    }

    fn body(&self, out: &mut Markup) {
        let outline = &self.outline;
        page::head(out, &self.title, &self.lines, self.status.as_deref());
        page::results(out, outline, |entry: &Entry| {
            self.main.iter().any(|name| entry.path.to_string() == format!("outcomes.{name}"))
        });
        page::notices(out, outline);
        if self.brought.is_some() || page::has_tables(self.trace) {
            let title = heading(DECIDED.get(out.lang));
            page::section(out, &title, |out| {
                page::tables(out, self.trace);
                if let Some(brought) = &self.brought {
                    brought.write(out);
                }
            });
        }
        page::rests_on(out, outline);
        let lists = rows::lists(&outline.parts, self.trace, out.lang);
        if !lists.is_empty() {
            let title = GIVEN.get(out.lang);
            page::section(out, title, |out| rows::tables(out, &lists));
        }
        page::way(out, outline);
        page::sources(out, outline);
        page::foot(out, &self.checks);
    }
}

impl Brought {
    fn write(&self, out: &mut Markup) {
        let lang = out.lang;
        let label = |number: &Number| Shown::Number(number.clone()).text_rounded(lang);
        let takes_out = self.rows.iter().any(|row| row.without.is_some());
        let bars = self.rows.iter().map(|row| {
            let mut cells = vec![row.brings.as_ref().map_or_else(|| "–".to_owned(), label)];
            if takes_out {
                cells.push(row.without.clone().unwrap_or_else(|| "–".to_owned()));
            }
            Bar { title: row.title.clone(), length: row.brings.clone(), cells }
        });
        let rest = self.rest.as_ref().filter(|rest| !rest.is_zero());
        let rest = rest.map(|rest| {
            let cells = vec![label(rest)];
            Bar { title: REST.get(lang).to_owned(), length: Some(rest.clone()), cells }
        });
        let bars: Vec<Bar> = bars.chain(rest).collect();
        let columns = [ROW.get(lang), BRINGS.get(lang), WITHOUT.get(lang)];
        let columns = columns.get(..if takes_out { 3 } else { 2 }).unwrap_or(&columns);
        page::bars(out, &self.caption, self.how, columns, &bars);
    }
}

/// Of which outcome it is told what each row brings to it.
pub(super) fn caption(title: &str, value: &str, lang: Lang) -> String {
    format!("{} {title}: {value}", heading(BRING.get(lang)))
}

impl Brought {
    fn of(contributions: &Contributions, lang: Lang) -> Option<Brought> {
        (contributions.how != How::NoList).then(|| Brought {
            caption: caption(contributions.title.get(lang), &contributions.value.text_with_decimal(lang), lang),
            how: contributions.how.sentence(lang),
            rows: contributions
                .rows
                .iter()
                .map(|row| BroughtBy {
                    title: row.title.get(lang).to_owned(),
                    brings: row.brings.clone(),
                    without: row.without.as_ref().map(|without| without.text_rounded(lang)),
                })
                .collect(),
            rest: contributions.rest.clone(),
        })
    }
}

/// The digests by which a result can be checked.
pub(super) fn checks(scheme: &str, facts: &str, settings: Option<&str>, lang: Lang) -> Vec<String> {
    let digests = [(&SCHEME_DIGEST, Some(scheme)), (&FACTS_DIGEST, Some(facts)), (&SETTINGS_DIGEST, settings)];
    let known = digests.into_iter().filter_map(|(phrase, digest)| Some((phrase.get(lang), digest?)));
    known.map(|(label, digest)| format!("{label}: {digest}")).collect()
}

impl Appraisal {
    /// The report as one HTML page by itself, for paper and telephone: the outcomes, what to know, what decided them, what they rest on, the rows of each
    /// list beside each other, how it came about, and the sources; with names left out or without the way, as [`Appraisal::explain_with`] does.
    ///
    /// The page loads and runs nothing, and every text in it is text.
    ///
    /// ```
    /// use kinerja::{ExplainOptions, Lang, Scheme};
    /// let scheme = Scheme::builtin("id/langsa", None)?;
    /// let appraisal = scheme.appraise(include_str!("../../examples/facts/langsa.json"), None)?;
    /// let page = appraisal.to_html(&ExplainOptions::new(Lang::Id));
    /// assert!(page.starts_with("<!doctype html>\n<html lang=\"id\">"));
    /// assert!(page.contains("<dd>85,90 "));
    /// assert!(!page.contains("<script"));
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    #[must_use]
    pub fn to_html(&self, options: &ExplainOptions) -> String {
        let lang = options.lang;
        let told = self.explanation(Vec::new());
        let heading = self.heading(lang);
        let title = if heading.title.is_empty() { heading.id.clone() } else { heading.title.clone() };
        let heading = ResultHeading { title: String::new(), ..heading };
        let settings = self.settings_digest();
        let report = Report {
            title,
            lines: heading.lines(lang, options.names),
            status: heading.standing(lang),
            outline: Outline::of(&told, lang, options.short),
            trace: &told.trace,
            main: self.main_outcomes().into_iter().map(str::to_owned).collect(),
            brought: Brought::of(&self.contributions(), lang),
            checks: checks(self.scheme().digest(), &self.facts_digest(), settings.as_deref(), lang),
        };
        report.html(lang, if options.names { Vec::new() } else { self.names() })
    }
}
