//! Choices that a document writes as words: the shape that allows them and what reads and writes them have one list.

/// Declares a choice, with the word of each.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$inner:meta])* $variant:ident $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
        pub enum $name {
            $($(#[$inner])* $variant,)*
        }

        impl $name {
            /// Every one.
            pub const ALL: [$name; [$($word),*].len()] = [$($name::$variant),*];
            pub(crate) const WORDS: &'static [&'static str] = &[$($word),*];

            /// The word of a document.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $($name::$variant => $word,)* }
            }

            pub(crate) fn of_word(word: &str) -> Option<$name> {
                $name::ALL.into_iter().find(|choice| choice.word() == word)
            }
        }
    };
}
pub(crate) use words;
