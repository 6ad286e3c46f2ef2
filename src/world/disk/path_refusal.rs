//! Why a path of a show was refused.

use std::io;

use camino::Utf8PathBuf;

use crate::model::files::binary_size::BinarySize;

/// Why a path of a show was refused. It travels inside an [`io::Error`], because a disk answers with those.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum PathRefusal {
    /// A symbolic link on the way to a file that podwright writes.
    #[error("`{link}` is a symbolic link, and podwright writes nothing through links")]
    Link {
        /// The link, relative to the show.
        link: Utf8PathBuf,
    },
    /// The folder of the output is a symbolic link.
    #[error("`feed` is a symbolic link, which podwright follows only if you say so")]
    FeedLink,
    /// A link that leads out of the show.
    #[error("it is a link that leads out of the show")]
    Outside,
    /// A hidden file or folder.
    #[error("it leads to `{path}`, and hidden files are not part of the show")]
    Hidden {
        /// The path, relative to the show, up to the hidden part.
        path: Utf8PathBuf,
    },
    /// A folder in the place of a file.
    #[error("it is a folder")]
    Folder,
    /// A pipe, a socket or a device.
    #[error("it is not a file")]
    NotFile,
    /// A file beyond the limit for any input.
    #[error("it is larger than {limit}")]
    TooLarge {
        /// The most that is read.
        limit: BinarySize,
    },
}

impl PathRefusal {
    /// The refusal that an error is about.
    pub fn of(error: &io::Error) -> Option<&Self> {
        error.get_ref()?.downcast_ref()
    }

    /// What to do.
    pub fn help(&self) -> &'static str {
        match self {
            Self::Link { .. } => "remove the link, and put a folder or nothing in its place",
            Self::FeedLink => "if the link is yours, use `--follow-feed-link`, or set `PODWRIGHT_FOLLOW_FEED_LINK=1`",
            Self::Outside => "put the file itself into the show's folder",
            Self::Hidden { .. } => "give the file a name, and a folder, that does not begin with a dot",
            Self::Folder | Self::NotFile => "move it elsewhere, or delete it",
            Self::TooLarge { .. } => "make the file smaller",
        }
    }
}

impl From<PathRefusal> for io::Error {
    fn from(refusal: PathRefusal) -> Self {
        let kind = match refusal {
            PathRefusal::TooLarge { .. } => io::ErrorKind::FileTooLarge,
            _ => io::ErrorKind::InvalidInput,
        };
        Self::new(kind, refusal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::files::byte_count::ByteCount;

    #[test]
    fn a_refusal_travels_inside_the_errors_of_a_disk() {
        let too_large = PathRefusal::TooLarge { limit: BinarySize(ByteCount::mebibytes(1)) };
        for (refusal, kind, said) in [
            (
                PathRefusal::FeedLink,
                io::ErrorKind::InvalidInput,
                "`feed` is a symbolic link, which podwright follows only if you say so",
            ),
            (too_large, io::ErrorKind::FileTooLarge, "it is larger than 1 MiB"),
        ] {
            let error = io::Error::from(refusal.clone());
            assert_eq!((error.kind(), error.to_string().as_str(), PathRefusal::of(&error)), (kind, said, Some(&refusal)));
        }
    }
}
