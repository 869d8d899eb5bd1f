//! Finding one's way in a framework: by id, up and down the hierarchy, and where it goes round in circles.

use super::model::{Competency, Framework, Relation, RelationKind, Scale};
use std::collections::{HashMap, HashSet};

/// A framework's competencies by id, with their parents and children. Made once, in time linear in the framework.
///
/// ```
/// use kinerja::Framework;
/// let framework = Framework::builtin("id/berakhlak", None)?;
/// let index = framework.index();
/// let loyal = index.position("loyal").unwrap();
/// assert_eq!(index.children(loyal).len(), 3);
/// assert_eq!(index.roots().count(), 7);
/// # Ok::<(), kinerja::Problems>(())
/// ```
#[derive(Debug)]
pub struct Index<'f> {
    framework: &'f Framework,
    by_id: HashMap<&'f str, usize>,
    scales: HashMap<&'f str, &'f Scale>,
    parents: Vec<Vec<usize>>,
    children: Vec<Vec<usize>>,
    /// Whether a competency stands directly below the framework itself.
    top: Vec<bool>,
}

impl Framework {
    /// The relations of a kind whose ends both belong to this framework.
    pub(crate) fn relations_here<'f>(&'f self, kind: &RelationKind) -> impl Iterator<Item = &'f Relation> {
        let of_kind = self.relations.iter().filter(move |relation| relation.kind == *kind);
        of_kind.filter(|relation| relation.from.is_here() && relation.to.is_here())
    }

    /// The index of this framework.
    #[must_use]
    pub fn index(&self) -> Index<'_> {
        let count = self.competencies.len();
        let mut by_id = HashMap::with_capacity(count);
        for (position, competency) in self.competencies.iter().enumerate() {
            by_id.entry(competency.id.as_str()).or_insert(position);
        }
        let mut scales = HashMap::with_capacity(self.scales.len());
        for scale in &self.scales {
            scales.entry(scale.id.as_str()).or_insert(scale);
        }
        let mut index = Index {
            framework: self,
            by_id,
            scales,
            parents: vec![Vec::new(); count],
            children: vec![Vec::new(); count],
            top: vec![false; count],
        };
        let mut ordered: Vec<Vec<(i64, usize)>> = vec![Vec::new(); count];
        let mut said = HashSet::new();
        for relation in self.relations_here(&RelationKind::ChildOf) {
            let Some(child) = index.position(&relation.from.id) else { continue };
            match index.position(&relation.to.id) {
                Some(parent) => {
                    let known = index.parents.get_mut(child).filter(|_| said.insert((child, parent)));
                    if let (Some(parents), Some(children)) = (known, ordered.get_mut(parent)) {
                        parents.push(parent);
                        children.push((relation.order.unwrap_or(i64::MAX), child));
                    }
                }
                None if relation.to.id == self.id => {
                    if let Some(top) = index.top.get_mut(child) {
                        *top = true;
                    }
                }
                None => {}
            }
        }
        for (children, mut ordered) in index.children.iter_mut().zip(ordered) {
            // The sort keeps the order of the document where no other is stated.
            ordered.sort_by_key(|(order, _)| *order);
            *children = ordered.into_iter().map(|(_, child)| child).collect();
        }
        index
    }
}

impl<'f> Index<'f> {
    /// The position of the competency of an id; of several of one id, the first.
    #[must_use]
    pub fn position(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The competency of an id.
    #[must_use]
    pub fn competency(&self, id: &str) -> Option<&'f Competency> {
        self.framework.competencies.get(self.position(id)?)
    }

    /// The scale of an id; of several of one id, the first.
    #[must_use]
    pub fn scale(&self, id: &str) -> Option<&'f Scale> {
        self.scales.get(id).copied()
    }

    /// The positions of those right above.
    #[must_use]
    pub fn parents(&self, position: usize) -> &[usize] {
        self.parents.get(position).map_or(&[], Vec::as_slice)
    }

    /// The positions of those right below, in order.
    #[must_use]
    pub fn children(&self, position: usize) -> &[usize] {
        self.children.get(position).map_or(&[], Vec::as_slice)
    }

    /// Whether a competency is said to stand right below the framework itself.
    #[must_use]
    pub fn is_top(&self, position: usize) -> bool {
        self.top.get(position).copied().unwrap_or(false)
    }

    /// The positions of those that have nothing above them but the framework.
    pub fn roots(&self) -> impl Iterator<Item = usize> {
        (0..self.framework.competencies.len()).filter(|position| self.parents(*position).is_empty())
    }

    /// Every circle of a kind of relation, each as the ids on the way round; of circles that share a competency, one.
    #[must_use]
    pub fn circles(&self, kind: &RelationKind) -> Vec<Vec<&'f str>> {
        let mut next: Vec<Vec<usize>> = vec![Vec::new(); self.framework.competencies.len()];
        for relation in self.framework.relations_here(kind) {
            if let (Some(from), Some(to)) = (self.position(&relation.from.id), self.position(&relation.to.id))
                && let Some(next) = next.get_mut(from)
            {
                next.push(to);
            }
        }
        let named = |circle: Vec<usize>| {
            circle
                .into_iter()
                .filter_map(|at| self.framework.competencies.get(at))
                .map(|known| known.id.as_str())
                .collect()
        };
        circles(&next).into_iter().map(named).collect()
    }
}

/// Where a walk through a graph stands with a node.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Seen {
    Never,
    /// On the way that is being walked: meeting it again closes a circle.
    OnTheWay,
    Done,
}

/// One circle for each edge that leads back to the way walked so far, by a walk that uses no stack of its own depth.
fn circles(next: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut found = Vec::new();
    let mut seen = vec![Seen::Never; next.len()];
    let mark = |seen: &mut Vec<Seen>, at: usize, to: Seen| {
        if let Some(seen) = seen.get_mut(at) {
            *seen = to;
        }
    };
    for start in 0..next.len() {
        if seen.get(start) != Some(&Seen::Never) {
            continue;
        }
        let mut way: Vec<(usize, usize)> = vec![(start, 0)];
        mark(&mut seen, start, Seen::OnTheWay);
        while let Some((at, taken)) = way.last_mut() {
            let Some(to) = next.get(*at).and_then(|next| next.get(*taken)).copied() else {
                mark(&mut seen, *at, Seen::Done);
                way.pop();
                continue;
            };
            *taken = taken.saturating_add(1);
            match seen.get(to) {
                Some(Seen::Never) => {
                    mark(&mut seen, to, Seen::OnTheWay);
                    way.push((to, 0));
                }
                // Each is walked through once only, so that the time stays linear: of nested circles the outer ones may stay unnamed.
                Some(Seen::OnTheWay) if found.len() < crate::problem::Problems::KEPT => {
                    let circle = way.iter().map(|(at, _)| *at).skip_while(|at| *at != to);
                    found.push(circle.collect());
                }
                _ => {}
            }
        }
    }
    found
}
