//! Counts downloads: reads logs, applies the rules in their order, and forgets the lines.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};
use std::io::Read;

use crate::impact::address_list::{AddressList, listener_bytes};
use crate::impact::agents::{AgentKind, Agents};
use crate::impact::counts::Counts;
use crate::impact::event::{Event, NO_RANGE, compact};
use crate::impact::keyed_hash::KeyedHash;
use crate::impact::listening::listenings;
use crate::impact::log::byte_range::ByteRange;
use crate::impact::log::format::{LogFormat, LogLine, SAMPLE};
use crate::impact::log::hit::Hit;
use crate::impact::log::log_error::LogError;
use crate::impact::log::log_reader::{LogReader, NextLine};
use crate::impact::recordings::Recordings;
use crate::impact::stage::Stage;
use crate::impact::window::CountingWindow;

/// More requests of one address for one episode in a day than this are no person's (section 5.5.2).
const BUSY: u32 = 500;

/// Events are merged whenever there are so many more than after the last time, and a quarter (32 bytes each).
const MERGE_AT: usize = 1 << 17;

/// How many user agents are remembered; a log that invents more is read no slower than without a memory.
const REMEMBERED: usize = 1 << 15;

/// How a CDN calls itself when it fetches a file for its cache.
const CDNS: [&[u8]; 8] =
    [b"Amazon CloudFront", b"Cloudflare", b"Fastly", b"BunnyCDN", b"bunny.net", b"KeyCDN", b"Akamai", b"Varnish"];

/// So many requests, from so many addresses, all with one user agent, are those of a CDN whose name is not known.
const ONE_AGENT_REQUESTS: u64 = 200;
const ONE_AGENT_ADDRESSES: usize = 20;

/// What a producer can choose.
#[derive(Clone, Debug, Default)]
pub struct CountSettings {
    /// How long one listener's requests are one download.
    pub window: CountingWindow,
    /// Addresses that may ask as often as they like, such as those of a school.
    pub safe: AddressList,
    /// Addresses that do not count, such as those of data centres.
    pub excluded: AddressList,
}

/// The log of a bucket behind a CDN.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error(
    "every request for an episode comes from one user agent, so this is the log of a server behind a CDN: it holds only what the CDN had not kept"
)]
pub struct BehindCdn;

/// Counts downloads.
pub struct Counter<'a> {
    settings: &'a CountSettings,
    recordings: &'a Recordings,
    agents: &'a Agents,
    hasher: KeyedHash,
    kinds: HashedKeys<AgentKind>,
    pages: HashedKeys<Option<u16>>,
    events: Vec<Event>,
    merge_at: usize,
    safe: HashSet<u64>,
    left_out: BTreeMap<Stage, u64>,
    lines: u64,
    requests: u64,
    ranges: u64,
    span: Option<(u32, u32)>,
    one_agent: OneAgent,
}

/// By hashes with the counter's own key, which nobody outside can aim at: they need no second hash.
type HashedKeys<T> = HashMap<u64, T, BuildHasherDefault<KeyItself>>;

/// Takes a hash as its own hash.
#[derive(Default)]
struct KeyItself(u64);

impl Hasher for KeyItself {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        // only hashes come, by `write_u64`; anything else still gets a hash
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

/// Watches for logs of a server behind a CDN.
#[derive(Default)]
struct OneAgent {
    agent: Option<u64>,
    is_cdn: bool,
    has_more: bool,
    requests: u64,
    addresses: HashSet<u64>,
}

impl<'a> Counter<'a> {
    /// A counter with a key of its own (`hasher`), which nothing but it ever sees.
    pub fn new(settings: &'a CountSettings, recordings: &'a Recordings, agents: &'a Agents, hasher: KeyedHash) -> Self {
        Self {
            settings,
            recordings,
            agents,
            hasher,
            kinds: HashedKeys::default(),
            pages: HashedKeys::default(),
            events: Vec::new(),
            merge_at: MERGE_AT,
            safe: HashSet::new(),
            left_out: BTreeMap::new(),
            lines: 0,
            requests: 0,
            ranges: 0,
            span: None,
            one_agent: OneAgent::default(),
        }
    }

