//! `podwright serve`: builds, shows the pages on the loopback, and builds again whenever a file of the show changes.
//!
//! Three parties: this thread answers requests until it is interrupted; a second one builds; the system's watcher tells the second one of changes.
//! They share nothing but messages, so a build that takes long or fails keeps nobody from the pages of the last good one.

use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use camino::{Utf8Path, Utf8PathBuf};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::{oneshot, watch};

use crate::cli::arguments::options::Global;
use crate::cli::build;
use crate::cli::session::Session;
use crate::engine::read_yaml;
use crate::error::{Error, Exit};
use crate::layout::MANIFEST_FILE;
use crate::model::files::byte_count::ByteCount;
use crate::model::files::show_files::{EPISODES_FOLDER, FEED_FOLDER, TEMPLATES_FOLDER};
use crate::model::identity::digest::Sha256;
use crate::output::manifest;
use crate::report::findings;
use crate::serve::news::News;
use crate::serve::router;
use crate::world::World;
use crate::world::browser;
use crate::world::disk::{Disk, read_whole};
use crate::world::file_watcher::{Changed, FileWatch};
use crate::world::interrupts::InterruptListener;
use crate::world::loopback::Loopback;

/// The port that is asked for first: P, O, D, W on a telephone.
const PORT: u16 = 7639;
/// Folders of a show that are watched with all that is in them.
const FOLDERS: [&str; 2] = [EPISODES_FOLDER, TEMPLATES_FOLDER];
/// A change is followed by others: editors write twice, and a recording is copied piece by piece. No build begins before this long a silence ...
const SILENCE: Duration = Duration::from_millis(150);
/// ... but after so many pieces one does, though they go on.
const PIECES: usize = 10_000;
/// How long to wait for another podwright that is at work on the show.
const BUSY: Duration = Duration::from_secs(1);
/// The longest manifest that is read; about 1,000,000 files.
const MANIFEST_MAX: ByteCount = ByteCount::mebibytes(256);

/// Arguments of `serve`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Only this computer can reach the pages. Ctrl-C stops.\n\nExamples:\n  podwright serve --open\n  podwright serve --port 8000"
)]
pub(super) struct Arguments {
    /// The port to serve at; where it is taken, any free one
    #[arg(long, default_value_t = PORT, value_name = "PORT")]
    port: u16,
    /// Open the pages in your browser
    #[arg(long)]
    open: bool,
}

/// Runs `serve`.
pub(super) fn run(session: &mut Session, arguments: &Arguments) -> Result<Exit, Error> {
    let root = session.show_folder()?;
    session.now()?;
    let failed = |step| move |source: std::io::Error| Error::Preview { step, source: Box::new(source) };
    let root = session.world.disk.canonical(&root).map_err(|source| Error::Disk { step: "read", path: root, source })?;
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
    let disk = Arc::clone(&session.world.disk);
    let run = session.world.identities.fresh_guid().to_string();
    let (news, latest) = watch::channel(before_the_first_build(disk.as_ref(), &root, &run));

    let port = loopback.address.port();
    if arguments.port != 0 && port != arguments.port {
        session.say(&format!("port {} is taken, so it is another one", arguments.port));
    }
    let address = format!("http://{}{}", loopback.address, latest.borrow().base);
    session.print(&format!("{address}\n"))?;
    if arguments.open
        && let Err(error) = browser::open(session.world.processes.as_ref(), &address)
    {
        session.say(&format!("no browser could be started ({error}): open {address} yourself"));
    }

    let (stop, stopping) = mpsc::channel();
    let (world, global) = (session.world.clone(), session.global.clone());
    let workshop = Workshop { root: root.clone(), world, global, run, news, watch, changed, stopping };
    let (at_rest, rested) = oneshot::channel();
    thread::spawn(move || {
        workshop.work();
        let _nobody_waits = at_rest.send(());
    });
    let answers = router(disk, root.join(FEED_FOLDER), latest);
    runtime.block_on(loopback.answer(answers, interrupts.next())).map_err(failed("serve the pages"))?;
    drop(stop);
    rest(session, &runtime, rested, interrupts.as_mut());
    // A request that never ends keeps nobody waiting.
    runtime.shutdown_background();
    Ok(Exit::Fine)
}

