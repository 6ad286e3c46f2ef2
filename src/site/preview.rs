//! What link previews and search engines read: Open Graph (<https://ogp.me>), Twitter's player card, oEmbed's address, and JSON-LD of
//! schema.org. All addresses are whole here, since their readers stand outside of the page.

use maud::{Markup, PreEscaped, html};
use serde_json::{Value, json};

use crate::model::episode_kind::EpisodeKind;
use crate::model::http_url::HttpUrl;
use crate::seal::{SealedEpisode, SealedImage};
use crate::site::embed_page::{EMBED_HEIGHT, EMBED_WIDTH};
use crate::site::locale::iso_length;
use crate::site::whole::{Site, embed_file, oembed_file};

/// Longest description in a preview (characters). Readers cut at about this length themselves.
const DESCRIPTION_MAX: usize = 300;

impl Site<'_> {
    /// The head of the index.
    pub(crate) fn show_preview(&self) -> Markup {
        let show = &self.sealed.show;
        html! {
            (self.graph("website", show.title.as_str(), show.description.as_str(), show.url.as_url(), &self.sealed.cover))
            meta name="twitter:card" content="summary";
            (data(&self.series(true)))
        }
    }

    /// The head of a page that is neither the index nor an episode.
    pub(crate) fn plain_preview(&self, title: &str, description: &str, address: &HttpUrl) -> Markup {
        html! {
            (self.graph("website", title, description, address, &self.sealed.cover))
            meta name="twitter:card" content="summary";
        }
    }

    /// The head of an episode's page.
    pub(crate) fn episode_preview(&self, sealed: &SealedEpisode) -> Markup {
        let (episode, enclosure) = (&sealed.episode, &sealed.enclosure);
        let (image, _) = self.artwork(sealed);
        let player = self.sealed.show.url.join(embed_file(sealed).trim_end_matches("index.html"));
        html! {
            (self.graph("article", episode.title.as_str(), episode.summary.as_str(), &sealed.page_url, image))
            meta property="article:published_time" content=(episode.date.rfc_3339());
            meta property="og:audio" content=(enclosure.url);
            meta property="og:audio:type" content=(enclosure.media_type);
            // The player card asks for https.
            @if player.is_https() {
                meta name="twitter:card" content="player";
                meta name="twitter:player" content=(player);
                meta name="twitter:player:width" content=(EMBED_WIDTH);
                meta name="twitter:player:height" content=(EMBED_HEIGHT);
            } @else {
                meta name="twitter:card" content="summary";
            }
            link rel="alternate" type="application/json+oembed" title=(episode.title) href=(self.sealed.show.url.join(&oembed_file(sealed)));
            (data(&self.episode_data(sealed)))
        }
    }

    fn graph(&self, kind: &str, title: &str, description: &str, address: &HttpUrl, image: &SealedImage) -> Markup {
        let show = &self.sealed.show;
        let description = shortened(description, DESCRIPTION_MAX);
        let (picture, width, height) = self.preview_picture(image);
        html! {
            meta name="description" content=(description);
            meta property="og:type" content=(kind);
            meta property="og:site_name" content=(show.title);
            meta property="og:title" content=(title);
            meta property="og:description" content=(description);
            meta property="og:url" content=(address);
            @if show.language.as_str().contains('-') { meta property="og:locale" content=(show.language.as_str().replace('-', "_")); }
            meta property="og:image" content=(picture);
            meta property="og:image:width" content=(width);
            meta property="og:image:height" content=(height);
            @if let Some(alt) = &image.alt { meta property="og:image:alt" content=(alt); }
        }
    }

    /// The largest made form, else the original.
    fn preview_picture(&self, image: &SealedImage) -> (HttpUrl, u32, u32) {
        match self.gallery.forms(image).jpeg.last() {
            Some(form) => (self.sealed.show.url.join(&form.path), form.width, form.height),
            None => (image.url.clone(), image.width, image.height),
        }
    }

    fn series(&self, whole: bool) -> Value {
        let (show, sealed) = (&self.sealed.show, self.sealed);
        let mut data = json!({
            "@type": "PodcastSeries",
            "name": show.title.as_str(),
            "url": show.url.as_url().as_str(),
            "webFeed": sealed.feed_url.as_str(),
        });
        if whole {
            data["@context"] = json!("https://schema.org");
            data["description"] = json!(show.description.as_str());
            data["inLanguage"] = json!(show.language.as_str());
            data["image"] = json!(self.preview_picture(&sealed.cover).0.as_str());
            data["author"] = json!({"@type": "Organization", "name": show.author.as_str()});
            data["isFamilyFriendly"] = json!(!show.explicit);
            data["isAccessibleForFree"] = json!(true);
            if let Some(license) = &show.license {
                data["license"] = json!(license.url());
            }
        }
        data
    }

    fn episode_data(&self, sealed: &SealedEpisode) -> Value {
        let (show, episode, enclosure) = (&self.sealed.show, &sealed.episode, &sealed.enclosure);
        let length = iso_length(enclosure.facts.length);
        let mut data = json!({
            "@context": "https://schema.org",
            "@type": "PodcastEpisode",
            "name": episode.title.as_str(),
            "description": episode.summary.as_str(),
            "url": sealed.page_url.as_str(),
            "datePublished": episode.date.rfc_3339(),
            "duration": length,
            "inLanguage": show.language.as_str(),
            "image": self.preview_picture(self.artwork(sealed).0).0.as_str(),
            "isFamilyFriendly": !episode.explicit.unwrap_or(show.explicit),
            "isAccessibleForFree": true,
            "accessMode": "auditory",
            "associatedMedia": {
                "@type": "AudioObject",
                "contentUrl": enclosure.url.as_str(),
                "encodingFormat": enclosure.media_type,
                "contentSize": enclosure.facts.bytes.to_string(),
                "duration": length,
                "embedUrl": show.url.join(embed_file(sealed).trim_end_matches("index.html")).as_str(),
            },
            "partOfSeries": self.series(false),
        });
        if let (EpisodeKind::Full, Some(number)) = (episode.kind, episode.number) {
            data["episodeNumber"] = json!(number);
        }
        if let Some(season) = episode.season {
            data["partOfSeason"] = json!({"@type": "PodcastSeason", "seasonNumber": season});
        }
        if sealed.transcript.is_some() {
            data["accessibilityFeature"] = json!(["transcript"]);
            data["accessModeSufficient"] = json!(["auditory", "textual"]);
        }
        data
    }
}

/// JSON-LD as an element. `<` is escaped, so that no text can end the element.
fn data(value: &Value) -> Markup {
    let text = value.to_string().replace('<', "\\u003c");
    html! { script type="application/ld+json" { (PreEscaped(text)) } }
}

/// The text on one line, cut at a word with `…` where it is longer than `most` characters.
pub(crate) fn shortened(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((end, _)) = line.char_indices().nth(most) else { return line };
    let kept = &line[..end];
    let cut = kept.rfind(' ').filter(|cut| *cut > end / 2).unwrap_or(end);
    format!("{}…", kept[..cut].trim_end_matches(|c: char| c == ' ' || c.is_ascii_punctuation()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_at_a_word() {
        assert_eq!(shortened("one two\nthree", 20), "one two three");
        assert_eq!(shortened("one two, three", 10), "one two…");
        assert_eq!(shortened(&"é".repeat(9), 5), "ééééé…");
    }

    #[test]
    fn no_text_ends_the_data() {
        let markup = data(&json!({"name": "</script><script>alert(1)</script>"})).into_string();
        assert_eq!(markup.matches("</script>").count(), 1);
        assert_eq!(markup.matches("<script").count(), 1);
    }
}
