//! The words of the pages themselves, in one table. A translator copies `words/english.rs`, translates it, and adds the new
//! table to [`TABLES`].

mod arabic;
mod english;
mod french;
mod german;
mod hebrew;
mod irish;
pub(crate) mod plural;
mod polish;
pub(in crate::site) mod separators;
mod spanish;
#[cfg(test)]
mod tests;
mod urdu;
mod welsh;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::site::isolation::{is_marked, marked, unmarked};
use crate::site::words::plural::Form;
use crate::site::words::plural::Plural;

/// Every language of the pages.
pub(crate) const TABLES: [&Words; 10] = [
    &english::ENGLISH,
    &arabic::ARABIC,
    &french::FRENCH,
    &german::GERMAN,
    &hebrew::HEBREW,
    &irish::IRISH,
    &polish::POLISH,
    &spanish::SPANISH,
    &urdu::URDU,
    &welsh::WELSH,
];

/// Who has read the words of a language.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Review {
    /// Somebody whose language it is.
    Native,
    /// Nobody yet whose language it is: the pages say so in their source.
    Unchecked,
}

macro_rules! table {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// The words of one language. `{}` stands for what the page fills in, in the same order in every language.
        #[derive(Debug)]
        pub(crate) struct Words {
            /// The language, as `lang` names it.
            pub(crate) code: &'static str,
            pub(crate) review: Review,
            /// January to December, as a date has them.
            pub(crate) months: [&'static str; 12],
            /// The same where no day stands before them, where that differs.
            pub(crate) months_alone: Option<[&'static str; 12]>,
            /// Day, month, year.
            pub(crate) date: &'static str,
            /// The first day of a month, in a date.
            pub(crate) first_day: &'static str,
            /// Month, year.
            pub(crate) month_and_year: &'static str,
            /// Between whole numbers and tenths (CLDR, `decimal`).
            pub(crate) decimal: &'static str,
            /// Between groups of three digits (CLDR, `group`).
            pub(crate) group: &'static str,
            /// The least number that is written in groups (CLDR, `minimumGroupingDigits`).
            pub(crate) group_from: u64,
            /// Which form a whole number takes.
            pub(crate) plural: fn(u64) -> Form,
            /// Which form a number with tenths takes, by its whole part.
            pub(crate) tenths: fn(u64) -> Form,
            pub(crate) colon: &'static str,
            pub(crate) comma: &'static str,
            pub(crate) full_stop: &'static str,
            pub(crate) hours: Plural,
            pub(crate) minutes: Plural,
            pub(crate) seconds: Plural,
            pub(crate) episodes: Plural,
            pub(crate) kilobytes: Plural,
            pub(crate) megabytes: Plural,
            pub(crate) people_count: Plural,
            /// Names of roles, from the Podcast Namespace's English; a role that is missing stays English.
            pub(crate) roles: &'static [(&'static str, &'static str)],
            $($(#[$doc])* pub(crate) $name: &'static str,)*
        }

        impl Words {
            /// The same with marks around each text, for pages that are written the other way.
            fn marked(&self) -> Self {
                let Self { hours, minutes, seconds, episodes, kilobytes, megabytes, people_count, .. } = self;
                Self {
                    hours: hours.map(kept),
                    minutes: minutes.map(kept),
                    seconds: seconds.map(kept),
                    episodes: episodes.map(kept),
                    kilobytes: kilobytes.map(kept),
                    megabytes: megabytes.map(kept),
                    people_count: people_count.map(kept),
                    $($name: kept(self.$name),)*
                    ..*self
                }
            }

            /// Every plain text with its name.
            pub(crate) fn texts(&self) -> Vec<(&'static str, &'static str)> {
                vec![$((stringify!($name), self.$name),)*]
            }
        }
    };
}

table! {
    skip_to_content,
    main_pages,
    all_episodes,
    all_titles,
    subscribe,
    /// The promise at the foot of every page.
    quiet,
    licence,
    feed,
    /// After a link that leaves the site: its host.
    leads_to,
    /// Above the footnotes of a text.
    footnotes,
    /// Number of a footnote.
    footnote,
    /// From a footnote, which has this number, to the place that refers to it.
    back_to_text,
    explicit,

    // What came of the show.
    impact,
    impact_lead,
    told_us,
    we_asked,
    we_ask_you,
    nobody_yet,
    we_did,
    partly,
    different_now,
    not_done,
    nothing_yet,
    more_by,
    decided_by,
    judged_with,
    how_we_know,
    power_shared,
    tell_us,
    no_contact,
    by_phone,
    by_post,
    in_a_group,
    by_text,
    by_email,
    on_the_web,
    draw_on_care,
    carers,
    staff,
    makers,
    because_of_you,
    how_often,
    how_often_help,
    count_month,
    count_episode,
    count_downloads,
    how_counted,
    how_counted_text,
    back_to_whole,

    // The index.
    episodes_heading,
    no_episodes,
    newest,
    begin_here,
    find_heading,
    years_heading,
    seasons_heading,
    pages_heading,
    /// Page, number of pages.
    page_of,
    previous_page,
    next_page,

    // An episode.
    trailer,
    bonus,
    season,
    episode,
    /// A title.
    listen_to,
    content_note,
    read_easy_read,
    read_transcript,
    /// A sign language.
    watch_signed,
    chapters,
    chapters_help,
    about,
    people,
    /// A date.
    approved,
    transcript,
    transcript_help,
    download,
    /// Format, size, length.
    download_audio,
    /// A film: form, size, length.
    download_film,
    download_captions,
    previous_episode,
    next_episode,
    more_episodes,

    // The player's tools.
    tools,
    play,
    pause,
    back_15,
    forward_30,
    place,
    /// A time, the whole length.
    time_of,
    speed,
    speed_normal,
    follow,
    shortcuts,
    shortcuts_help,
    /// A time.
    carry_on,
    share,
    copied,
    not_copied,
    share_heading,
    share_page,
    copy_link,
    embed_heading,
    embed_help,
    copy_code,
    copied_code,
    not_copied_code,

    // The transcript's own page.
    /// A title.
    transcript_of,
    print_help,
    whole_transcript,
    rest_of_transcript,
    back_to_episode,

    // Easy Read.
    easy_read,
    easy_read_help,

    // Subscribing.
    /// The show.
    subscribe_to,
    app_first,
    app_second,
    app_third,
    apps_heading,
    /// An app.
    opens_in,
    /// A place such as Spotify.
    listen_on,
    apps_help,
    address_heading,
    address_help,
    copy_address,
    code_heading,
    code_help,
    /// The feed's address.
    code_label,

    // When a page is missing.
    not_found,
    not_found_help,

    // The player that other sites embed.
    open_page,

    /// A length in two units: hours and minutes, or minutes and seconds.
    two_units,
}

impl Words {
    /// The words for a language; `None` where nobody has translated them yet.
    pub(crate) fn of_language(primary: &str) -> Option<&'static Self> {
        TABLES.into_iter().find(|words| words.code == primary)
    }

    /// What the templates find under `words`: the texts, and the signs that they put behind them.
    pub(crate) fn of_templates(&self) -> BTreeMap<&'static str, &'static str> {
        let Self { colon, comma, full_stop, megabytes, .. } = self;
        let signs = [("colon", *colon), ("comma", *comma), ("full_stop", *full_stop), ("megabytes", megabytes.other)];
        self.texts().into_iter().chain(signs).collect()
    }

    /// The words to fall back on.
    pub(crate) fn english() -> &'static Self {
        &english::ENGLISH
    }

    /// The same for a page that is written from right to left: each text has marks, which the complete page has no more.
    pub(crate) fn english_marked() -> &'static Self {
        static MARKED: LazyLock<Words> = LazyLock::new(|| english::ENGLISH.marked());
        &MARKED
    }
}

/// A text with marks, made once in a run and kept to its end.
fn kept(text: &str) -> &'static str {
    marked(text).leak()
}

/// Fills the gaps of a template in order. What is filled in is never looked at again.
pub(crate) fn fill(template: &str, values: &[&str]) -> String {
    let mut parts = template.split("{}");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for (index, part) in parts.enumerate() {
        let value = values.get(index).unwrap_or(&"");
        // Marks around the whole are enough.
        if is_marked(template) {
            text.push_str(&unmarked(value));
        } else {
            text.push_str(value);
        }
        text.push_str(part);
    }
    text
}
