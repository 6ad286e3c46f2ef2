//! The command, as a producer types it.

use crate::support::TestShow;

/// The folder around the show.
fn around(show: &TestShow) -> std::path::PathBuf {
    show.home().parent().unwrap().to_path_buf()
}

/// The series with its files in `feed/`, and where it is published to.
fn series() -> (TestShow, String) {
    let show = TestShow::series();
    show.podwright(&["build", "--quiet"]).any_stdout().any_stderr().done();
    let target = format!("dir:{}", around(&show).join("www/show").display());
    (show, target)
}

#[test]
fn the_series_is_published_to_a_folder_and_then_there_is_nothing_to_do() {
    let (show, target) = series();
    let dry = show.podwright(&["publish", "--to", &target, "--dry-run", "--format", "json", "--quiet"]).json();
    let would = dry["would_upload"].as_array().unwrap().len();
    assert!(would > 20 && dry["would_change_feed"] == true, "{dry}");
    assert!(!show.exists("../www"));
    let done = show.podwright(&["publish", "--to", &target, "--no-verify", "--format", "json", "--quiet"]).json();
    assert_eq!(done["uploaded"].as_array().unwrap().len(), would);
    assert_eq!((done["generation"].as_u64(), done["feed_changed"].as_bool()), (Some(1), Some(true)));
    // every file as it is here, and nothing else
    let there = crate::support::show::files_in(&around(&show).join("www/show"));
    let here = show.files_below("feed");
    assert_eq!(there.len(), would);
    for (path, bytes) in &here {
        assert!(there.get(path.trim_start_matches("feed/")) == Some(bytes), "{path}");
    }
    assert!(show.exists("../www/.podwright/show/published.json"), "the record is beside what is served");
    assert!(!show.exists("../www/.podwright/show/lease.json"));
    let printed = show.podwright(&["publish", "--to", &target]).whatever_both();
    assert!(printed.contains("nothing to do: "), "{printed}");
}

#[test]
fn what_the_last_build_wrote_is_published_as_what_is_rendered_anew() {
    let (show, target) = series();
    let planned = |target: &str| show.podwright(&["publish", "--to", target, "--dry-run", "--format", "json", "--quiet"]).json();
    // files that were copied a moment ago have uncertain times for the first build
    show.podwright(&["build", "--quiet"]).any_stdout().any_stderr().done();
    assert!(show.exists(".podwright/unchanged.json"));
    let (of_build, kept) = (planned(&target), show.text(".podwright/unchanged.json"));
    std::fs::remove_file(show.path(".podwright/unchanged.json")).unwrap();
    let rendered = planned(&target);
    assert_eq!(of_build["would_upload"], rendered["would_upload"]);
    assert!(of_build["would_upload"].as_array().unwrap().len() > 20);
    // a note of a build before what somebody has changed since says nothing
    show.write(".podwright/unchanged.json", kept);
    show.write("feed/index.html", "by hand");
    let printed = show.podwright(&["publish", "--to", &target, "--no-verify"]).whatever_both();
    assert!(printed.contains("not-built: "), "{printed}");
}

#[test]
fn what_is_not_built_is_not_published() {
    let (show, target) = series();
    show.write("feed/index.html", "by hand");
    let printed = show.podwright(&["publish", "--to", &target, "--no-verify"]).whatever_both();
    assert!(
        printed.contains("not-built: feed/ is not what a build would write: feed/index.html: line 1 is `by hand`"),
        "{printed}"
    );
    assert!(printed.contains("hint: run `podwright build`, then publish"), "{printed}");
    assert!(!show.exists("../www"));
}

#[test]
fn without_a_target_it_says_how_to_name_one() {
    let show = TestShow::series();
    show.podwright(&["build", "--quiet"]).any_stdout().any_stderr().done();
    let printed = show.podwright(&["publish"]).whatever_both();
    assert!(printed.contains("podcast.yaml does not say where to publish"), "{printed}");
}

