//! Signs requests, sends them, and sends them again where that can help.

use std::io::Read;
use std::ops::Range;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, SystemTime};

use rusty_s3::signing::sign;
use rusty_s3::{Bucket, Method, UrlStyle};

use crate::model::files::byte_count::ByteCount;
use crate::model::web::web_failure::WebFailure;
use crate::publish::publish_error::PublishError;
use crate::publish::target::s3::answers::region_of;
use crate::publish::target::s3::keys::S3Credentials;
use crate::publish::target::s3::object_body::ObjectBody;
use crate::world::clock::Clock;
use crate::world::environment::secret::Secret;
use crate::world::network::store_client::{StoreAnswer, StoreBody, StoreClient, StoreRequest};

/// How often a request is sent before it counts as failed.
const TRIES: u32 = 5;
/// The longest pause between two tries.
const PAUSE_MAX: Duration = Duration::from_secs(20);
/// The longest pause that a store may ask for.
const ASKED_PAUSE_MAX: Duration = Duration::from_mins(1);
/// How long a signature holds: a part can take a while, and a request that was sent holds from when it began.
const HOLDS: Duration = Duration::from_hours(1);

/// A bucket, and how it is reached.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct S3Place {
    /// The bucket.
    pub bucket: String,
    /// The address of the store, where it is not Amazon's.
    pub endpoint: Option<String>,
    /// The region, where somebody has named it.
    pub region: Option<String>,
}

/// Signs requests and sends them.
pub struct S3Client {
    http: Box<dyn StoreClient>,
    credentials: S3Credentials,
    place: S3Place,
    bucket: RwLock<Bucket>,
    clock: Arc<dyn Clock>,
    /// The pause before the second try.
    first_pause: Duration,
}

/// A request.
pub(in crate::publish::target::s3) struct Call<'c> {
    method: Method,
    key: &'c str,
    /// In the order of their names.
    pub(in crate::publish::target::s3) query: Vec<(&'static str, String)>,
    pub(in crate::publish::target::s3) headers: Vec<(&'static str, String)>,
    pub(in crate::publish::target::s3) payload: Payload<'c>,
    /// Is told how much was sent.
    pub(in crate::publish::target::s3) sent: Option<&'c (dyn Fn(u64) + Sync)>,
}

/// What a request sends.
pub(in crate::publish::target::s3) enum Payload<'c> {
    Empty,
    Text(String),
    Piece(&'c ObjectBody<'c>, Range<u64>),
}

impl<'c> Call<'c> {
    pub(in crate::publish::target::s3) fn new(method: Method, key: &'c str) -> Self {
        Self { method, key, query: Vec::new(), headers: Vec::new(), payload: Payload::Empty, sent: None }
    }
}

impl S3Client {
    /// A client of a bucket. `region` is what the environment says.
    ///
    /// # Errors
    /// If the address of the store cannot have such a bucket.
    pub fn new(
        http: Box<dyn StoreClient>,
        credentials: S3Credentials,
        place: S3Place,
        clock: Arc<dyn Clock>,
        first_pause: Duration,
    ) -> Result<Self, PublishError> {
        let default = if place.endpoint.is_some() { "auto" } else { "us-east-1" };
        let region = place.region.clone().unwrap_or_else(|| default.to_owned());
        let bucket = RwLock::new(bucket_in(&place, region)?);
        Ok(Self { http, credentials, place, bucket, clock, first_pause })
    }

    /// The name of the bucket.
    pub(in crate::publish::target::s3) fn bucket(&self) -> &str {
        &self.place.bucket
    }

    /// The time.
    pub(in crate::publish::target::s3) fn now(&self) -> SystemTime {
        self.clock.now()
    }

    /// The answer, whatever its status, after as many tries as are sensible.
    ///
    /// # Errors
    /// If there is none.
    pub(in crate::publish::target::s3) fn call(
        &self,
        call: &Call<'_>,
        limit: ByteCount,
        what: &str,
    ) -> Result<StoreAnswer, PublishError> {
        let mut moved = false;
        let mut tries = 1;
        loop {
            let result = self.try_once(call, limit)?;
            let asked = match &result {
                Ok(answer) => {
                    if !moved && matches!(answer.status, 301 | 307 | 400) && self.follow(answer)? {
                        moved = true;
                        continue;
                    }
                    if !matches!(answer.status, 408 | 429 | 500..=599) || answer.status == 507 {
                        return Ok(result.unwrap_or_default());
                    }
                    answer.header("retry-after").and_then(|text| text.parse().ok()).map(Duration::from_secs)
                }
                Err(_) => None,
            };
            if tries == TRIES {
                return result.map_err(|failure| self.no_answer(&failure, call, what));
            }
            self.clock.sleep(asked.map_or_else(|| self.pause_after(tries), |asked| asked.min(ASKED_PAUSE_MAX)));
            tries += 1;
        }
    }

