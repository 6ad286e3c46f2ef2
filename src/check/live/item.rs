//! An episode: its recording, and the files beside it.

use crate::check::live::art::judge_art;
use crate::check::live::head::HeadOf;
use crate::check::live::live_build::LiveBuild;
use crate::check::live::live_feed::LiveItem;
use crate::check::live::look::Look;
use crate::check::live::media::{Thoroughness, judge_recording};
use crate::check::live::texts::{TextKind, judge_text};

/// The most forms of a transcript that are read of an episode: each is kept whole until the episode is judged.
const FORMS_MAX: usize = 8;

/// Judges an episode's files.
pub(crate) fn judge_item(look: &mut Look<'_>, item: &LiveItem, build: Option<&LiveBuild>, thoroughness: Thoroughness) {
    look.episode.clone_from(&item.episode);
    if let Some(recording) = &item.recording {
        judge_recording(look, recording, build.and_then(|build| build.file(&recording.url)), thoroughness);
    }
    if let Some(chapters) = &item.chapters {
        judge_text(look, TextKind::Chapters, chapters, build.and_then(|build| build.file(&chapters.url)));
    }
    let forms = if thoroughness == Thoroughness::OneForm { 1 } else { FORMS_MAX };
    for transcript in item.transcripts.iter().take(forms) {
        judge_text(look, TextKind::Transcript, transcript, build.and_then(|build| build.file(&transcript.url)));
    }
    if let Some(picture) = item.picture.as_ref().filter(|picture| look.is_new_picture(picture)) {
        judge_art(look, HeadOf::EpisodePicture, picture, build);
    }
    look.episode = None;
}
