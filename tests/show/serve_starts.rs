//! How `serve` starts.

use crate::support::TestShow;
use crate::support::preview::{Preview, wait_until};

#[test]
fn a_show_that_cannot_be_loaded_is_waited_for() {
    let show = TestShow::series();
    let lock = show.text("podcast.lock");
    show.write("podcast.lock", "<<<<<<< ours\n");
    let preview = Preview::of(&show).built();
    let page = preview.ask("GET", &preview.base, &[]);
    assert_eq!(page.status, 503);
    assert!(page.text().contains("No pages yet") && page.text().contains("podcast.lock"), "what is in the way: {}", page.text());
    show.write("podcast.lock", lock);
    preview.until(|news| news["feed"] != "");
    assert_eq!(preview.get("").status, 200);
}

#[test]
fn takes_a_free_port_where_the_wanted_one_is_taken() {
    let show = TestShow::series();
    let first = Preview::of(&show).built();
    let port = first.host.rsplit(':').next().unwrap().to_owned();
    let other = TestShow::series();
    let second = Preview::with(&other, &["--port", &port], |_| {}).built();
    assert_ne!(first.host, second.host);
    assert_eq!((first.get("").status, second.get("").status), (200, 200));
    assert_eq!(first.interrupt(), Some(0));
    assert_eq!(second.interrupt(), Some(0));
    let third = Preview::with(&show, &["--port", &port], |_| {});
    assert!(third.host.ends_with(&format!(":{port}")), "the wanted one, once it is free: {}", third.host);
}

#[test]
fn opens_the_browser_where_that_is_wanted() {
    let show = TestShow::series();
    let opened = show.home().join("opened");
    let script = format!("printf %s \"$1\" >{0}.new && mv {0}.new {0}", opened.display());
    let path = ["xdg-open", "open"].map(|name| show.program(name, &script))[0].clone();
    let quiet = Preview::with(&show, &["--port", "0"], |command| {
        command.env("PATH", &path);
    })
    .built();
    drop(quiet);
    assert!(!opened.exists(), "not without being asked");
    let preview = Preview::with(&show, &["--port", "0", "--open"], |command| {
        command.env("PATH", &path);
    });
    wait_until(|| opened.exists());
    assert_eq!(std::fs::read_to_string(&opened).unwrap(), format!("http://{}{}", preview.host, preview.base));
    drop(preview);

    let bare = Preview::with(&show, &["--port", "0", "--open"], |command| {
        command.env("PATH", "/nonexistent");
    })
    .built();
    assert_eq!(bare.get("").status, 200, "a machine without a browser shows the pages all the same");
}
