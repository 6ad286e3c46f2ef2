//! JSON chapters 1.2 of the Podcast Namespace (`docs/examples/chapters/jsonChapters.md`), and those of Podlove's web player: a list of
//! chapters with `start`, `title`, `href`.

use serde::Deserialize;
use serde_json::Value;

use super::{ChapterFileError, chapter, fault, link, of_seconds, play_time};
use crate::model::media::chapter::Chapter;
use crate::model::time::timestamp::Timestamp;

#[derive(Deserialize)]
#[serde(untagged)]
enum JsonChapters {
    Namespace { chapters: Vec<JsonChapter> },
    Podlove(Vec<JsonChapter>),
}

#[derive(Deserialize)]
struct JsonChapter {
    #[serde(rename = "startTime", alias = "start")]
    start: Value,
    #[serde(default)]
    title: Option<String>,
    #[serde(default, alias = "href")]
    url: Option<String>,
    /// `false` for a change of picture that is no chapter.
    #[serde(default)]
    toc: Option<bool>,
}

pub(super) fn parse(text: &str) -> Result<Vec<Chapter>, ChapterFileError> {
    // Read twice, because only a plain reading knows the line of a fault.
    let value: Value = serde_json::from_str(text).map_err(|error| fault(line_of(&error), format!("not JSON: {error}")))?;
    let file: JsonChapters = serde_json::from_value(value)
        .map_err(|_| fault(0, "not a list of chapters, each with `startTime` or `start`, and `title`"))?;
    let (JsonChapters::Namespace { chapters } | JsonChapters::Podlove(chapters)) = file;
    let lines = start_lines(text);
    let listed = chapters.iter().enumerate().filter(|(_, entry)| entry.toc != Some(false));
    listed.map(|(index, entry)| read(entry, lines.get(index).copied().unwrap_or(1))).collect()
}

fn read(entry: &JsonChapter, line: u32) -> Result<Chapter, ChapterFileError> {
    let start = time(&entry.start).ok_or_else(|| fault(line, format!("`{}` is not a time", entry.start)))?;
    let title = entry.title.as_deref().ok_or_else(|| fault(line, "the chapter has no title"))?;
    Ok(Chapter { url: link(line, entry.url.as_deref())?, ..chapter(line, start, title)? })
}

fn time(value: &Value) -> Option<Timestamp> {
    match value {
        Value::Number(number) => of_seconds(number.as_f64()?),
        Value::String(text) => play_time(text),
        _ => None,
    }
}

/// The lines on which chapters say when they start. Inside a string the quotes are written `\"`, so a key is found only as a key.
fn start_lines(text: &str) -> Vec<u32> {
    let mut starts: Vec<usize> =
        ["\"startTime\"", "\"start\""].iter().flat_map(|key| text.match_indices(key).map(|(at, _)| at)).collect();
    starts.sort_unstable();
    let mut line = 1_u32;
    let mut from = 0;
    let mut lines = Vec::new();
    for at in starts {
        line = line.saturating_add(u32::try_from(text[from..at].matches('\n').count()).unwrap_or(u32::MAX));
        from = at;
        lines.push(line);
    }
    lines
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
        refused("{}", Json, 0, "not a list of chapters");
        refused("[]", Json, 0, "no chapters");
        refused("[\n{\"start\":\"soon\",\"title\":\"A\"}]", Json, 2, "not a time");
        refused("[{\"start\":0,\"title\":\"A\"},\n{\"start\":1}]", Json, 2, "no title");
        refused("[{\"start\":0,\"title\":\" \"}]", Json, 1, "the text is empty");
        refused("[{\"start\":0,\"title\":\"A\",\"href\":\"javascript:alert(1)\"}]", Json, 1, "link");
    }
}
