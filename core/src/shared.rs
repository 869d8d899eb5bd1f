//! Lists that are shared instead of copied.

use std::ops::Deref;
use std::sync::Arc;

/// A list that clones share. An empty one costs nothing.
///
/// ```
/// let list: kinerja::trace::Shared<u8> = [1, 2].into_iter().collect();
/// assert_eq!(list.clone().len(), 2);
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shared<T>(Option<Arc<[T]>>);

impl<T> Default for Shared<T> {
    fn default() -> Self {
        Shared(None)
    }
}

impl<T> Deref for Shared<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        self.0.as_deref().unwrap_or(&[])
    }
}

impl<T> FromIterator<T> for Shared<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut items = items.into_iter().peekable();
        Shared(items.peek().is_some().then(|| items.collect()))
    }
}
