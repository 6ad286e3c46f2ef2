//! HTML transcripts to cues (Podcast Namespace, `docs/examples/transcripts/transcripts.md`, "HTML"): `cite` names who speaks, `time` says when,
//! `p` holds the words. Ours has the exact times of each cue as well, on a `span`.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

use super::clock::LATEST;
use super::notices::Notices;
use crate::model::media::transcript::{Cue, Speech};
use crate::model::time::timestamp::Timestamp;
use crate::model::web::html_attributes::{ATTRIBUTES_MAX, has_too_many_attributes};

pub(super) fn parse(text: &str, notices: &mut Notices) -> Vec<Cue> {
    if has_too_many_attributes(text) {
        notices.refuse(0, format!("a tag has more than {ATTRIBUTES_MAX} attributes"));
        return Vec::new();
    }
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(text));
    let tokenizer = Tokenizer::new(PageSink::default(), TokenizerOpts::default());
    let _script = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.into_inner().finish(notices)
}

/// Gathers the transcript from the tokens of the page.
#[derive(Default)]
struct PageSink(RefCell<TranscriptPage>);

#[derive(Default)]
struct TranscriptPage {
    context: HtmlContext,
    /// The element whose text is passed over, such as `script`.
    skipped: Option<String>,
    speaker: Option<String>,
    /// The words of a `cite` or `time` that is open.
    label: String,
    starts: Vec<Passage>,
    faults: Vec<(u32, String)>,
}

#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
enum HtmlContext {
    #[default]
    Outside,
    Cite,
    Time,
    Words,
}

/// Words from one time on.
struct Passage {
    line: u32,
    start: Timestamp,
    end: Option<Timestamp>,
    speaker: Option<String>,
    text: String,
}

/// Most faults of a page that are kept.
const FAULTS_MAX: usize = 1000;

/// Elements whose text is not for reading.
const SKIPPED: [&str; 4] = ["script", "style", "head", "title"];

