//! E-mail addresses and phone numbers of people, in texts that are published for ever.

use std::borrow::Cow;

use crate::catalog::CatalogEpisode;
use crate::check::found::Found;
use crate::check::rule::accessibility::AccessibilityRule;
use crate::check::rules::accessibility::easy_read::line_of;
use crate::check::rules::transcript::at_cue;
use crate::check::scope::{At, Scope, episode_key, in_episode, in_file, in_show};
use crate::model::place::{FilePosition, KeyPath};
use crate::model::show::Show;
use crate::model::wording::contact::{emails, phones};
use crate::model::wording::latin::in_ascii;

/// Names of mailboxes that belong to a job and not to a person.
const OF_A_JOB: [&str; 33] = [
    "noreply",
    "prensa",
    "redaccion",
    "redaction",
    "redazione",
    "hello",
    "hallo",
    "info",
    "contact",
    "contacto",
    "contatto",
    "kontakt",
    "podcast",
    "podcasts",
    "radio",
    "studio",
    "team",
    "office",
    "feedback",
    "support",
    "press",
    "presse",
    "editor",
    "redaktion",
    "producer",
    "producers",
    "admin",
    "enquiries",
    "help",
    "hola",
    "ciao",
    "bonjour",
    "questions",
];
/// Names that belong to a job alone: with others, as in `ada.mail@`, they may be a person's.
const OF_A_JOB_ALONE: [&str; 7] = ["mail", "email", "post", "hi", "pod", "show", "git"];
/// The shortest name of a mailbox that can be known as that of the show. // letters
const NAME_MIN: usize = 4;

/// Looks at the description of the show.
pub(super) fn of_show(show: &Show, found: &mut Found) {
    tell(show, show.description.as_str(), |at| in_show(KeyPath::key("description").then_byte(at)), found);
}

/// Looks at what an episode says.
pub(super) fn check(scope: &Scope<'_>, entry: &CatalogEpisode, found: &mut Found) {
    let episode = &entry.episode;
    for (key, text) in [
        ("summary", &episode.summary),
        ("notes", &episode.notes),
        ("content_html", &episode.content_html),
        ("description", &episode.description),
        ("content_note", &episode.content_note),
    ] {
        if let Some(text) = text {
            tell(scope.show, text.as_str(), |at| in_episode(entry, KeyPath::key(key).then_byte(at)), found);
        }
    }
    tell(scope.show, episode.title.as_str(), |_| episode_key(entry, "title"), found);
    for (index, chapter) in episode.chapters.list.iter().enumerate() {
        let at = |_| in_episode(entry, KeyPath::key("chapters").then_item(index));
        tell(scope.show, chapter.title.as_str(), at, found);
    }
    if let Some(state) = &entry.easy_read
        && let Ok(text) = &state.text
    {
        let at_line = |line| in_file(entry, state.path.as_path(), FilePosition::LineColumn { line, column: 1 });
        tell(scope.show, text, |at| at_line(line_of(text, at)), found);
    }
    let Some(state) = &entry.transcript else { return };
    let Ok(read) = &state.found else { return };
    for cue in &read.transcript.cues {
        for speech in &cue.speeches {
            tell(scope.show, &speech.text, |_| at_cue(entry, state.path.as_path(), cue), found);
        }
    }
}

/// The first address and the first number of a text.
fn tell<'a>(show: &Show, text: &str, at: impl Fn(usize) -> At<'a>, found: &mut Found) {
    const HELP: &str =
        "take it out, unless the person wants it here: a page of yours can be changed later, what apps have loaded cannot";
    let western = in_western_digits(text);
    let mut add = |what: &str, contact: &str| {
        // the same letter, though its digits may have had more bytes
        let before = western.find(contact).map_or(0, |start| western[..start].chars().count());
        let at = at(text.char_indices().nth(before).map_or(0, |(start, _)| start));
        found.add(AccessibilityRule::PersonalContact, at, format!("the text has the {what} `{contact}`"), HELP);
    };
    if let Some(address) = emails(text).find(|address| !is_of_the_show(show, address)) {
        add("e-mail address", address);
    }
    if let Some(number) = phones(&western).first() {
        add("phone number", number);
    }
}

