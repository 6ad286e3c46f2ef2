//! The short sum that closes each entry of the lock: an entry that was changed by hand no longer agrees with it.
//!
//! It is no protection against ill will. It stands in each entry and not once in the file, so that git can merge two entries of two branches.

use serde::Serialize;

use crate::lock::lock_error::LockError;
use crate::model::identity::digest::Sha256;

/// Digits of the sum: enough for a slip of the hand.
const DIGITS: usize = 16;

/// The sum of an entry, whose own `sum` is empty.
pub(super) fn entry_sum(key: &str, lines: &impl Serialize) -> String {
    let json = serde_json::to_string(&(key, lines)).expect("an entry of text and numbers is JSON");
    Sha256::of(json.as_bytes()).short(DIGITS)
}

/// Compares an entry, whose own `sum` was taken out, with that sum.
///
/// # Errors
/// Where they do not agree.
pub(super) fn agree(key: &str, lines: &impl Serialize, sum: &str) -> Result<(), LockError> {
    if entry_sum(key, lines) == sum { Ok(()) } else { Err(LockError::Edited { entry: key.to_owned() }) }
}
