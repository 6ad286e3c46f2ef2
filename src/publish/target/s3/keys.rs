//! The keys of an object store.

use crate::world::environment::secret::Secret;

/// The keys of an object store.
#[derive(Clone, Debug)]
pub struct S3Credentials {
    /// The name of the key.
    pub key_id: Secret,
    /// The key.
    pub key: Secret,
    /// What belongs to a key that holds for a time.
    pub token: Option<Secret>,
}
