//! Why a lock cannot be believed.

use crate::model::files::binary_size::BinarySize;

/// Why `podcast.lock` was refused. It is never guessed at: what it protects cannot be mended afterwards.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum LockError {
    /// The file is empty, or holds comments alone.
    #[error("the file is empty")]
    Empty,
    /// The file is longer than a lock can be.
    #[error("the file has more than {limit}")]
    TooLong {
        /// The most that is read.
        limit: BinarySize,
    },
    /// The file has more lines and values than a lock of its length.
    #[error("the file has more than {limit} lines and values")]
    TooManyValues {
        /// The most that are read.
        limit: usize,
    },
    /// The file has brackets that stay open, line after line.
    #[error("line {line} opens one bracket too many")]
    OpenBrackets {
        /// The line, from 1.
        line: usize,
    },
    /// The file is not UTF-8 text.
    #[error("it is not UTF-8 text")]
    NotText,
    /// A Git LFS pointer in the place of the file.
    #[error("it is a Git LFS pointer")]
    Pointer,
    /// Git left both sides of a merge in the file.
    #[error("line {line} has a conflict mark that git left after a merge")]
    Conflict {
        /// The line, from 1.
        line: usize,
    },
    /// Written by another podwright.
    #[error("the lock is of version {found}, and this podwright reads versions 1 to {known}")]
    Version {
        /// Version found.
        found: u64,
        /// The newest version known.
        known: u64,
    },
    /// The text is not of the form that a lock has.
    #[error("line {line}: {message}")]
    Form {
        /// The line, from 1.
        line: u32,
        /// What is wrong.
        message: String,
    },
    /// A value that stands there, and was not written by podwright.
    #[error("something under `{entry}` was changed since podwright wrote it")]
    Edited {
        /// The entry, a guid or `show`.
        entry: String,
    },
    /// Two entries for one folder.
    #[error("`{first}` and `{second}` are both the episode `{slug}`")]
    SameSlug {
        /// The folder's name.
        slug: String,
        /// One entry.
        first: String,
        /// The other.
        second: String,
    },
}

impl LockError {
    /// The way out.
    pub fn help(&self) -> &'static str {
        match self {
            Self::Conflict { .. } => {
                "keep the entries of both sides whole, delete the lines with `<<<<<<<`, `=======` and `>>>>>>>`, then run `podwright build`; \
                 or take the file of before the merge with `git checkout ORIG_HEAD podcast.lock`, and build"
            }
            Self::Pointer => "run `git lfs pull`; then keep podcast.lock in git itself, since `git merge` has to read it",
            Self::Version { found, known } if found > known => "install the podwright that wrote it, or a newer one",
            Self::Version { .. }
            | Self::Empty
            | Self::NotText
            | Self::TooLong { .. }
            | Self::TooManyValues { .. }
            | Self::OpenBrackets { .. } => GIT,
            Self::Form { .. } => {
                "take the last good file from git with `git checkout podcast.lock`; after a merge, the one of before it with \
                 `git checkout ORIG_HEAD podcast.lock`, and run `podwright build`"
            }
            Self::Edited { .. } => {
                "take the last good file from git with `git checkout podcast.lock`; what was published is changed in the YAML, and agreed to \
                 with `podwright build --accept RULE`"
            }
            Self::SameSlug { .. } => {
                "take the file of before the merge with `git checkout ORIG_HEAD podcast.lock`, and run `podwright build`"
            }
        }
    }
}

const GIT: &str = "take the last good file from git with `git checkout podcast.lock`";

/// Looks for the marks that git leaves where two branches disagree.
///
/// # Errors
/// [`LockError::Conflict`] with the first such line.
pub fn refuse_conflict(text: &str) -> Result<(), LockError> {
    let marked = |line: &str| ["<<<<<<<", ">>>>>>>", "=======", "|||||||"].iter().any(|mark| line.starts_with(mark));
    match text.lines().position(marked) {
        Some(index) => Err(LockError::Conflict { line: index + 1 }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_line_of_a_conflict() {
        assert_eq!(refuse_conflict("version: 1\n<<<<<<< HEAD\n"), Err(LockError::Conflict { line: 2 }));
        assert_eq!(refuse_conflict("version: 1\n"), Ok(()));
    }
}
