//! Values that are one word of a short list.

/// A word that is none of those allowed.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("`{found}` is not one of the words allowed here")]
pub struct WordError {
    /// The word found.
    pub found: String,
}

/// Makes a type of a list of words, each with the word for it in YAML and in the feed.
macro_rules! words {
    ($(#[$doc:meta])+ $name:ident { $($(#[$of_variant:meta])+ $variant:ident = $word:literal,)+ }) => {
        $(#[$doc])+
        #[derive(Clone, Copy, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
        pub enum $name {
            $($(#[$of_variant])+ $variant,)+
        }

        impl $name {
            /// Every one, in the order in which they are offered.
            pub const ALL: [Self; [$($word),+].len()] = [$(Self::$variant),+];

            /// The word for it in YAML and in the feed.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::model::words::WordError;

            fn from_str(input: &str) -> Result<Self, $crate::model::words::WordError> {
                let found = || $crate::model::words::WordError { found: input.to_owned() };
                Self::ALL.into_iter().find(|known| known.as_str() == input).ok_or_else(found)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

pub(crate) use words;