    /// Reads a log, in the format given or the one that its first lines have, and returns the format's name; `None` for an empty log.
    ///
    /// # Errors
    /// If it cannot be read, or its format is not known. Lines before the fault are counted.
    pub fn read(&mut self, input: Box<dyn Read + '_>, format: Option<&LogFormat>) -> Result<Option<&'static str>, LogError> {
        let mut reader = LogReader::open(input)?;
        while reader.skip_long_start()? {
            self.leave_out_line(Stage::Malformed);
        }
        let sample = reader.peek(SAMPLE)?;
        if sample.is_empty() {
            return Ok(None);
        }
        let known = format.cloned().or_else(|| LogFormat::recognise(&sample));
        let Some(mut format) = known else { return Err(LogError::UnknownFormat { lines: sample.len() }) };
        loop {
            match reader.next_line()? {
                NextLine::Line(line) => match format.read(line, |hit| self.add(hit)) {
                    LogLine::Malformed => self.leave_out_line(Stage::Malformed),
                    LogLine::Hit | LogLine::Remark => {}
                },
                NextLine::TooLong => self.leave_out_line(Stage::Malformed),
                NextLine::End => return Ok(Some(format.name())),
            }
        }
    }

    fn leave_out_line(&mut self, stage: Stage) {
        self.lines += 1;
        self.leave_out(stage, 1);
    }

    fn leave_out(&mut self, stage: Stage, lines: u64) {
        *self.left_out.entry(stage).or_default() += lines;
    }

    fn add(&mut self, hit: &Hit<'_>) {
        self.lines += 1;
        self.span = Some(self.span.map_or((hit.when, hit.when), |(first, last)| (first.min(hit.when), last.max(hit.when))));
        match self.judge(hit) {
            Ok(event) => {
                self.requests += 1;
                self.ranges += u64::from(event.first != NO_RANGE);
                self.events.push(event);
                if self.events.len() >= self.merge_at {
                    compact(&mut self.events, self.settings.window);
                    self.merge_at = self.events.len() + self.events.len() / 4 + MERGE_AT;
                }
            }
            Err(stage) => self.leave_out(stage, 1),
        }
    }

    /// Applies every rule that needs no other request.
    fn judge(&mut self, hit: &Hit<'_>) -> Result<Event, Stage> {
        let recording = self.recordings.find(&hit.path).ok_or(Stage::NotAnEpisode)?;
        if &*hit.method != b"GET" {
            return Err(Stage::Method);
        }
        // Akamai writes 000 when the client hangs up
        if !matches!(hit.status, 200 | 206 | 0) {
            return Err(Stage::Status);
        }
        let file = self.recordings.list()[recording as usize];
        let address = listener_bytes(&hit.address);
        let visitor = self.visitor(file.episode, address);
        let agent = self.hasher.of(&hit.agent);
        self.one_agent.see(hit, agent, || self.hasher.of_pair(&address.0, address.1));
        let app = self.app(hit, agent)?;
        if hit.sent <= 2 || hit.range.and_then(ByteRange::length).is_some_and(|length| length <= 2) {
            return Err(Stage::TwoBytes);
        }
        if self.settings.excluded.contains(&hit.address) {
            return Err(Stage::Excluded);
        }
        if self.settings.safe.contains(&hit.address) {
            self.safe.insert(visitor);
        }
        let (first, end) = match hit.range {
            Some(range) => {
                let end = range.last.map_or(file.bytes, |last| last.saturating_add(1).min(file.bytes));
                (place(range.first), place(end.min(range.first.saturating_add(hit.sent))))
            }
            None => (NO_RANGE, place(hit.sent.min(file.bytes))),
        };
        // a 32-bit hash tells the agents of one address apart
        let agent = u32::try_from(agent >> 32).unwrap_or(u32::MAX);
        Ok(Event { visitor, agent, when: hit.when, recording, first, end, app, requests: 1 })
    }

    /// A listener of an episode, as a hash. Written as one text, since each piece would cost as much as the whole.
    fn visitor(&self, episode: usize, (network, name): ([u8; 16], &[u8])) -> u64 {
        let mut text = [0; 24];
        let (head, tail) = text.split_at_mut(8);
        head.copy_from_slice(&(episode as u64).to_le_bytes());
        tail.copy_from_slice(&network);
        self.hasher.of_pair(&text, name)
    }

    /// The app behind a request.
    fn app(&mut self, hit: &Hit<'_>, agent: u64) -> Result<u16, Stage> {
        let agents = self.agents;
        let kind = remembered(&mut self.kinds, agent, || agents.kind(&hit.agent));
        match kind {
            AgentKind::Watch => Err(Stage::Watch),
            AgentKind::Own => Err(Stage::Own),
            AgentKind::Bot => Err(Stage::Bot),
            AgentKind::App(app) => Ok(app),
            AgentKind::Browser(browser) if hit.referrer.is_empty() => Ok(browser),
            AgentKind::Browser(browser) => {
                let page = self.hasher.of(&hit.referrer);
                Ok(remembered(&mut self.pages, page, || agents.referrer(&hit.referrer)).unwrap_or(browser))
            }
        }
    }

    /// Applies the rules that need all requests.
    ///
    /// # Errors
    /// If the logs are those of a server behind a CDN.
    pub fn finish(mut self) -> Result<Counts, BehindCdn> {
        if self.one_agent.is_behind_cdn() {
            return Err(BehindCdn);
        }
        let window = self.settings.window;
        compact(&mut self.events, window);
        let mut events = std::mem::take(&mut self.events);
        let (mut busy, mut all, mut too_short) = (0, 0, 0);
        let mut downloads: BTreeMap<(u32, usize, u16), u64> = BTreeMap::new();
        for of_visitor in events.chunk_by_mut(|one, next| one.visitor == next.visitor) {
            let days = if self.safe.contains(&of_visitor[0].visitor) { Vec::new() } else { busy_days(of_visitor) };
            for of_agent in of_visitor.chunk_by_mut(|one, next| one.agent == next.agent) {
                // busy days go to the front, and are left out
                of_agent.sort_unstable_by_key(|event| !days.contains(&event.day()));
                let fine = of_agent.partition_point(|event| days.contains(&event.day()));
                busy += of_agent[..fine].iter().map(|event| u64::from(event.requests)).sum::<u64>();
                listenings(&mut of_agent[fine..], window, self.recordings, |listening| {
                    all += 1;
                    if listening.is_download {
                        let episode = self.recordings.list()[listening.recording as usize].episode;
                        *downloads.entry((listening.day, episode, listening.app)).or_default() += 1;
                    } else {
                        too_short += 1;
                    }
                });
            }
        }
        if busy > 0 {
            self.leave_out(Stage::Busy, busy);
        }
        let mut by_day = BTreeMap::new();
        for ((day, episode, app), count) in downloads {
            let key = (day, self.recordings.episodes()[episode].clone(), self.agents.name(app).to_owned());
            *by_day.entry(key).or_default() += count;
        }
        Ok(Counts {
            window,
            lines: self.lines,
            left_out: self.left_out,
            requests: self.requests - busy,
            ranges: self.ranges,
            listenings: all,
            too_short,
            by_day,
            span: self.span,
        })
    }
}

/// The days on which an address asked too often.
fn busy_days(events: &[Event]) -> Vec<u32> {
    let mut days: BTreeMap<u32, u32> = BTreeMap::new();
    for event in events {
        let count = days.entry(event.day()).or_default();
        *count = count.saturating_add(u32::from(event.requests));
    }
    days.into_iter().filter(|(_, count)| *count > BUSY).map(|(day, _)| day).collect()
}

fn remembered<T: Copy>(memory: &mut HashedKeys<T>, key: u64, find: impl FnOnce() -> T) -> T {
    if memory.len() >= REMEMBERED && !memory.contains_key(&key) {
        memory.clear();
    }
    *memory.entry(key).or_insert_with(find)
}

/// A place in a file, below [`NO_RANGE`].
fn place(bytes: u64) -> u32 {
    u32::try_from(bytes).unwrap_or(NO_RANGE - 1).min(NO_RANGE - 1)
}

impl OneAgent {
    fn see(&mut self, hit: &Hit<'_>, agent: u64, address: impl FnOnce() -> u64) {
        if self.has_more {
            return;
        }
        if self.agent.is_none() {
            self.agent = Some(agent);
            self.is_cdn = CDNS.iter().any(|name| hit.agent.starts_with(name));
        }
        self.has_more = self.agent != Some(agent);
        self.requests += 1;
        if self.addresses.len() < ONE_AGENT_ADDRESSES {
            self.addresses.insert(address());
        }
    }

    fn is_behind_cdn(&self) -> bool {
        let is_crowd = self.requests >= ONE_AGENT_REQUESTS && self.addresses.len() >= ONE_AGENT_ADDRESSES;
        self.agent.is_some() && !self.has_more && (self.is_cdn || is_crowd)
    }
}
