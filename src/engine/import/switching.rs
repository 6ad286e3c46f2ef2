//! From the day on that recordings are served from here: `enclosure` and `tags: keep` go, from all episodes in one step.

use camino::Utf8Path;
use chrono::NaiveDate;

use crate::display::count::Count;
use crate::engine::load::audio::candidates;
use crate::engine::load::{read_lock, read_yaml, read_yaml_text};
use crate::engine::workspace::lock_file::write_lock;
use crate::error::Error;
use crate::layout::output::Output;
use crate::lock::{Accepted, Lock, LockedAudio, LockedEnclosure};
use crate::model::episode::Episode;
use crate::model::files::byte_count::ByteCount;
use crate::model::files::show_files::EPISODE_FILE;
use crate::model::media::media_form::MediaForm;
use crate::model::settings::tag_version::TagPolicy;
use crate::model::show::Show;
use crate::model::web::http_url::HttpUrl;
use crate::output::apply::put;
use crate::source::episode::read_episode;
use crate::source::reading::defaults::{ShowDefaults, ShowZone};
use crate::source::yaml::without_keys::without_keys;
use crate::world::disk::Disk;

/// An episode whose recording will be served from here.
pub(crate) struct Switched {
    pub(crate) episode: Episode,
    /// What episode.yaml will say.
    text: String,
    form: MediaForm,
    bytes: ByteCount,
    /// Where it was.
    pub(crate) from: HttpUrl,
    /// Where it will be.
    pub(crate) to: HttpUrl,
}

/// What would be switched, and the episodes whose recording is still not here.
pub(crate) struct SwitchPlan {
    pub(crate) switched: Vec<Switched>,
    pub(crate) absent: Vec<Episode>,
}

/// Finds the recordings that are here and published from elsewhere.
///
/// # Errors
/// If the disk fails, or an episode.yaml cannot be changed without a guess.
pub(crate) fn plan_switch(disk: &dyn Disk, root: &Utf8Path) -> Result<SwitchPlan, Error> {
    let yaml = read_yaml(disk, root)?;
    let mut plan = SwitchPlan { switched: Vec::new(), absent: Vec::new() };
    let Some(show) = yaml.show else { return Ok(plan) };
    for episode in yaml.episodes {
        let Some(from) = episode.enclosure.as_ref().map(|remote| remote.url.clone()) else { continue };
        let folder = root.join(episode.folder.as_path());
        let names = disk.list(&folder).map_err(|source| Error::Disk { step: "read", path: folder, source })?;
        match candidates(&episode, &names).as_slice() {
            [path] if episode.tags == TagPolicy::Keep => {
                let form = if path.as_path().extension() == Some("mp3") { MediaForm::Mp3 } else { MediaForm::M4a };
                let full = root.join(path.as_path());
                let status = disk.status(&full).map_err(|source| Error::Disk { step: "read", path: full, source })?;
                let text = changed(disk, root, &show, &episode)?;
                let to = Output::Media(episode.slug.clone(), form).url(&show);
                let bytes = status.map_or(ByteCount::ZERO, |status| status.bytes);
                plan.switched.push(Switched { episode, text, form, bytes, from, to });
            }
            _ => plan.absent.push(episode),
        }
    }
    Ok(plan)
}

/// The text of episode.yaml without both keys, where it reads back as the same episode without them.
fn changed(disk: &dyn Disk, root: &Utf8Path, show: &Show, episode: &Episode) -> Result<String, Error> {
    let file = episode.folder.file(EPISODE_FILE);
    let text = without_keys(&read_yaml_text(disk, &root.join(&file))?, &["enclosure", "tags"]);
    let read = read_episode(&text, &episode.folder, &ShowDefaults { zone: ShowZone::Known(show.time_zone) });
    let wanted = Episode { enclosure: None, tags: TagPolicy::Write, ..episode.clone() };
    if read.value.as_ref() != Some(&wanted) {
        return Err(Error::Usage {
            message: format!("`enclosure` and `tags` cannot be taken out of `{file}` without a guess"),
            help: "take both out by hand, and run `podwright switch-media` again".to_owned(),
        });
    }
    Ok(text)
}

/// Notes in podcast.lock where the recordings are from now on, and then takes both keys out of each episode: a run that was killed goes on with those
/// that still have them, and says the same of them once more.
///
/// # Errors
/// As the disk says.
pub(crate) fn switch(disk: &dyn Disk, root: &Utf8Path, plan: &SwitchPlan, today: NaiveDate) -> Result<(), Error> {
    if let Some((lock, text)) = read_lock(disk, root)? {
        let new = noted(&lock, plan, today);
        if new != lock {
            write_lock(disk, root, &new, Some(&text))?;
        }
    }
    for switched in &plan.switched {
        put(disk, &root.join(switched.episode.folder.file(EPISODE_FILE)), switched.text.as_bytes())?;
    }
    Ok(())
}

/// The lock with the new addresses. What a run noted that was killed then is not noted twice.
fn noted(lock: &Lock, plan: &SwitchPlan, today: NaiveDate) -> Lock {
    let mut lock = lock.clone();
    let mut count = 0;
    for switched in &plan.switched {
        let media_type = switched.form.media_type().parse().expect("a type that podcast apps play");
        let enclosure = LockedEnclosure { url: switched.to.clone(), media_type };
        let is_noted = lock.episodes.get(&switched.episode.guid).is_none_or(|entry| entry.enclosure == enclosure);
        count += usize::from(!is_noted);
        if let Some(entry) = lock.episodes.get_mut(&switched.episode.guid) {
            entry.enclosure = enclosure;
            entry.audio = LockedAudio::Remote { bytes: switched.bytes, duration: None };
        }
    }
    if count > 0 {
        lock.accepted.push(Accepted {
            date: today,
            rule: "enclosure-url-changed".to_owned(),
            episode: None,
            change: format!("{} served from here since", Count(count, "recording")),
        });
        lock.accepted.sort();
    }
    lock
}
