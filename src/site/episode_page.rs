//! The page of an episode: play it, read it, find a place in it.

use maud::{Markup, html};

use crate::model::audio_facts::Container;
use crate::model::output_file::OutputFile;
use crate::model::person::Person;
use crate::model::timestamp::Timestamp;
use crate::seal::{Sealed, SealedEpisode};
use crate::site::assets;
use crate::site::frame::Page;
use crate::site::here::Here;
use crate::site::locale::{clock, fragment_seconds};
use crate::site::media_type;
use crate::site::notes::Notes;
use crate::site::picture::Picture;
use crate::site::transcript_view;
use crate::site::whole::{PAGE_MAX, Site, easy_read_file, episode_file, file, transcript_file};
use crate::site::words::fill;

/// The least room that a part of a transcript gets, however long the notes are (bytes).
const LEAST_ROOM: usize = 8_000;

impl Site<'_> {
    /// The page of an episode and those of its transcript.
    pub(crate) fn episode_pages(&self, sealed: &SealedEpisode) -> Vec<OutputFile> {
        let lang = self.locale.content_language();
        let paragraphs = transcript_view::paragraphs(sealed);
        let in_page: Vec<String> = paragraphs.iter().map(|paragraph| paragraph.markup(3, lang).into_string()).collect();
        let without = self.episode_page(sealed, Spoken::default());
        let room = PAGE_MAX.saturating_sub(self.style.len() + without.len()).max(LEAST_ROOM);
        let parts = transcript_view::parts(&in_page, room, usize::MAX);
        let spoken = Spoken { part: parts.first().map_or("", String::as_str), is_whole: parts.len() < 2 };
        let mut files = vec![file(&episode_file(sealed), self.episode_page(sealed, spoken), media_type::HTML)];

        if sealed.transcript.is_some() {
            let alone: Vec<String> = paragraphs.iter().map(|paragraph| paragraph.markup(2, lang).into_string()).collect();
            let frame = self.transcript_page(sealed, "", 1, 1);
            let room = PAGE_MAX.saturating_sub(self.style.len() + frame.len() + LEAST_ROOM / 2).max(LEAST_ROOM);
            let mut parts = transcript_view::parts(&alone, room, room);
            if parts.is_empty() {
                parts.push(String::new());
            }
            for (index, part) in parts.iter().enumerate() {
                let page = self.transcript_page(sealed, part, index + 1, parts.len());
                files.push(file(&transcript_file(sealed, index + 1), page, media_type::HTML));
            }
        }
        files
    }

    fn episode_page(&self, sealed: &SealedEpisode, spoken: Spoken<'_>) -> String {
        let (episode, lang) = (&sealed.episode, self.locale.content_language());
        let here = Here::at(episode_file(sealed));
        let (image, alt) = self.artwork(sealed);
        let sizes = "(min-width: 480px) 288px, 60vw";
        let main = html! {
            article {
                div.band.hero {
                    div.words {
                        @if let Some(label) = self.label(sealed) { p.label { (label) } }
                        h1 lang=[lang] { (episode.title) }
                        (self.date_and_length(sealed))
                        @if let Some(note) = &episode.content_note {
                            section.note aria-labelledby="before" { h2 #before { (self.locale.words.content_note) } p lang=[lang] { (note) } }
                        }
                        (self.audio(&here, sealed))
                        p.lead lang=[lang] { (episode.summary) }
                        (self.ways_to_read(&here, sealed))
                    }
                    (self.picture(&here, &Picture { image, alt, sizes, seen_at_once: true }))
                }
                div.page.columns {
                    div.listen {
                        (self.player_tools(sealed.transcript.is_some()))
                        (self.chapters(&here, sealed))
                    }
                    div.read {
                        (self.about(sealed))
                        (self.people(sealed))
                        (self.downloads(&here, sealed))
                        (self.transcript(&here, sealed, spoken))
                    }
                }
            }
            (self.neighbours(&here, sealed))
        };
        let head = self.episode_preview(sealed);
        let (title, address) = (Some(episode.title.to_string()), Some(sealed.page_url.clone()));
        self.framed(&Page { here, title, address, head, script: Some(assets::PLAYER), class: "episode", main })
    }

    fn ways_to_read(&self, here: &Here, sealed: &SealedEpisode) -> Markup {
        let words = self.locale.words;
        html! {
            @if sealed.transcript.is_some() || sealed.easy_read.is_some() {
                ul.buttons {
                    @if sealed.easy_read.is_some() { li { a.button href=(here.to(&easy_read_file(sealed))) { (words.read_easy_read) } } }
                    @if sealed.transcript.is_some() { li { a.button href="#transcript" { (words.read_transcript) } } }
                }
            }
        }
    }

    /// Chapters lead into the sound's own file, at the right time: every browser plays from there without a script.
    fn chapters(&self, here: &Here, sealed: &SealedEpisode) -> Markup {
        let (words, lang) = (self.locale.words, self.locale.content_language());
        let sound = self.sound(here, sealed);
        html! {
            @if !sealed.chapters.is_empty() {
                section.chapters aria-labelledby="chapters" {
                    h2 #chapters { (words.chapters) }
                    p.help { (words.chapters_help) }
                    ol role="list" {
                        @for chapter in &sealed.chapters {
                            @let start = chapter.chapter.start;
                            li {
                                a href=(format!("{sound}#t={}", fragment_seconds(start))) {
                                    span.time { (clock(start)) } " " span lang=[lang] { (chapter.chapter.title) }
                                }
                                @if let Some(url) = &chapter.chapter.url {
                                    p.more { a href=(url) lang=[lang] { (chapter.chapter.title) } (self.leads_to(url.as_str())) }
                                }
                                @if let Some(image) = &chapter.image {
                                    @let alt = image.alt.as_ref().unwrap_or(&chapter.chapter.title).as_str();
                                    (self.picture(here, &Picture { image, alt, sizes: "180px", seen_at_once: false }))
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn about(&self, sealed: &SealedEpisode) -> Markup {
        let end = Timestamp::from_millis(sealed.enclosure.facts.length.millis());
        let notes = Notes { locale: &self.locale, top_heading: 3, end_of_sound: Some(end) };
        html! {
            @if let Some(text) = &sealed.episode.notes {
                section.notes aria-labelledby="about" {
                    h2 #about { (self.locale.words.about) }
                    div lang=[self.locale.content_language()] { (notes.render(text.as_str())) }
                }
            }
        }
    }

    fn people(&self, sealed: &SealedEpisode) -> Markup {
        let people: Vec<&Person> = everyone(self.sealed, sealed);
        html! {
            @if !people.is_empty() {
                section.people aria-labelledby="people" {
                    h2 #people { (self.locale.words.people) }
                    ul { @for person in people { li { (self.person(person)) } } }
                }
            }
        }
    }

    fn person(&self, person: &Person) -> Markup {
        let (words, lang) = (self.locale.words, self.locale.content_language());
        let role = person.role.name();
        let translated = words.roles.iter().find(|(name, _)| *name == role).map(|(_, translated)| *translated);
        let is_english = words.code == "en";
        html! {
            @match &person.href {
                Some(address) => { a href=(address) lang=[lang] { (person.name) } (self.leads_to(address.as_str())) }
                None => { b lang=[lang] { (person.name) } }
            }
            ", "
            @match translated {
                Some(translated) => (translated),
                None => span lang=[(!is_english).then_some("en")] { (role) },
            }
            @if let Some(day) = person.approved { ", " (fill(words.approved, &[&self.locale.date(day)])) }
        }
    }

    fn downloads(&self, here: &Here, sealed: &SealedEpisode) -> Markup {
        let (words, facts, base) = (self.locale.words, &sealed.enclosure.facts, &self.sealed.show.url);
        let format = match facts.container {
            Container::Mp3 => "MP3",
            Container::Mp4 => "M4A",
            other => other.as_str(),
        };
        let label = fill(words.download_audio, &[format, &self.locale.size(facts.bytes), &self.locale.length(facts.length)]);
        html! {
            section.downloads aria-labelledby="download" {
                h2 #download { (words.download) }
                ul {
                    li { a href=(self.sound(here, sealed)) download { (label) } }
                    @if let Some(transcript) = &sealed.transcript {
                        @for (url, name) in [(&transcript.vtt_url, "WebVTT"), (&transcript.srt_url, "SubRip")] {
                            li { a href=(here.to_url(url, base)) download { (fill(words.download_captions, &[name])) } }
                        }
                    }
                }
            }
        }
    }

    fn transcript(&self, here: &Here, sealed: &SealedEpisode, spoken: Spoken<'_>) -> Markup {
        let words = self.locale.words;
        html! {
            @if sealed.transcript.is_some() {
                section.transcript #transcript tabindex="-1" aria-labelledby="words" {
                    h2 #words { (words.transcript) }
                    p.help { (words.transcript_help) " " a href=(here.to(&transcript_file(sealed, 1))) { (words.whole_transcript) } "." }
                    (maud::PreEscaped(spoken.part))
                    @if !spoken.is_whole { p { a.button href=(here.to(&transcript_file(sealed, 1))) { (words.rest_of_transcript) } } }
                }
            }
        }
    }

    fn transcript_page(&self, sealed: &SealedEpisode, part: &str, number: usize, parts: usize) -> String {
        let (episode, words, lang) = (&sealed.episode, self.locale.words, self.locale.content_language());
        let here = Here::at(transcript_file(sealed, number));
        let of_page = (parts > 1).then(|| fill(words.page_of, &[&number.to_string(), &parts.to_string()]));
        let name = fill(words.transcript_of, &[episode.title.as_str()]);
        let title = of_page.as_ref().filter(|_| number > 1).map_or_else(|| name.clone(), |of_page| format!("{name} ({of_page})"));
        let address = self.sealed.show.url.join(here.path().trim_end_matches("index.html"));
        let main = html! {
            article {
                div.band {
                    p.label { (words.transcript) }
                    h1 lang=[lang] { (episode.title) }
                    (self.date_and_length(sealed))
                    @if let Some(of_page) = &of_page { p.meta { (of_page) } }
                    ul.buttons { li { a.button href=(here.to(&episode_file(sealed))) { (words.back_to_episode) } } }
                }
                div.page {
                    div.listen.beside { (self.audio(&here, sealed)) (self.player_tools(true)) p.help { (words.print_help) } }
                    div.transcript #transcript { (maud::PreEscaped(part)) }
                    @if parts > 1 {
                        nav.pages aria-label=(words.pages_heading) {
                            ul {
                                @if number > 1 { li { a rel="prev" href=(here.to(&transcript_file(sealed, number - 1))) { (words.previous_page) } } }
                                @if number < parts { li { a rel="next" href=(here.to(&transcript_file(sealed, number + 1))) { (words.next_page) } } }
                            }
                        }
                    }
                }
            }
        };
        let head = self.plain_preview(&title, episode.summary.as_str(), &address);
        self.framed(&Page {
            here,
            title: Some(title),
            address: Some(address),
            head,
            script: Some(assets::PLAYER),
            class: "spoken",
            main,
        })
    }

    /// The episodes before and after this one, in the order in which the show wants to be heard.
    fn neighbours(&self, here: &Here, sealed: &SealedEpisode) -> Markup {
        let (words, lang, order) = (self.locale.words, self.locale.content_language(), self.by_date());
        let at = order.iter().position(|other| other.episode.guid == sealed.episode.guid);
        let before = at.and_then(|at| at.checked_sub(1)).and_then(|at| order.get(at));
        let after = at.and_then(|at| order.get(at + 1));
        html! {
            @if before.is_some() || after.is_some() {
                nav.neighbours aria-label=(words.more_episodes) {
                    ul {
                        @for (other, template, rel) in [(before, words.previous_episode, "prev"), (after, words.next_episode, "next")] {
                            @if let Some(other) = other {
                                @let (front, back) = template.split_once("{}").unwrap_or((template, ""));
                                li.(rel) { a rel=(rel) href=(here.to(&episode_file(other))) { (front) span lang=[lang] { (other.episode.title) } (back) } }
                            }
                        }
                    }
                }
            }
        }
    }

    fn by_date(&self) -> Vec<&SealedEpisode> {
        self.sealed.episodes.iter().rev().collect()
    }
}

/// What a page holds of the transcript.
#[derive(Clone, Copy, Debug, Default)]
struct Spoken<'a> {
    part: &'a str,
    is_whole: bool,
}

/// The show's people and the episode's, each once for each role.
fn everyone<'a>(show: &'a Sealed, sealed: &'a SealedEpisode) -> Vec<&'a Person> {
    let mut people: Vec<&Person> = Vec::new();
    for person in sealed.episode.people.iter().chain(&show.show.people) {
        if !people.iter().any(|known| known.name == person.name && known.role == person.role) {
            people.push(person);
        }
    }
    people
}
