//! From the day on that recordings are served from here: `enclosure` and `tags: keep` go, from all episodes in one step.

use camino::Utf8Path;
use chrono::NaiveDate;

use crate::display::count::Count;
use crate::engine::load::audio::candidates;
use crate::engine::load::{read_lock, read_yaml};
use crate::engine::workspace::lock_file::write_lock;
use crate::error::Error;
use crate::layout::output::Output;
use crate::lock::{Accepted, LockedAudio, LockedEnclosure};
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
use crate::world::disk::{Disk, read_whole};

/// The longest episode.yaml.
const YAML_MAX: ByteCount = ByteCount::mebibytes(1);

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
    let path = root.join(&file);
    let bytes = read_whole(disk, &path, YAML_MAX).map_err(|source| Error::Disk { step: "read", path, source })?;
    let text = without_keys(&String::from_utf8_lossy(&bytes), &["enclosure", "tags"]);
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

/// Takes both keys out, and notes in podcast.lock where the recordings are from now on. The lock comes last.
///
/// # Errors
/// As the disk says.
pub(crate) fn switch(disk: &dyn Disk, root: &Utf8Path, plan: &SwitchPlan, today: NaiveDate) -> Result<(), Error> {
    for switched in &plan.switched {
        put(disk, &root.join(switched.episode.folder.file(EPISODE_FILE)), switched.text.as_bytes())?;
    }
    let Some((mut lock, text)) = read_lock(disk, root)? else { return Ok(()) };
    for switched in &plan.switched {
        if let Some(entry) = lock.episodes.get_mut(&switched.episode.guid) {
            let media_type = switched.form.media_type().parse().expect("a type that podcast apps play");
            entry.enclosure = LockedEnclosure { url: switched.to.clone(), media_type };
            entry.audio = LockedAudio::Remote { bytes: switched.bytes, duration: None };
        }
    }
    lock.accepted.push(Accepted {
        date: today,
        rule: "enclosure-url-changed".to_owned(),
        episode: None,
        change: format!("{} served from here since", Count(plan.switched.len(), "recording")),
    });
    lock.accepted.sort();
    write_lock(disk, root, &lock, Some(&text))?;
    Ok(())
}
