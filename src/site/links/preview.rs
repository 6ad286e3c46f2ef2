//! What link previews and search engines read: Open Graph (<https://ogp.me>), Twitter's player card, oEmbed's address, and JSON-LD of
//! schema.org. All addresses are whole here, since their readers stand outside of the page.

use serde_json::{Value, json};

use crate::layout::TranscriptForm;
use crate::layout::output::Output;
use crate::model::kind::episode_kind::EpisodeKind;
use crate::model::people::person::Person;
use crate::model::web::http_url::HttpUrl;
use crate::seal::{SealedEpisode, SealedImage};
use crate::site::context::{Site, embed_page};
use crate::site::html::Html;
use crate::site::locale::iso_length;
use crate::site::pages::embed_page::{EMBED_HEIGHT, EMBED_WIDTH};
use crate::site::view;

/// Longest description in a preview (characters). Readers cut at about this length themselves.
const DESCRIPTION_MAX: usize = 300;

impl Site<'_> {
    /// The preview of the index.
    pub(crate) fn show_preview(&self) -> view::Preview {
        let show = &self.sealed.show;
        let graph = self.graph("website", show.title.as_str(), show.description.as_str(), show.url.as_url(), &self.sealed.cover);
        view::Preview { data: Some(data(&self.series(true))), ..graph }
    }

    /// The preview of a page that is neither the index nor an episode.
    pub(crate) fn plain_preview(&self, title: &str, description: &str, address: &HttpUrl) -> view::Preview {
        self.graph("website", title, description, address, &self.sealed.cover)
    }

    /// The preview of an episode's page.
    pub(crate) fn episode_preview(&self, sealed: &SealedEpisode) -> view::Preview {
        let (episode, enclosure, show) = (&sealed.episode, &sealed.enclosure, &self.sealed.show);
        let (image, _) = self.artwork(sealed);
        let player = embed_page(sealed).url(show);
        let sound = view::PreviewSound {
            published: episode.date.rfc_3339(),
            address: enclosure.url.to_string(),
            media_type: enclosure.media_type.as_str(),
            oembed: Output::Oembed(episode.slug.clone()).url(show).to_string(),
            // The player card asks for https.
            player: player.is_https().then(|| player.to_string()),
            player_width: EMBED_WIDTH,
            player_height: EMBED_HEIGHT,
        };
        let graph = self.graph("article", episode.title.as_str(), self.summary(sealed), &sealed.page_url, image);
        view::Preview { sound: Some(sound), data: Some(data(&self.episode_data(sealed))), ..graph }
    }

    fn graph(&self, kind: &'static str, title: &str, description: &str, address: &HttpUrl, image: &SealedImage) -> view::Preview {
        let language = self.sealed.show.language.as_str();
        let (picture, width, height) = self.preview_picture(image);
        view::Preview {
            kind,
            title: title.to_owned(),
            description: shortened(description, DESCRIPTION_MAX),
            address: address.to_string(),
            locale: locale(language),
            image: view::PreviewImage {
                address: picture.to_string(),
                width,
                height,
                alt: image.alt.as_ref().map(ToString::to_string),
            },
            sound: None,
            data: None,
        }
    }

    /// The largest made form, else the original.
    fn preview_picture(&self, image: &SealedImage) -> (HttpUrl, u32, u32) {
        match self.gallery.forms(image).jpeg.last() {
            Some(form) => (form.output.url(&self.sealed.show), form.width, form.height),
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
        let mut data = json!({
            "@context": "https://schema.org",
            "@type": "PodcastEpisode",
            "name": episode.title.as_str(),
            "description": self.summary(sealed),
            "url": sealed.page_url.as_str(),
            "datePublished": episode.date.rfc_3339(),
            "inLanguage": show.language.as_str(),
            "image": self.preview_picture(self.artwork(sealed).0).0.as_str(),
            "isFamilyFriendly": !episode.explicit.unwrap_or(show.explicit),
            "isAccessibleForFree": true,
            "accessMode": "auditory",
            "partOfSeries": self.series(false),
        });
        let mut sound = json!({
            "@type": "AudioObject",
            "contentUrl": enclosure.url.as_str(),
            "encodingFormat": enclosure.media_type.as_str(),
            "contentSize": enclosure.bytes.get().to_string(),
            "embedUrl": embed_page(sealed).url(show).as_str(),
        });
        if let Some(length) = enclosure.length.map(iso_length) {
            data["duration"] = json!(length);
            sound["duration"] = json!(length);
        }
        if let (EpisodeKind::Full, Some(number)) = (episode.kind, episode.number) {
            data["episodeNumber"] = json!(number);
        }
        if let Some(season) = episode.season {
            data["partOfSeason"] = json!({"@type": "PodcastSeason", "seasonNumber": season});
        }
        let people: Vec<Value> = self.everyone(sealed).into_iter().map(contributor).collect();
        if !people.is_empty() {
            data["contributor"] = json!(people);
        }
        let mut words = None;
        if let Some(transcript) = &sealed.transcript {
            // The property `transcript` is for the words themselves, which are too many for the head of a page.
            let file = |kind: &str, url: &HttpUrl, form: TranscriptForm| {
                let (language, media_type) = (show.language.as_str(), form.media_type());
                json!({"@type": kind, "contentUrl": url.as_str(), "encodingFormat": media_type, "inLanguage": language})
            };
            sound["caption"] = file("MediaObject", &transcript.vtt_url, TranscriptForm::Vtt);
            words = Some(file("TextObject", &transcript.html_url, TranscriptForm::Html));
            data["accessibilityFeature"] = json!(["transcript"]);
            data["accessModeSufficient"] = json!(["auditory", "textual"]);
        }
        data["associatedMedia"] = std::iter::once(sound).chain(words).collect();
        data
    }
}

