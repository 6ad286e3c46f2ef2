//! What is wrong in a file of chapters.

use std::fmt::Display;

/// One fault of a file of chapters.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{message}")]
pub struct ChapterFileError {
    /// The line, from 1; 0 where the whole file is meant.
    pub line: u32,
    /// What is wrong there.
    pub message: String,
}

/// All faults of a file of chapters, in the order of its lines.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct ChapterFileFaults {
    /// The faults, at most [`ChapterFileFaults::LISTED`].
    pub errors: Vec<ChapterFileError>,
    /// How many more there are.
    pub more: usize,
}

/// The longest value of a file that stands in a message. // characters; a title or an address is seldom longer
const SHOWN: usize = 100;

impl ChapterFileFaults {
    /// The most faults of a file that are listed: a file of another kind has one in each line.
    pub const LISTED: usize = 20;

    /// Notes a fault. The ones past the limit are counted.
    pub(super) fn add(&mut self, error: ChapterFileError) {
        if self.errors.len() < Self::LISTED {
            self.errors.push(error);
        } else {
            self.more += 1;
        }
    }

    /// A value that could be read; else its fault is noted.
    pub(super) fn keep<T>(&mut self, read: Result<T, ChapterFileError>) -> Option<T> {
        read.map_err(|error| self.add(error)).ok()
    }
}

impl From<ChapterFileError> for ChapterFileFaults {
    fn from(error: ChapterFileError) -> Self {
        Self { errors: vec![error], more: 0 }
    }
}

/// A fault on a line.
pub(super) fn fault(line: u32, message: impl Into<String>) -> ChapterFileError {
    ChapterFileError { line, message: message.into() }
}

/// A value of a file, as a message shows it.
pub(super) fn shown(value: impl Display) -> String {
    let value = value.to_string();
    match value.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &value[..end]),
        None => value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_the_first_faults_and_counts_the_rest() {
        let mut faults = ChapterFileFaults::default();
        for line in 1..=25 {
            assert_eq!(faults.keep::<()>(Err(fault(line, "no"))), None);
        }
        assert_eq!((faults.errors.len(), faults.more, faults.errors[19].line), (20, 5, 20));
        assert_eq!(faults.keep(Ok(5)), Some(5));
    }

    #[test]
    fn shows_a_hundred_characters_of_a_value() {
        assert_eq!(shown("é".repeat(100)), "é".repeat(100));
        assert_eq!(shown("é".repeat(101)), "é".repeat(100) + "…");
    }
}
