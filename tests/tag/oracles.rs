//! Tags read back by programs that are not ours: mutagen, ffprobe, eyeD3; and the sound decoded by ffmpeg before and after.

use std::process::Command;

use camino::Utf8Path;
use podwright::model::settings::tag_version::TagVersion;
use podwright::tag::wanted::Wanted;
use podwright::world::real_disk::RealDisk;
use serde_json::{Value, json};

use crate::samples::{EPISODES, Folder, picture, tag, wanted};
use crate::support::tools::{ffprobe, python};

fn mutagen(path: &Utf8Path) -> Value {
    python("tests/oracles/tags.py", &[path.as_std_path()])[0].clone()
}

fn output(program: &str, arguments: &[&str]) -> Vec<u8> {
    let output = Command::new(program).args(arguments).output().unwrap_or_else(|error| panic!("{program}: {error}"));
    assert!(output.status.success(), "{program} {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// The sum of the sound as ffmpeg decodes it.
fn decoded(path: &Utf8Path) -> String {
    String::from_utf8(output("ffmpeg", &["-v", "error", "-i", path.as_str(), "-map", "0:a", "-f", "md5", "-"])).unwrap()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}

fn chapters_by_ffprobe(path: &Utf8Path) -> Vec<(String, String, String)> {
    let read = ffprobe(&["-show_chapters"], path.as_std_path());
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let chapters = read["chapters"].as_array().unwrap().iter();
    chapters.map(|one| (text(&one["start_time"]), text(&one["end_time"]), text(&one["tags"]["title"]))).collect()
}

#[test]
#[ignore = "needs mutagen; run by tests/run"]
fn mutagen_reads_every_frame_of_an_mp3() {
    for version in TagVersion::ALL {
        let folder = Folder::new();
        let path = folder.copy(EPISODES[0], "a.mp3");
        tag(&RealDisk, &path, &Wanted { version, ..wanted() }).unwrap();
        let read = mutagen(&path);
        let mut texts = json!({
            "TIT2": ["Sut mae dechrau’n dda 始め方"],
            "TALB": ["Co-production for beginners"],
            "TPE1": ["Cynhyrchwyr Ŵy"],
            "TPE2": ["Cynhyrchwyr Ŵy"],
            "TRCK": ["3"],
            "TPOS": ["1"],
            "TCON": ["Podcast"],
            "TLAN": ["cym"],
            "COMM:podwright:cym": ["Five practical things.\nOne of them is pay."],
            "TGID": ["0192f0c4-7b1e-7c3d-8a55-2f0f6a1d9e01"],
            "WFED": ["https://example.org/co-production/feed.xml"],
            "TDES": ["Five practical things.\nOne of them is pay."],
            "TCAT": ["Education"],
        });
        let (minor, dates) = match version {
            TagVersion::V23 => (3, vec![("TYER", "2022"), ("TDAT", "0607")]),
            TagVersion::V24 => (4, vec![("TDRC", "2022-07-06")]),
        };
        for (name, date) in dates {
            texts[name] = json!([date]);
        }
        assert_eq!(read["version"], json!([2, minor, 0]));
        assert_eq!(read["texts"], texts);
        assert_eq!(read["others"], json!(["PCST"]));
        let cover = json!({ "type": 3, "mime": "image/jpeg", "description": "", "hex": hex(picture(10).bytes()) });
        assert_eq!(read["pictures"], json!([cover]));
        let chapter = |id: u32, start: u32, end: u32, title: &str, url: Value, pictures: Value| {
            let offsets = [u32::MAX, u32::MAX];
            json!({ "id": format!("podwright-{id}"), "start": start, "end": end, "offsets": offsets, "title": title, "url": url, "pictures": pictures })
        };
        let pictures = json!([{ "hex": hex(picture(99).bytes()) }]);
        let expected = json!([
            chapter(1, 0, 1500, "Croeso", Value::Null, json!([])),
            chapter(2, 1500, 30_000, "Pŵer", json!("https://example.org/p%C5%B5er"), pictures),
            chapter(3, 30_000, 41_000, "Diwedd", Value::Null, json!([])),
        ]);
        assert_eq!(read["chapters"], expected);
        let children = ["podwright-1", "podwright-2", "podwright-3"];
        assert_eq!(read["contents"], json!([{ "id": "podwright-contents", "flags": 3, "children": children }]));
    }
}

#[test]
#[ignore = "needs mutagen; run by tests/run"]
fn mutagen_reads_every_item_of_an_m4a() {
    let folder = Folder::new();
    let path = folder.copy(EPISODES[3], "a.m4a");
    tag(&RealDisk, &path, &wanted()).unwrap();
    let read = mutagen(&path);
    let summary = "Five practical things.\nOne of them is pay.";
    let mut texts = json!({
        "©nam": ["Sut mae dechrau’n dda 始め方"],
        "©alb": ["Co-production for beginners"],
        "©ART": ["Cynhyrchwyr Ŵy"],
        "aART": ["Cynhyrchwyr Ŵy"],
        "trkn": [[3, 0]],
        "disk": [[1, 0]],
        "©day": ["2022-07-06"],
        "©gen": ["Podcast"],
        "©cmt": [summary],
        "pcst": [true],
        "egid": ["0192f0c4-7b1e-7c3d-8a55-2f0f6a1d9e01"],
        "purl": ["https://example.org/co-production/feed.xml"],
        "desc": [summary],
        "catg": ["Education"],
    });
    if let Some(encoder) = read["texts"].get("©too") {
        texts["©too"] = encoder.clone();
    }
    assert_eq!(read["texts"], texts);
    assert_eq!(read["pictures"], json!([{ "format": 13, "hex": hex(picture(10).bytes()) }]));
    let chapters = [(0, "Croeso"), (1500, "Pŵer"), (30_000, "Diwedd")];
    let expected: Vec<Value> = chapters.iter().map(|(start, title)| json!({ "start": start, "title": title })).collect();
    assert_eq!(read["chapters"], json!(expected));
}

#[test]
#[ignore = "needs ffmpeg; run by tests/run"]
fn ffprobe_reads_the_chapters_of_both() {
    let expected = |rows: [(&str, &str, &str); 3]| rows.map(|(a, b, c)| (a.to_owned(), b.to_owned(), c.to_owned())).to_vec();
    let all =
        expected([("0.000000", "1.500000", "Croeso"), ("1.500000", "30.000000", "Pŵer"), ("30.000000", "41.000000", "Diwedd")]);
    for (from, name) in [(EPISODES[0], "a.mp3"), (EPISODES[3], "a.m4a")] {
        let folder = Folder::new();
        let path = folder.copy(from, name);
        tag(&RealDisk, &path, &wanted()).unwrap();
        assert_eq!(chapters_by_ffprobe(&path), all, "{name}");
        let mut late = wanted();
        late.chapters.remove(0);
        tag(&RealDisk, &path, &late).unwrap();
        // ffprobe ends the last chapter of an M4A with the track's own clock, which begins with the first chapter.
        let starts = |chapters: &[(String, String, String)]| {
            chapters.iter().map(|(start, _, title)| (start.clone(), title.clone())).collect::<Vec<_>>()
        };
        assert_eq!(starts(&chapters_by_ffprobe(&path)), starts(&all[1..]), "{name}: the first chapter begins after the sound");
        tag(&RealDisk, &path, &Wanted { chapters: Vec::new(), ..wanted() }).unwrap();
        assert_eq!(chapters_by_ffprobe(&path), [], "{name}: chapters that were ours go with the YAML's");
    }
}

#[test]
#[ignore = "needs mediainfo; run by tests/run"]
fn mediainfo_reads_both_the_track_and_the_list_of_chapters_of_an_m4a() {
    let folder = Folder::new();
    let path = folder.copy(EPISODES[3], "a.m4a");
    tag(&RealDisk, &path, &wanted()).unwrap();
    let read: Value = serde_json::from_slice(&output("mediainfo", &["--Output=JSON", path.as_str()])).unwrap();
    let menus = read["media"]["track"].as_array().unwrap().iter().filter(|track| track["@type"] == "Menu");
    let chapters = |menu: &Value| -> Vec<(String, Value)> {
        menu["extra"].as_object().unwrap().clone().into_iter().filter(|(name, _)| name.starts_with("_0")).collect()
    };
    let expected = [("_00_00_00_000", "Croeso"), ("_00_00_01_500", "Pŵer"), ("_00_00_30_000", "Diwedd")];
    let expected: Vec<(String, Value)> = expected.map(|(time, title)| (time.to_owned(), json!(title))).to_vec();
    // The first is the track of text, the second `chpl`: of version 0, mediainfo reads rubbish there.
    let found: Vec<_> = menus.map(chapters).collect();
    assert_eq!(found, [expected.clone(), expected], "{read:#}");
}

#[test]
#[ignore = "needs eyeD3; run by tests/run"]
fn eyed3_reads_title_chapters_and_cover() {
    let folder = Folder::new();
    let path = folder.copy(EPISODES[0], "a.mp3");
    tag(&RealDisk, &path, &wanted()).unwrap();
    let script = "import eyed3, json, sys\n\
        tag = eyed3.load(sys.argv[1]).tag\n\
        chapters = [[c.element_id.decode(), *c.times, c.title, c.user_url] for c in tag.chapters]\n\
        toc = [[t.element_id.decode(), t.toplevel, t.ordered, [c.decode() for c in t.child_ids]] for t in tag.table_of_contents]\n\
        print(json.dumps([list(tag.version), tag.title, tag.images[0].picture_type, len(tag.images), chapters, toc]))";
    let read: Value = serde_json::from_slice(&output("/usr/bin/python3", &["-c", script, path.as_str()])).unwrap();
    let expected = json!([
        [2, 3, 0],
        "Sut mae dechrau’n dda 始め方",
        3,
        1,
        [
            ["podwright-1", 0, 1500, "Croeso", null],
            ["podwright-2", 1500, 30_000, "Pŵer", "https://example.org/p%C5%B5er"],
            ["podwright-3", 30_000, 41_000, "Diwedd", null],
        ],
        [["podwright-contents", true, true, ["podwright-1", "podwright-2", "podwright-3"]]],
    ]);
    assert_eq!(read, expected);
}

#[test]
#[ignore = "needs ffmpeg; run by tests/run"]
fn the_decoded_sound_of_every_recording_is_the_same_before_and_after() {
    for from in EPISODES {
        let folder = Folder::new();
        let path = folder.copy(from, if from.ends_with("m4a") { "a.m4a" } else { "a.mp3" });
        let before = decoded(&path);
        assert!(tag(&RealDisk, &path, &wanted()).unwrap().written, "{from}");
        assert_eq!(decoded(&path), before, "{from}");
        let other = Wanted { summary: "x".repeat(70_000), cover: None, chapters: Vec::new(), ..wanted() };
        assert!(tag(&RealDisk, &path, &other).unwrap().written, "{from}");
        assert_eq!(decoded(&path), before, "{from}, grown");
    }
}

#[test]
#[ignore = "needs ffmpeg; run by tests/run"]
fn the_order_of_the_boxes_stays() {
    let folder = Folder::new();
    let first = folder.copy(EPISODES[3], "first.m4a");
    let last = folder.path("last.m4a");
    output(
        "ffmpeg",
        &[
            "-v",
            "error",
            "-i",
            first.as_str(),
            "-map",
            "0:a",
            "-c",
            "copy",
            "-map_metadata",
            "-1",
            "-map_chapters",
            "-1",
            last.as_str(),
        ],
    );
    for (path, fast) in [(&first, true), (&last, false)] {
        let before = decoded(path);
        tag(&RealDisk, path, &wanted()).unwrap();
        let bytes = std::fs::read(path).unwrap();
        let place = |kind: &[u8]| bytes.windows(4).position(|window| window == kind).unwrap();
        let (moov, sound) = (place(b"moov"), place(b"mdat"));
        assert_eq!(moov < sound, fast, "{path}: moov at {moov}, mdat at {sound}");
        assert_eq!(decoded(path), before, "{path}");
        assert_eq!(chapters_by_ffprobe(path).len(), 3, "{path}");
    }
}
