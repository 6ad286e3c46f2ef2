//! Pictures of a show.

use crate::model::files::show_path::ShowPath;
use crate::model::key::keys;
use crate::model::keywords::keywords;
use crate::model::web::http_url::HttpUrl;
use crate::model::wording::text::Text;

keys! {
    /// A picture with its words.
    #[derive(Clone, Debug, Eq, PartialEq)]
    pub struct Artwork {
        required {
            file: ShowPath, "a square JPEG or PNG, 1400 to 3000 pixels wide", "cover.jpg";
        }
        optional {
            alt: Option<Text>, "what the picture shows, in a sentence, for those who do not see it", "Two people drive a train together";
        }
    }
}

/// A picture of an episode: a file of the show, or one that is kept elsewhere.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum EpisodeArtwork {
    /// In the show.
    File(Artwork),
    /// Elsewhere: the feed names it, and nothing is copied.
    Elsewhere(RemoteArtwork),
}

keys! {
    /// A picture that is kept elsewhere.
    #[derive(Clone, Debug, Eq, PartialEq)]
    pub struct RemoteArtwork {
        required {
            url: HttpUrl, "where apps fetch it, in place of `file`", "https://old.example.org/one.jpg";
        }
        optional {
            alt: Option<Text>, "what the picture shows, in a sentence, for those who do not see it", "Two people drive a train together";
        }
    }
}

impl EpisodeArtwork {
    /// What the picture shows, wherever it is.
    pub fn alt(&self) -> Option<&Text> {
        match self {
            Self::File(artwork) => artwork.alt.as_ref(),
            Self::Elsewhere(artwork) => artwork.alt.as_ref(),
        }
    }

    /// The file of the show.
    pub fn file(&self) -> Option<&Artwork> {
        match self {
            Self::File(artwork) => Some(artwork),
            Self::Elsewhere(_) => None,
        }
    }

    /// The picture that is kept elsewhere.
    pub fn elsewhere(&self) -> Option<&RemoteArtwork> {
        match self {
            Self::File(_) => None,
            Self::Elsewhere(artwork) => Some(artwork),
        }
    }
}

/// A further picture of a show or an episode: `podcast:image` (Podcast Namespace, `docs/tags/image.md`).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FurtherImage {
    /// The picture with its words.
    pub artwork: Artwork,
    /// What it is good for; none where apps shall decide.
    pub purposes: Vec<ImagePurpose>,
}

keywords! {
    /// What a picture is good for.
    pub enum ImagePurpose {
        /// The cover in a list.
        Artwork = "artwork",
        /// Where the show is shared.
        Social = "social",
        /// The background of a player, for phones held upright.
        Canvas = "canvas",
        /// Across the top of a page.
        Banner = "banner",
        /// The sign of who publishes the show.
        Publisher = "publisher",
        /// To be cut to a circle.
        Circular = "circular",
        /// Upright, as for films.
        Poster = "poster",
    }
}