/// Lets a build come to its end, unless the person at the keyboard insists. A build can be cut off at any point without harm.
fn rest(session: &mut Session, runtime: &Runtime, mut rested: oneshot::Receiver<()>, interrupts: &mut dyn InterruptListener) {
    let soon = runtime.block_on(async { tokio::time::timeout(SILENCE, &mut rested).await.is_ok() });
    if !soon {
        session.say("stopping after this build; Ctrl-C stops it now");
        runtime.block_on(async {
            tokio::select! {
                _rested = rested => {}
                () = interrupts.next() => {}
            }
        });
    }
}

/// What stands in `feed/` from earlier, shown until the first build is done.
fn before_the_first_build(disk: &dyn Disk, root: &Utf8Path, run: &str) -> News {
    let mut news = News { seen: format!("{run}-0"), base: "/".to_owned(), ..News::default() };
    stock(disk, root, &mut news);
    news
}

/// Fills in what is known of `feed/` and of the show's address.
fn stock(disk: &dyn Disk, root: &Utf8Path, news: &mut News) {
    if let Ok(manifest) = read_whole(disk, &root.join(FEED_FOLDER).join(MANIFEST_FILE), MANIFEST_MAX) {
        news.feed = Sha256::of(&manifest).short(16);
        news.media_types = manifest::media_types(&manifest);
    }
    // With a podcast.yaml that cannot be read, the pages stay where they were.
    if let Some(show) = read_yaml(disk, root).ok().and_then(|yaml| yaml.show)
        && let Ok(url) = url::Url::parse(show.url.as_url().as_str())
    {
        url.path().clone_into(&mut news.base);
    }
}

/// Whoever builds.
struct Workshop {
    root: Utf8PathBuf,
    world: World,
    global: Global,
    run: String,
    news: watch::Sender<News>,
    watch: Box<dyn FileWatch>,
    changed: Receiver<Changed>,
    /// Closed when it is time to stop.
    stopping: Receiver<()>,
}

/// Why the next build begins.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Next {
    Build,
    Stop,
}

impl Workshop {
    fn work(mut self) {
        for number in 1.. {
            self.watch.follow(&FOLDERS);
            let patience = self.build(number);
            if self.wait(patience) == Next::Stop {
                break;
            }
        }
    }

    /// Builds once and tells the pages; how long to wait at most before the next time, where the time may bring something.
    fn build(&self, number: u64) -> Option<Duration> {
        let mut global = self.global.clone();
        global.show = Some(self.root.clone());
        let mut session = Session::new(self.world.clone(), global);
        let built = build::for_preview(&mut session, &self.root);
        if matches!(built, Err(Error::Busy)) {
            return Some(BUSY);
        }
        let panel = match built {
            Ok(built) => findings::page(&built.findings),
            Err(error) => {
                let lines = error.lines();
                session.world.console.say(&lines);
                findings::stopped(&lines)
            }
        };
        let mut news = News { seen: format!("{}-{number}", self.run), panel, ..self.news.borrow().clone() };
        stock(session.world.disk.as_ref(), &self.root, &mut news);
        self.news.send_replace(news);
        None
    }

    /// Waits for a change, and for the silence after it.
    fn wait(&self, patience: Option<Duration>) -> Next {
        let is_over = || self.stopping.try_recv() == Err(mpsc::TryRecvError::Disconnected);
        let mut waited = Duration::ZERO;
        loop {
            if is_over() {
                return Next::Stop;
            }
            match self.changed.recv_timeout(SILENCE) {
                Ok(Changed) => break,
                Err(RecvTimeoutError::Timeout) => waited += SILENCE,
                Err(RecvTimeoutError::Disconnected) => return Next::Stop,
            }
            if patience.is_some_and(|patience| waited >= patience) {
                return Next::Build;
            }
        }
        for _ in 0..PIECES {
            if self.changed.recv_timeout(SILENCE).is_err() || is_over() {
                break;
            }
        }
        if is_over() { Next::Stop } else { Next::Build }
    }
}
