//! No input whatever makes `check` panic, and no finding points outside its file: whatever stands in the texts of a show.

use proptest::prelude::{Strategy, any, prop};
use proptest::test_runner::{Config, TestRunner};

use crate::finding::findings;
use crate::fixtures::base;

/// The files that are written over.
const FILES: [&str; 4] =
    ["podcast.yaml", "episodes/door/episode.yaml", "episodes/door/transcript.vtt", "episodes/gate/easy-read.md"];

/// What parsers stumble over.
const SNIPPETS: [&[u8]; 22] = [
    b"\0",
    b"\t",
    b"\r\n",
    b"\n",
    b": ",
    b"- ",
    b"\"",
    b"{",
    b"[",
    b"&a ",
    b"*a",
    b"<<: ",
    b"!!binary x",
    b"99999999999999999999",
    b"-0.0e999",
    b"2022-02-31T25:61:61+99:99",
    b"-->",
    b"<v ",
    b"&#x0;",
    "\u{202e}\u{feff}e\u{301}👩\u{200d}🔧".as_bytes(),
    b"\xff\xfe",
    b"](javascript:",
];

/// A place in a file (thousandths of its length), how much is taken out there, and what is put in.
type Change = (u16, u8, Vec<u8>);

fn changes() -> impl Strategy<Value = Vec<(usize, Change)>> {
    let put = prop::sample::select(SNIPPETS.to_vec()).prop_map(<[u8]>::to_vec);
    prop::collection::vec((0..FILES.len(), (0u16..1000, any::<u8>(), put)), 1..6)
}

#[test]
fn nothing_in_a_text_makes_check_panic_or_point_outside_a_file() {
    let mut runner = TestRunner::new(Config { cases: 60, failure_persistence: None, ..Config::default() });
    let result = runner.run(&changes(), |changes| {
        let show = base();
        for (file, (place, cut, put)) in changes {
            let mut bytes = show.read(FILES[file]);
            let start = bytes.len() * usize::from(place) / 1000;
            let end = bytes.len().min(start + usize::from(cut) % 24);
            bytes.splice(start..end, put);
            show.write(FILES[file], bytes);
        }
        // Reads the JSON, so that a panic shows, and looks at each finding's place.
        findings(&show);
        Ok(())
    });
    assert!(result.is_ok(), "{result:?}");
}
