//! The writer of Moodle's CSV.

use super::super::delimited::write_row;
use super::scale::{cells, kept};
use super::{COLUMNS, Column, KEPT_COLUMNS, PLAIN, USUAL_TAXONOMY};
use super::{
    Description, DescriptionFormat, Id, IsFramework, Parent, Related, RuleOutcome, ScaleConfiguration, ScaleValues,
    ShortName, Taxonomy,
};
use crate::framework::Index;
use crate::framework::model::{Competency, Extra, Framework, Level, RelationKind, Scale};
use std::collections::HashMap;

/// Writes a file: the row of the framework, then competencies, each below its parent, brothers in their order.
pub(super) fn write(framework: &Framework) -> String {
    let mut out = String::new();
    write_row(&mut out, b',', COLUMNS.iter().map(|(_, title, _)| *title));
    let language = framework.language.as_str();
    // Moodle takes no framework without a scale.
    let none = Scale {
        id: "scale".to_owned(),
        levels: ["–", "✓"].map(|id| Level { id: id.to_owned(), ..Level::default() }).to_vec(),
        ..Scale::default()
    };
    let usual = framework.scales.first().unwrap_or(&none);
    let [values, configuration] = cells(usual, language);
    let title = framework.title.in_language(language);
    let taxonomy = kept(&framework.extra, "taxonomy").unwrap_or_else(|| USUAL_TAXONOMY.to_owned());
    let format = format_of(&framework.extra);
    row(
        &mut out,
        &[
            (Id, &framework.id),
            (ShortName, if title.is_empty() { &framework.id } else { title }),
            (Description, framework.description.in_language(language)),
            (DescriptionFormat, &format),
            (ScaleValues, &values),
            (ScaleConfiguration, &configuration),
            (IsFramework, "1"),
            (Taxonomy, &taxonomy),
        ],
    );
    let related = related(framework);
    let index = framework.index();
    let elsewhere = elsewhere(framework);
    for position in in_order(framework, &index) {
        let Some(competency) = framework.competencies.get(position) else { continue };
        let parent = index.parents(position).first().and_then(|parent| framework.competencies.get(*parent));
        let parent = parent.map(|parent| parent.id.as_str()).or_else(|| elsewhere.get(competency.id.as_str()).copied());
        let parent = parent.unwrap_or_default();
        let own = index.scale(&competency.scale).filter(|scale| scale.id != usual.id);
        let own = own.map_or_else(Default::default, |scale| cells(scale, language));
        competency_row(&mut out, framework, competency, parent, &own, related.get(competency.id.as_str()));
    }
    out
}

fn competency_row(
    out: &mut String,
    framework: &Framework,
    competency: &Competency,
    parent: &str,
    scale: &[String; 2],
    related: Option<&Vec<String>>,
) {
    let language = if competency.language.is_empty() { &framework.language } else { &competency.language };
    let name = competency.name();
    let name = name.in_language(language);
    let extra = &competency.extra;
    let format = format_of(extra);
    let related = related.map_or_else(String::new, |ids| ids.join(","));
    let kept_cells = KEPT_COLUMNS.map(|(column, key)| (column, kept(extra, key).unwrap_or_default()));
    let mut cells: Vec<(Column, &str)> = vec![
        (Parent, parent),
        (Id, &competency.id),
        (ShortName, if name.is_empty() { &competency.id } else { name }),
        (Description, competency.statement.in_language(language)),
        (DescriptionFormat, &format),
        (ScaleValues, &scale[0]),
        (ScaleConfiguration, &scale[1]),
        (Related, &related),
    ];
    for (column, text) in &kept_cells {
        let empty = if *column == RuleOutcome { "0" } else { "" };
        cells.push((*column, if text.is_empty() { empty } else { text }));
    }
    row(out, &cells);
}

fn row(out: &mut String, cells: &[(Column, &str)]) {
    let cell = |column: Column| cells.iter().find(|(known, _)| *known == column).map_or("", |(_, text)| *text);
    write_row(out, b',', COLUMNS.iter().map(|(column, ..)| cell(*column)));
}

fn format_of(extra: &Extra) -> String {
    kept(extra, "description_format").unwrap_or_else(|| PLAIN.to_owned())
}

/// The first parent that each competency names besides the framework, which may be one that there is not.
fn elsewhere(framework: &Framework) -> HashMap<&str, &str> {
    let mut found = HashMap::new();
    for relation in framework.relations_here(&RelationKind::ChildOf).filter(|relation| relation.to.id != framework.id) {
        found.entry(relation.from.id.as_str()).or_insert(relation.to.id.as_str());
    }
    found
}

/// The related ones of each competency, each pair at both ends as Moodle has it.
fn related(framework: &Framework) -> HashMap<&str, Vec<String>> {
    let mut found: HashMap<&str, Vec<String>> = HashMap::new();
    for relation in framework.relations_here(&RelationKind::RelatedTo) {
        for (one, other) in [(&relation.from.id, &relation.to.id), (&relation.to.id, &relation.from.id)] {
            found.entry(one.as_str()).or_default().push(other.replace(',', "%2C"));
        }
    }
    // Which end names the other first is not told by the file.
    for ids in found.values_mut() {
        ids.sort_unstable();
        ids.dedup();
    }
    found
}

/// The positions of all competencies: down the hierarchy from its roots, then what no root leads to.
fn in_order(framework: &Framework, index: &Index<'_>) -> Vec<usize> {
    let count = framework.competencies.len();
    let mut seen = vec![false; count];
    let mut order = Vec::with_capacity(count);
    let starts = index.roots().chain(0..count).collect::<Vec<_>>();
    for start in starts {
        let mut waiting = vec![start];
        while let Some(at) = waiting.pop() {
            let Some(seen) = seen.get_mut(at).filter(|seen| !**seen) else { continue };
            *seen = true;
            order.push(at);
            // Each stands below its first parent only.
            let below = index.children(at).iter().filter(|child| index.parents(**child).first() == Some(&at));
            waiting.extend(below.rev());
        }
    }
    order
}
