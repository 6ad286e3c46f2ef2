//! An episode: its recording, and the files beside it.

use crate::check::live::art::judge_art;
use crate::check::live::live_build::LiveBuild;
use crate::check::live::live_feed::LiveItem;
use crate::check::live::look::Look;
use crate::check::live::media::{Thoroughness, judge_recording};
use crate::check::live::texts::{TextKind, judge_text};

/// Judges an episode's files.
pub(crate) fn judge_item(look: &mut Look<'_>, item: &LiveItem, build: Option<&LiveBuild>, thoroughness: Thoroughness) {
    look.episode.clone_from(&item.episode);
    if let Some(recording) = &item.recording {
        judge_recording(look, recording, build.and_then(|build| build.file(&recording.url)), thoroughness);
    }
    if let Some(chapters) = &item.chapters {
        judge_text(look, TextKind::Chapters, chapters, build.and_then(|build| build.file(&chapters.url)));
    }
    let forms = if thoroughness == Thoroughness::OneForm { 1 } else { usize::MAX };
    for transcript in item.transcripts.iter().take(forms) {
        judge_text(look, TextKind::Transcript, transcript, build.and_then(|build| build.file(&transcript.url)));
    }
    if let Some(picture) = &item.picture {
        judge_art(look, picture, build);
    }
    look.episode = None;
}
