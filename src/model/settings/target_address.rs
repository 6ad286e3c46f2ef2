//! Where files are published.

use std::fmt;
use std::str::FromStr;

/// The longest address. // characters
const LONGEST: usize = 500;

/// A bucket, a folder or a server, with the folder in it, as it was written: `s3://bucket/folder`, `dir:/srv/www`, `sftp://user@host/folder` or
/// `rclone:remote:folder`. It cannot hold a password, an option of a program, or a way out of its folder.
#[derive(Clone, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct TargetAddress {
    text: String,
    /// What it names.
    pub kind: TargetKind,
}

/// What an address of a target names.
#[derive(Clone, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub enum TargetKind {
    /// A bucket of an object store.
    S3 {
        /// The bucket.
        bucket: String,
        /// The folder in it, without slashes around it; it can be empty.
        folder: String,
    },
    /// A folder of this computer, from the root of its disk.
    Folder(String),
    /// A folder of a server, by OpenSSH.
    Sftp {
        /// Whoever logs in, and the server: `user@host`.
        login: String,
        /// Its port, where that is not 22.
        port: Option<u16>,
        /// From the root of its disk, or, after `/~/`, from the home of whoever logs in.
        folder: String,
    },
    /// A folder of a remote that rclone is set up for.
    Rclone {
        /// What rclone calls it.
        remote: String,
        /// The folder there; it can be empty.
        folder: String,
    },
}

/// A text that is no address of a target.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum TargetAddressError {
    /// None of the four kinds.
    #[error("it begins with none of `s3://`, `dir:`, `sftp://` and `rclone:`")]
    Kind,
    /// A password in it.
    #[error("it holds a password")]
    Password,
    /// A name that no bucket has.
    #[error("`{0}` is not the name of a bucket")]
    Bucket(String),
    /// A folder that leads elsewhere, or has characters that not every server takes.
    #[error("`{0}` is not a folder that files can be published to")]
    Folder(String),
    /// A folder that does not begin at the root of its disk.
    #[error("`{0}` is a relative path")]
    Relative(String),
    /// A name that no server has, or none that can be given to a program.
    #[error("`{0}` is not the name of a server, with a user before it or without")]
    Login(String),
    /// A name that rclone gives no remote.
    #[error("`{0}` is not the name of a remote of rclone")]
    Remote(String),
    /// Too long.
    #[error("it has more than {LONGEST} characters")]
    TooLong,
}

impl TargetAddress {
    /// As it was written.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for TargetAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl FromStr for TargetAddress {
    type Err = TargetAddressError;

    fn from_str(input: &str) -> Result<Self, TargetAddressError> {
        if input.chars().count() > LONGEST {
            return Err(TargetAddressError::TooLong);
        }
        let kind = if let Some(rest) = input.strip_prefix("s3://") {
            bucket(rest)?
        } else if let Some(rest) = input.strip_prefix("dir:") {
            local_folder(rest)?
        } else if let Some(rest) = input.strip_prefix("sftp://") {
            server(rest)?
        } else if let Some(rest) = input.strip_prefix("rclone:") {
            remote(rest)?
        } else {
            return Err(TargetAddressError::Kind);
        };
        Ok(Self { text: input.to_owned(), kind })
    }
}

fn bucket(rest: &str) -> Result<TargetKind, TargetAddressError> {
    let (bucket, folder) = rest.split_once('/').unwrap_or((rest, ""));
    if bucket.contains('@') {
        return Err(TargetAddressError::Password);
    }
    let is_edge = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let is_name = (3..=63).contains(&bucket.len())
        && bucket.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b))
        && is_edge(bucket.chars().next())
        && is_edge(bucket.chars().next_back());
    if !is_name {
        return Err(TargetAddressError::Bucket(bucket.to_owned()));
    }
    let folder = plain_folder(folder)?;
    Ok(TargetKind::S3 { bucket: bucket.to_owned(), folder })
}

/// A folder of this computer: any characters that disks take.
fn local_folder(rest: &str) -> Result<TargetKind, TargetAddressError> {
    let drive = rest.as_bytes().get(1) == Some(&b':') && rest.as_bytes()[0].is_ascii_alphabetic();
    let below = if drive { rest.get(2..).unwrap_or_default() } else { rest };
    let from_root = below.strip_prefix('/');
    let below = from_root.unwrap_or(below);
    let below = below.strip_suffix('/').unwrap_or(below);
    let is_part = |part: &str| {
        !matches!(part, "" | "." | "..") && !part.contains(['\\', '\u{2028}', '\u{2029}']) && !part.contains(char::is_control)
    };
    if !below.split('/').all(is_part) {
        return Err(TargetAddressError::Folder(rest.to_owned()));
    }
    if from_root.is_none() {
        return Err(TargetAddressError::Relative(rest.to_owned()));
    }
    Ok(TargetKind::Folder(rest.strip_suffix('/').unwrap_or(rest).to_owned()))
}

fn server(rest: &str) -> Result<TargetKind, TargetAddressError> {
    let (authority, folder) = rest.split_once('/').ok_or_else(|| TargetAddressError::Folder(String::new()))?;
    let (user, host) = authority.rsplit_once('@').map_or((None, authority), |(user, host)| (Some(user), host));
    if user.is_some_and(|user| user.contains(':')) {
        return Err(TargetAddressError::Password);
    }
    let refused = || TargetAddressError::Login(authority.to_owned());
    let (host, port) = match host.split_once(':') {
        Some((host, port)) if !port.starts_with(['0', '+']) => (host, Some(port.parse::<u16>().map_err(|_| refused())?)),
        Some(_) => return Err(refused()),
        None => (host, None),
    };
    // A name that begins with a hyphen would be an option of `sftp`.
    let is_name = |name: &str| {
        name.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b))
    };
    if !is_name(host) || !user.is_none_or(is_name) {
        return Err(refused());
    }
    let login = user.map_or_else(|| host.to_owned(), |user| format!("{user}@{host}"));
    let folder = plain_folder(folder)?;
    let folder = match folder.strip_prefix("~/") {
        Some(home) => home.to_owned(),
        None if folder.is_empty() || folder == "~" => return Err(TargetAddressError::Folder(folder)),
        None => format!("/{folder}"),
    };
    Ok(TargetKind::Sftp { login, port, folder })
}

