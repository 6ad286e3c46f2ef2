//! The answers so far, what else is to be asked, and what was found.

pub(crate) mod judged;

use std::collections::{BTreeMap, BTreeSet};

use crate::check::live::http::{host_of, joined, without_password};
use crate::check::live::live_breach::{AnswerHead, LiveBreach};
use crate::check::live::look::judged::Judged;
use crate::check::live::remedy::remedy;
use crate::check::rule::live::LiveRule;
use crate::model::identity::slug::Slug;
use crate::model::settings::level::Level;
use crate::model::web::web_answer::WebAnswer;
use crate::model::web::web_failure::WebFailure;
use crate::model::web::web_request::WebRequest;

/// The most redirects that are followed from one address.
const HOPS_MAX: usize = 10;

/// Header fields that findings are about.
const TOLD: [&str; 14] = [
    "accept-ranges",
    "access-control-allow-origin",
    "age",
    "cache-control",
    "content-encoding",
    "content-length",
    "content-range",
    "content-security-policy",
    "content-type",
    "etag",
    "last-modified",
    "location",
    "server",
    "via",
];

/// The longest value of a header field that is told. // characters
const VALUE_MAX: usize = 300;

/// The longest message: some quote what a server sends. // characters
const MESSAGE_MAX: usize = 1000;

/// What servers answered so far.
pub(crate) type Answers = BTreeMap<WebRequest, Result<WebAnswer, WebFailure>>;

/// One round of judging.
pub(crate) struct Look<'a> {
    answers: &'a Answers,
    /// What has to be asked before the findings are complete.
    pub(crate) wanted: BTreeSet<WebRequest>,
    /// What was found.
    pub(crate) breaches: Vec<LiveBreach>,
    /// The episode that is being judged.
    pub(in crate::check::live) episode: Option<Slug>,
    /// What was judged already, and need not be again.
    pub(crate) judged: Judged,
}

/// A redirect on the way.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(in crate::check::live) struct Hop {
    pub(in crate::check::live) status: u16,
    pub(in crate::check::live) from: String,
    pub(in crate::check::live) to: String,
}

/// Where the redirects of an address lead.
#[derive(Clone, Debug)]
pub(in crate::check::live) struct Arrival<'a> {
    pub(in crate::check::live) hops: Vec<Hop>,
    /// The last request.
    pub(in crate::check::live) request: WebRequest,
    pub(in crate::check::live) end: ArrivalEnd<'a>,
}

/// What is at the end.
#[derive(Clone, Copy, Debug)]
pub(in crate::check::live) enum ArrivalEnd<'a> {
    Answer(&'a WebAnswer),
    Failure(&'a WebFailure),
    /// A redirect that leads to no web address.
    Astray(&'a WebAnswer),
    /// An address that was there before.
    Circle,
    /// Too many redirects to follow.
    Endless,
}

impl<'a> Look<'a> {
    pub(crate) fn new(answers: &'a Answers, judged: Judged) -> Self {
        Self { answers, wanted: BTreeSet::new(), breaches: Vec::new(), episode: None, judged }
    }

    /// The answer; `None` where it has to be asked for first.
    pub(in crate::check::live) fn ask(&mut self, request: &WebRequest) -> Option<&'a Result<WebAnswer, WebFailure>> {
        let known = self.answers.get(request);
        if known.is_none() {
            self.wanted.insert(request.clone());
        }
        known
    }

    /// The answer behind all redirects; `None` where one of them has to be asked for first.
    pub(in crate::check::live) fn follow(&mut self, request: WebRequest) -> Option<Arrival<'a>> {
        let (mut request, mut hops) = (request, Vec::<Hop>::new());
        loop {
            let answer = match self.ask(&request)? {
                Ok(answer) => answer,
                Err(failure) => return Some(Arrival { hops, request, end: ArrivalEnd::Failure(failure) }),
            };
            let Some(location) = answer.location() else {
                return Some(Arrival { hops, request, end: ArrivalEnd::Answer(answer) });
            };
            let Some(next) = joined(&request.url, location) else {
                return Some(Arrival { hops, request, end: ArrivalEnd::Astray(answer) });
            };
            let is_circle = next == request.url || hops.iter().any(|hop| hop.from == next);
            hops.push(Hop { status: answer.status, from: request.url.clone(), to: next.clone() });
            if is_circle {
                return Some(Arrival { hops, request, end: ArrivalEnd::Circle });
            }
            if hops.len() > HOPS_MAX {
                return Some(Arrival { hops, request, end: ArrivalEnd::Endless });
            }
            request = request.at(&next);
        }
    }

    /// Wishes for the answer behind all redirects, and judges nothing.
    pub(crate) fn reach(&mut self, request: WebRequest) {
        let _arrived = self.follow(request);
    }

    /// Notes something that is wrong with an answer.
    pub(in crate::check::live) fn add(
        &mut self,
        (rule, level): (LiveRule, Level),
        (request, answer): (&WebRequest, Option<&WebAnswer>),
        message: impl Into<String>,
    ) {
        let mut message = message.into();
        if let Some((cut, _)) = message.char_indices().nth(MESSAGE_MAX) {
            message.truncate(cut);
            message.push('…');
        }
        self.breaches.push(LiveBreach {
            rule,
            level,
            url: request.url.clone(),
            episode: self.episode.clone(),
            message,
            help: remedy(rule, answer),
            request: Some(request.clone()),
            answer: answer.map(|answer| head(&request.url, answer)),
        });
    }

    /// Whether this is the first recording from its server.
    pub(in crate::check::live) fn is_first_of_host(&mut self, url: &str) -> bool {
        self.judged.hosts.insert(host_of(url))
    }

    /// Whether no episode before had this picture.
    pub(in crate::check::live) fn is_new_picture(&mut self, url: &str) -> bool {
        self.judged.pictures.insert(url.to_owned())
    }
}

/// The body behind all redirects, where it was sent with success.
pub(crate) fn body_of(answers: &Answers, request: WebRequest) -> Option<(String, &[u8])> {
    let arrival = Look::new(answers, Judged::default()).follow(request)?;
    match arrival.end {
        ArrivalEnd::Answer(answer) if answer.status == 200 => Some((arrival.request.url, &answer.body)),
        _ => None,
    }
}

/// The head of an answer from an address, as far as it is told.
fn head(url: &str, answer: &WebAnswer) -> AnswerHead {
    let one = |(name, value): &(String, String)| {
        let name = name.to_ascii_lowercase();
        let value = if name == "location" { without_password(url, value) } else { value.clone() };
        TOLD.contains(&name.as_str()).then(|| (name, value.chars().take(VALUE_MAX).collect()))
    };
    AnswerHead { status: answer.status, headers: answer.headers.iter().filter_map(one).collect() }
}