    /// Whoever only asked, as each run does first, may have asked in the wrong place. What breaks off while something is sent says what that was.
    fn no_answer(&self, failure: &WebFailure, call: &Call<'_>, what: &str) -> PublishError {
        let reason = failure.to_string();
        if !failure.is_out_of_reach() || !matches!(call.payload, Payload::Empty) {
            return PublishError::Failed { what: what.to_owned(), reason };
        }
        let bucket = self.bucket.read().unwrap_or_else(PoisonError::into_inner);
        PublishError::NoAnswer { address: bucket.base_url().origin().ascii_serialization(), reason }
    }

    /// Doubles each time. Runs that failed at the same moment do not come back at the same one.
    fn pause_after(&self, tries: u32) -> Duration {
        let whole = self.first_pause.saturating_mul(1 << (tries - 1)).min(PAUSE_MAX);
        let nanoseconds = self.clock.now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().subsec_nanos();
        whole.mul_f64(0.5 + f64::from(nanoseconds % 1000) / 2000.0)
    }

    /// Signs for the region that the store names, where nobody has named another.
    fn follow(&self, answer: &StoreAnswer) -> Result<bool, PublishError> {
        let Some(region) = region_of(answer) else { return Ok(false) };
        let mut bucket = self.bucket.write().unwrap_or_else(PoisonError::into_inner);
        if self.place.region.is_some() && bucket.region() != region {
            return Err(PublishError::WrongRegion { region });
        }
        if bucket.region() == region {
            return Ok(false);
        }
        *bucket = bucket_in(&self.place, region)?;
        Ok(true)
    }

    fn try_once(&self, call: &Call<'_>, limit: ByteCount) -> Result<Result<StoreAnswer, WebFailure>, PublishError> {
        let url = self.signed(call)?;
        let method = call.method.to_str();
        let headers = &call.headers;
        let answer = match &call.payload {
            Payload::Empty => self.http.send(StoreRequest { method, url: &url, headers, body: StoreBody::Empty, limit }),
            Payload::Text(text) => {
                let mut bytes = text.as_bytes();
                let body = StoreBody::Bytes(&mut bytes, ByteCount::of(text.as_bytes()));
                self.http.send(StoreRequest { method, url: &url, headers, body, limit })
            }
            Payload::Piece(body, piece) => {
                let mut reader = CountedReader { inner: body.piece(piece.clone()), sent: call.sent };
                let body = StoreBody::Bytes(&mut reader, ByteCount::new(piece.end - piece.start));
                self.http.send(StoreRequest { method, url: &url, headers, body, limit })
            }
        };
        Ok(answer)
    }

    fn signed(&self, call: &Call<'_>) -> Result<Secret, PublishError> {
        let bucket = self.bucket.read().unwrap_or_else(PoisonError::into_inner);
        let now = jiff::Timestamp::try_from(self.clock.now()).map_err(|_| PublishError::Clock)?;
        let mut headers: Vec<(&str, &str)> = call.headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        headers.sort_unstable();
        let url = sign(
            &now,
            call.method,
            bucket.object_url(call.key),
            self.credentials.key_id.reveal(),
            self.credentials.key.reveal(),
            self.credentials.token.as_ref().map(Secret::reveal),
            bucket.region(),
            HOLDS.as_secs(),
            call.query.iter().map(|(name, value)| (*name, value.as_str())),
            headers.into_iter(),
        );
        Ok(Secret::new(url))
    }
}

fn bucket_in(place: &S3Place, region: String) -> Result<Bucket, PublishError> {
    let failed = |reason: String| PublishError::Failed { what: format!("reach the bucket `{}`", place.bucket), reason };
    let (endpoint, style) = match &place.endpoint {
        Some(endpoint) => (endpoint.clone(), UrlStyle::Path),
        // a certificate of Amazon's fits no name with a dot in it
        None if place.bucket.contains('.') || place.bucket.contains(|c: char| c.is_ascii_uppercase() || c == '_') => {
            (format!("https://s3.{region}.amazonaws.com"), UrlStyle::Path)
        }
        None => (format!("https://s3.{region}.amazonaws.com"), UrlStyle::VirtualHost),
    };
    let endpoint = url::Url::parse(&endpoint).map_err(|error| failed(error.to_string()))?;
    Bucket::new(endpoint, style, place.bucket.clone(), region).map_err(|error| failed(error.to_string()))
}

/// Tells how much was read.
struct CountedReader<'t, R> {
    inner: R,
    sent: Option<&'t (dyn Fn(u64) + Sync)>,
}

impl<R: Read> Read for CountedReader<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.inner.read(buffer)?;
        if let Some(sent) = self.sent {
            sent(count as u64);
        }
        Ok(count)
    }
}
