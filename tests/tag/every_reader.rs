//! More than six hundred recordings, made by encoders with every kind of rate and tag, and those of other people's tests: after tagging they decode to the same
//! samples, and four readers that are not ours show our title, cover and chapters. A short run does a tenth of them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use podwright::media::container::span::audio_sha256;
use podwright::tag::plan::plan;
use podwright::tag::wanted::{Wanted, WantedChapter};
use podwright::world::real_disk::RealDisk;
use rayon::iter::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};
use serde_json::Value;

use crate::samples::{Folder, picture, tag, wanted};
use crate::support::count::{is_long, stride};
use crate::support::show::REPOSITORY;
use crate::support::tools::{ffprobe, of_environment, python};

const TITLES: [(&str, u32); 3] = [("Croeso", 0), ("Pŵer", 1000), ("Diwedd", 2000)];
const RATES: [&str; 3] = ["44100", "48000", "22050"];
const CHANNELS: [&str; 2] = ["1", "2"];
const MP3_QUALITIES: [[&str; 2]; 4] = [["-b:a", "64k"], ["-b:a", "128k"], ["-q:a", "2"], ["-q:a", "6"]];
const AAC_QUALITIES: [&str; 4] = ["48k", "64k", "96k", "128k"];
/// Forms of tags of MP4: by what ffmpeg is asked for.
const MP4_FORMS: [(&str, &[&str]); 9] = [
    ("bare", &["-map_metadata", "-1", "-map_chapters", "-1", "-f", "ipod"]),
    ("items", &["-map_chapters", "-1", "-f", "ipod"]),
    ("chapters", &["-f", "ipod"]),
    ("first", &["-f", "mp4", "-movflags", "+faststart"]),
    ("keys", &["-f", "mov", "-movflags", "use_metadata_tags"]),
    ("classic", &["-f", "mov"]),
    ("cover", &["-map", "2:v", "-c:v", "png", "-disposition:v", "attached_pic", "-f", "ipod"]),
    ("priming", &["-map_chapters", "-1", "-use_editlist", "0", "-f", "ipod"]),
    // another program's chapters between the sound and the note on priming, which ffmpeg therefore does not apply
    ("chapters-priming", &["-use_editlist", "0", "-f", "ipod"]),
];
/// Chapters and texts for ffmpeg.
const METADATA: &str = ";FFMETADATA1\ntitle=Old title\nartist=Someone\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=1000\ntitle=Old one\n\
    [CHAPTER]\nTIMEBASE=1/1000\nSTART=1000\nEND=3000\ntitle=Old two\n";
/// Puts the note on priming into files, as iTunes writes it.
const PRIMING: &str = "import sys\nfrom mutagen.mp4 import MP4\nfor path in sys.argv[1:]:\n    file = MP4(path)\n    \
    file['----:com.apple.iTunes:iTunSMPB'] = b' 00000000 00000400 00000000 0000000000020000'\n    file.save()\n";

/// How a recording is made.
enum Recipe {
    /// By an encoder of MP3, with a tag put before it or behind it.
    Mp3 { encoder: Vec<&'static str>, before: Vec<u8>, behind: Vec<u8> },
    /// By an encoder of AAC, in a form of MP4.
    Mp4 { encoder: Vec<&'static str>, form: usize },
    /// By somebody else.
    Found(PathBuf),
}

fn encoder(codec: &'static str, rate: &'static str, channels: &'static str, quality: [&'static str; 2]) -> Vec<&'static str> {
    vec!["-ar", rate, "-ac", channels, "-c:a", codec, quality[0], quality[1]]
}

/// The tags that MP3 files have before and behind their sound: those of the cases, none, and the older kinds.
fn id3_forms() -> Vec<(Vec<u8>, Vec<u8>)> {
    let cases = fs::read_dir(Path::new(REPOSITORY).join("tests/audio/cases")).unwrap().map(|entry| entry.unwrap().path());
    let mut tags: Vec<PathBuf> = cases.filter(|path| path.extension().is_some_and(|ending| ending == "id3")).collect();
    tags.sort();
    let mut forms: Vec<_> = tags.iter().map(|path| (fs::read(path).unwrap(), Vec::new())).collect();
    let mut old = b"TAGOld title".to_vec();
    old.resize(128, 0);
    let item = b"\x09\0\0\0\0\0\0\0Title\0Old title";
    let foot = |flags: u8| {
        let size = u32::try_from(item.len() + 32).unwrap().to_le_bytes();
        [&b"APETAGEX\xd0\x07\0\0"[..], &size, &[1, 0, 0, 0, 0, 0, 0, flags], &[0; 8]].concat()
    };
    let ape = [foot(0xA0), item.to_vec(), foot(0x80)].concat();
    forms.extend([(Vec::new(), Vec::new()), (Vec::new(), old), (Vec::new(), ape)]);
    forms
}

