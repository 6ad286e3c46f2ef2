//! Small files of podwright's own.

use crate::model::files::byte_count::ByteCount;
use crate::model::identity::digest::Sha256;
use crate::publish::record::RemoteTag;
use crate::publish::target::store::{Body, Condition, Put, PutFault, Store};

/// Sends a small file of podwright's own.
pub(in crate::publish::apply) fn state_put(
    store: &dyn Store,
    path: &str,
    text: &str,
    condition: Condition,
) -> Result<RemoteTag, PutFault> {
    let bytes = text.as_bytes();
    let put = Put {
        path,
        body: Body::Bytes(bytes),
        bytes: ByteCount::of(bytes),
        sha256: Sha256::of(bytes),
        media_type: "application/json",
        cache: "no-store",
        condition,
        modified: None,
    };
    let end = store.put(&[put], &|_| ()).pop();
    end.map_or(Err(PutFault::Refused), |end| end.result)
}
