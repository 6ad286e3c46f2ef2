//! New identities: the one place where chance comes in.

use crate::model::guid::Guid;

/// A guid that nobody else has: UUIDv7 (RFC 9562, section 5.7), whose first digits tell the time at which it was made.
pub fn fresh_guid() -> Guid {
    uuid::Uuid::now_v7().hyphenated().to_string().parse().expect("a UUID has no blanks")
}