fn recipes() -> Vec<Recipe> {
    let mut recipes = Vec::new();
    let forms = id3_forms();
    assert_eq!(forms.len(), 18);
    for rate in RATES {
        for channels in CHANNELS {
            for quality in MP3_QUALITIES {
                let mp3 = |(before, behind): &(Vec<u8>, Vec<u8>)| Recipe::Mp3 {
                    encoder: encoder("libmp3lame", rate, channels, quality),
                    before: before.clone(),
                    behind: behind.clone(),
                };
                recipes.extend(forms.iter().map(mp3));
            }
            for quality in AAC_QUALITIES {
                let mp4 = |form| Recipe::Mp4 { encoder: encoder("aac", rate, channels, ["-b:a", quality]), form };
                recipes.extend((0..MP4_FORMS.len()).map(mp4));
            }
        }
    }
    let mut found = Vec::new();
    recordings(&of_environment("PODWRIGHT_TEST_CORPUS"), &mut found);
    found.sort();
    recipes.extend(found.into_iter().map(Recipe::Found));
    recipes
}

fn recordings(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            recordings(&path, found);
        } else if path.extension().is_some_and(|ending| ["mp3", "m4a", "m4b", "mp4"].iter().any(|known| ending == *known)) {
            found.push(path);
        }
    }
}

