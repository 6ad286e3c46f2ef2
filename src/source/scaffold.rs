//! New files: a show or an episode as YAML with a comment for each key, and the keys that it does not have as commented examples.

use std::fmt::Write as _;

use crate::model::artwork::Artwork;
use crate::model::chapter::Chapter;
use crate::model::check_settings::{CheckSettings, RuleMention};
use crate::model::episode::Episode;
use crate::model::episode_kind::EpisodeKind;
use crate::model::funding::Funding;
use crate::model::license::Terms;
use crate::model::person::Person;
use crate::model::remote_audio::RemoteAudio;
use crate::model::show::{Owner, Show};
use crate::model::show_path::ShowPath;
use crate::model::tag_version::TagVersion;
use crate::source::episode::Written;
use crate::source::keys;
use crate::source::shape::{Key, KeyShape, Shape};
use crate::source::written::{Yaml, write_key};

/// The text of podcast.yaml for a show. It reads back as the same show. `schema` is the path or address of the JSON Schema.
pub fn show_yaml(show: &Show, schema: &str) -> String {
    document(schema, &keys::shape::<Show>(), show_values(show))
}

/// The text of episode.yaml for an episode whose files are in its folder. It reads back as the same episode. `schema` is the path or
/// address of the JSON Schema.
pub fn episode_yaml(episode: &Episode, schema: &str) -> String {
    document(schema, &keys::shape::<Written>(), episode_values(episode))
}

