//! Which networks are asked, by the address that the producer names.

use std::io;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::*;
use crate::model::files::byte_count::ByteCount;
use crate::world::network::store_client::StoreClient;
use crate::world::network::web_client::WebClient;

type Server = fn(&WebRequest, PrivateNetworks) -> Result<WebAnswer, WebFailure>;

/// A network that notes how each address was asked.
#[derive(Clone)]
struct Guarded {
    server: Server,
    asked: Arc<Mutex<Vec<(PrivateNetworks, String)>>>,
}

struct GuardedClient(Guarded, PrivateNetworks);

impl Network for Guarded {
    fn fetch(&self, _: &str, _: ByteCount, _: Duration) -> io::Result<Vec<u8>> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn client(&self, manners: Manners) -> Box<dyn WebClient> {
        Box::new(GuardedClient(self.clone(), manners.private_networks))
    }

    fn store_client(&self) -> Box<dyn StoreClient> {
        panic!("nothing is sent to a store here")
    }
}

impl WebClient for GuardedClient {
    fn ask(&self, request: &WebRequest) -> Result<WebAnswer, WebFailure> {
        self.0.asked.lock().unwrap().push((self.1, request.url.clone()));
        (self.0.server)(request, self.1)
    }
}

/// What a resolver says of a name that leads to one address.
fn guard(networks: PrivateNetworks, address: &str) -> Result<(), WebFailure> {
    let forbidden = networks.forbidden([address.parse().unwrap()]);
    forbidden.map_or(Ok(()), |address| Err(WebFailure::Private(address.to_string())))
}

const RECORDING: &str = "http://router.example/m.mp3";
const PICTURE: &str = "https://pictures.example/c.jpg";

fn feed() -> WebAnswer {
    let body = format!(
        "<rss version=\"2.0\" xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\"><channel><title>A</title><itunes:image href=\"{PICTURE}\"/>\
         <item><title>B</title><guid>b</guid><enclosure url=\"{RECORDING}\" length=\"9\" type=\"audio/mpeg\"/></item></channel></rss>"
    );
    WebAnswer { status: 200, body: body.into_bytes(), ..WebAnswer::default() }
}

fn redirect(to: &str) -> WebAnswer {
    WebAnswer { status: 302, headers: vec![("location".to_owned(), to.to_owned())], ..WebAnswer::default() }
}

type Verified = (Result<LiveReport, Error>, Vec<(PrivateNetworks, String)>);

fn verified(server: Server) -> Verified {
    let network = Guarded { server, asked: Arc::default() };
    let options = VerifyOptions {
        feed: "https://feed.example/feed.xml",
        sample: SampleSize::Some(5),
        changed: &[],
        patience: Duration::from_secs(1),
        jobs: 1,
        tell: &|_, _| {},
    };
    let report = verify(&network, &options, None, None);
    let asked = network.asked.lock().unwrap().clone();
    (report, asked)
}

fn count(asked: &[(PrivateNetworks, String)], networks: PrivateNetworks) -> usize {
    asked.iter().filter(|(found, _)| *found == networks).count()
}

#[test]
fn a_feed_on_the_internet_leads_into_no_private_network() {
    let (report, asked) = verified(|request, networks| match request.url.as_str() {
        "https://feed.example/feed.xml" => guard(networks, "1.1.1.1").map(|()| feed()),
        RECORDING | "http://nas.example/c.jpg" => {
            guard(networks, "192.168.0.1").map(|()| redirect("https://feed.example/feed.xml"))
        }
        PICTURE => guard(networks, "1.1.1.2").map(|()| redirect("http://nas.example/c.jpg")),
        _ => guard(networks, "1.1.1.1").map(|()| WebAnswer { status: 404, ..WebAnswer::default() }),
    });
    assert_eq!(count(&asked, PrivateNetworks::Refused), asked.len(), "{asked:?}");
    let refused = |url: &str| {
        let findings = report.as_ref().unwrap().findings.iter();
        let mut of_url =
            findings.filter(|found| found.finding.place.file == url && found.finding.rule.id() == "live-unreachable");
        of_url.any(|found| found.finding.message.contains("resolves to a private address (`192.168.0.1`)"))
    };
    assert!(refused(RECORDING), "an item's own address: {report:?}");
    assert!(refused("http://nas.example/c.jpg"), "where a redirect leads: {report:?}");
}

#[test]
fn a_private_address_that_the_producer_names_opens_the_private_network() {
    let (report, asked) = verified(|request, networks| {
        let answer = if request.url.ends_with("/feed.xml") { feed() } else { WebAnswer { status: 404, ..WebAnswer::default() } };
        guard(networks, "192.168.0.1").map(|()| answer)
    });
    assert_eq!((asked[0].0, asked[1].0), (PrivateNetworks::Refused, PrivateNetworks::Required));
    assert_eq!((count(&asked, PrivateNetworks::Refused), count(&asked, PrivateNetworks::Required)), (1, 1), "{asked:?}");
    assert!(asked.contains(&(PrivateNetworks::Asked, RECORDING.to_owned())), "{asked:?}");
    let found = report.unwrap().findings;
    assert!(!found.is_empty() && !found.iter().any(|found| found.finding.message.contains("private")), "{found:?}");
}

#[test]
fn a_name_that_leads_elsewhere_at_the_second_look_opens_nothing() {
    let (report, asked) = verified(|_, networks| {
        let address = if networks == PrivateNetworks::Refused { "192.168.0.1" } else { "1.1.1.1" };
        guard(networks, address).map(|()| feed())
    });
    assert_eq!(asked.len(), asked.iter().filter(|(_, url)| url.contains("//feed.example/")).count(), "{asked:?}");
    assert_eq!(count(&asked, PrivateNetworks::Asked), 0, "{asked:?}");
    let told = match report {
        Ok(report) => report.findings.iter().map(|found| found.finding.message.clone()).collect(),
        Err(error) => error.to_string(),
    };
    assert!(told.contains("private address (`192.168.0.1`)"), "{told}");
}
