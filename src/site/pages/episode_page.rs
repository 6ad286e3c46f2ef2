//! The page of an episode: play it, read it, find a place in it.

use minijinja::context;

use crate::layout::TranscriptForm;
use crate::layout::output::Output;
use crate::layout::output_file::OutputFile;
use crate::markdown::destination::host;
use crate::model::files::byte_count::ByteCount;
use crate::model::media::audio_length::AudioLength;
use crate::model::people::person::Person;
use crate::model::time::timestamp::Timestamp;
use crate::model::web::http_url::HttpUrl;
use crate::model::wording::text::Text;
use crate::seal::{SealedChapter, SealedEpisode};
use crate::site::assets;
use crate::site::context::{PAGE_MAX, Site, easy_read_page, episode_page, transcript_page};
use crate::site::error::SiteError;
use crate::site::html::Html;
use crate::site::links::page_path::PagePath;
use crate::site::locale::{clock, fragment_seconds};
use crate::site::look::picture::Picture;
use crate::site::pages::frame::{Page, StyleFrom};
use crate::site::pages::notes::Notes;
use crate::site::pages::summary::{lead, show_notes};
use crate::site::pages::transcript_view::{self, Paragraph};
use crate::site::templates::template_environment::value;
use crate::site::templates::template_error::TemplateError;
use crate::site::view;
use crate::site::words::fill;

/// The least room that a part of a transcript gets, however long the notes are (bytes).
const LEAST_ROOM: usize = 8_000;

