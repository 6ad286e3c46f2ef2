//! The words of the pages themselves, in one table. A translator copies `words/english.rs`, translates it, and adds the new
//! table to [`TABLES`].

mod english;
mod welsh;

use std::sync::LazyLock;

use crate::site::isolation::{is_marked, marked, unmarked};

#[cfg(test)]
pub(crate) use english::ENGLISH;

/// Every language of the pages.
pub(crate) const TABLES: [&Words; 2] = [&english::ENGLISH, &welsh::WELSH];

/// What a number does to the word after it, by the plural rules of the Unicode CLDR
/// (<https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html>).
#[derive(Debug)]
pub(crate) struct Plural {
    pub(crate) one: &'static str,
    pub(crate) two: &'static str,
    pub(crate) few: &'static str,
    pub(crate) many: &'static str,
    pub(crate) other: &'static str,
}

/// Which form of a [`Plural`] a number takes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Form {
    One,
    Two,
    Few,
    Many,
    Other,
}

impl Plural {
    /// A word that no number changes.
    pub(crate) const fn same(text: &'static str) -> Self {
        Self { one: text, two: text, few: text, many: text, other: text }
    }

    /// The same with marks around each form.
    fn marked(&self) -> Self {
        let Self { one, two, few, many, other } = self;
        Self { one: kept(one), two: kept(two), few: kept(few), many: kept(many), other: kept(other) }
    }

    pub(crate) fn form(&self, form: Form) -> &'static str {
        match form {
            Form::One => self.one,
            Form::Two => self.two,
            Form::Few => self.few,
            Form::Many => self.many,
            Form::Other => self.other,
        }
    }
}

macro_rules! table {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// The words of one language. `{}` stands for what the page fills in, in the same order in every language.
        #[derive(Debug)]
        pub(crate) struct Words {
            /// The language, as `lang` names it.
            pub(crate) code: &'static str,
            /// January to December.
            pub(crate) months: [&'static str; 12],
            /// Between whole numbers and tenths (CLDR, `decimal`).
            pub(crate) decimal: &'static str,
            /// Between groups of three digits (CLDR, `group`).
            pub(crate) group: &'static str,
            /// Which form a whole number takes.
            pub(crate) plural: fn(u64) -> Form,
            pub(crate) hours: Plural,
            pub(crate) minutes: Plural,
            pub(crate) seconds: Plural,
            pub(crate) episodes: Plural,
            pub(crate) kilobytes: Plural,
            pub(crate) people_count: Plural,
            /// Names of roles, from the Podcast Namespace's English; a role that is missing stays English.
            pub(crate) roles: &'static [(&'static str, &'static str)],
            $($(#[$doc])* pub(crate) $name: &'static str,)*
        }

        impl Words {
            /// The same with marks around each text, for pages that are written the other way.
            fn marked(&self) -> Self {
                let Self { hours, minutes, seconds, episodes, kilobytes, people_count, .. } = self;
                Self {
                    hours: hours.marked(),
                    minutes: minutes.marked(),
                    seconds: seconds.marked(),
                    episodes: episodes.marked(),
                    kilobytes: kilobytes.marked(),
                    people_count: people_count.marked(),
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

    megabytes,
}

impl Words {
    /// The words for a language; `None` where nobody has translated them yet.
    pub(crate) fn of_language(primary: &str) -> Option<&'static Self> {
        TABLES.into_iter().find(|words| words.code == primary)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_is_missing_and_every_gap_is_kept() {
        let english = Words::english().texts();
        for words in TABLES {
            for ((name, text), (_, original)) in words.texts().into_iter().zip(&english) {
                assert!(!text.trim().is_empty(), "{}: {name}", words.code);
                assert_eq!(text.matches("{}").count(), original.matches("{}").count(), "{}: {name}", words.code);
            }
            for plural in [&words.hours, &words.minutes, &words.seconds, &words.episodes, &words.kilobytes] {
                for form in [Form::One, Form::Two, Form::Few, Form::Many, Form::Other] {
                    assert_eq!(plural.form(form).matches("{}").count(), 1, "{}: {plural:?}", words.code);
                }
            }
        }
    }

    #[test]
    fn each_language_is_known_to_the_rules() {
        let mut codes = TABLES.map(|words| words.code);
        codes.sort_unstable();
        assert_eq!(codes, crate::model::wording::language::TRANSLATED);
    }

    #[test]
    fn another_language_is_really_another() {
        let same: Vec<_> = english::ENGLISH
            .texts()
            .into_iter()
            .zip(welsh::WELSH.texts())
            .filter(|(a, b)| a.1 == b.1)
            .map(|(a, _)| a.0)
            .collect();
        assert_eq!(same, ["bonus"], "texts that nobody has translated");
    }

    #[test]
    fn each_role_translated_is_a_role() {
        for (role, _) in TABLES.iter().flat_map(|words| words.roles) {
            let known: crate::model::people::person::Role = role.parse().unwrap();
            assert_eq!(known.name(), *role);
        }
    }

    #[test]
    fn marks_are_around_every_text_and_around_a_filled_one_once() {
        let (plain, marked) = (Words::english(), Words::english_marked());
        for ((name, text), (_, original)) in marked.texts().into_iter().zip(plain.texts()) {
            assert!(is_marked(text) && unmarked(text) == original, "{name}");
        }
        assert!(is_marked(marked.hours.form(Form::One)) && is_marked(marked.people_count.form(Form::Other)));
        assert_eq!((marked.code, marked.months, marked.group), (plain.code, plain.months, plain.group));
        assert_eq!(fill(marked.page_of, &[marked.play, "2"]), super::marked("Page Play of 2"));
    }

    #[test]
    fn what_is_filled_in_is_not_filled_again() {
        assert_eq!(fill("{} of {}", &["{}", "3"]), "{} of 3");
        assert_eq!(fill("no gap", &["x"]), "no gap");
        assert_eq!(fill("{} {}", &["x"]), "x ");
    }
}
