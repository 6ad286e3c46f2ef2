//! Values of the model as YAML, in the form that the reader takes.

use std::fmt::Display;
use std::num::NonZeroU32;

use chrono::NaiveDate;

use crate::model::files::show_path::ShowPath;
use crate::model::key::{KeyWriter, WriteKeys};
use crate::model::media::alternate::{Alternate, AlternateLabels, RemoteAlternate};
use crate::model::media::artwork::FurtherImage;
use crate::model::media::chapter::{Chapter, EpisodeChapters};
use crate::model::people::social::Comments;
use crate::model::people::value::{Percentage, SplitTo};
use crate::model::settings::check_settings::{CheckSettings, RuleMention};
use crate::model::settings::services::Blocked;
use crate::model::time::moment::Moment;
use crate::model::time::recurrence::Recurrence;
use crate::model::time::timestamp::Timestamp;
use crate::model::wording::license::Terms;
use crate::source::reading::leaf::Leaf;
use crate::source::yaml::written::Yaml;

/// A value that can be written.
pub(crate) trait ToYaml {
    /// The value, where there is any. Paths are written relative to `folder`, else to the show.
    fn to_yaml(&self, folder: Option<&ShowPath>) -> Option<Yaml>;
}

/// Keys that a new file names even where they have their default, because authors look for them.
const ALWAYS_WRITTEN: [&str; 3] = ["role", "time_zone", "type"];