/// Runs ffmpeg on three seconds of sound, the texts, and a picture.
fn made(arguments: &[&str], helpers: &Folder, path: &Path) {
    let output = Command::new("ffmpeg")
        .args(["-v", "error", "-f", "lavfi", "-i", "aevalsrc=0.3*sin(2000*t*(1+0.1*sin(9*t)))|0.2*sin(3000*t):s=48000:d=3", "-i"])
        .args([helpers.path("texts").as_str(), "-i", helpers.path("cover.png").as_str(), "-map", "0:a"])
        .args(arguments)
        .arg(path)
        .output()
        .expect("ffmpeg is installed");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// A recording, untagged by us; its name says what it is.
fn make(number: usize, recipe: &Recipe, helpers: &Folder, folder: &Folder) -> PathBuf {
    match recipe {
        Recipe::Mp3 { encoder, before, behind } => {
            let path = folder.path(&format!("{number}.mp3")).into_std_path_buf();
            let bare = ["-map_metadata", "-1", "-map_chapters", "-1", "-id3v2_version", "0", "-write_id3v1", "0"];
            made(&[encoder.as_slice(), &bare].concat(), helpers, &path);
            let sound = fs::read(&path).unwrap();
            fs::write(&path, [before.as_slice(), &sound, behind].concat()).unwrap();
            path
        }
        Recipe::Mp4 { encoder, form } => {
            let (name, arguments) = MP4_FORMS[*form];
            let path = folder.path(&format!("{number}-{name}.m4a")).into_std_path_buf();
            made(&[encoder.as_slice(), &["-map_metadata", "1"], arguments].concat(), helpers, &path);
            path
        }
        Recipe::Found(original) => {
            let ending = if original.extension().unwrap() == "mp3" { "mp3" } else { "m4a" };
            let name = original.file_stem().unwrap().to_str().unwrap();
            folder.write(&format!("{number}-{name}.{ending}"), &fs::read(original).unwrap()).into_std_path_buf()
        }
    }
}

/// The hash of the samples that ffmpeg decodes; nothing where it decodes none.
fn decoded(path: &Path) -> Option<String> {
    let output =
        Command::new("ffmpeg").args(["-v", "quiet", "-i"]).arg(path).args(["-map", "0:a:0", "-f", "md5", "-"]).output().unwrap();
    output.status.success().then(|| String::from_utf8(output.stdout).unwrap())
}

/// What is tagged, and what was wrong with it.
struct Tagged {
    path: PathBuf,
    wrong: Vec<String>,
}

/// Tags a recording; `None` where it is refused, and where ffmpeg could not decode it before: such files of the corpus are cut on purpose.
fn tagged(path: PathBuf, wanted: &Wanted) -> Option<Tagged> {
    let bytes = fs::read(&path).unwrap();
    plan(&bytes, wanted).ok()?;
    let (before, sum) = (decoded(&path)?, audio_sha256(&bytes));
    tag(&RealDisk, camino::Utf8Path::from_path(&path).unwrap(), wanted)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut wrong = Vec::new();
    if decoded(&path).as_ref() != Some(&before) {
        wrong.push("ffmpeg decodes other samples".to_owned());
    }
    if audio_sha256(&fs::read(&path).unwrap()) != sum {
        wrong.push("the hash of the sound is another one".to_owned());
    }
    Some(Tagged { path, wrong })
}

fn expect<T: PartialEq + std::fmt::Debug>(wrong: &mut Vec<String>, what: &str, found: T, expected: T) {
    if found != expected {
        wrong.push(format!("{what}: {found:?}, and not {expected:?}"));
    }
}

fn by_mutagen(read: &Value, wanted: &Wanted, wrong: &mut Vec<String>) {
    let title = if read["texts"]["TIT2"].is_null() { &read["texts"]["©nam"] } else { &read["texts"]["TIT2"] };
    expect(wrong, "mutagen, title", title, &Value::from(vec![wanted.title.as_str()]));
    let cover = wanted.cover.as_ref().unwrap().bytes().iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
    let pictures = read["pictures"].as_array().unwrap().iter();
    let fronts = pictures.filter(|picture| picture["type"].is_null() || picture["type"] == 3);
    let fronts: Vec<bool> = fronts.map(|picture| picture["hex"] == cover.as_str()).collect();
    // Behind the front cover of an MP4 file, further pictures of others stay.
    let is_one = fronts.first() == Some(&true) && (fronts.len() == 1 || read["texts"]["TIT2"].is_null());
    expect(wrong, "mutagen, one front cover that is ours", is_one, true);
    // mutagen divides the times of `chpl` by the clock of the movie, so they are right where that counts milliseconds; the others read every one
    let last = read["chapters"][2]["start"].as_f64().unwrap_or_default();
    let scale = if read["texts"]["TIT2"].is_null() && last > 0.0 { 2000.0 / last } else { 1.0 };
    let chapters = read["chapters"].as_array().unwrap();
    let titles: Vec<_> = chapters.iter().map(|chapter| chapter["title"].as_str()).collect();
    expect(wrong, "mutagen, titles of chapters", titles, TITLES.map(|(title, _)| Some(title)).to_vec());
    // what mutagen says is rounded to a millisecond of the movie's clock
    let is_near = |(chapter, (_, start)): (&Value, &(&str, u32))| {
        chapter["start"].as_f64().is_some_and(|found| (found * scale - f64::from(*start)).abs() < scale)
    };
    expect(wrong, "mutagen, times of chapters", chapters.iter().zip(&TITLES).all(is_near), true);
}

fn by_ffprobe(path: &Path, wanted: &Wanted, wrong: &mut Vec<String>) {
    let read = ffprobe(&["-show_format", "-show_streams", "-show_chapters"], path);
    expect(wrong, "ffprobe, title", read["format"]["tags"]["title"].as_str(), Some(wanted.title.as_str()));
    let covers = read["streams"].as_array().unwrap().iter().filter(|stream| stream["disposition"]["attached_pic"] == 1);
    let sizes: Vec<Option<u64>> = covers.map(|cover| cover["width"].as_u64()).collect();
    if !sizes.contains(&Some(64)) {
        wrong.push(format!("ffprobe, covers {sizes:?}"));
    }
    let chapters = read["chapters"].as_array().unwrap().iter();
    let found: Vec<_> = chapters.map(|one| (one["tags"]["title"].as_str(), one["start_time"].as_str())).collect();
    let starts = ["0.000000", "1.000000", "2.000000"];
    let expected: Vec<_> = TITLES.iter().zip(starts).map(|((title, _), start)| (Some(*title), Some(start))).collect();
    expect(wrong, "ffprobe, chapters", found, expected);
}

/// Whether an old tag behind the sound has another title, of which tagging warns.
fn contradicts(path: &Path) -> bool {
    let bytes = fs::read(path).unwrap();
    plan(&bytes, &wanted()).unwrap().warnings().iter().any(|warning| warning.to_string().contains("title"))
}

/// `MediaInfo` of Debian reads no chapters of MP3.
fn by_mediainfo(path: &Path, wanted: &Wanted, wrong: &mut Vec<String>) {
    let output = Command::new("mediainfo").arg("--Output=JSON").arg(path).output().expect("mediainfo is installed");
    let read: Value = serde_json::from_slice(&output.stdout).unwrap();
    let tracks = read["media"]["track"].as_array().unwrap();
    // Of an old tag behind the sound, which tagging leaves alone and warns of, MediaInfo shows the title.
    if !contradicts(path) {
        expect(wrong, "MediaInfo, title", tracks[0]["Title"].as_str(), Some(wanted.title.as_str()));
    }
    // "Yes / Yes" where the recording has a picture of another kind beside it
    expect(wrong, "MediaInfo, cover", tracks[0]["Cover"].as_str().is_some_and(|cover| cover.starts_with("Yes")), true);
    if path.extension().unwrap() == "m4a" {
        let menus = tracks.iter().filter(|track| track["@type"] == "Menu");
        let titles = |menu: &Value| {
            let extra = menu["extra"].as_object().unwrap().iter().filter(|(name, _)| name.starts_with("_0"));
            extra.map(|(_, title)| title.as_str().unwrap_or_default().to_owned()).collect::<Vec<_>>()
        };
        let found: Vec<_> = menus.map(titles).collect();
        let expected = TITLES.map(|(title, _)| title.to_owned()).to_vec();
        expect(wrong, "MediaInfo, chapters by track and by list", found, vec![expected.clone(), expected]);
    }
}

/// exiftool of Debian reads no chapters of MP3.
fn by_exiftool(paths: &[&Path]) -> Vec<Value> {
    let output = Command::new("exiftool").args(["-j", "-a", "-G4"]).args(paths).output().expect("exiftool is installed");
    serde_json::from_slice(&output.stdout).unwrap()
}

fn compare_exiftool(read: &Value, path: &Path, wanted: &Wanted, wrong: &mut Vec<String>) {
    // the group stands before the name: "Copy1:Title"
    let named = |tag: &'static str| {
        let entries = read.as_object().unwrap().iter();
        entries.filter(move |(name, _)| name.rsplit(':').next() == Some(tag)).map(|(_, value)| value)
    };
    expect(wrong, "exiftool, title", named("Title").any(|title| *title == *wanted.title), true);
    let size = format!("{} bytes", wanted.cover.as_ref().unwrap().bytes().len());
    let mut pictures = named("Picture").chain(named("CoverArt"));
    if !pictures.any(|picture| picture.as_str().is_some_and(|picture| picture.contains(&size))) {
        wrong.push("exiftool, no cover that is ours".to_owned());
    }
    if path.extension().unwrap() == "m4a" {
        let chapters: Vec<&str> = named("ChapterList").filter_map(Value::as_array).flatten().filter_map(Value::as_str).collect();
        let expected = TITLES.map(|(title, start)| format!("[0:00:0{}.000] {title}", start / 1000));
        expect(wrong, "exiftool, chapters", chapters, expected.iter().map(String::as_str).collect());
    }
}

