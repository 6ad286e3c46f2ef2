//! What templates get to see: plain values, each with a name and a sentence. docs/templates.md is made of them, and a test compares.

use crate::site::html::Html;
use serde::Serialize;

/// A group of values as docs/templates.md describes it.
#[cfg(feature = "test-support")]
#[derive(Clone, Copy, Debug)]
pub(crate) struct DocumentedView {
    pub(crate) name: &'static str,
    pub(crate) doc: &'static str,
    /// Name, type, sentence.
    pub(crate) values: &'static [(&'static str, &'static str, &'static str)],
}

macro_rules! views {
    ($($(#[doc = $doc:literal])+ $name:ident { $($(#[doc = $value_doc:literal])+ $value:ident: $kind:ty,)* })*) => {
        $(
            $(#[doc = $doc])+
            #[allow(clippy::struct_field_names, reason = "a value has the name that reads best in a template: `chapter.link`")]
            #[derive(Clone, Debug, Serialize)]
            pub(crate) struct $name { $($(#[doc = $value_doc])+ pub(crate) $value: $kind,)* }
        )*

        /// Every group, in the order of the documentation.
        #[cfg(feature = "test-support")]
        pub(crate) const GROUPS: &[DocumentedView] = &[$(DocumentedView {
            name: stringify!($name),
            doc: concat!($($doc),+),
            values: &[$((stringify!($value), stringify!($kind), concat!($($value_doc),+)),)*],
        },)*];
    };
}

views! {
    /// `page`, in every template: where the page stands and what surrounds it.
    Page {
        /// The whole title, with the show's name.
        title: String,
        /// The language of the page as a whole.
        language: String,
        /// `rtl` for a show that is written from right to left.
        direction: Option<&'static str>,
        /// The class of the body, which the style knows.
        class: &'static str,
        /// The Content-Security-Policy: what the page may load.
        policy: String,
        /// The style's file.
        style_link: String,
        /// The style itself, for the one page that can link to no file (404.html).
        style: Option<Html>,
        /// The script. The policy holds its sum, and no other script runs.
        script: Option<Html>,
        /// Where the page is published.
        address: Option<String>,
        /// What link previews and search engines read; none for a page that is not to be found.
        preview: Option<Preview>,
        /// The show's icons.
        icons: Vec<Icon>,
        /// The link to the first page.
        index: String,
        /// The link to the page about subscribing.
        subscribe: String,
        /// The link to the feed.
        feed: String,
        /// Whether this is the first page.
        is_index: bool,
        /// Whether this is the page about subscribing.
        is_subscribe: bool,
    }

    /// `page.icons`
    Icon {
        /// `icon`, or `apple-touch-icon`.
        rel: &'static str,
        /// Width and height (pixels).
        size: u32,
        /// The link to it.
        link: String,
    }

    /// `page.preview`: every address in it is whole, since its readers stand outside of the page.
    Preview {
        /// `website` or `article`.
        kind: &'static str,
        /// The title.
        title: String,
        /// Two or three sentences.
        description: String,
        /// The page's address.
        address: String,
        /// Language and region, as `en_GB`.
        locale: Option<String>,
        /// The picture.
        image: PreviewImage,
        /// The sound, on an episode's page.
        sound: Option<PreviewSound>,
        /// JSON-LD of schema.org.
        data: Option<Html>,
    }

    /// `page.preview.image`
    PreviewImage {
        /// Its address.
        address: String,
        /// Pixels across.
        width: u32,
        /// Pixels down.
        height: u32,
        /// What it shows.
        alt: Option<String>,
    }

    /// `page.preview.sound`
    PreviewSound {
        /// When the episode came out (RFC 3339).
        published: String,
        /// The address of the sound.
        address: String,
        /// Its media type.
        media_type: &'static str,
        /// The address of the oEmbed file.
        oembed: String,
        /// The address of the player that other sites embed; none where it is not https.
        player: Option<String>,
        /// Its width (pixels).
        player_width: u32,
        /// Its height (pixels).
        player_height: u32,
    }

    /// `show`, in every template.
    Show {
        /// The show's name.
        title: String,
        /// What the show is about.
        description: String,
        /// Who holds the copyright.
        copyright: Option<String>,
        /// What others may do with the show.
        licence: Option<Link>,
        /// Where listeners can give.
        funding: Vec<Link>,
    }

    /// A link with its words.
    Link {
        /// The words.
        text: String,
        /// Where it leads.
        link: String,
        /// The host that it leads to; none where it stays in the site.
        host: Option<String>,
    }

    /// `image`, in picture.html, and pictures in other templates: a picture in a page. The macro `picture` of parts.html shows it.
    Picture {
        /// The link to one that every browser can show.
        link: String,
        /// The same in several widths, as `srcset` has them.
        jpeg: Option<String>,
        /// The same as WebP.
        webp: Option<String>,
        /// How wide the style shows it, as `sizes` has it.
        sizes: &'static str,
        /// Pixels across.
        width: u32,
        /// Pixels down.
        height: u32,
        /// What it shows; empty where the words beside it say it all.
        alt: String,
        /// Whether it may wait until it comes into sight.
        is_lazy: bool,
    }

    /// When an episode came out, and how long it is; the macro `date_and_length` of parts.html shows it.
    When {
        /// The date in words.
        date: String,
        /// The date for machines (RFC 3339).
        date_code: String,
        /// The length in words, where it is known.
        length: Option<String>,
        /// The length for machines (ISO 8601), where it is known.
        length_code: Option<String>,
        /// Whether it is not for children.
        is_explicit: bool,
    }

    /// What the macros `audio` and `player_tools` of parts.html need.
    Player {
        /// The episode's title.
        title: String,
        /// The link to the sound.
        sound: String,
        /// The episode's guid, under which the browser remembers the place.
        guid: String,
        /// Whether there is a transcript to follow.
        has_transcript: bool,
        /// Speeds to choose from.
        speeds: &'static [&'static str],
    }

    /// `list`, in index.html: a page of episodes. The show's first page, its further pages, and those of a year or a season.
    List {
        /// Whether this is the show's first page.
        is_first: bool,
        /// What the list holds, such as a year.
        heading: String,
        /// `Page 2 of 5`; none where there is one page.
        of_page: Option<String>,
        /// The show's cover.
        cover: Picture,
        /// The episode to begin with.
        start_here: Option<Link>,
        /// The episodes of this page.
        episodes: Vec<Entry>,
        /// The pages of the list; empty where there is one.
        pages: Vec<ListPage>,
        /// The link to the page before.
        previous: Option<String>,
        /// The link to the page after.
        next: Option<String>,
        /// Other lists to find an episode in: by season and by year.
        finders: Vec<Finder>,
    }

    /// `list.episodes`
    Entry {
        /// The title.
        title: String,
        /// The link to the episode's page.
        link: String,
        /// `Season 1 · Episode 2`, `Trailer`.
        label: Option<String>,
        /// Date and length.
        when: When,
        /// The summary, cut at a word where it is long.
        summary: String,
        /// The link to the Easy Read summary.
        easy_read: Option<String>,
        /// The link to the transcript.
        transcript: Option<String>,
        /// The episode's own picture.
        picture: Option<Picture>,
    }

    /// `list.pages`
    ListPage {
        /// The number, from 1.
        number: usize,
        /// `Page 2 of 5`.
        name: String,
        /// The link to it.
        link: String,
        /// Whether this is the page one is on.
        is_current: bool,
    }

    /// `list.finders`
    Finder {
        /// What it is ordered by.
        heading: String,
        /// The lists.
        lists: Vec<FinderList>,
    }

    /// `list.finders[].lists`
    FinderList {
        /// The year or the season.
        title: String,
        /// How many episodes, in words.
        count: String,
        /// The link to it.
        link: String,
    }

    /// `episode`, in episode.html.
    Episode {
        /// The title.
        title: String,
        /// `Season 1 · Episode 2`, `Trailer`.
        label: Option<String>,
        /// Date and length.
        when: When,
        /// What a listener should know before.
        content_note: Option<String>,
        /// The summary.
        summary: String,
        /// The player.
        player: Player,
        /// The episode's picture, else the cover.
        picture: Picture,
        /// The link to the Easy Read summary.
        easy_read: Option<String>,
        /// The episode as a video in sign language.
        sign_language: Option<Link>,
        /// The chapters.
        chapters: Vec<Chapter>,
        /// The show notes.
        notes: Option<Html>,
        /// Who takes part.
        people: Vec<Person>,
        /// Files to download, with size and length in words.
        downloads: Vec<Link>,
        /// The transcript.
        transcript: Option<EpisodeTranscript>,
        /// The episode before.
        previous: Option<Link>,
        /// The episode after.
        next: Option<Link>,
    }

    /// `episode.chapters`
    Chapter {
        /// The title.
        title: String,
        /// When it starts, as `1:02`.
        time: String,
        /// The link into the sound.
        link: String,
        /// A page about it.
        more: Option<Link>,
        /// A picture.
        picture: Option<Picture>,
    }

    /// `episode.people`
    Person {
        /// The name.
        name: String,
        /// A page about the person.
        link: Option<String>,
        /// The host of that page.
        host: Option<String>,
        /// What the person did.
        role: String,
        /// Whether nobody has translated the role, on a page that is not English.
        role_is_english: bool,
        /// The day on which the person approved the episode, in words.
        approved: Option<String>,
    }

    /// `episode.transcript`
    EpisodeTranscript {
        /// What is said, of paragraph.html; as much as the page has room for.
        html: Html,
        /// Whether that is all of it.
        is_whole: bool,
        /// The link to the transcript's own page.
        page: String,
    }

    /// `spoken`, in transcript.html: a transcript's own page.
    Spoken {
        /// The episode's title.
        title: String,
        /// Date and length.
        when: When,
        /// `Page 2 of 5`; none where there is one page.
        of_page: Option<String>,
        /// The link to the episode's page.
        episode: String,
        /// The player.
        player: Player,
        /// What is said, of paragraph.html.
        html: Html,
        /// The link to the page before.
        previous: Option<String>,
        /// The link to the page after.
        next: Option<String>,
    }

    /// `paragraph`, in paragraph.html: what one speaker says at a stretch.
    Paragraph {
        /// The title of the chapter that begins here.
        chapter: Option<String>,
        /// The level of its heading.
        level: u8,
        /// When it starts (seconds).
        start: String,
        /// The same as `1:02`.
        time: String,
        /// Who speaks, where that is new.
        speaker: Option<String>,
        /// The words.
        lines: Vec<Line>,
    }

    /// `paragraph.lines`
    Line {
        /// When it starts (seconds); none where another line has that time.
        start: Option<String>,
        /// The words.
        text: String,
    }

    /// `easy`, in easy-read.html.
    EasyRead {
        /// The episode's title.
        title: String,
        /// The summary.
        html: Html,
        /// The link to the episode's page.
        episode: String,
    }

    /// `subscribe`, in subscribe.html.
    Subscribe {
        /// Apps, each with the address that opens it.
        apps: Vec<Link>,
        /// Where else the show can be heard.
        listen: Vec<Link>,
        /// The feed's address.
        feed: String,
        /// The same as a QR code.
        code: Option<Html>,
    }

    /// `embed`, in embed.html: the player that other sites show.
    Embed {
        /// The episode's title.
        title: String,
        /// The player.
        player: Player,
        /// The link to the episode's page.
        episode: String,
    }
}

#[cfg(feature = "test-support")]
pub(in crate::site) mod documentation;
