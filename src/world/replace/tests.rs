use super::*;

#[test]
fn each_refusal_names_the_file_and_the_way_out() {
    let path = || Utf8PathBuf::from("a.mp3");
    for (error, expected) in [
        (ReplaceError::ReadOnlyDisk { path: path() }, "is on a disk that can only be read: copy the show to another one"),
        (ReplaceError::NotAllowed { path: path() }, "is not yours to change: it belongs to somebody else, or is protected"),
        (ReplaceError::OtherGroup { path: path() }, "run podwright as its owner, or give it to a group of yours with `chgrp`"),
        (ReplaceError::Changed { path: path() }, "was changed by another program meanwhile; run podwright again"),
        (
            ReplaceError::ReadBack { path: path() },
            "read back differs from what was written: the disk may be failing; the file is as it was",
        ),
    ] {
        let said = error.to_string();
        assert!(said.contains("`a.mp3`") && said.contains(expected), "{said}");
    }
}