fn remote(rest: &str) -> Result<TargetKind, TargetAddressError> {
    // rclone also takes `:backend,option=value:`, and options can be commands
    let (name, folder) = rest.split_once(':').ok_or_else(|| TargetAddressError::Remote(rest.to_owned()))?;
    let is_name = name.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"._+@-".contains(&b));
    if !is_name {
        return Err(TargetAddressError::Remote(name.to_owned()));
    }
    let (root, below) = folder.strip_prefix('/').map_or(("", folder), |below| ("/", below));
    let below = plain_folder(below)?;
    Ok(TargetKind::Rclone { remote: name.to_owned(), folder: format!("{root}{below}") })
}

/// A folder of characters that mean the same to every program and server, without the slash at its end.
fn plain_folder(folder: &str) -> Result<String, TargetAddressError> {
    if folder.is_empty() {
        return Ok(String::new());
    }
    let below = folder.strip_suffix('/').unwrap_or(folder);
    let is_part = |part: &str| {
        part.bytes().all(|b| b.is_ascii_alphanumeric() || b"._+@=~-".contains(&b)) && part.bytes().any(|b| b != b'.')
    };
    if below.split('/').all(is_part) { Ok(below.to_owned()) } else { Err(TargetAddressError::Folder(folder.to_owned())) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(text: &str, expected: TargetKind) {
        assert_eq!(text.parse::<TargetAddress>().map(|address| address.kind), Ok(expected), "{text}");
    }

    #[test]
    fn each_kind_is_read() {
        let s3 = |bucket: &str, folder: &str| TargetKind::S3 { bucket: bucket.to_owned(), folder: folder.to_owned() };
        case("s3://my-bucket", s3("my-bucket", ""));
        case("s3://my.bucket/", s3("my.bucket", ""));
        case("s3://my-bucket/a/b+c/", s3("my-bucket", "a/b+c"));
        case("dir:/srv/my show/ü", TargetKind::Folder("/srv/my show/ü".to_owned()));
        case("dir:C:/srv/", TargetKind::Folder("C:/srv".to_owned()));
        let sftp =
            |login: &str, port, folder: &str| TargetKind::Sftp { login: login.to_owned(), port, folder: folder.to_owned() };
        case("sftp://ada@example.org/srv/www/", sftp("ada@example.org", None, "/srv/www"));
        case("sftp://example.org:2222/~/www", sftp("example.org", Some(2222), "www"));
        let rclone = |remote: &str, folder: &str| TargetKind::Rclone { remote: remote.to_owned(), folder: folder.to_owned() };
        case("rclone:gcs:my-bucket/show", rclone("gcs", "my-bucket/show"));
        case("rclone:disk:/srv", rclone("disk", "/srv"));
        case("rclone:disk:", rclone("disk", ""));
    }

    #[test]
    fn none_leads_elsewhere_or_is_an_option_or_holds_a_password() {
        for refused in [
            "",
            "/srv/www",
            "https://example.org/",
            "s3://",
            "s3://ab",
            "s3://-bucket/a",
            "s3://my_bucket-/a",
            "s3://my-bucket//a",
            "s3://my-bucket/a/../b",
            "s3://my-bucket/a b",
            "s3://my-bucket/a?b",
            "dir:",
            "dir:www",
            "dir:/",
            "dir:/a/../b",
            "dir:/a//b",
            "dir:/a\\b",
            "dir:/a\nb",
            "sftp://example.org",
            "sftp://example.org/",
            "sftp://example.org/~",
            "sftp://-oProxyCommand=x/a",
            "sftp://a@-x/a",
            "sftp://-a@x/a",
            "sftp://x:0/a",
            "sftp://x:99999/a",
            "sftp://x/a\"b",
            "rclone:gcs",
            "rclone::sftp,ssh=rm:a",
            "rclone:-v:a",
            "rclone:gcs:../a",
        ] {
            assert!(refused.parse::<TargetAddress>().is_err(), "{refused}");
        }
        let refused = |text: &str| text.parse::<TargetAddress>().unwrap_err();
        assert_eq!(refused("ftp://example.org/"), TargetAddressError::Kind);
        assert_eq!(refused("s3://a/b"), TargetAddressError::Bucket("a".to_owned()));
        assert_eq!(refused("dir:../a"), TargetAddressError::Folder("../a".to_owned()));
        assert_eq!(refused("dir:www/rel"), TargetAddressError::Relative("www/rel".to_owned()));
        assert_eq!(refused("sftp://-x/a"), TargetAddressError::Login("-x".to_owned()));
        assert_eq!(refused("rclone:-v:a"), TargetAddressError::Remote("-v".to_owned()));
        assert_eq!(refused(&format!("dir:/{}", "a".repeat(500))), TargetAddressError::TooLong);
        assert_eq!("sftp://ada:secret@example.org/a".parse::<TargetAddress>(), Err(TargetAddressError::Password));
        assert_eq!("s3://key:secret@my-bucket/a".parse::<TargetAddress>(), Err(TargetAddressError::Password));
        assert!(format!("s3://my-bucket/{}", "a".repeat(500)).parse::<TargetAddress>().is_err());
    }
}
