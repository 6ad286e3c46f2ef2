//! Values of the lock, which stand there as text.

use std::str::FromStr;

use crate::lock::lock_error::LockError;

/// A value from its text; the error names the entry and the key.
pub(super) fn value<T: FromStr>(text: &str, entry: &str, key: &'static str) -> Result<T, LockError> {
    text.parse().map_err(|_| LockError::bad_value(entry, key, text))
}