type Values = Vec<(&'static str, Option<Yaml>)>;

fn document(schema: &str, shape: &Shape, values: Values) -> String {
    let mut out = format!("# yaml-language-server: $schema={schema}\n");
    let Shape::Keys(known) = shape else { return out };
    for KeyShape { key: Key { name, doc, example }, .. } in known {
        let value = values.iter().find(|(key, _)| key == name).and_then(|(_, value)| value.as_ref());
        let _infallible = write!(out, "\n# {doc}\n");
        if let Some(value) = value {
            write_key(&mut out, 0, name, value);
        } else {
            let _infallible = writeln!(out, "# {name}: {example}");
        }
    }
    out
}

fn show_values(show: &Show) -> Values {
    let Show {
        title,
        url,
        media_url,
        link,
        guid,
        language,
        description,
        author,
        owner,
        categories,
        explicit,
        show_type,
        artwork,
        copyright,
        license,
        locked,
        time_zone,
        people,
        funding,
        extras: _,
        id3,
        checks,
    } = show;
    vec![
        ("title", Some(Yaml::text(title))),
        ("url", Some(Yaml::text(url))),
        ("media_url", media_url.as_ref().map(Yaml::text)),
        ("link", link.as_ref().map(Yaml::text)),
        ("guid", Some(Yaml::text(guid))),
        ("language", Some(Yaml::text(language))),
        ("description", Some(Yaml::text(description))),
        ("author", Some(Yaml::text(author))),
        ("owner", owner.as_ref().map(owner_keys)),
        ("categories", Some(Yaml::List(categories.iter().map(Yaml::text).collect()))),
        ("explicit", Some(Yaml::raw(explicit))),
        ("type", Some(Yaml::text(show_type))),
        ("artwork", Some(artwork_keys(artwork, None))),
        ("copyright", copyright.as_ref().map(Yaml::text)),
        ("license", license.as_ref().map(terms)),
        ("locked", locked.then(|| Yaml::raw(true))),
        ("time_zone", Some(Yaml::text(time_zone.name()))),
        ("people", list(people, person_keys)),
        ("funding", list(funding, funding_keys)),
        ("id3", (*id3 != TagVersion::default()).then(|| Yaml::text(id3))),
        ("checks", (*checks != CheckSettings::default()).then(|| checks_keys(checks))),
    ]
}

fn episode_values(episode: &Episode) -> Values {
    let Episode {
        slug: _,
        folder,
        title,
        guid,
        date,
        draft,
        season,
        number,
        kind,
        summary,
        notes,
        chapters,
        chapters_file: _,
        audio,
        enclosure,
        transcript,
        people,
        content_note,
        easy_read,
        artwork,
        explicit,
        extras: _,
        allow,
    } = episode;
    let path = |path: &Option<ShowPath>| path.as_ref().map(|path| below(path, Some(folder)));
    vec![
        ("title", Some(Yaml::text(title))),
        ("guid", Some(Yaml::text(guid))),
        ("date", Some(Yaml::raw(date))),
        ("summary", Some(Yaml::text(summary))),
        ("draft", draft.then(|| Yaml::raw(true))),
        ("season", season.map(Yaml::raw)),
        ("number", number.map(Yaml::raw)),
        ("kind", (*kind != EpisodeKind::default()).then(|| Yaml::text(kind))),
        ("notes", notes.as_ref().map(Yaml::text)),
        ("chapters", list(chapters, |chapter| chapter_item(chapter, folder))),
        ("audio", path(audio)),
        ("enclosure", enclosure.as_ref().map(enclosure_keys)),
        ("transcript", path(transcript)),
        ("people", list(people, person_keys)),
        ("content_note", content_note.as_ref().map(Yaml::text)),
        ("easy_read", path(easy_read)),
        ("artwork", artwork.as_ref().map(|artwork| artwork_keys(artwork, Some(folder)))),
        ("explicit", explicit.map(Yaml::raw)),
        ("allow", list(allow, mention)),
    ]
}

/// A list, where there is anything in it.
fn list<T>(items: &[T], write: impl Fn(&T) -> Yaml) -> Option<Yaml> {
    (!items.is_empty()).then(|| Yaml::List(items.iter().map(write).collect()))
}

/// A path as the file in `folder` names it.
fn below(path: &ShowPath, folder: Option<&ShowPath>) -> Yaml {
    let path = path.as_path();
    Yaml::text(folder.and_then(|folder| path.strip_prefix(folder.as_path()).ok()).unwrap_or(path))
}

fn enclosure_keys(RemoteAudio { url, bytes, media_type, duration }: &RemoteAudio) -> Yaml {
    Yaml::keys([
        ("url", Some(Yaml::text(url))),
        ("bytes", Some(Yaml::raw(bytes))),
        ("type", Some(Yaml::text(media_type))),
        ("duration", duration.map(Yaml::raw)),
    ])
}

fn owner_keys(Owner { name, email }: &Owner) -> Yaml {
    Yaml::keys([("name", Some(Yaml::text(name))), ("email", Some(Yaml::text(email.as_str())))])
}

fn artwork_keys(Artwork { file, alt }: &Artwork, folder: Option<&ShowPath>) -> Yaml {
    Yaml::keys([("file", Some(below(file, folder))), ("alt", alt.as_ref().map(Yaml::text))])
}

fn terms(terms: &Terms) -> Yaml {
    match terms {
        Terms::Listed(license) => Yaml::text(license),
        Terms::Own { name, url } => Yaml::Keys(vec![("name", Yaml::text(name)), ("url", Yaml::text(url))]),
    }
}

fn funding_keys(Funding { url, text }: &Funding) -> Yaml {
    Yaml::keys([("url", Some(Yaml::text(url))), ("text", Some(Yaml::text(text)))])
}

fn person_keys(Person { name, role, href, img, approved }: &Person) -> Yaml {
    Yaml::keys([
        ("name", Some(Yaml::text(name))),
        ("role", Some(Yaml::text(role))),
        ("href", href.as_ref().map(Yaml::text)),
        ("img", img.as_ref().map(Yaml::text)),
        ("approved", approved.map(Yaml::raw)),
    ])
}

fn chapter_item(Chapter { start, title, url, image, alt }: &Chapter, folder: &ShowPath) -> Yaml {
    if url.is_none() && image.is_none() && alt.is_none() && !title.as_str().contains('\n') {
        return Yaml::Text(format!("{start} {title}"));
    }
    Yaml::keys([
        ("start", Some(Yaml::raw(start))),
        ("title", Some(Yaml::text(title))),
        ("url", url.as_ref().map(Yaml::text)),
        ("image", image.as_ref().map(|image| below(image, Some(folder)))),
        ("alt", alt.as_ref().map(Yaml::text)),
    ])
}

fn checks_keys(checks: &CheckSettings) -> Yaml {
    let CheckSettings { allow, warn, deny, loudness, approval, reading_age } = checks;
    Yaml::keys([
        ("allow", list(allow, mention)),
        ("warn", list(warn, mention)),
        ("deny", list(deny, mention)),
        ("loudness", Some(Yaml::raw(loudness.lufs()))),
        ("approval", Some(Yaml::text(approval))),
        ("reading_age", Some(Yaml::raw(reading_age))),
    ])
}

fn mention(RuleMention { name, reason, place: _ }: &RuleMention) -> Yaml {
    match reason {
        None => Yaml::text(name),
        Some(_) => Yaml::keys([("rule", Some(Yaml::text(name))), ("reason", reason.as_ref().map(Yaml::text))]),
    }
}
