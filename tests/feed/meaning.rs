//! A made-up show as files, and what a feed means: triples of path, attribute and text, the common tongue in which readers are compared.

use std::collections::BTreeMap;
use std::fmt::Display;

use podwright::layout::output_file::Content;
use podwright::seal::{Sealed, SiteView};

/// Paths with an attribute, such as `items.0/podcast:person[1]@role`, or without one, for the text, and what stands there. A value that is
/// not there has no path.
pub(crate) type Meaning = BTreeMap<String, String>;

/// One of the files that are written for a show.
#[track_caller]
pub(crate) fn file(sealed: &SiteView, path: &str) -> Vec<u8> {
    let files = podwright::feed::render(&Sealed::fixture(sealed.clone())).unwrap();
    let found = files.into_iter().find(|file| file.output.to_string() == path);
    match found.unwrap_or_else(|| panic!("no {path}")).content {
        Content::Bytes(bytes) => bytes,
        Content::SameAs(source) => panic!("{path} is a copy of {source}"),
    }
}

/// What the second reader has against a feed.
pub(crate) fn reread(xml: &[u8], sealed: &SiteView) -> Result<(), Vec<podwright::feed::reread::Disagreement>> {
    podwright::feed::reread::reread(xml, &Sealed::fixture(sealed.clone()))
}

/// The feed of a show.
pub(crate) fn feed(sealed: &SiteView) -> Vec<u8> {
    file(sealed, sealed.show.feed_file.as_str())
}

/// Triples that are being put together.
#[derive(Default)]
pub(crate) struct Told {
    /// Empty, or the item, such as `items.0/`.
    pub(crate) prefix: String,
    pub(crate) meaning: Meaning,
}

impl Told {
    /// The value of a path, where there is one.
    pub(crate) fn put(&mut self, path: &str, value: Option<impl Display>) {
        if let Some(value) = value.map(|value| value.to_string()).filter(|value| !value.is_empty()) {
            self.meaning.insert(format!("{}{path}", self.prefix), value);
        }
    }

    /// An element with its attributes; the text is that of the attribute without a name.
    pub(crate) fn element(&mut self, path: &str, attributes: &[(&str, Option<String>)]) {
        for (attribute, value) in attributes {
            let path = if attribute.is_empty() { path.to_owned() } else { format!("{path}@{attribute}") };
            self.put(&path, value.as_ref());
        }
    }

    /// An element for each value.
    pub(crate) fn each<T>(&mut self, path: &str, values: impl IntoIterator<Item = T>, tell: impl Fn(&mut Self, &str, T)) {
        for (index, value) in values.into_iter().enumerate() {
            tell(self, &format!("{path}[{index}]"), value);
        }
    }
}
