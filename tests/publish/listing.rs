//! What is there already is listed where much is looked for.

use podwright::publish::publish_error::PublishError;

use crate::publisher::{Files, Publisher, with_feed};
use crate::s3_server::{Object, S3Server, md5};

/// So many pages, and the feed.
const PAGES: usize = 12;

fn pages() -> Files {
    with_feed((0..PAGES).map(|number| (format!("episodes/{number}/index.html"), format!("page {number}").into_bytes())).collect())
}

fn server(may_list: bool) -> S3Server {
    let server = S3Server::start();
    server.state().may_list = may_list;
    server
}

fn count(server: &S3Server, start: &str) -> usize {
    server.state().asked.iter().filter(|line| line.starts_with(start)).count()
}

fn put(server: &S3Server, key: &str) {
    let object = Object { bytes: b"theirs".to_vec(), tag: md5(b"theirs"), ..Object::default() };
    server.state().objects.insert(key.to_owned(), object);
}

#[test]
fn of_what_is_not_listed_nothing_more_is_asked() {
    let server = server(true);
    put(&server, "show-of-others/index.html");
    Publisher::new().to_s3(&server.host, &pages()).unwrap();
    assert_eq!((count(&server, "GET bucket/?list-type"), count(&server, "HEAD")), (1, 0), "{:?}", server.state().asked);
    assert_eq!(server.faults(), Vec::<String>::new());
}

#[test]
fn what_is_listed_is_looked_at_on_every_page_of_the_list() {
    let server = server(true);
    for number in [3, 7, 11] {
        put(&server, &format!("show/episodes/{number}/index.html"));
    }
    put(&server, "show/another.html");
    let refused = Publisher::new().to_s3(&server.host, &pages()).unwrap_err();
    let paths = ["11", "3", "7"].map(|number| format!("episodes/{number}/index.html")).to_vec();
    assert_eq!(refused, PublishError::ForeignFiles { paths });
    assert_eq!((count(&server, "GET bucket/?list-type"), count(&server, "HEAD")), (2, 3), "{:?}", server.state().asked);
    assert_eq!(count(&server, "PUT bucket/show/episodes"), 0);
}

#[test]
fn without_a_list_each_object_is_looked_at() {
    for (may_list, also_there) in [(false, "show/a.html"), (true, "show/m%C3%BCll.html"), (true, "show/m\u{fc}ll.html")] {
        let server = server(may_list);
        put(&server, also_there);
        Publisher::new().to_s3(&server.host, &pages()).unwrap();
        assert_eq!(count(&server, "HEAD"), PAGES + 1, "{also_there}");
    }
    // a folder with so much in it that listing all of it would cost more
    let server = server(true);
    (0..40).for_each(|number| put(&server, &format!("show/others/{number}.html")));
    Publisher::new().to_s3(&server.host, &pages()).unwrap();
    assert_eq!((count(&server, "GET bucket/?list-type"), count(&server, "HEAD")), (5, PAGES + 1));
}
