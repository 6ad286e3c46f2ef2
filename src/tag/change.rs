//! The difference between what a tag says and what it shall say, entry by entry.

use std::fmt;

use crate::model::files::byte_count::ByteCount;
use crate::model::identity::digest::Sha256;
use crate::model::time::timestamp::Timestamp;

/// One entry of a tag, and what becomes of it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Change {
    /// Which entry, in plain words: `title`, `chapter 3`; for entries of others their frame or atom: `TXXX`.
    pub entry: String,
    /// The frames or atoms that hold it: `TIT2`, `TYER TDAT`, `©nam`.
    pub frames: String,
    /// What becomes of it.
    pub kind: ChangeKind,
}

/// What becomes of an entry.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ChangeKind {
    /// It is new.
    Added {
        /// What it says.
        to: TagValue,
    },
    /// It says something else, or the same in other bytes.
    Changed {
        /// What it said.
        from: TagValue,
        /// What it says.
        to: TagValue,
    },
    /// It goes.
    Removed {
        /// What it said.
        from: TagValue,
    },
    /// It is ours and right.
    Kept {
        /// What it says.
        value: TagValue,
    },
    /// It is not ours and stays byte for byte.
    KeptForeign {
        /// What it says.
        value: TagValue,
    },
}

/// What an entry says. Text may be hostile.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum TagValue {
    /// Text.
    Text(String),
    /// A picture.
    Picture {
        /// Its media type, as the tag says.
        media_type: String,
        /// Its size.
        bytes: ByteCount,
        /// Its hash.
        sha256: Sha256,
    },
    /// A chapter.
    Chapter {
        /// When it starts.
        start: Timestamp,
        /// When it ends, where the file says so.
        end: Option<Timestamp>,
        /// What it is called.
        title: String,
        /// A page about it.
        url: Option<String>,
        /// Its picture: size and hash.
        picture: Option<(ByteCount, Sha256)>,
    },
    /// Anything else.
    Data {
        /// Its size.
        bytes: ByteCount,
        /// Its hash.
        sha256: Sha256,
    },
}

impl ChangeKind {
    /// Its name in JSON.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Added { .. } => "added",
            Self::Changed { .. } => "changed",
            Self::Removed { .. } => "removed",
            Self::Kept { .. } => "kept",
            Self::KeptForeign { .. } => "kept-foreign",
        }
    }

    /// What the entry says in the file as it is.
    pub fn from(&self) -> Option<&TagValue> {
        match self {
            Self::Added { .. } => None,
            Self::Changed { from, .. } | Self::Removed { from } => Some(from),
            Self::Kept { value } | Self::KeptForeign { value } => Some(value),
        }
    }

    /// What the entry will say.
    pub fn to(&self) -> Option<&TagValue> {
        match self {
            Self::Removed { .. } => None,
            Self::Added { to } | Self::Changed { to, .. } => Some(to),
            Self::Kept { value } | Self::KeptForeign { value } => Some(value),
        }
    }

    /// Whether the file must be written for it.
    pub fn writes(&self) -> bool {
        match self {
            Self::Added { .. } | Self::Changed { .. } | Self::Removed { .. } => true,
            Self::Kept { .. } | Self::KeptForeign { .. } => false,
        }
    }
}

impl TagValue {
    /// Data of which only size and hash are worth showing.
    pub fn data(bytes: &[u8]) -> Self {
        Self::Data { bytes: ByteCount::of(bytes), sha256: Sha256::of(bytes) }
    }

    /// A picture of these bytes.
    pub fn picture(media_type: &str, bytes: &[u8]) -> Self {
        Self::Picture { media_type: media_type.to_owned(), bytes: ByteCount::of(bytes), sha256: Sha256::of(bytes) }
    }
}

impl fmt::Display for TagValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Picture { media_type, bytes, sha256 } => {
                write!(f, "{media_type}, {bytes}, {}", sha256.short(HASH_DIGITS))
            }
            Self::Chapter { start, end, title, url, picture } => {
                write!(f, "{start}")?;
                if let Some(end) = end {
                    write!(f, " to {end}")?;
                }
                write!(f, " {title}")?;
                if let Some(url) = url {
                    write!(f, " <{url}>")?;
                }
                match picture {
                    Some((bytes, sha256)) => write!(f, " (picture, {bytes}, {})", sha256.short(HASH_DIGITS)),
                    None => Ok(()),
                }
            }
            Self::Data { bytes, sha256 } => write!(f, "{bytes}, {}", sha256.short(HASH_DIGITS)),
        }
    }
}

/// Digits of a hash that are shown to people.
const HASH_DIGITS: usize = 12;

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let entry = &self.entry;
        match &self.kind {
            ChangeKind::Added { to } => write!(f, "added {entry}: {to}"),
            ChangeKind::Changed { from, to } if from == to => write!(f, "rewritten {entry}: {to}"),
            ChangeKind::Changed { from, to } => write!(f, "changed {entry}: from {from} to {to}"),
            ChangeKind::Removed { from } => write!(f, "removed {entry}: {from}"),
            ChangeKind::Kept { value } => write!(f, "kept {entry}: {value}"),
            ChangeKind::KeptForeign { value } => write!(f, "kept {entry}, which is not ours: {value}"),
        }
    }
}

/// Something that the producer should know about, and that tagging does not change.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Warning {
    /// In words.
    pub message: String,
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}
