//! Elements of the namespaces that the rss crate has no types for, and the map that it keeps them in.

use std::collections::BTreeMap;

use rss::extension::{Extension, ExtensionMap};

/// Prefixes and addresses of the namespaces. Some readers look at the prefix and not at the address, so these are the literal ones.
const NAMESPACES: [(&str, &str); 5] = [
    ("atom", "http://www.w3.org/2005/Atom"),
    ("content", "http://purl.org/rss/1.0/modules/content/"),
    ("itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd"),
    ("podcast", "https://podcastindex.org/namespace/1.0"),
    ("psc", "http://podlove.org/simple-chapters"),
];

/// Spotify's, which stands in a feed that uses it alone: validators warn of it.
const SPOTIFY: (&str, &str) = ("spotify", "http://www.spotify.com/ns/rss");

/// The namespaces of a feed whose channel has these elements.
pub(super) fn namespaces(elements: &ExtensionMap) -> BTreeMap<String, String> {
    let spotify = elements.contains_key(SPOTIFY.0).then_some(SPOTIFY);
    NAMESPACES.into_iter().chain(spotify).map(|(prefix, url)| (prefix.to_owned(), url.to_owned())).collect()
}

/// An element that is being put together. Whoever places it gives it its name.
#[derive(Clone, Debug)]
pub(super) struct Element(Extension);

impl Element {
    /// An empty element.
    pub(super) fn empty() -> Self {
        // The empty text keeps the writer from breaking the line before the end tag.
        Self::text("")
    }

    /// An element with a text.
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self(Extension { value: Some(text.into()), ..Extension::default() })
    }

    /// With its name, such as `podcast:guid`.
    #[must_use]
    pub(super) fn named(mut self, name: &str) -> Self {
        name.clone_into(&mut self.0.name);
        self
    }

    /// With an attribute.
    #[must_use]
    pub(super) fn with(mut self, attribute: &str, value: impl Into<String>) -> Self {
        self.0.attrs.insert(attribute.to_owned(), value.into());
        self
    }

    /// With an attribute, where there is a value for it.
    #[must_use]
    pub(super) fn with_some(self, attribute: &str, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.with(attribute, value),
            None => self,
        }
    }

    /// With an element inside. Those of one name keep their order.
    #[must_use]
    pub(super) fn holding(mut self, name: &str, child: Self) -> Self {
        self.0.value = None;
        self.0.children.entry(local(name).to_owned()).or_default().push(child.named(name).0);
        self
    }
}

/// Elements by prefix and name, as the rss crate writes them: sorted by both, those of one name in the order given.
pub(super) fn map(elements: impl IntoIterator<Item = Element>) -> ExtensionMap {
    let mut map = ExtensionMap::new();
    for Element(extension) in elements {
        let prefix = extension.name.split(':').next().unwrap_or_default().to_owned();
        let names: &mut BTreeMap<_, Vec<_>> = map.entry(prefix).or_default();
        names.entry(local(&extension.name).to_owned()).or_default().push(extension);
    }
    map
}

fn local(name: &str) -> &str {
    name.split_once(':').map_or(name, |(_, local)| local)
}