#[cfg(unix)]
#[test]
fn the_command_afterwards_learns_what_changed() {
    let (show, target) = series();
    let copy = around(&show).join("changed");
    let then = format!("sh -c 'cp \"$PODWRIGHT_CHANGED\" \"{}\"'", copy.display());
    show.podwright(&["publish", "--to", &target, "--no-verify", "--then", &then]).whatever_both();
    let changed = std::fs::read_to_string(&copy).unwrap();
    let url = show.yaml("podcast.yaml")["url"].as_str().unwrap().to_owned();
    assert!(changed.lines().any(|line| line == format!("{url}feed.xml")), "{changed}");
    assert!(changed.lines().any(|line| line == url), "{changed}");
}

#[test]
fn with_stale_tags_it_says_why_nothing_is_published() {
    let (show, target) = series();
    show.edit("episodes/driving-the-train/episode.yaml", "title: Driving the train", "title: Driving a train");
    show.podwright(&["publish", "--to", &target, "--no-verify"])
        .code(1)
        .any_stdout()
        .stderr_contains(&["the tags of `driving-the-train` are stale", "run `podwright build`"])
        .done();
    assert!(!show.exists("../www"));
}

#[cfg(unix)]
#[test]
fn the_command_runs_before_the_address_is_asked_and_its_fault_keeps_nothing_from_being_done() {
    let (show, target) = series();
    let asked = "note: `url:` in podcast.yaml is still a placeholder";
    let printed = show.podwright(&["publish", "--to", &target, "--then", "sh -c 'echo purged >&2'"]).whatever_both();
    let (purged, after) = (printed.find("purged"), printed.find(asked));
    assert!(purged.is_some() && purged < after, "{printed}");
    let elsewhere = format!("{target}-too");
    let printed = show.podwright(&["publish", "--to", &elsewhere, "--then", "false"]).whatever_both();
    assert!(printed.contains("then-failed: ") && printed.contains(asked), "{printed}");
}

#[test]
fn what_has_no_way_out_is_said_before_the_show_is_checked() {
    let (show, target) = series();
    show.podwright(&["publish", "--to", "dir:www/rel"])
        .code(2)
        .stderr_contains(&["`www/rel` is a relative path; begin with a slash, such as `dir:/srv/www/my-show`"])
        .done();
    show.podwright(&["publish", "--to", "s3://b/x"])
        .code(2)
        .stderr_contains(&["`b` is not the name of a bucket, which has 3 to 63 letters, digits, dots and hyphens"])
        .done();
    show.podwright(&["publish", "--to", "s3://user:word@bucket/x"]).code(2).stderr_contains(&["it holds a password"]).done();
    let text = show.text("podcast.yaml");
    show.write("podcast.yaml", format!("{text}block: true\n"));
    show.edit("episodes/driving-the-train/episode.yaml", "title: Driving the train", "title: Driving a train");
    let printed = show.podwright(&["publish", "--to", &target]).whatever_both();
    assert!(printed.contains("public-but-blocked: ") && !printed.contains("stale"), "{printed}");
}

#[test]
fn an_address_at_which_no_store_is_is_named() {
    let (show, _) = series();
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let text = show.text("podcast.yaml");
    let settings = format!("publish: {{to: \"s3://bucket/show\", endpoint: \"http://127.0.0.1:{port}\"}}\n");
    show.write("podcast.yaml", format!("{text}{settings}"));
    let run =
        show.podwright(&["publish", "--dry-run"]).env("AWS_ACCESS_KEY_ID", "AKIATEST").env("AWS_SECRET_ACCESS_KEY", "wJalrXUtn");
    let said = run.code(3).any_stdout().any_stderr().done().stderr;
    assert!(
        said.contains(&format!("no-answer: nothing answers at `http://127.0.0.1:{port}`, where the bucket should be: ")),
        "{said}"
    );
    assert!(said.contains("see whether `endpoint:` in podcast.yaml is spelt right") && !said.contains("wJalrXUtn"), "{said}");
}