impl Site<'_> {
    /// The page of an episode and those of its transcript.
    pub(crate) fn episode_pages(&self, sealed: &SealedEpisode) -> Result<Vec<OutputFile>, SiteError> {
        let paragraphs = transcript_view::paragraphs(sealed);
        let in_page = self.spoken(&paragraphs, 3)?;
        let without = self.episode_page(sealed, TranscriptPart::default())?;
        let room = PAGE_MAX.saturating_sub(self.style.len() + without.len()).max(LEAST_ROOM);
        let parts = transcript_view::parts(&in_page, room, usize::MAX);
        let part = TranscriptPart { text: parts.first().map_or("", String::as_str), is_whole: parts.len() < 2 };
        let mut files = vec![OutputFile::text(episode_page(sealed), self.episode_page(sealed, part)?)];

        if sealed.transcript.is_some() {
            let alone = self.spoken(&paragraphs, 2)?;
            let frame = self.transcript_page(sealed, "", 1, 1)?;
            let room = PAGE_MAX.saturating_sub(self.style.len() + frame.len() + LEAST_ROOM / 2).max(LEAST_ROOM);
            let mut parts = transcript_view::parts(&alone, room, room);
            if parts.is_empty() {
                parts.push(String::new());
            }
            for (index, part) in parts.iter().enumerate() {
                let page = self.transcript_page(sealed, part, index + 1, parts.len())?;
                files.push(OutputFile::text(transcript_page(sealed, index + 1), page));
            }
        }
        Ok(files)
    }

    /// Each paragraph of a transcript as HTML. `level` is that of the chapters' headings.
    fn spoken(&self, paragraphs: &[Paragraph<'_>], level: u8) -> Result<Vec<String>, TemplateError> {
        let one = |paragraph: &Paragraph<'_>| {
            self.environment.print("paragraph.html", context! { paragraph => value(paragraph.view(level)) })
        };
        paragraphs.iter().map(one).collect()
    }

    fn episode_page(&self, sealed: &SealedEpisode, part: TranscriptPart<'_>) -> Result<String, SiteError> {
        let page_path = PagePath::at(episode_page(sealed));
        let episode = value(self.episode_view(&page_path, sealed, part));
        let page = Page {
            path: page_path,
            title: Some(sealed.episode.title.to_string()),
            address: Some(sealed.page_url.clone()),
            preview: Some(self.episode_preview(sealed)),
            script: Some(&assets::PLAYER),
            style: StyleFrom::File,
            class: "episode",
        };
        self.page(page, "episode.html", ("episode", episode))
    }

    fn episode_view(&self, page_path: &PagePath, sealed: &SealedEpisode, part: TranscriptPart<'_>) -> view::Episode {
        let episode = &sealed.episode;
        let (image, alt) = self.artwork(sealed);
        let sizes = "(min-width: 480px) 288px, 60vw";
        let end_of_sound = sealed.enclosure.length.map(|length| Timestamp::from_millis(length.millis()));
        let notes = Notes { locale: &self.locale, top_heading: 3, end_of_sound };
        let (previous, next) = self.neighbours(page_path, sealed);
        let transcript = sealed.transcript.as_ref().map(|_| view::EpisodeTranscript {
            html: Html::trusted(part.text),
            is_whole: part.is_whole,
            page: page_path.to(&transcript_page(sealed, 1)),
        });
        view::Episode {
            title: episode.title.to_string(),
            label: self.label(sealed),
            when: self.when(sealed),
            content_note: episode.content_note.as_ref().map(ToString::to_string),
            summary: lead(sealed),
            player: self.player(page_path, sealed),
            picture: self.picture(page_path, &Picture { image, alt, sizes, seen_at_once: true }),
            because_of_you: self.because_of_you(&sealed.episode.slug, page_path),
            easy_read: sealed.easy_read.as_ref().map(|_| page_path.to(&easy_read_page(sealed))),
            sign_language: episode.sign_language.as_ref().map(|video| away(&video.name, &video.url)),
            chapters: sealed.chapters.iter().map(|chapter| self.chapter(page_path, sealed, chapter)).collect(),
            notes: show_notes(sealed, &notes),
            people: self.everyone(sealed).into_iter().map(|person| self.person(person)).collect(),
            downloads: self.downloads(page_path, sealed),
            transcript,
            share: view::Share { address: sealed.page_url.to_string(), code: self.frame_code(sealed) },
            previous,
            next,
        }
    }

    fn chapter(&self, page_path: &PagePath, sealed: &SealedEpisode, chapter: &SealedChapter) -> view::Chapter {
        let title = &chapter.chapter.title;
        let start = chapter.chapter.start;
        let picture = chapter.image.as_ref().map(|image| {
            let alt = image.alt.as_ref().unwrap_or(title).as_str();
            self.picture(page_path, &Picture { image, alt, sizes: "180px", seen_at_once: false })
        });
        view::Chapter {
            title: title.to_string(),
            time: clock(start),
            link: format!("{}#t={}", self.sound(page_path, sealed), fragment_seconds(start)),
            more: chapter.chapter.url.as_ref().map(|url| away(title, url)),
            picture,
        }
    }

    /// The show's people, unless only the episode's are in it, and the episode's, each once for each role.
    pub(in crate::site) fn everyone<'s>(&'s self, sealed: &'s SealedEpisode) -> Vec<&'s Person> {
        let mut people: Vec<&Person> = Vec::new();
        let own = &sealed.episode.people;
        let of_show = self.sealed.show.people.iter().filter(|_| !own.is_only);
        for person in own.list.iter().chain(of_show) {
            if !people.iter().any(|known| known.name == person.name && known.role == person.role) {
                people.push(person);
            }
        }
        people
    }

    fn person(&self, person: &Person) -> view::Person {
        let words = self.locale.words;
        let role = person.role.name();
        let translated = words.roles.iter().find(|(name, _)| *name == role).map(|(_, translated)| *translated);
        view::Person {
            name: person.name.to_string(),
            link: person.href.as_ref().map(ToString::to_string),
            host: person.href.as_ref().and_then(|address| host(address.as_str())),
            role: translated.map_or_else(|| self.locale.own_words(role.to_owned()), ToOwned::to_owned),
            role_is_english: translated.is_none() && words.code != "en",
            approved: person.approved.map(|day| self.locale.date(day)),
        }
    }

    fn downloads(&self, page_path: &PagePath, sealed: &SealedEpisode) -> Vec<view::Link> {
        let (words, enclosure, base) = (self.locale.words, &sealed.enclosure, &self.sealed.show.url);
        let link = |words: &str, name: &str, bytes: Option<ByteCount>, length: Option<AudioLength>, link: String| {
            let size = bytes.map(|bytes| self.locale.size(bytes));
            let length = length.map(|length| self.locale.length(length));
            let known: Vec<String> = std::iter::once(name.to_owned()).chain(size).chain(length).collect();
            view::Link { text: fill(words, &[&known.join(&format!("{} ", self.locale.words.comma))]), link, host: None }
        };
        let mut files = vec![link(
            words.download_audio,
            enclosure.media_type.name(),
            Some(enclosure.bytes).filter(|bytes| *bytes != ByteCount::ZERO),
            enclosure.length,
            self.sound(page_path, sealed),
        )];
        for alternate in &sealed.alternates {
            let form = alternate.facts.form;
            let name = form.as_str().to_uppercase();
            let name = alternate.alternate.labels.title.as_ref().map_or(name.clone(), |title| format!("{title}, {name}"));
            let words = if form.is_film() { words.download_film } else { words.download_audio };
            // Another form of the same: it plays as long as the recording does.
            files.push(link(words, &name, Some(alternate.facts.bytes), enclosure.length, page_path.to_url(&alternate.url, base)));
        }
        if let Some(transcript) = &sealed.transcript {
            let forms =
                [(TranscriptForm::Vtt, &transcript.vtt_url, "WebVTT"), (TranscriptForm::Srt, &transcript.srt_url, "SubRip")];
            for (form, url, name) in forms {
                let file = Output::Transcript(sealed.episode.slug.clone(), form);
                let bytes = self.beside.get(&file.path()).copied();
                files.push(link(words.download_captions, name, bytes, None, page_path.to_url(url, base)));
            }
        }
        let elsewhere = sealed.elsewhere();
        let link = |text: String, url: &HttpUrl| view::Link { text, link: url.to_string(), host: host(url.as_str()) };
        for transcript in elsewhere.transcripts {
            files.push(link(fill(words.transcript_of, &[transcript.media_type.name()]), &transcript.url));
        }
        files.extend(elsewhere.chapters.map(|chapters| link(words.chapters.to_owned(), &chapters.url)));
        files
    }

    fn transcript_page(&self, sealed: &SealedEpisode, part: &str, number: usize, parts: usize) -> Result<String, SiteError> {
        let (episode, words) = (&sealed.episode, self.locale.words);
        let page_path = PagePath::at(transcript_page(sealed, number));
        let of_page = (parts > 1).then(|| fill(words.page_of, &[&number.to_string(), &parts.to_string()]));
        let name = fill(words.transcript_of, &[episode.title.as_str()]);
        let title = of_page.as_ref().filter(|_| number > 1).map_or_else(|| name.clone(), |of_page| format!("{name} ({of_page})"));
        let address = page_path.page().url(&self.sealed.show);
        let spoken = view::Spoken {
            title: episode.title.to_string(),
            when: self.when(sealed),
            of_page,
            episode: page_path.to(&episode_page(sealed)),
            player: self.player(&page_path, sealed),
            html: Html::trusted(part),
            previous: (number > 1).then(|| page_path.to(&transcript_page(sealed, number - 1))),
            next: (number < parts).then(|| page_path.to(&transcript_page(sealed, number + 1))),
        };
        let page = Page {
            path: page_path,
            preview: Some(self.plain_preview(&title, self.summary(sealed), &address)),
            title: Some(title),
            address: Some(address),
            script: Some(&assets::PLAYER),
            style: StyleFrom::File,
            class: "spoken",
        };
        self.page(page, "transcript.html", ("spoken", value(spoken)))
    }

    /// The episodes before and after this one, by date.
    fn neighbours(&self, page_path: &PagePath, sealed: &SealedEpisode) -> (Option<view::Link>, Option<view::Link>) {
        let newest_first = &self.sealed.episodes;
        let at = newest_first.iter().position(|other| other.episode.guid == sealed.episode.guid);
        let link = |other: &SealedEpisode| view::Link {
            text: other.episode.title.to_string(),
            link: page_path.to(&episode_page(other)),
            host: None,
        };
        let before = at.and_then(|at| newest_first.get(at + 1)).map(link);
        let after = at.and_then(|at| at.checked_sub(1)).and_then(|at| newest_first.get(at)).map(link);
        (before, after)
    }
}

/// A link that leaves the site.
pub(crate) fn away(text: &Text, url: &HttpUrl) -> view::Link {
    view::Link { text: text.to_string(), link: url.to_string(), host: host(url.as_str()) }
}

/// What a page holds of the transcript.
#[derive(Clone, Copy, Debug, Default)]
struct TranscriptPart<'a> {
    text: &'a str,
    is_whole: bool,
}
