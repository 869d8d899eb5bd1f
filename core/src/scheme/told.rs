//! What the traces of all appraisals by a scheme say alike: made once, when the first trace is.

use super::arena::Arena;
use super::model::{Cite, Model, Parameter, Setting, SlotRole};
use super::value::{Origin, Value};
use crate::citation::Citation;
use crate::problem::Path;
use crate::text::{QUOTED, Text, cut};
use crate::trace::{Piece, Shared, Shown};
use std::sync::Arc;

/// What traces share instead of making it anew.
#[derive(Debug)]
pub(crate) struct Told {
    pub(crate) slots: Arena<ToldSlot>,
    /// Of each list its name and its title.
    pub(crate) lists: Arena<(Arc<str>, Text)>,
    pub(crate) settings: Arena<ToldConstant>,
    pub(crate) parameters: Arena<ToldConstant>,
    /// Of each outcome where it is and its title.
    pub(crate) outcomes: Vec<(Path, Text)>,
}

/// What is said of all cells of an input or a step.
#[derive(Debug)]
pub(crate) struct ToldSlot {
    /// The name, which the paths of its cells share.
    pub(crate) name: Arc<str>,
    pub(crate) title: Text,
    /// The rule in titles; of a step only.
    pub(crate) rule: Shared<Piece>,
    /// What the input, or the step and the formulas that it uses, cites.
    pub(crate) citations: Shared<Citation>,
}

/// What is said of a setting or parameter, whichever of its values holds.
#[derive(Debug)]
pub(crate) struct ToldConstant {
    pub(crate) path: Path,
    pub(crate) title: Text,
    /// What each of its dated values cites; a setting has one.
    pub(crate) citations: Vec<Shared<Citation>>,
}

impl Model {
    pub(crate) fn told(&self) -> &Told {
        self.told.get_or_init(|| Told {
            slots: self.slots.iter().map(|slot| self.told_slot(&slot.name, &slot.title, &slot.role)).collect(),
            lists: self.scopes.iter().map(|list| (list.name.as_str().into(), list.title.or_name(&list.name))).collect(),
            settings: self.settings.iter().map(|setting| self.told_setting(setting)).collect(),
            parameters: self.parameters.iter().map(|parameter| self.told_parameter(parameter)).collect(),
            outcomes: self
                .outcomes
                .iter()
                .map(|outcome| (Path::new().key("outcomes").key(&outcome.name), outcome.title.or_name(&outcome.name)))
                .collect(),
        })
    }

    /// A value as a trace shows it, with the path of an origin of absence.
    pub(crate) fn shown(&self, value: &Value, path: impl FnOnce(&Origin) -> Path) -> Shown {
        match value {
            Value::Number(number) => Shown::Number(number.clone()),
            Value::Truth(truth) => Shown::Truth(*truth),
            Value::Word(set, index) => {
                let word = &self.sets[*set].words[*index];
                Shown::Word(Arc::clone(&word.name), word.title.clone())
            }
            Value::Absent(absence) => Shown::Absent(absence.kind, path(&absence.origin)),
            Value::Failed => Shown::Nothing,
            // A long text may stand in every row, and in every line about it.
            other => Shown::Plain(cut(self.plain(other), QUOTED)),
        }
    }

    fn told_slot(&self, name: &str, title: &Text, role: &SlotRole) -> ToldSlot {
        let mut rule = Vec::new();
        let mut cites: Vec<&Cite> = Vec::new();
        match role {
            SlotRole::Input(input) => cites.extend(&input.cites),
            SlotRole::GroupKey => {}
            SlotRole::Step(step) => {
                self.rule(step.body, 0, &mut rule);
                cites.extend(&step.cites);
                for cite in step.uses.formulas.iter().flat_map(|&formula| &self.formulas[formula].cites) {
                    if !cites.contains(&cite) {
                        cites.push(cite);
                    }
                }
            }
        }
        ToldSlot {
            name: name.into(),
            title: title.or_name(name),
            rule: rule.into_iter().collect(),
            citations: self.citations(cites),
        }
    }

    fn told_setting(&self, setting: &Setting) -> ToldConstant {
        ToldConstant {
            path: Path::new().key("settings").key(&setting.name),
            title: setting.title.or_name(&setting.name),
            citations: vec![self.citations(&setting.cites)],
        }
    }

    fn told_parameter(&self, parameter: &Parameter) -> ToldConstant {
        ToldConstant {
            path: Path::new().key("parameters").key(&parameter.name),
            title: parameter.title.or_name(&parameter.name),
            citations: parameter.values.iter().map(|dated| self.citations(&dated.cites)).collect(),
        }
    }

    fn citations<'c>(&self, cites: impl IntoIterator<Item = &'c Cite>) -> Shared<Citation> {
        let citation = |cite: &Cite| {
            let source = &self.sources[cite.source];
            Citation {
                source: source.name.clone(),
                title: source.title.or_name(&source.name),
                at: cite.at.clone(),
                confidence: cite.confidence,
            }
        };
        cites.into_iter().map(citation).collect()
    }
}
