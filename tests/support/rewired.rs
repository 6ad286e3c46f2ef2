//! The real network, with servers on the loopback in the place of some on the web.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use podwright::model::files::byte_count::ByteCount;
use podwright::model::web::web_answer::WebAnswer;
use podwright::model::web::web_failure::WebFailure;
use podwright::model::web::web_request::WebRequest;
use podwright::world::network::store_client::StoreClient;
use podwright::world::network::web_client::{Manners, PrivateNetworks, WebClient};
use podwright::world::network::{HttpNetwork, Network};

/// Addresses that begin like the first of a pair are asked at the second.
#[derive(Clone)]
pub(crate) struct Rewired(Arc<Vec<(String, String)>>);

struct RewiredClient(Box<dyn WebClient>, Rewired);

impl Rewired {
    pub(crate) fn new(routes: &[(&str, String)]) -> Self {
        Self(Arc::new(routes.iter().map(|(from, to)| ((*from).to_owned(), to.clone())).collect()))
    }

    /// Where an address leads. Nothing else than the loopback is ever asked.
    fn route(&self, url: &str) -> Option<String> {
        self.0.iter().find_map(|(from, to)| Some(format!("{to}{}", url.strip_prefix(from.as_str())?)))
    }
}

impl Network for Rewired {
    fn fetch(&self, url: &str, limit: ByteCount, patience: Duration) -> io::Result<Vec<u8>> {
        let url = self.route(url).ok_or(io::ErrorKind::NetworkUnreachable)?;
        HttpNetwork.fetch(&url, limit, patience)
    }

    fn client(&self, manners: Manners) -> Box<dyn WebClient> {
        let manners = Manners { private_networks: PrivateNetworks::Asked, ..manners };
        Box::new(RewiredClient(HttpNetwork.client(manners), self.clone()))
    }

    fn store_client(&self) -> Box<dyn StoreClient> {
        HttpNetwork.store_client()
    }
}

impl WebClient for RewiredClient {
    fn ask(&self, request: &WebRequest) -> Result<WebAnswer, WebFailure> {
        let url = self.1.route(&request.url).ok_or(WebFailure::UnknownName)?;
        self.0.ask(&request.clone().at(&url))
    }
}