impl TokenSink for PageSink {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let mut page = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) => page.tag(&tag, u32::try_from(line).unwrap_or(u32::MAX)),
            Token::CharacterTokens(text) => page.say(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl TranscriptPage {
    fn tag(&mut self, tag: &Tag, line: u32) {
        let name: &str = &tag.name;
        if let Some(skipped) = &self.skipped {
            if tag.kind == TagKind::EndTag && skipped == name {
                self.skipped = None;
            }
            return;
        }
        let attribute =
            |wanted: &str| tag.attrs.iter().find(|attr| &*attr.name.local == wanted).map(|attr| attr.value.to_string());
        match (tag.kind, name) {
            (TagKind::StartTag, name) if SKIPPED.contains(&name) && !tag.self_closing => self.skipped = Some(name.to_owned()),
            (TagKind::StartTag, "cite") => self.open(HtmlContext::Cite),
            (TagKind::EndTag, "cite") if self.context == HtmlContext::Cite => {
                let name = self.label.split_whitespace().collect::<Vec<_>>().join(" ");
                self.speaker = Some(name.trim_end_matches(':').trim_end().to_owned()).filter(|name| !name.is_empty());
                self.context = HtmlContext::Outside;
            }
            (TagKind::StartTag, "time") => self.open(HtmlContext::Time),
            (TagKind::EndTag, "time") if self.context == HtmlContext::Time => self.time(line),
            (TagKind::StartTag, "p") => self.context = HtmlContext::Words,
            // Nobody speaks in a paragraph that no name stands before.
            (TagKind::EndTag, "p") => (self.context, self.speaker) = (HtmlContext::Outside, None),
            (TagKind::StartTag, "span") => {
                if let (Some(start), Some(end)) = (attribute("data-start"), attribute("data-end")) {
                    self.exact(&start, &end, line);
                }
            }
            (TagKind::StartTag, "br") => self.say("\n"),
            _ => {}
        }
    }

    fn open(&mut self, context: HtmlContext) {
        self.context = context;
        self.label.clear();
    }

    /// A time as people read it: `1:02:03`, `2:03`, with or without milliseconds.
    fn time(&mut self, line: u32) {
        self.context = HtmlContext::Outside;
        let written = self.label.trim().to_owned();
        match written.parse() {
            Ok(start) => self.begin(line, start, None),
            Err(_) => self.refuse(line, format!("`{}` is not a time such as `1:23`", super::excerpt(&written))),
        }
    }

    /// The times of a cue of ours, in seconds.
    fn exact(&mut self, start: &str, end: &str, line: u32) {
        let seconds = |text: &str| text.parse().ok().and_then(moment);
        match (seconds(start), seconds(end)) {
            (Some(start), Some(end)) => {
                // The time above was for those who read, and has no words of its own.
                if self.starts.last().is_some_and(|last| last.end.is_none() && last.text.trim().is_empty()) {
                    self.starts.pop();
                }
                self.begin(line, start, Some(end));
            }
            _ => self.refuse(line, "the times of a cue cannot be read".to_owned()),
        }
    }

    fn begin(&mut self, line: u32, start: Timestamp, end: Option<Timestamp>) {
        let speaker = self.speaker.clone();
        self.starts.push(Passage { line, start, end, speaker, text: String::new() });
    }

    fn say(&mut self, text: &str) {
        if self.skipped.is_some() {
            return;
        }
        match self.context {
            HtmlContext::Cite | HtmlContext::Time => self.label.push_str(text),
            HtmlContext::Words => match self.starts.last_mut() {
                Some(passage) => passage.text.push_str(text),
                None if text.trim().is_empty() => {}
                None => self.refuse(0, format!("`{}` has no time before it", super::excerpt(text))),
            },
            HtmlContext::Outside => {}
        }
    }

    fn refuse(&mut self, line: u32, message: String) {
        // More than are ever listed need no place; text that goes on without a time is one fault.
        if self.faults.len() < FAULTS_MAX && self.faults.last().is_none_or(|(last, _)| line > 0 || *last > 0) {
            self.faults.push((line, message));
        }
    }

    /// A passage ends where the next one starts; the last lasts for as long as one needs to read it.
    fn finish(self, notices: &mut Notices) -> Vec<Cue> {
        for (line, message) in self.faults {
            notices.refuse(line, message);
        }
        let mut cues: Vec<Cue> = Vec::new();
        for (index, passage) in self.starts.iter().enumerate() {
            let next = || self.starts.get(index + 1).map_or_else(|| read_until(passage), |next| next.start.max(passage.start));
            let end = passage.end.unwrap_or_else(next);
            let found = Cue { start: passage.start, end, speeches: speech(passage), line: passage.line };
            match cues.last_mut() {
                // A cue in which several people speak is written as passages with the same times.
                Some(last) if passage.end.is_some() && (last.start, last.end) == (found.start, found.end) => {
                    last.speeches.extend(found.speeches);
                }
                _ => cues.push(found),
            }
        }
        cues
    }
}

/// Milliseconds in which one reads a character aloud: some 15 characters a second.
const READING: u64 = 66;

fn read_until(passage: &Passage) -> Timestamp {
    let length = u64::try_from(passage.text.trim().chars().count()).unwrap_or(u64::MAX).saturating_mul(READING);
    Timestamp::from_millis(passage.start.as_millis().saturating_add(length).min(LATEST))
}

fn speech(passage: &Passage) -> Vec<Speech> {
    let text: String = passage.text.chars().filter(|c| c.is_whitespace() || !c.is_control()).collect();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() { Vec::new() } else { vec![Speech { speaker: passage.speaker.clone(), text }] }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "checked against the range"
)]
fn moment(seconds: f64) -> Option<Timestamp> {
    let millis = (seconds * 1000.0).round();
    (0.0..=LATEST as f64).contains(&millis).then(|| Timestamp::from_millis(millis as u64))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::media::transcript::Transcript;

    fn told(text: &str) -> Vec<String> {
        let mut notices = Notices::default();
        let cues = parse(text, &mut notices);
        notices.finish(Transcript::default(), false).unwrap_or_else(|refused| panic!("{:?}", refused.errors));
        let words = |cue: &Cue| {
            let one = |speech: &Speech| format!("{}={}", speech.speaker.as_deref().unwrap_or("-"), speech.text);
            cue.speeches.iter().map(one).collect::<Vec<_>>().join("|")
        };
        cues.iter().map(|cue| format!("{} {} {}", cue.start, cue.end, words(cue))).collect()
    }

    #[test]
    fn reads_the_form_of_the_namespace() {
        let html = "<!doctype html><title>No</title><script>no()</script>\n<cite>Kevin:</cite>\n<time>0:00</time>\n<p>We have <b>an</b> idea &amp; more.</p>\n\
                    <cite>Brian:</cite>\n<time>0:10</time>\n<p>Yes,\n  indeed.</p>\n<time>1:02:03</time><p>[music]</p>";
        assert_eq!(
            told(html),
            ["0:00 0:10 Kevin=We have an idea & more.", "0:10 1:02:03 Brian=Yes, indeed.", "1:02:03 1:02:03.462 -=[music]"]
        );
    }

    #[test]
    fn reads_the_exact_times_of_ours() {
        let html = "<cite>Ann:</cite>\n<time>0:00</time>\n<p><span data-start=\"0.6\" data-end=\"3.724\">Hello.</span> \
                    <span data-start=\"4\" data-end=\"5\">More.</span></p>\n<cite>Bob:</cite>\n<time>0:04</time>\n\
                    <p><span data-start=\"4\" data-end=\"5\">No.</span></p>";
        assert_eq!(told(html), ["0:00.600 0:03.724 Ann=Hello.", "0:04 0:05 Ann=More.|Bob=No."]);
    }

    #[test]
    fn refuses_what_it_would_have_to_drop() {
        let refused = |text: &str| {
            let mut notices = Notices::default();
            parse(text, &mut notices);
            notices.finish(Transcript::default(), false).unwrap_err().errors.remove(0)
        };
        assert!(refused("<p>Words").message.contains("no time before it"));
        let error = refused("<p>\n<time>soon</time>");
        assert_eq!((error.line, error.message.contains("not a time")), (2, true));
        assert!(refused("<span data-start='1' data-end='x'>").message.contains("cannot be read"));
    }
}
