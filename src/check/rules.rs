//! The rules, one file a family. The doc comment of each rule is what `explain` prints.

/// Makes the enum of a family: each rule with its doc comment, its id and its level. The doc comment is kept as text, under the
/// headings *Checks*, *Why*, *Remedy* and *Source*.
macro_rules! rules {
    ($(#[$outer:meta])* $family:ident, $name:literal { $($(#[doc = $doc:literal])+ $variant:ident = $id:literal, $level:ident;)* }) => {
        $(#[$outer])*
        #[derive(Clone, Copy, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
        pub enum $family { $($(#[doc = $doc])+ $variant,)* }

        impl $family {
            /// Every rule of the family.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The family's name.
            pub const FAMILY: &'static str = $name;

            /// The rule's id: it names the fault, and is never used again for another.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$variant => $id,)* }
            }

            /// How grave a breach is, unless the show says otherwise.
            pub const fn level(self) -> $crate::model::level::Level {
                match self { $(Self::$variant => $crate::model::level::Level::$level,)* }
            }

            /// The doc comment.
            pub const fn doc(self) -> &'static str {
                match self { $(Self::$variant => concat!($($doc, "\n"),+),)* }
            }
        }
    };
}

pub mod accessibility;
pub mod artwork;
pub mod audio;
pub mod chapters;
pub mod episode;
pub mod history;
pub mod loudness;
pub mod reading;
pub mod show;
pub mod transcript;
