//! JSON chapters 1.2 of the Podcast Namespace (`docs/examples/chapters/jsonChapters.md`), and those of Podlove's web player: a list of
//! chapters with `start`, `title`, `href`.

use serde_json::Value;

use super::{ChapterFileError, ChapterFileFaults, chapter, fault, link, no_time, of_seconds, picture, play_time, shown, title};
use crate::media::chapter_file::file_chapter::FileChapter;
use crate::media::transcript::json::element_lines::element_lines;
use crate::model::media::chapter::chapter_origin::ChapterPlace;
use crate::model::time::timestamp::Timestamp;

const SHAPE: &str = "a list of chapters, each with `startTime` or `start`, and `title`";

pub(super) fn parse(text: &str, faults: &mut ChapterFileFaults) -> Vec<FileChapter> {
    let file = serde_json::from_str::<Value>(text).map_err(|error| fault(line_of(&error), format!("not JSON: {error}")));
    let Some(file) = faults.keep(file) else { return Vec::new() };
    let (list, key) = match &file {
        Value::Array(list) => (Some(list), None),
        file => (file.get("chapters").and_then(Value::as_array), Some("chapters")),
    };
    let Some(list) = faults.keep(list.ok_or_else(|| fault(1, format!("not {SHAPE}")))) else { return Vec::new() };
    let mut lines = element_lines(text, key).into_iter();
    let mut line = 1;
    let mut chapters = Vec::new();
    for entry in list {
        // The line of an entry that is no group of keys is not known: it stands behind the last one that is.
        if !entry.is_object() {
            faults.add(fault(line, format!("`{}` is no chapter: the file has to be {SHAPE}", shown(entry))));
            continue;
        }
        line = lines.next().unwrap_or(line);
        // `false` for a change of picture that is no chapter.
        if entry.get("toc") != Some(&Value::Bool(false)) {
            chapters.extend(read(entry, line, faults));
        }
    }
    chapters
}

fn read(entry: &Value, line: u32, faults: &mut ChapterFileFaults) -> Option<FileChapter> {
    let start = value(entry, ["startTime", "start"]).ok_or_else(|| fault(line, "the chapter has no `startTime`"));
    let start = faults.keep(start.and_then(|(_, start)| time(start).ok_or_else(|| no_time(line, start))));
    let named = text(entry, ["title"], line).and_then(|text| text.ok_or_else(|| fault(line, "the chapter has no title")));
    let named = faults.keep(named.and_then(|text| title(line, text)));
    let url = faults.keep(text(entry, ["url", "href"], line).and_then(|url| link(line, url)));
    let image = faults.keep(text(entry, ["img", "image"], line).and_then(|image| picture(line, image)));
    let alt = text(entry, ["alt"], line).and_then(|alt| {
        let alt = alt.map(str::parse).transpose();
        alt.map_err(|error| fault(line, format!("the alternative text cannot be used: {error}")))
    });
    let alt = faults.keep(alt);
    let place = value(entry, ["location"]).map(|(_, location)| place(location, line)).transpose();
    let place = faults.keep(place);
    let mut read = chapter(line, start?, named?);
    (read.chapter.url, read.chapter.alt) = (url?, alt?);
    (read.picture, read.place) = (image?, place?);
    Some(read)
}

fn place(location: &Value, line: u32) -> Result<ChapterPlace, ChapterFileError> {
    let refused = |error: &dyn std::fmt::Display| fault(line, format!("the place cannot be used: {}", shown(error)));
    let name = text(location, ["name"], line)?.ok_or_else(|| refused(&"it has no name"))?;
    let geo = text(location, ["geo"], line)?.map(|geo| geo.strip_prefix("geo:").unwrap_or(geo).parse()).transpose();
    let osm = text(location, ["osm"], line)?.map(str::parse).transpose();
    Ok(ChapterPlace {
        name: name.parse().map_err(|error| refused(&error))?,
        geo: geo.map_err(|error| refused(&error))?,
        osm: osm.map_err(|error| refused(&error))?,
    })
}

/// The first of these keys that has a value, with it: programs write `null` where they have none.
fn value<'a, const COUNT: usize>(entry: &'a Value, keys: [&'static str; COUNT]) -> Option<(&'static str, &'a Value)> {
    keys.into_iter().find_map(|key| entry.get(key).filter(|value| !value.is_null()).map(|value| (key, value)))
}