/// Collects the keys of a group.
pub(crate) struct WrittenKeys {
    keys: Vec<(&'static str, Yaml)>,
    folder: Option<ShowPath>,
}

/// The keys of a group that have a value.
pub(crate) fn keys_of(group: &impl WriteKeys<WrittenKeys>, folder: Option<&ShowPath>) -> Vec<(&'static str, Yaml)> {
    let mut written = WrittenKeys { keys: Vec::new(), folder: folder.cloned() };
    group.write_keys(&mut written);
    written.keys
}

impl<T: ToYaml + PartialEq> KeyWriter<T> for WrittenKeys {
    fn write_key(&mut self, name: &'static str, value: &T, default: Option<&T>) {
        if default == Some(value) && !ALWAYS_WRITTEN.contains(&name) {
            return;
        }
        self.keys.extend(value.to_yaml(self.folder.as_ref()).map(|value| (name, value)));
    }
}

impl<T: Leaf + Display> ToYaml for T {
    fn to_yaml(&self, _folder: Option<&ShowPath>) -> Option<Yaml> {
        Some(Yaml::text(self))
    }
}

/// Values that are YAML as they print.
macro_rules! raw {
    ($($name:ty),+ $(,)?) => { $(
        impl ToYaml for $name {
            fn to_yaml(&self, _folder: Option<&ShowPath>) -> Option<Yaml> {
                Some(Yaml::raw(self))
            }
        }
    )+ };
}

raw!(bool, Moment, NaiveDate, NonZeroU32, Timestamp, u32);

impl<T: ToYaml> ToYaml for Option<T> {
    fn to_yaml(&self, folder: Option<&ShowPath>) -> Option<Yaml> {
        self.as_ref()?.to_yaml(folder)
    }
}

impl<T: ToYaml> ToYaml for Vec<T> {
    fn to_yaml(&self, folder: Option<&ShowPath>) -> Option<Yaml> {
        let items = self.iter().filter_map(|item| item.to_yaml(folder)).collect();
        (!self.is_empty()).then_some(Yaml::List(items))
    }
}

/// As the file in `folder` names it.
impl ToYaml for ShowPath {
    fn to_yaml(&self, folder: Option<&ShowPath>) -> Option<Yaml> {
        let path = self.as_path();
        Some(Yaml::text(folder.and_then(|folder| path.strip_prefix(folder.as_path()).ok()).unwrap_or(path)))
    }
}

impl ToYaml for Percentage {
    fn to_yaml(&self, _folder: Option<&ShowPath>) -> Option<Yaml> {
        Some(Yaml::raw(self.get()))
    }
}

impl ToYaml for Terms {
    fn to_yaml(&self, _folder: Option<&ShowPath>) -> Option<Yaml> {
        Some(match self {
            Self::Listed(license) => Yaml::text(license),
            Self::Own { name, url } => Yaml::Keys(vec![("name", Yaml::text(name)), ("url", Yaml::text(url))]),
        })
    }
}

impl ToYaml for Comments {
    fn to_yaml(&self, folder: Option<&ShowPath>) -> Option<Yaml> {
        match self {
            Self::Posts(posts) => posts.to_yaml(folder),
            Self::Disabled => Some(Yaml::text("disabled")),
        }
    }
}

impl ToYaml for Blocked {
    fn to_yaml(&self, folder: Option<&ShowPath>) -> Option<Yaml> {
        match self {
            Self::All => Some(Yaml::text("all")),
            Self::These(these) => these.to_yaml(folder),
        }
    }
}

impl ToYaml for Recurrence {
    fn to_yaml(&self, folder: Option<&ShowPath>) -> Option<Yaml> {
        match self {
            Self::Endless(rule) => rule.to_yaml(folder),
            Self::From { rule, start } => Some(Yaml::keys([("every", rule.to_yaml(folder)), ("from", start.to_yaml(folder))])),
        }
    }
}

impl ToYaml for SplitTo {
    fn to_yaml(&self, folder: Option<&ShowPath>) -> Option<Yaml> {
        match self {
            Self::Recipients(recipients) => recipients.to_yaml(folder),
            Self::Remote { feed, start, percentage } => {
                let own = [("start", start.to_yaml(folder)), ("percentage", percentage.to_yaml(folder))];
                Some(with(keys_of(feed, folder), own))
            }
        }
    }
}

impl ToYaml for FurtherImage {
    fn to_yaml(&self, folder: Option<&ShowPath>) -> Option<Yaml> {
        let Self { artwork, purposes } = self;
        Some(with(keys_of(artwork, folder), [("purposes", purposes.to_yaml(folder))]))
    }
}

impl ToYaml for Alternate {
    fn to_yaml(&self, folder: Option<&ShowPath>) -> Option<Yaml> {
        let Self { file, mirrors, labels: forms } = self;
        let keys = [("file", file.to_yaml(folder)), ("mirrors", mirrors.to_yaml(folder))];
        Some(with(with_values(keys), labels(forms, folder)))
    }
}

impl ToYaml for RemoteAlternate {
    fn to_yaml(&self, folder: Option<&ShowPath>) -> Option<Yaml> {
        let Self { url, mirrors, media_type, bytes, bitrate, codecs, integrity, labels: forms } = self;
        let keys = [
            ("url", url.to_yaml(folder)),
            ("type", media_type.to_yaml(folder)),
            ("mirrors", mirrors.to_yaml(folder)),
            ("bytes", bytes.to_yaml(folder)),
            ("bitrate", bitrate.to_yaml(folder)),
            ("codecs", codecs.to_yaml(folder)),
            ("integrity", integrity.to_yaml(folder)),
        ];
        Some(with(with_values(keys), labels(forms, folder)))
    }
}

fn labels(labels: &AlternateLabels, folder: Option<&ShowPath>) -> [(&'static str, Option<Yaml>); 4] {
    let AlternateLabels { title, rel, language, height } = labels;
    [
        ("title", title.to_yaml(folder)),
        ("rel", rel.to_yaml(folder)),
        ("language", language.to_yaml(folder)),
        ("height", height.to_yaml(folder)),
    ]
}

fn with_values<const N: usize>(keys: [(&'static str, Option<Yaml>); N]) -> Vec<(&'static str, Yaml)> {
    keys.into_iter().filter_map(|(key, value)| Some((key, value?))).collect()
}

/// A group, and what stands beside its keys.
fn with<const N: usize>(mut keys: Vec<(&'static str, Yaml)>, more: [(&'static str, Option<Yaml>); N]) -> Yaml {
    keys.extend(with_values(more));
    Yaml::Keys(keys)
}

impl ToYaml for EpisodeChapters {
    fn to_yaml(&self, folder: Option<&ShowPath>) -> Option<Yaml> {
        match (&self.elsewhere, &self.file) {
            (Some(elsewhere), _) => elsewhere.to_yaml(folder),
            (None, Some(file)) => file.path().to_yaml(folder),
            (None, None) => self.list.to_yaml(folder),
        }
    }
}

/// A line, where a time and a title say everything.
impl ToYaml for Chapter {
    fn to_yaml(&self, folder: Option<&ShowPath>) -> Option<Yaml> {
        let Self { start, title, url, image, alt } = self;
        if url.is_none() && image.is_none() && alt.is_none() && !title.as_str().contains('\n') {
            return Some(Yaml::Text(format!("{start} {title}")));
        }
        Some(Yaml::Keys(keys_of(self, folder)))
    }
}

impl ToYaml for CheckSettings {
    fn to_yaml(&self, folder: Option<&ShowPath>) -> Option<Yaml> {
        let Self { allow, warn, deny, loudness, approval, reading_age } = self;
        Some(Yaml::keys([
            ("allow", allow.to_yaml(folder)),
            ("warn", warn.to_yaml(folder)),
            ("deny", deny.to_yaml(folder)),
            ("loudness", Some(Yaml::raw(loudness.lufs()))),
            ("approval", Some(Yaml::text(approval))),
            ("reading_age", Some(Yaml::raw(reading_age))),
        ]))
    }
}

impl ToYaml for RuleMention {
    fn to_yaml(&self, _folder: Option<&ShowPath>) -> Option<Yaml> {
        let Self { name, reason, place: _ } = self;
        Some(match reason {
            None => Yaml::text(name),
            Some(reason) => Yaml::Keys(vec![("rule", Yaml::text(name)), ("reason", Yaml::text(reason))]),
        })
    }
}
