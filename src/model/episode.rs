//! An episode: what `episode.yaml` says.

use crate::model::files::show_path::ShowPath;
use crate::model::identity::guid::Guid;
use crate::model::identity::slug::Slug;
use crate::model::key::keys;
use crate::model::kind::episode_kind::EpisodeKind;
use crate::model::media::alternate::{Alternate, MediaUri, RemoteAlternate};
use crate::model::media::artwork::{EpisodeArtwork, FurtherImage};
use crate::model::media::chapter::EpisodeChapters;
use crate::model::media::remote_audio::RemoteAudio;
use crate::model::media::sign_language::SignLanguage;
use crate::model::media::soundbite::Soundbite;
use crate::model::media::tag_version::TagPolicy;
use crate::model::media::transcript::EpisodeTranscript;
use crate::model::people::chat::Chat;
use crate::model::people::episode_people::EpisodePeople;
use crate::model::people::funding::Funding;
use crate::model::people::location::Location;
use crate::model::people::social::Comments;
use crate::model::people::value::Value;
use crate::model::settings::check_settings::RuleMention;
use crate::model::time::moment::Moment;
use crate::model::web::content_link::ContentLink;
use crate::model::web::http_url::HttpUrl;
use crate::model::wording::license::Terms;
use crate::model::wording::text::Text;
use crate::model::wording::txt::Txt;

keys! {
    /// An episode.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Episode from RequiredEpisode given {
        /// The folder's name, and the name in addresses.
        slug: Slug;
        /// The folder, relative to the show: `episodes/<slug>`.
        folder: ShowPath;
    } {
        required {
            title: Text, "the title, without a number and without the show's name", "What is co-production?";
            guid: Guid, "the episode's identity, made once; apps show an episode with a new guid as a new one",
                "0190b2f0-8e4c-7c3a-9f6e-2b7d1c5a4e10";
            date: Moment, "when the episode comes out, in the show's time zone or with an offset", "2022-07-04T07:00:00+01:00";
        }
        optional {
            summary: Option<Text>, "one or two sentences, plain text; not needed where `notes` begin with it",
                "What co-production means, in plain words.";
        }
        defaulted {
            draft: bool, "`true` keeps the episode on this machine", "true";
        }
        optional {
            season: Option<u32>, "the season, usually from 1", "1";
            number: Option<u32>, "the episode's number in its season, usually from 1", "1";
        }
        defaulted {
            kind: EpisodeKind, "`full`, `trailer` for a short promise of the show, or `bonus` for something extra", "full";
        }
        optional {
            notes: Option<Text>, "show notes in Markdown", "\"With [links](https://example.org).\"";
            content_html: Option<Text>,
                "the notes of an episode that was published elsewhere, as HTML and letter by letter, in place of `notes`",
                "<p>We talk with <a href=\"https://example.org\">Ada</a>.</p>";
            description: Option<Text>,
                "the short text that another program published beside the notes, where it is not made of them", "What we talked of.";
            chapters: EpisodeChapters,
                "a time and a title for each chapter, or a group of keys; or the file that has them (.json, .psc, .xml, .txt, or a recording), or the `url` of one that is kept elsewhere",
                "[0:00 Welcome]";
            audio: Option<ShowPath>, "the recording, where the folder holds more than one", "audio.mp3";
            enclosure: Option<RemoteAudio>,
                "a recording that is kept elsewhere and was never here, as the feed of its old host names it",
                "{url: https://old.example.org/one.mp3, bytes: 4194304, type: audio/mpeg, duration: 4:22}";
            transcript: Option<EpisodeTranscript>,
                "the words with their times (.vtt, .srt, .json or .html), where the folder holds more than one; or `url` and `type` of one that is kept elsewhere", "transcript.vtt";
            link: Option<HttpUrl>, "the episode's page, where that is not the one that podwright makes", "https://example.org/co-production";
            people: EpisodePeople, "who is heard, beside the people of the show; `only:` where those are not in it", "[{name: Ada Example, role: guest}]";
            content_note: Option<Text>, "what is spoken of that may hurt", "This episode speaks of grief.";
            easy_read: Option<ShowPath>,
                "an Easy Read summary in Markdown, where it is not easy-read.md; pictures beside it are shown, `![A cup of tea](tea.jpg)`",
                "easy.md";
            artwork: Option<EpisodeArtwork>, "a picture for this episode, or the `url` of one that is kept elsewhere", "{file: cover.jpg, alt: A train in a station}";
            author: Option<Text>, "who made this episode, as apps print it, where that is not the show's author", "Cleo Example";
            explicit: Option<bool>, "where it differs from the show", "false";
            locations: Vec<Location>, "places that are spoken of", "[{name: London, geo: \"51.5,-0.1\", country: GB}]";
            txt: Vec<Txt>, "words for machines, such as the proof that a show is one's own",
                "[{purpose: applepodcastsverify, text: abc123}]";
            social: Comments,
                "posts under which people comment, on a network such as Mastodon (`activitypub`); `disabled` where apps shall show no comments",
                "[{protocol: activitypub, url: https://example.social/@show/1}]";
            chat: Option<Chat>, "where listeners talk with each other",
                "{server: irc.example.org, protocol: irc, space: \"#show\"}";
            value: Vec<Value>, "how listeners can pay while they listen (value for value)",
                "[{method: lnaddress, recipients: [{address: ada@example.org, split: 100}]}]";
            funding: Vec<Funding>, "where listeners can give for this episode",
                "[{url: https://example.org/give, text: Give for this episode}]";
            license: Option<Terms>, "what others may do with it, where that is not what the show says", "CC-BY-4.0";
            images: Vec<FurtherImage>, "further pictures, and what each is good for",
                "[{file: banner.jpg, alt: A train in a station, purposes: [banner]}]";
            alternates: Vec<Alternate>, "the same episode in other files, such as a smaller one",
                "[{file: audio.opus, title: Small file}]";
            remote_alternates: Vec<RemoteAlternate>, "the same episode in files that are served elsewhere, such as a video",
                "[{url: https://video.example.org/one.mp4, type: video/mp4}]";
            mirrors: Vec<MediaUri>, "where else the very same bytes can be had: web addresses, `ipfs:` or `magnet:`",
                "[https://mirror.example.org/one.mp3]";
            content_links: Vec<ContentLink>, "pages where one can hear or see the episode without an app",
                "[{url: https://video.example.org/one, text: With sign language}]";
            soundbites: Vec<Soundbite>, "stretches of 15 to 120 seconds that make one want to hear the rest",
                "[{start: 1:10, length: 30, title: Who decides?}]";
            display_number: Option<Text>, "what apps show in place of the number", "Ch.3";
            itunes_title: Option<Text>, "the title in Apple Podcasts, where it is not `title`", "Co-production explained";
        }
        defaulted {
            block: bool, "`true` keeps the episode out of Apple Podcasts", "true";
            tags: TagPolicy, "`keep` publishes the recording byte for byte as it is, with the tags that it has", "keep";
        }
        optional {
            sign_language: Option<SignLanguage>, "the episode as a video in sign language",
                "{name: BSL, url: https://example.org/what-is-co-production-in-bsl}";
            allow: Vec<RuleMention>, "rules that do not count here", "[{rule: missing-easy-read, reason: being written}]";
        }
    }
}