/// The text of the first of these keys that has a value; no words are no text.
fn text<'a, const COUNT: usize>(
    entry: &'a Value,
    keys: [&'static str; COUNT],
    line: u32,
) -> Result<Option<&'a str>, ChapterFileError> {
    match value(entry, keys) {
        None => Ok(None),
        Some((_, Value::String(text))) => Ok(Some(text.as_str()).filter(|text| !text.is_empty())),
        Some((key, other)) => Err(fault(line, format!("`{key}` is {}, where a text is needed", shown(other)))),
    }
}

fn time(value: &Value) -> Option<Timestamp> {
    match value {
        Value::Number(number) => of_seconds(number.as_f64()?),
        Value::String(text) => play_time(text),
        _ => None,
    }
}

fn line_of(error: &serde_json::Error) -> u32 {
    u32::try_from(error.line()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use crate::media::chapter_file::ChapterFileKind::Json;
    use crate::media::chapter_file::tests::{all_refused, refused, told};

    #[test]
    fn reads_the_namespace_and_podlove() {
        let namespace = r#"{"version":"1.2.0","chapters":[{"startTime":0,"title":"Welcome"},{"startTime":5,"toc":false,"img":"a.jpg"},
            {"startTime":12.5,"title":"Who?","url":"https://example.org/who"}]}"#;
        assert_eq!(told(namespace, Json), ["0:00 Welcome", "0:12.500 Who? <https://example.org/who>"]);
        let podlove = r#"[{"start":"00:00:12.500","title":"Who?","href":"https://example.org/who","image":""},{"start":"0","title":"Welcome"}]"#;
        assert_eq!(told(podlove, Json), ["0:00 Welcome", "0:12.500 Who? <https://example.org/who>"]);
    }

    #[test]
    fn refuses_what_it_would_have_to_drop() {
        refused("{", Json, 1, "not JSON");
        refused("{}", Json, 1, "not a list of chapters");
        refused("{\"chapters\": {}}", Json, 1, "not a list of chapters");
        refused(
            "{\"chapters\": [\n{\"startTime\": 0, \"title\": \"A\"},\n{\"startTime\": 1, \"title\": 7}]}",
            Json,
            3,
            "`title` is 7",
        );
        refused("[\n{\"start\": 0, \"title\": \"A\"}, 5]", Json, 2, "`5` is no chapter");
        refused("[\n{\"title\": \"A\"}]", Json, 2, "no `startTime`");
        refused("[{\"start\":0,\"title\":\"A\",\"img\":\"javascript:alert(1)\"}]", Json, 1, "picture");
        refused("[\n{\"start\":0,\"title\":\"A\",\"location\":{\"name\":\"B\",\"geo\":\"geo:99,1\"}}]", Json, 2, "place");
        refused("[]", Json, 0, "no chapters");
        refused("[\n{\"start\":\"soon\",\"title\":\"A\"}]", Json, 2, "not a time");
        refused("[{\"start\":0,\"title\":\"A\"},\n{\"start\":1}]", Json, 2, "no title");
        refused("[{\"start\":0,\"title\":\" \"}]", Json, 1, "the text is empty");
        refused("[{\"start\":0,\"title\":\"A\",\"href\":\"javascript:alert(1)\"}]", Json, 1, "link");
    }
    #[test]
    fn every_fault_is_told_at_once_under_the_key_that_the_file_has() {
        all_refused(
            "{\"chapters\": [\n{\"startTime\": \"soon\", \"href\": 7},\n5,\n{\"start\": 0, \"title\": \"A\"},\n\
             {\"start\": 1, \"title\": \"B\", \"image\": [1], \"location\": {\"geo\": \"0,0\"}}]}",
            Json,
            &[
                (2, "is not a time"),
                (2, "no title"),
                (2, "`href` is 7"),
                (2, "`5` is no chapter"),
                (5, "`image` is [1]"),
                (5, "no name"),
            ],
        );
        let long = format!("[{{\"start\":0,\"title\":[{}]}}]", vec!["1"; 500].join(","));
        let faults = super::super::parse(&long, Json).unwrap_err();
        assert!(faults.errors[0].message.chars().count() < 140, "{faults:?}");
    }

    #[test]
    fn a_key_without_a_value_hides_no_other() {
        let both = r#"[{"startTime":null,"start":12.5,"title":"Who?","url":null,"href":"https://example.org/who","alt":null}]"#;
        assert_eq!(told(both, Json), ["0:12.500 Who? <https://example.org/who>"]);
    }
}
