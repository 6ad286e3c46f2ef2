//! Why a lock cannot be believed.

/// Why `podcast.lock` was refused. It is never guessed at: what it protects cannot be mended afterwards.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum LockError {
    /// Git left both sides of a merge in the file.
    #[error("line {line} has a conflict mark that git left after a merge")]
    Conflict {
        /// The line, from 1.
        line: usize,
    },
    /// Written by a newer podwright.
    #[error("the lock is of version {found}, and this podwright knows version {known}")]
    Version {
        /// Version found.
        found: u32,
        /// Version known.
        known: u32,
    },
    /// A value that cannot be read.
    #[error("the value of `{key}` under `{entry}` cannot be read: `{found}`")]
    BadValue {
        /// The entry, a guid or `show`.
        entry: String,
        /// The key.
        key: &'static str,
        /// The value found.
        found: String,
    },
}

impl LockError {
    pub(crate) fn bad_value(entry: &str, key: &'static str, found: &str) -> Self {
        Self::BadValue { entry: entry.to_owned(), key, found: found.to_owned() }
    }

    /// The way out.
    pub fn help(&self) -> &'static str {
        match self {
            Self::Conflict { .. } => {
                "keep the entries of both sides, delete the lines with `<<<<<<<`, `=======` and `>>>>>>>`, then run `podwright build`"
            }
            Self::Version { .. } => "install the podwright that wrote it, or a newer one",
            Self::BadValue { .. } => "take the last good file from git with `git checkout podcast.lock`",
        }
    }
}

/// Looks for the marks that git leaves where two branches disagree.
///
/// # Errors
/// [`LockError::Conflict`] with the first such line.
pub fn refuse_conflict(text: &str) -> Result<(), LockError> {
    let marked = |line: &str| line.starts_with("<<<<<<<") || line.starts_with(">>>>>>>") || line.starts_with("=======");
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
