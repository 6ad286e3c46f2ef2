//! `podwright serve`: makes the pages of a show, shows them on the loopback, and makes them again whenever a file of the show changes.
//!
//! Three parties: this thread answers requests until it is interrupted; a second one makes pages; the system's watcher tells the second one of changes.
//! They share nothing but messages, so pages that take long keep nobody from the last ones. Nothing is tagged, no lock is written, and a build can
//! run beside it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use camino::{Utf8Path, Utf8PathBuf};
use tokio::runtime::Builder;
use tokio::sync::{oneshot, watch};

use crate::check::consent::Consent;
use crate::cli::arguments::options::Global;
use crate::cli::session::Session;
use crate::engine::{PreviewScope, PreviewSite, Show, read_yaml_for_preview};
use crate::error::{Error, Exit};
use crate::layout::output::Output;
use crate::layout::output_file::Content;
use crate::model::files::show_files::{EPISODES_FOLDER, IMPACT_FOLDER, PREVIEW_FOLDER, TEMPLATES_FOLDER};
use crate::model::files::show_path::ShowPath;
use crate::model::identity::digest::Sha256;
use crate::report::findings;
use crate::serve::news::News;
use crate::serve::preview_folder::{PreviewFolder, PreviewWriter};
use crate::serve::router;
use crate::world::World;
use crate::world::browser;
use crate::world::disk::Disk;
use crate::world::file_watcher::{Changed, FileWatch};
use crate::world::loopback::Loopback;

/// The port that is asked for first: P, O, D, W on a telephone.
const PORT: u16 = 7639;
/// Folders of a show that are watched with all that is in them.
const FOLDERS: [&str; 3] = [EPISODES_FOLDER, IMPACT_FOLDER, TEMPLATES_FOLDER];
/// A change is followed by others: editors write twice, and a recording is copied piece by piece. No pages are made before this long a silence ...
const SILENCE: Duration = Duration::from_millis(150);
/// ... but after so many pieces they are, though it goes on.
const PIECES: usize = 10_000;

/// Arguments of `serve`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Only this computer can reach the pages. Drafts and future episodes are among them, each with a mark. Nothing is published, tagged or written \
                  outside of .podwright/, so `podwright build` can run at the same time.\n\nExamples:\n  podwright serve --open\n  podwright serve \
                  --as-published\n  podwright serve --port 8000"
)]
pub(super) struct Arguments {
    /// The port to serve at; where it is taken, any free one
    #[arg(long, default_value_t = PORT, value_name = "PORT")]
    port: u16,
    /// Open the pages in your browser
    #[arg(long)]
    open: bool,
    /// Show exactly what would be out now, without drafts and future episodes
    #[arg(long)]
    as_published: bool,
}

/// Runs `serve`.
pub(super) fn run(session: &mut Session, arguments: &Arguments) -> Result<Exit, Error> {
    let root = session.show_folder()?;
    session.now()?;
    let failed = |step| move |source: std::io::Error| Error::Preview { step, source: Box::new(source) };
    let root = session.world.disk.canonical(&root).map_err(|source| Error::Disk { step: "read", path: root, source })?;
    let disk = Arc::clone(&session.world.disk);
    let opened = PreviewFolder::open(&disk, &root);
    let opened = opened.map_err(|source| Error::Disk { step: "write", path: root.join(PREVIEW_FOLDER), source })?;
    // Removed at the end, however that comes.
    let folder = opened.ok_or(Error::PreviewBusy)?;
    let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build().map_err(failed("serve the pages"))?;
    let mut interrupts = runtime.block_on(async { session.world.interrupts.listen() }).map_err(failed("listen to Ctrl-C"))?;
    let loopback =
        Loopback::open(session.world.ports.as_ref(), arguments.port).map_err(failed("serve the pages: no port is free"))?;

    let (sender, changed) = mpsc::channel();
    let watch = session.world.file_watcher.watch(&root, sender);
    let watch = watch.map_err(|source| Error::Preview { step: "watch the show's files", source })?;
    if watch.is_polling() {
        session.say("the system does not tell of changes here: files are looked at every two seconds instead");
    }
    let run = session.world.identities.fresh_guid().to_string();
    let (news, latest) = watch::channel(before_the_first_pages(disk.as_ref(), &root, &run));

    let port = loopback.address.port();
    if arguments.port != 0 && port != arguments.port {
        session.say(&format!("port {} is taken, so it is another one", arguments.port));
    }
    let address = format!("http://{}{}", loopback.address, latest.borrow().base);
    session.print(&format!("{address}\n"))?;
    session.say("open this address in a browser; press Ctrl-C to stop");
    if arguments.open
        && let Err(error) = browser::open(session.world.processes.as_ref(), &address)
    {
        session.say(&format!("no browser could be started ({error}): open {address} yourself"));
    }

    let (stop, stopping) = mpsc::channel();
    let (world, global) = (session.world.clone(), session.global.clone());
    let scope = if arguments.as_published { PreviewScope::AsPublished } else { PreviewScope::Everything };
    let workshop =
        Workshop { root: root.clone(), world, global, scope, run, news, watch, changed, stopping, writer: folder.writer() };
    let (at_rest, rested) = oneshot::channel();
    thread::spawn(move || {
        workshop.work();
        let _nobody_waits = at_rest.send(());
    });
    let answers = router(disk, root, folder.path.clone(), latest);
    runtime.block_on(loopback.answer(answers, interrupts.next())).map_err(failed("serve the pages"))?;
    drop(stop);
    // Whatever is being made is for nobody now, and can be cut off without harm.
    let _in_time = runtime.block_on(async { tokio::time::timeout(SILENCE * 2, rested).await });
    // A request that never ends keeps nobody waiting.
    runtime.shutdown_background();
    Ok(Exit::Fine)
}

