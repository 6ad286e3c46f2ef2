//! `publish:` of podcast.yaml.

use crate::model::fault::FaultKind;
use crate::model::settings::target_address::{TargetAddress, TargetAddressError};
use crate::model::web::endpoint::{Endpoint, EndpointError, RegionName, RegionNameError};
use crate::source::reading::leaf::Leaf;
use crate::source::reading::leaves::leaves;
use crate::source::reading::shape::{Shape, TextShape};
use crate::source::values::address::web_pattern;

impl Leaf for TargetAddress {
    const NEEDED: &'static str = "an address of a target";

    fn shape() -> Shape {
        Shape::Text(TextShape { words: Vec::new(), patterns: vec!["^.{1,500}$".to_owned(), target_pattern()] })
    }

    fn problem(found: &str, error: &TargetAddressError) -> String {
        match error {
            TargetAddressError::Password => error.to_string(),
            _ => format!("`{found}`: {error}"),
        }
    }

    fn help(_found: &str, error: &TargetAddressError) -> String {
        match error {
            TargetAddressError::Password => {
                "take it out, and change it, since whoever has this file has read it; `podwright publish` reads keys from variables, and SFTP has keys of its own"
            }
            TargetAddressError::Relative(_) => "begin with a slash, such as `dir:/srv/www/my-show`",
            _ => "write `s3://bucket/folder`, `dir:/srv/www/folder`, `sftp://user@host/folder` or `rclone:remote:folder`",
        }
        .to_owned()
    }

    fn kind(error: &TargetAddressError) -> FaultKind {
        match error {
            TargetAddressError::Password => FaultKind::Secret,
            _ => FaultKind::BadValue,
        }
    }
}

leaves! {
    Endpoint, EndpointError, "the address of an object store", Shape::Text(TextShape { words: Vec::new(), patterns: vec![web_pattern(), ENDPOINT.to_owned()] }),
        "write the address that the store's own page names, such as `https://ACCOUNT.r2.cloudflarestorage.com`".to_owned();
    RegionName, RegionNameError, "a region", Shape::pattern("^[a-z0-9][-a-z0-9]{0,39}$".to_owned()),
        "write it as the store names it, such as `eu-west-1` or `auto`".to_owned();
}

/// Https, or this computer; a server, and a folder at most.
const ENDPOINT: &str = r"^(https://|http://(localhost|127\.0\.0\.1|\[::1\])(:[0-9]*)?(/|$))[^?#]*$";

/// What the reader takes, for editors.
fn target_pattern() -> String {
    // a part of a path that means the same to every program
    let part = r"\.*[-A-Za-z0-9_+@=~][-A-Za-z0-9._+@=~]*";
    let below = format!("{part}(/{part})*/?");
    let name = "[A-Za-z0-9_][-A-Za-z0-9._]*";
    let port_number = "([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])";
    let bucket = format!("s3://[A-Za-z0-9][-A-Za-z0-9._]{{1,61}}[A-Za-z0-9](/({below})?)?");
    let folder = r"dir:([A-Za-z]:)?(/(?!\.\.?(/|$))[^/\\\u0000-\u001F\u007F-\u009F\u2028\u2029]+)+/?";
    let server = format!("sftp://({name}@)?{name}(:{port_number})?/(?!~/?$){below}");
    let remote = format!("rclone:[A-Za-z0-9_][-A-Za-z0-9._+@]*:/?({below})?");
    format!("^({bucket}|{folder}|{server}|{remote})$")
}
