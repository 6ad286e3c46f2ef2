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
        /// Whether nobody whose language it is has read the pages' own words yet.
        is_unchecked: bool,
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
        /// The link to the page about what came of the show.
        impact: Option<String>,
        /// Whether this is that page.
        is_impact: bool,
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

    /// What the macros `player`, `audio`, `player_tools` and `play` of parts.html need.
    Player {
        /// The episode's title.
        title: String,
        /// The link to the episode's page.
        page: String,
        /// The link to the sound.
        sound: String,
        /// The episode's guid, under which the browser remembers the place.
        guid: String,
        /// How long it is (seconds), where that is known.
        seconds: Option<String>,
        /// The same as `3:27`.
        time: Option<String>,
        /// The link to the picture that a phone shows on its locked screen.
        picture: String,
        /// Whether there is a transcript to follow.
        has_transcript: bool,
        /// Speeds to choose from.
        speeds: &'static [&'static str],
        /// The waveform, where the levels of the recording are known; none in lists.
        wave: Option<Html>,
        /// The chapters; empty in lists.
        chapters: Vec<PlayerChapter>,
    }

    /// A chapter in the player.
    PlayerChapter {
        /// The title.
        title: String,
        /// When it starts, as `1:02`.
        time: String,
        /// The link into the sound.
        link: String,
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
        /// The episode that the first page shows large: the first of a serial show, else the newest. None on other pages.
        featured: Option<Entry>,
        /// Whether that is the first of a serial show.
        is_serial: bool,
        /// The newest trailer, which the first page shows apart. None on other pages.
        trailer: Option<Entry>,
        /// The episodes of this page, with those that are shown apart.
        episodes: Vec<Entry>,
        /// The pages of the list that this one links to: those beside it, the first and the last; empty where there is one.
        pages: Vec<ListPage>,
        /// The link to the titles of all episodes, where the list has several pages.
        titles: Option<String>,
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
        /// The summary, cut at a word where it is long; where there is none, the beginning of the notes. Empty where there are no words.
        summary: String,
        /// The link to the Easy Read summary.
        easy_read: Option<String>,
        /// The link to the transcript.
        transcript: Option<String>,
        /// The episode's own picture, else the cover.
        picture: Picture,
        /// What plays it.
        player: Player,
        /// The season that begins with it, in a show with several.
        season: Option<String>,
        /// Whether the page shows it apart from the list: large, or as the trailer.
        is_apart: bool,
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
        /// Whether pages before it are left out.
        is_after_gap: bool,
    }

    /// `titles`, in titles.html: the titles of all episodes.
    Titles {
        /// `Page 2 of 5`; none where there is one page.
        of_page: Option<String>,
        /// The titles, by year in the order of the show.
        years: Vec<TitlesOfYear>,
        /// The pages that this one links to: those beside it, the first and the last; empty where there is one.
        pages: Vec<ListPage>,
        /// The link to the page before.
        previous: Option<String>,
        /// The link to the page after.
        next: Option<String>,
    }

    /// `titles.years`
    TitlesOfYear {
        /// The year.
        year: String,
        /// The episodes.
        episodes: Vec<Link>,
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
        /// The summary; empty where there is none, or the notes begin with it.
        summary: String,
        /// The player.
        player: Player,
        /// The episode's picture, else the cover.
        picture: Picture,
        /// The link to the Easy Read summary.
        easy_read: Option<String>,
        /// What people told about the episode, and what came of it.
        because_of_you: Option<BecauseOfYou>,
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
        /// What others copy to link to it or to show its player.
        share: Share,
        /// The episode before.
        previous: Option<Link>,
        /// The episode after.
        next: Option<Link>,
    }

    /// `episode.share`
    Share {
        /// The page's address.
        address: String,
        /// The HTML that shows the player in another page.
        code: String,
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
        /// Whether it keeps the Easy Read rules: enough words, short sentences, no copy of the notes and no harder to read than they are. Only then
        /// may the page promise short words and short sentences.
        is_easy: bool,
        /// The link to the episode's page.
        episode: String,
    }

    /// `episode.because_of_you`
    BecauseOfYou {
        /// What was changed because of what people said.
        changes: Vec<String>,
        /// What listeners were asked in the episode.
        questions: Vec<String>,
        /// The link to the page about what came of the show.
        link: String,
    }

    /// `impact`, in impact.html and impact-easy-read.html.
    Impact {
        /// Who judged the page, how often, and how to join.
        about: String,
        /// The link to the Easy Read page.
        easy_read: String,
        /// The link to the whole page.
        whole: String,
        /// What was asked.
        questions: Vec<ImpactQuestion>,
        /// What people said.
        heard: Vec<ImpactHeard>,
        /// What was done about it.
        done: Vec<ImpactAnswer>,
        /// What was not done.
        not_done: Vec<ImpactAnswer>,
        /// What is different now.
        differences: Vec<ImpactDifference>,
        /// Ways to answer; those without a computer first.
        contacts: Vec<ImpactContact>,
        /// How far power was shared.
        ladder: Option<ImpactLadder>,
        /// How often it was heard.
        downloads: Option<ImpactDownloads>,
    }

    /// `impact.questions`
    ImpactQuestion {
        /// The day.
        date: String,
        /// The day for programs.
        date_code: String,
        /// The question.
        question: String,
        /// The episode in which it was asked.
        episode: Option<Link>,
    }

    /// `impact.heard`
    ImpactHeard {
        /// Its place on the page.
        id: String,
        /// What was said.
        said: String,
        /// Who said it.
        who: String,
        /// How many people said it.
        count: Option<String>,
        /// Where they are from.
        place: Option<String>,
        /// The day.
        date: String,
        /// The day for programs.
        date_code: String,
        /// The words of one of them, who agreed to it.
        quote: Option<String>,
        /// The name that this person chose.
        credit: String,
        /// The episode that it is about.
        episode: Option<Link>,
    }

    /// `impact.done.heard`, `impact.not_done.heard`, `impact.differences.heard`
    ImpactReference {
        /// The place on the page of what was said.
        id: String,
        /// What was said.
        said: String,
    }

    /// `impact.done` and `impact.not_done`
    ImpactAnswer {
        /// What it answers.
        heard: Option<ImpactReference>,
        /// What was done, or why not.
        text: String,
        /// Whether only a part was done.
        is_partly: bool,
        /// The day.
        date: String,
        /// The day for programs.
        date_code: String,
        /// The day by which more is said.
        next: Option<String>,
        /// Who decided it.
        decided_by: Option<String>,
        /// The episode that changed.
        episode: Option<Link>,
    }

    /// `impact.differences`
    ImpactDifference {
        /// What it comes from.
        heard: Option<ImpactReference>,
        /// What is different.
        what: String,
        /// The day.
        date: String,
        /// The day for programs.
        date_code: String,
        /// How one can know.
        evidence: Option<String>,
        /// Where that can be read.
        link: Option<Link>,
        /// Who judged it.
        judged_with: Option<String>,
    }

    /// `impact.contacts`
    ImpactContact {
        /// The way.
        way: &'static str,
        /// What to do.
        text: String,
        /// A page to answer on.
        link: Option<Link>,
    }

    /// `impact.ladder`
    ImpactLadder {
        /// The step, in English.
        step: &'static str,
        /// Who judged it.
        judged_by: String,
        /// The day.
        date: String,
        /// The day for programs.
        date_code: String,
        /// Why.
        why: String,
    }

    /// `impact.downloads`
    ImpactDownloads {
        /// The first day.
        first: String,
        /// The last day.
        last: String,
        /// Bars for the newest months, which a screen reader passes over.
        chart: Html,
        /// Downloads in each month.
        months: Vec<ImpactCount>,
        /// Downloads of each episode.
        episodes: Vec<ImpactCount>,
    }

    /// `impact.downloads.months` and `impact.downloads.episodes`
    ImpactCount {
        /// The month, or the episode's title.
        name: String,
        /// The link to the episode's page.
        link: Option<String>,
        /// Downloads.
        count: String,
    }

    /// `subscribe`, in subscribe.html.
    Subscribe {
        /// Apps, each with the address that opens it.
        apps: Vec<App>,
        /// Where else the show can be heard.
        listen: Vec<Link>,
        /// The feed's address.
        feed: String,
        /// The same as a QR code.
        code: Option<Html>,
    }

    /// `subscribe.apps`
    App {
        /// Its name.
        text: String,
        /// The address that opens it.
        link: String,
        /// The host that it leads to, where that is a page.
        host: Option<String>,
        /// What it runs on, separated by spaces: `ios`, `android`, `mac`.
        devices: &'static str,
    }

    /// `embed`, in embed.html: the player that other sites show.
    Embed {
        /// The episode's title.
        title: String,
        /// The episode's picture, else the cover.
        picture: Picture,
        /// The player.
        player: Player,
        /// The link to the episode's page.
        episode: String,
    }
}

#[cfg(feature = "test-support")]
pub(in crate::site) mod documentation;
