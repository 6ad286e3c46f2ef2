//! Large recordings, in parts.

use crate::publisher::{Files, Publisher, with_feed};
use crate::s3_server::{S3Fault, S3Server};

/// 70 MB, no two parts of which are the same.
fn large() -> Files {
    let bytes = (0..70_000_000_u32).map(|index| (index.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    with_feed(Files::from([("media/a.mp3".to_owned(), bytes)]))
}

#[test]
fn a_recording_that_was_cut_off_goes_on_where_it_was() {
    let (server, publisher) = (S3Server::start(), Publisher { jobs: 1, ..Publisher::new() });
    let files = large();
    // the third part is the last that arrives
    let is_third = |line: &String| line.ends_with("?partNumber");
    let probe = S3Server::start();
    Publisher { jobs: 1, ..Publisher::new() }.to_s3(&probe.host, &files).unwrap();
    let at =
        probe.state().asked.iter().enumerate().filter(|(_, line)| is_third(line)).map(|(index, _)| index + 1).nth(3).unwrap();
    server.state().fault = Some((at, S3Fault::Gone));
    assert!(publisher.to_s3(&server.host, &files).is_err());
    assert!(!server.state().objects.contains_key("show/media/a.mp3"));
    let before = server.state().asked.len();
    server.state().fault = None;
    let next = Publisher { wishes: podwright::publish::apply::Wishes { take_over: true, ..publisher.wishes }, ..publisher };
    next.to_s3(&server.host, &files).unwrap();
    let state = server.state();
    let parts = state.asked[before..].iter().filter(|line| line.ends_with("?partNumber")).count();
    assert_eq!(parts, 2, "three of five parts were there: {:?}", &state.asked[before..]);
    assert!(state.objects["show/media/a.mp3"].bytes == files["media/a.mp3"]);
    assert_eq!(state.objects["show/media/a.mp3"].headers["content-type"], "audio/mpeg");
    assert_eq!(state.broken, Vec::<String>::new());
}