/// Language and region, as Open Graph writes them: `en_GB`. None without a region; a script, as in `zh-Hant`, is none.
fn locale(language: &str) -> Option<String> {
    let mut tags = language.split('-');
    let primary = tags.next()?.to_ascii_lowercase();
    let is_region = |tag: &&str| match tag.len() {
        2 => tag.bytes().all(|byte| byte.is_ascii_alphabetic()),
        3 => tag.bytes().all(|byte| byte.is_ascii_digit()),
        _ => false,
    };
    // What stands behind a single letter is an extension, and of private use (BCP 47, 2.1).
    let region = tags.take_while(|tag| tag.len() > 1).find(is_region)?;
    Some(format!("{primary}_{}", region.to_ascii_uppercase()))
}

/// Somebody in an episode, with what they do in it.
fn contributor(person: &Person) -> Value {
    let mut data = json!({"@type": "Person", "name": person.name.as_str()});
    if let Some(page) = &person.href {
        data["url"] = json!(page.as_str());
    }
    if let Some(picture) = &person.img {
        data["image"] = json!(picture.as_str());
    }
    json!({"@type": "Role", "roleName": person.role.name(), "contributor": data})
}

/// JSON-LD as the content of its element. `<` is escaped, so that no text can end the element.
fn data(value: &Value) -> Html {
    Html::trusted(value.to_string().replace('<', "\\u003c"))
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
    fn a_locale_has_a_region_and_no_script() {
        for (language, expected) in [
            ("en-GB", Some("en_GB")),
            ("zh-Hant-TW", Some("zh_TW")),
            ("es-419", Some("es_419")),
            ("de-ch", Some("de_CH")),
            ("sl-rozaj-IT", Some("sl_IT")),
            ("zh-Hant", None),
            ("cy", None),
            ("en-x-GB", None),
        ] {
            assert_eq!(locale(language).as_deref(), expected, "{language}");
        }
    }

    #[test]
    fn no_text_ends_the_data() {
        let markup = data(&json!({"name": "</script><script>alert(1)</script>"}));
        assert_eq!(markup, Html::trusted(r#"{"name":"\u003c/script>\u003cscript>alert(1)\u003c/script>"}"#));
    }
}
