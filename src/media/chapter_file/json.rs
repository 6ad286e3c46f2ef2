//! JSON chapters 1.2 of the Podcast Namespace (`docs/examples/chapters/jsonChapters.md`), and those of Podlove's web player: a list of
//! chapters with `start`, `title`, `href`.

use serde_json::Value;

use super::{ChapterFileError, chapter, fault, link, of_seconds, picture, play_time};
use crate::media::chapter_file::file_chapter::FileChapter;
use crate::media::transcript::json::element_lines::element_lines;
use crate::model::media::chapter_origin::ChapterPlace;
use crate::model::time::timestamp::Timestamp;

const SHAPE: &str = "a list of chapters, each with `startTime` or `start`, and `title`";

pub(super) fn parse(text: &str) -> Result<Vec<FileChapter>, ChapterFileError> {
    let file: Value = serde_json::from_str(text).map_err(|error| fault(line_of(&error), format!("not JSON: {error}")))?;
    let (list, key) = match &file {
        Value::Array(list) => (Some(list), None),
        file => (file.get("chapters").and_then(Value::as_array), Some("chapters")),
    };
    let Some(list) = list else { return Err(fault(1, format!("not {SHAPE}"))) };
    let mut lines = element_lines(text, key).into_iter();
    let mut last = 1;
    let mut chapters = Vec::new();
    for entry in list {
        // The line of an entry that is no group of keys is not known: it stands behind the last one that is.
        if !entry.is_object() {
            return Err(fault(last, format!("`{entry}` is no chapter: the file has to be {SHAPE}")));
        }
        last = lines.next().unwrap_or(last);
        // `false` for a change of picture that is no chapter.
        if entry.get("toc") != Some(&Value::Bool(false)) {
            chapters.push(read(entry, last)?);
        }
    }
    Ok(chapters)
}

fn read(entry: &Value, line: u32) -> Result<FileChapter, ChapterFileError> {
    let start = value(entry, ["startTime", "start"]).ok_or_else(|| fault(line, "the chapter has no `startTime`"))?;
    let start = time(start).ok_or_else(|| fault(line, format!("`{start}` is not a time")))?;
    let title = text(entry, ["title"], line)?.ok_or_else(|| fault(line, "the chapter has no title"))?;
    let mut read = chapter(line, start, title)?;
    read.chapter.url = link(line, text(entry, ["url", "href"], line)?)?;
    read.picture = picture(line, text(entry, ["img", "image"], line)?)?;
    let alt = text(entry, ["alt"], line)?.map(str::parse).transpose();
    read.chapter.alt = alt.map_err(|error| fault(line, format!("the alternative text cannot be used: {error}")))?;
    read.place = value(entry, ["location"]).map(|location| place(location, line)).transpose()?;
    Ok(read)
}

fn place(location: &Value, line: u32) -> Result<ChapterPlace, ChapterFileError> {
    let refused = |error: &dyn std::fmt::Display| fault(line, format!("the place cannot be used: {error}"));
    let name = text(location, ["name"], line)?.ok_or_else(|| refused(&"it has no name"))?;
    let geo = text(location, ["geo"], line)?.map(|geo| geo.strip_prefix("geo:").unwrap_or(geo).parse()).transpose();
    let osm = text(location, ["osm"], line)?.map(str::parse).transpose();
    Ok(ChapterPlace {
        name: name.parse().map_err(|error| refused(&error))?,
        geo: geo.map_err(|error| refused(&error))?,
        osm: osm.map_err(|error| refused(&error))?,
    })
}

/// The value of the first of these keys that is there.
fn value<'a, const COUNT: usize>(entry: &'a Value, keys: [&str; COUNT]) -> Option<&'a Value> {
    keys.into_iter().find_map(|key| entry.get(key)).filter(|value| !value.is_null())
}

/// The text of the first of these keys that is there; no words are no text.
fn text<'a, const COUNT: usize>(entry: &'a Value, keys: [&str; COUNT], line: u32) -> Result<Option<&'a str>, ChapterFileError> {
    match value(entry, keys) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.as_str()).filter(|text| !text.is_empty())),
        Some(other) => Err(fault(line, format!("`{}` is {other}, where a text is needed", keys[0]))),
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
    use crate::media::chapter_file::tests::{refused, told};

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
}
