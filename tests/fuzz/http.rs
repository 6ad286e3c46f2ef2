//! A preview that answers whatever is sent to it.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use camino::{Utf8Path, Utf8PathBuf};
use podwright::serve::news::News;
use podwright::serve::router;
use podwright::world::loopback::Loopback;
use podwright::world::ports::LoopbackPorts;
use podwright::world::real_disk::RealDisk;
use tempfile::TempDir;

/// Stands beside what is served, and must never be sent.
const SECRET: &str = "ghp_SECRETTOKEN";
/// How long it is waited for an answer to anything: what asks for news of builds would wait for a minute.
const PATIENCE: Duration = Duration::from_millis(200);
/// The same for a page, which is closed behind its answer.
const PATIENCE_FOR_PAGE: Duration = Duration::from_mins(1);
/// The most that is read of an answer. // bytes
const ANSWER_MAX: u64 = 1 << 16;

struct Server {
    address: SocketAddr,
    _folder: TempDir,
}

impl Server {
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root: &Utf8Path = folder.path().try_into().unwrap();
        let write = |path: &str, text: &str| {
            let path = root.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        };
        for secret in ["secret", "show/.env", "show/.git/config", "show/podcast.yaml"] {
            write(secret, SECRET);
        }
        write("show/pages/index.html", "<p>Pages</p>");
        write("show/pages/media/one.mp3", "0123456789");
        let show: Utf8PathBuf = root.join("show");
        let pages = show.join("pages");
        let loopback = Loopback::open(&LoopbackPorts, 0).unwrap();
        let address = loopback.address;
        std::thread::spawn(move || {
            let (news, latest) =
                tokio::sync::watch::channel(News { base: "/".to_owned(), feed: "1".to_owned(), ..News::default() });
            let answers = router(Arc::new(RealDisk), show, pages, latest);
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            let ended = runtime.block_on(loopback.answer(answers, std::future::pending()));
            drop(news);
            ended.unwrap();
        });
        Self { address, _folder: folder }
    }

    /// What comes back until the server closes the connection, or says nothing for too long.
    fn answer(&self, request: &[u8], patience: Duration) -> Vec<u8> {
        let mut stream = TcpStream::connect(self.address).expect("the preview takes connections");
        stream.set_read_timeout(Some(patience)).unwrap();
        let mut answer = Vec::new();
        // it may hang up before all is sent
        let _ = stream.write_all(request);
        let _ = stream.take(ANSWER_MAX).read_to_end(&mut answer);
        answer
    }
}

/// Sends bytes to a preview: an answer or none, nothing of what it must not show, and it goes on answering others.
pub(crate) fn ask(request: &[u8]) {
    static SERVER: LazyLock<Server> = LazyLock::new(Server::start);
    let host = SERVER.address;
    let page = format!("GET / HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n");
    // whatever it is, it ends, and is followed by what closes the connection
    let answer = SERVER.answer(&[request, b"\r\n\r\n", page.as_bytes()].concat(), PATIENCE);
    assert!(answer.is_empty() || answer.starts_with(b"HTTP/1."), "{}", String::from_utf8_lossy(&answer));
    assert!(!answer.windows(SECRET.len()).any(|bytes| bytes == SECRET.as_bytes()), "{}", String::from_utf8_lossy(&answer));
    let pages = SERVER.answer(page.as_bytes(), PATIENCE_FOR_PAGE);
    assert!(pages.starts_with(b"HTTP/1.1 200 "), "then: {}", String::from_utf8_lossy(&pages));
}
