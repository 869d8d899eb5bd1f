//! How large a framework may be that is read: what stands in a few letters of a text takes hundreds of bytes in memory.

use super::model::{Framework, Relation};
use crate::problem::{Code, Path, Problem, Problems};

/// The most competencies of a framework: as many as a table may have rows. The largest that is known has some 14,000.
pub(crate) const MOST_COMPETENCIES: usize = 200_000;
/// The most relations of a framework.
pub(crate) const MOST_RELATIONS: usize = 500_000;

impl Framework {
    /// Adds a relation; beyond the bound none but the one that passes it.
    pub(crate) fn relate(&mut self, relation: Relation) {
        if self.relations.len() <= MOST_RELATIONS {
            self.relations.push(relation);
        }
    }

    /// Refuses what is more than a framework may hold.
    pub(crate) fn bounded(self) -> Result<Framework, Problems> {
        let lists = [
            ("competencies", self.competencies.len(), MOST_COMPETENCIES),
            ("relations", self.relations.len(), MOST_RELATIONS),
        ];
        let passed = lists.into_iter().filter(|(_, count, most)| count > most);
        let problem = |(list, _, most): (&'static str, usize, usize)| {
            Problem::new(Code::FormatTooLarge, Path::new().key(list)).with("limit", format_args!("{most} {list}"))
        };
        Problems::from_iter(passed.map(problem)).or(self)
    }
}
