//! Things that know each other by position.

use std::ops::Index;

/// A list whose positions are given out by [`Arena::push`] alone, so that a position at hand is one that exists.
#[derive(Debug, Clone)]
pub(crate) struct Arena<T>(Vec<T>);

impl<T> Default for Arena<T> {
    fn default() -> Self {
        Arena(Vec::new())
    }
}

impl<T> Arena<T> {
    pub(crate) fn push(&mut self, item: T) -> usize {
        self.0.push(item);
        self.0.len().saturating_sub(1)
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn iter(&self) -> std::slice::Iter<'_, T> {
        self.0.iter()
    }

    pub(crate) fn as_slice(&self) -> &[T] {
        &self.0
    }

    pub(crate) fn truncate(&mut self, len: usize) {
        self.0.truncate(len);
    }

    pub(crate) fn get_mut(&mut self, position: usize) -> Option<&mut T> {
        self.0.get_mut(position)
    }
}

impl<T> FromIterator<T> for Arena<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Arena(items.into_iter().collect())
    }
}

macro_rules! index_by {
    ($($id:ty),*) => {$(
        impl<T> Index<$id> for Arena<T> {
            type Output = T;

            #[expect(clippy::indexing_slicing, reason = "positions come from `push` of this arena")]
            fn index(&self, position: $id) -> &T {
                &self.0[position as usize]
            }
        }
    )*};
}

index_by!(u16, u32, usize);
