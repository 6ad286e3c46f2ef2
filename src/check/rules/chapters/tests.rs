use crate::check::testing::{chapter, expect, path, text};
use crate::model::media::chapter::ChapterFile;
use crate::model::media::chapter::chapter_origin::ChapterOrigin;
use crate::model::settings::tag_version::TagVersion;

#[track_caller]
fn case(expected: &[&str], chapters: &[(u64, &str)]) {
    let expected: Vec<String> = expected.iter().map(|rule| rule.replace(' ', " episodes/door/episode.yaml ")).collect();
    expect(&expected.iter().map(String::as_str).collect::<Vec<_>>(), |catalog| {
        catalog.episodes[0].episode.chapters.list = chapters.iter().copied().map(chapter).collect();
    });
}

#[test]
fn chapters_begin_at_zero_go_up_and_end_before_the_sound() {
    case(&[], &[]);
    case(&[], &[(0, "a"), (1, "b"), (59_999, "c")]);
    case(&["chapters-not-from-start chapters[0]"], &[(1, "a"), (2, "b"), (3, "c")]);
    case(&["chapters-out-of-order chapters[2]"], &[(0, "a"), (2000, "b"), (1000, "c")]);
    case(&["chapters-at-one-time chapters[1]"], &[(0, "a"), (0, "b"), (1000, "c")]);
    case(&["chapter-past-end chapters[2]"], &[(0, "a"), (1000, "b"), (60_000, "c")]);
}

#[test]
fn there_are_three_to_255() {
    case(&["too-few-chapters chapters"], &[(0, "a"), (1000, "b")]);
    let many: Vec<(u64, &str)> = (0..256).map(|index| (index * 100, "a")).collect();
    case(&[], &many[..255]);
    case(&["too-many-chapters chapters[255]"], &many);
}

#[test]
fn titles_fit_into_the_file() {
    case(&[], &[(0, &"é".repeat(127)), (1000, "b"), (2000, "c")]);
    case(&["chapter-title-too-long chapters[0]"], &[(0, &"é".repeat(128)), (1000, "b"), (2000, "c")]);
    for (letters, expected) in [(51, &[][..]), (52, &["chapter-title-too-long episodes/door/episode.yaml chapters[1]"])] {
        expect(expected, |catalog| {
            catalog.show_mut().id3 = TagVersion::V24;
            catalog.episodes[0].episode.chapters.list[1].title = text(&"a".repeat(letters));
        });
    }
}

#[test]
fn links_are_https() {
    expect(&["insecure-link episodes/door/episode.yaml chapters[1].url"], |catalog| {
        catalog.episodes[0].episode.chapters.list[1].url = Some("http://example.org/key".parse().unwrap());
    });
}

/// In a list of episode.yaml they are found when it is read.
#[test]
fn slips_in_a_file_of_chapters_are_found_at_their_lines() {
    for (title, rule) in [
        ("Lorem ipsum", "left-over-text"),
        ("[insérer le titre]", "left-over-text"),
        ("Ein GesprÃ¤ch", "broken-letters"),
        ("IMG_2041.jpg", "file-name-as-text"),
        ("\u{2067}פרק", "bidi-override"),
    ] {
        let from = |file: Option<ChapterFile>, expected: &[&str]| {
            expect(expected, |catalog| {
                let chapters = &mut catalog.episodes[0].episode.chapters;
                chapters.list[1].title = text(title);
                chapters.origins = (1..=3).map(|line| ChapterOrigin { line, picture: None, place: None }).collect();
                chapters.file = file;
            });
        };
        from(Some(ChapterFile::Text(path("episodes/door/chapters.txt"))), &[&format!("{rule} episodes/door/chapters.txt 2:1")]);
        from(None, &[]);
    }
}

#[test]
fn without_facts_no_end_is_known() {
    expect(&["missing-audio episodes/door/episode.yaml audio"], |catalog| {
        catalog.episodes[0].audio = crate::catalog::AudioState::Missing;
        catalog.episodes[0].episode.chapters.list[2].start = crate::model::time::timestamp::Timestamp::from_millis(90_000);
    });
}
