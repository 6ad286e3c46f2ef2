//! Sends requests: several at once, few to one server, and no more in all than are allowed.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, PoisonError};
use std::thread;

use crate::check::live::host_of;
use crate::check::live::live_breach::LiveBreach;
use crate::check::live::look::judged::Judged;
use crate::check::live::look::{Answers, Look};
use crate::engine::online::verify::{VerifyOptions, limit};
use crate::model::web::web_answer::WebAnswer;
use crate::model::web::web_failure::WebFailure;
use crate::model::web::web_request::WebRequest;
use crate::world::network::web_client::WebClient;

/// How many requests one server gets at once.
const AT_ONE_SERVER: usize = 2;

/// Sends requests.
pub(in crate::engine::online::verify) struct Asker<'a> {
    pub(in crate::engine::online::verify) client: Box<dyn WebClient>,
    options: &'a VerifyOptions<'a>,
    /// How many requests were sent.
    pub(in crate::engine::online::verify) asked: usize,
    /// Whether every request was sent that was wanted.
    pub(in crate::engine::online::verify) is_complete: bool,
}

impl<'a> Asker<'a> {
    pub(in crate::engine::online::verify) fn new(client: Box<dyn WebClient>, options: &'a VerifyOptions<'a>) -> Self {
        Self { client, options, asked: 0, is_complete: true }
    }

    /// Judges again and again, and asks for what is wanted between, until nothing is or no request is left.
    pub(in crate::engine::online::verify) fn complete(
        &mut self,
        answers: &mut Answers,
        judged: &mut Judged,
        judge: &dyn Fn(&mut Look<'_>),
    ) -> Vec<LiveBreach> {
        loop {
            let mut look = Look::new(answers, judged.clone());
            judge(&mut look);
            let left = limit(self.options.sample).map_or(usize::MAX, |limit| limit.saturating_sub(self.asked));
            self.is_complete &= look.wanted.len() <= left;
            let wanted: Vec<WebRequest> = std::mem::take(&mut look.wanted).into_iter().take(left).collect();
            if wanted.is_empty() {
                *judged = look.judged;
                return look.breaches;
            }
            self.ask(answers, wanted);
        }
    }

    /// Asks, and keeps the answers.
    pub(in crate::engine::online::verify) fn ask(&mut self, answers: &mut Answers, requests: Vec<WebRequest>) {
        self.asked += requests.len();
        let lanes = Mutex::new(lanes(requests, |request| &request.url));
        let found = Mutex::new(Vec::new());
        let work = || {
            while let Some(lane) = lanes.lock().unwrap_or_else(PoisonError::into_inner).pop_front() {
                for request in lane {
                    let answer = self.client.ask(&request);
                    (self.options.tell)(&request, &answer);
                    found.lock().unwrap_or_else(PoisonError::into_inner).push((request, answer));
                }
            }
        };
        let workers = lanes.lock().unwrap_or_else(PoisonError::into_inner).len().min(self.options.jobs.max(1));
        thread::scope(|scope| {
            // this thread is one of them
            for _ in 1..workers {
                scope.spawn(work);
            }
            work();
        });
        let found: Vec<(WebRequest, Result<WebAnswer, WebFailure>)> = found.into_inner().unwrap_or_else(PoisonError::into_inner);
        answers.extend(found);
    }
}

/// What is asked for at these addresses, in rows, of which each is asked for one after the other: two rows for each server.
pub(in crate::engine) fn lanes<T>(requests: Vec<T>, url: impl Fn(&T) -> &str) -> VecDeque<Vec<T>> {
    let mut servers: BTreeMap<String, Vec<Vec<T>>> = BTreeMap::new();
    for (index, request) in requests.into_iter().enumerate() {
        let lanes = servers.entry(host_of(url(&request))).or_default();
        if lanes.len() < AT_ONE_SERVER {
            lanes.push(vec![request]);
        } else {
            lanes[index % AT_ONE_SERVER].push(request);
        }
    }
    servers.into_values().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_gets_two_requests_at_once() {
        let urls =
            ["https://a.example/1", "https://b.example/1", "https://a.example/2", "https://a.example/3", "https://a.example/4"];
        let lanes = lanes(urls.map(WebRequest::head).to_vec(), |request| &request.url);
        let of = |host: &str| lanes.iter().filter(|lane| lane[0].url.contains(host)).map(Vec::len).collect::<Vec<_>>();
        assert_eq!((of("a.example").len(), of("a.example").iter().sum::<usize>(), of("b.example")), (2, 4, vec![1]));
    }
}
