//! What is at a name in a folder.

/// What is at a name, links not followed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum EntryKind {
    Absent,
    Folder,
    Link,
    /// A file, a pipe, a device.
    Other,
}