/// A text with the digits of Arabic, Persian, Hindi and Bengali, and wide ones, as those that everybody knows.
fn in_western_digits(text: &str) -> Cow<'_, str> {
    const ZEROS: [char; 5] = ['\u{660}', '\u{6F0}', '\u{966}', '\u{9E6}', '\u{FF10}'];
    let digit = |c: char| {
        let value = ZEROS.iter().filter_map(|zero| u32::from(c).checked_sub(u32::from(*zero))).find(|value| *value < 10);
        value.and_then(|value| char::from_digit(value, 10))
    };
    if text.is_ascii() || !text.chars().any(|c| digit(c).is_some()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| digit(c).unwrap_or(c)).collect())
}

/// Whether an address belongs to the show, or to a job.
fn is_of_the_show(show: &Show, address: &str) -> bool {
    let address = address.to_lowercase();
    let Some((name, host)) = address.split_once('@') else { return false };
    let own = show.url.host().to_lowercase();
    let own = own.strip_prefix("www.").unwrap_or(&own);
    let is_below = |long: &str, short: &str| long.strip_suffix(short).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let (title, plain) = (letters(show.title.as_str()), letters(name));
    let ascii = in_ascii(name);
    let mut words = ascii.split(['.', '-', '_', '+']);
    let is_named_so = plain.len() >= NAME_MIN && (title.contains(&plain) || (title.len() >= NAME_MIN && plain.contains(&title)));
    show.owner.as_ref().is_some_and(|owner| owner.email.as_str().eq_ignore_ascii_case(&address))
        || is_below(own, host)
        || is_below(host, own)
        || is_named_so
        || plain.contains("podcast")
        || OF_A_JOB_ALONE.contains(&name)
        || OF_A_JOB.contains(&plain.as_str())
        || words.any(|word| OF_A_JOB.contains(&word))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{expect, path, text, transcript};

    const DOOR: &str = "episodes/door/episode.yaml";

    #[test]
    fn contacts_of_people_are_found_wherever_they_stand() {
        for contact in [
            "ada.lovelace@gmail.com",
            "maria79@web.de",
            "ada.mail@gmail.com",
            "maria.post@web.de",
            "josé@gmail.com",
            "07700 900123",
            "+49 171 1234567",
            "(555) 234-5678",
            "٠٧٩١٢٣٤٥٦٧",
            "+۹۸ ۹۱۲ ۳۴۵ ۶۷۸۹",
        ] {
            let words = format!("You reach her under {contact} at any time.");
            for key in ["summary", "notes", "content_note", "description"] {
                expect(&[&format!("personal-contact {DOOR} {key}")], |catalog| {
                    let episode = &mut catalog.episodes[0].episode;
                    let place = match key {
                        "summary" => &mut episode.summary,
                        "notes" => &mut episode.notes,
                        "content_note" => &mut episode.content_note,
                        _ => &mut episode.description,
                    };
                    *place = Some(text(&words));
                });
            }
            expect(&[&format!("personal-contact {DOOR} title")], |catalog| catalog.episodes[0].episode.title = text(&words));
            expect(&[&format!("personal-contact {DOOR} chapters[1]")], |catalog| {
                catalog.episodes[0].episode.chapters.list[1].title = text(&words);
            });
            expect(&["personal-contact podcast.yaml description"], |catalog| catalog.show_mut().description = text(&words));
            expect(&["personal-contact episodes/door/easy-read.md 2:1"], |catalog| {
                catalog.episodes[0].easy_read.as_mut().unwrap().text = Ok(format!("- A door.\n- It is open. Ask {contact}.\n"));
            });
            expect(&["personal-contact episodes/door/transcript.vtt 3:1"], |catalog| {
                catalog.episodes[0].transcript =
                    Some(transcript(&path("episodes/door"), "transcript.vtt", &[(600, 59_000, &words)]));
            });
        }
    }

    #[test]
    fn contacts_of_the_show_and_of_services_are_meant() {
        for contact in [
            "hello@somewhere.net",
            "ada@example.org",
            "plaintales@gmail.com",
            "the.podcast@gmail.com",
            "redaktion@zeitung.de",
            "redacción@diario.es",
            "redaction.web@journal.fr",
            "redazione@giornale.it",
            "prensa@ong.es",
            "no-reply@platform.com",
            "git@github.com",
            "mail@zeitung.de",
            "116 123",
            "0800 123 4567",
        ] {
            expect(&[], |catalog| catalog.episodes[0].episode.notes = Some(text(&format!("Write or call: {contact}."))));
        }
    }
}
