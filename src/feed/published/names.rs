//! The names of elements, whatever prefix and case a feed gives them.

use quick_xml::name::ResolveResult;

/// A vocabulary that podcast feeds use.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Vocabulary {
    /// RSS itself, without a namespace.
    Rss,
    /// Apple's.
    ITunes,
    /// The Podcast Index's, by its present and its first name.
    Podcast,
    /// Atom (RFC 4287).
    Atom,
    /// RSS content (`content:encoded`).
    Content,
    /// Podlove Simple Chapters.
    Psc,
    /// Yahoo's Media RSS.
    Media,
    /// Google Play's.
    GooglePlay,
    /// Spotify's.
    Spotify,
    /// Any other.
    Other,
}

/// Namespaces in lower case. Feeds write Apple's in capitals, and with `https`.
const NAMESPACES: &[(&str, Vocabulary)] = &[
    ("www.itunes.com/dtds/podcast-1.0.dtd", Vocabulary::ITunes),
    ("podcastindex.org/namespace/1.0", Vocabulary::Podcast),
    ("github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md", Vocabulary::Podcast),
    ("www.w3.org/2005/atom", Vocabulary::Atom),
    ("purl.org/rss/1.0/modules/content", Vocabulary::Content),
    ("podlove.org/simple-chapters", Vocabulary::Psc),
    ("search.yahoo.com/mrss", Vocabulary::Media),
    ("www.google.com/schemas/play-podcasts/1.0", Vocabulary::GooglePlay),
    ("www.spotify.com/ns/rss", Vocabulary::Spotify),
    // Feeds of the first years put RSS itself into a namespace.
    ("backend.userland.com/rss2", Vocabulary::Rss),
    ("blogs.law.harvard.edu/tech/rss", Vocabulary::Rss),
    ("cyber.law.harvard.edu/rss/rss.html", Vocabulary::Rss),
];

/// Prefixes that feeds use without declaring them, and feed readers understand.
const PREFIXES: &[(&str, Vocabulary)] = &[
    ("itunes", Vocabulary::ITunes),
    ("podcast", Vocabulary::Podcast),
    ("atom", Vocabulary::Atom),
    ("atom10", Vocabulary::Atom),
    ("content", Vocabulary::Content),
    ("psc", Vocabulary::Psc),
    ("media", Vocabulary::Media),
    ("googleplay", Vocabulary::GooglePlay),
    ("spotify", Vocabulary::Spotify),
];

/// The vocabulary of a resolved name.
pub(in crate::feed) fn vocabulary(resolved: &ResolveResult<'_>) -> Vocabulary {
    let among = |list: &[(&str, Vocabulary)], name: &str| {
        list.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map_or(Vocabulary::Other, |(_, vocabulary)| *vocabulary)
    };
    match resolved {
        ResolveResult::Unbound => Vocabulary::Rss,
        ResolveResult::Bound(namespace) => {
            let name = namespace.0.trim().trim_end_matches('/');
            among(NAMESPACES, name.split_once("://").map_or(name, |(_, rest)| rest))
        }
        ResolveResult::Unknown(prefix) => among(PREFIXES, prefix),
    }
}

/// An element of a feed: its vocabulary, its name in small letters, and its attributes.
pub(in crate::feed) struct FeedTag {
    pub(in crate::feed) vocabulary: Vocabulary,
    pub(in crate::feed) name: String,
    /// The name as the feed writes it, with its prefix.
    pub(in crate::feed) written: String,
    pub(in crate::feed) attributes: Vec<(String, String)>,
}

impl FeedTag {
    /// The value of an attribute, without blanks around it; `None` where there is nothing in it.
    pub(in crate::feed) fn attribute(&self, name: &str) -> Option<String> {
        let (_, value) = self.attributes.iter().find(|(known, _)| known.eq_ignore_ascii_case(name))?;
        let value = value.trim();
        (!value.is_empty()).then(|| value.to_owned())
    }
}