/// What open pages are told before there are any.
fn before_the_first_pages(disk: &dyn Disk, root: &Utf8Path, run: &str) -> News {
    let show = read_yaml_for_preview(disk, root).ok().and_then(|yaml| yaml.show);
    let base = show.map_or_else(|| "/".to_owned(), |show| show.url.path().to_owned());
    News { seen: format!("{run}-0"), base, ..News::default() }
}

/// Whoever makes the pages.
struct Workshop {
    root: Utf8PathBuf,
    world: World,
    global: Global,
    scope: PreviewScope,
    run: String,
    news: watch::Sender<News>,
    watch: Box<dyn FileWatch>,
    changed: Receiver<Changed>,
    /// Closed when it is time to stop.
    stopping: Receiver<()>,
    writer: PreviewWriter,
}

/// Why the next pages are made.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Next {
    Pages,
    Stop,
}

impl Workshop {
    fn work(mut self) {
        for number in 1.. {
            self.watch.follow(&FOLDERS);
            self.make(number);
            if self.wait() == Next::Stop {
                break;
            }
        }
    }

    /// Makes the pages once and tells those that are open.
    fn make(&mut self, number: u64) {
        let mut global = self.global.clone();
        global.show = Some(self.root.clone());
        let session = Session::new(self.world.clone(), global);
        let mut news = News { seen: format!("{}-{number}", self.run), ..self.news.borrow().clone() };
        if let Err(error) = self.pages(&session, &mut news) {
            let lines = error.lines();
            session.world.console.say(&lines);
            news.panel = findings::stopped(&lines);
        }
        self.news.send_replace(news);
    }

    fn pages(&mut self, session: &Session, news: &mut News) -> Result<(), Error> {
        let now = session.now()?;
        let show = Show::open_for_preview(Arc::clone(&session.world.disk), &self.root, &session.progress())?;
        // The next build writes the tags: until then they are no news.
        let mut checked = show.check(&Consent::default(), now).without_stale_tags();
        checked.keep_cache();
        let site = checked.preview_site(self.scope, now)?;
        let failed = |source| Error::Disk { step: "write", path: self.root.join(PREVIEW_FOLDER), source };
        self.writer.write(&site.files).map_err(failed)?;
        news.panel = findings::page(&checked.located_for_preview());
        show_site(site, news);
        Ok(())
    }

    /// Waits for a change, and for the silence after it.
    fn wait(&self) -> Next {
        let is_over = || self.stopping.try_recv() == Err(mpsc::TryRecvError::Disconnected);
        loop {
            if is_over() {
                return Next::Stop;
            }
            match self.changed.recv_timeout(SILENCE) {
                Ok(Changed) => break,
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return Next::Stop,
            }
        }
        for _ in 0..PIECES {
            if self.changed.recv_timeout(SILENCE).is_err() || is_over() {
                break;
            }
        }
        if is_over() { Next::Stop } else { Next::Pages }
    }
}

/// What the server and open pages have to know of new pages.
fn show_site(site: PreviewSite, news: &mut News) {
    let PreviewSite { files, base, mut of_show, of_episodes, simplified } = site;
    if let Some(reason) = simplified {
        of_show.insert(0, format!("These pages are made without your templates and without smaller pictures: {reason}"));
    }
    let mut notices: BTreeMap<String, String> =
        of_episodes.into_iter().map(|(slug, lines)| (slug.to_string(), findings::notice(&lines))).collect();
    notices.insert(String::new(), findings::notice(&of_show));
    let mut sources: BTreeMap<String, ShowPath> = BTreeMap::new();
    let mut identity = String::new();
    let mut media_types = BTreeMap::new();
    for file in &files {
        let path = file.output.to_string();
        media_types.insert(path.clone(), file.output.content_type());
        if let Output::Feed(name) = &file.output {
            news.feed_file = name.clone();
        }
        identity.push_str(&path);
        match &file.content {
            Content::Bytes(bytes) => identity.push_str(&Sha256::of(bytes).to_string()),
            Content::SameAs(source) => {
                identity.push_str(source.as_path().as_str());
                sources.insert(path, source.clone());
            }
        }
    }
    for (name, notice) in &notices {
        identity.push_str(name);
        identity.push_str(notice);
    }
    news.feed = Sha256::of(identity.as_bytes()).short(16);
    (news.base, news.notices) = (base, notices);
    (news.sources, news.media_types) = (Arc::new(sources), Arc::new(media_types));
}