#[test]
#[ignore = "needs ffmpeg, mutagen, MediaInfo, exiftool and a corpus; run by tests/run"]
fn every_reader_shows_our_title_cover_and_chapters_and_ffmpeg_decodes_the_same_samples() {
    let ends = [1000, 2000, 3000];
    let chapters = TITLES.iter().zip(ends).map(|((title, start), end)| WantedChapter {
        start: *start,
        end,
        title: (*title).to_owned(),
        url: None,
        picture: None,
    });
    let wanted = Wanted { chapters: chapters.collect(), cover: Some(picture(10)), ..wanted() };
    let (helpers, folder) = (Folder::in_memory(), Folder::in_memory());
    helpers.write("texts", METADATA.as_bytes());
    let mut cover = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(48, 48).write_to(&mut cover, image::ImageFormat::Png).unwrap();
    helpers.write("cover.png", &cover.into_inner());
    let chosen: Vec<_> = recipes().into_iter().enumerate().step_by(stride()).collect();
    let made: Vec<PathBuf> = chosen.into_par_iter().map(|(number, recipe)| make(number, &recipe, &helpers, &folder)).collect();
    let primed = made.iter().filter(|path| path.to_str().unwrap().ends_with("priming.m4a"));
    let by_python = Command::new(of_environment("PODWRIGHT_TEST_PYTHON")).args(["-c", PRIMING]).args(primed).output().unwrap();
    assert!(by_python.status.success(), "{}", String::from_utf8_lossy(&by_python.stderr));

    let count = made.len();
    let mut files: Vec<Tagged> = made.into_par_iter().filter_map(|path| tagged(path, &wanted)).collect();
    let paths: Vec<PathBuf> = files.iter().map(|file| file.path.clone()).collect();
    let paths: Vec<&Path> = paths.iter().map(PathBuf::as_path).collect();
    let read = python("tests/oracles/tags.py", &paths);
    let shown: Vec<Vec<String>> = paths
        .par_iter()
        .map(|path| {
            let mut wrong = Vec::new();
            by_ffprobe(path, &wanted, &mut wrong);
            by_mediainfo(path, &wanted, &mut wrong);
            wrong
        })
        .collect();
    let exiftool = by_exiftool(&paths);
    for (index, (file, shown)) in files.iter_mut().zip(shown).enumerate() {
        by_mutagen(&read[index], &wanted, &mut file.wrong);
        file.wrong.extend(shown);
        compare_exiftool(&exiftool[index], paths[index], &wanted, &mut file.wrong);
    }
    let wrong: Vec<String> = files
        .iter()
        .filter(|file| !file.wrong.is_empty())
        .map(|file| format!("{}: {}", file.path.file_name().unwrap().to_str().unwrap(), file.wrong.join("; ")))
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), files.len(), wrong.join("\n"));
    let least = if is_long() { 600 } else { 50 };
    assert!(files.len() >= least, "{count} recordings, {} tagged and compared", files.len());
}
