//! The real network, on which the names of the made-up hosts lead to a server on the loopback.

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

/// The host of recordings and of everything else.
pub(crate) const HOST: &str = "https://media.zug.example";

/// The real network, on which [`HOST`] is a server of the test: `127.0.0.1:1234`.
#[derive(Clone)]
pub(crate) struct Mapped(pub(crate) String);

impl Network for Mapped {
    fn fetch(&self, _url: &str, _limit: ByteCount, _patience: Duration) -> io::Result<Vec<u8>> {
        Err(io::ErrorKind::NetworkUnreachable.into())
    }

    fn client(&self, manners: Manners) -> Box<dyn WebClient> {
        let client = HttpNetwork.client(Manners { private_networks: PrivateNetworks::Asked, ..manners });
        Box::new(MappedClient { to: format!("http://{}", self.0), client: Arc::from(client) })
    }

    fn store_client(&self) -> Box<dyn StoreClient> {
        HttpNetwork.store_client()
    }
}

struct MappedClient {
    to: String,
    client: Arc<dyn WebClient>,
}

impl WebClient for MappedClient {
    fn ask(&self, request: &WebRequest) -> Result<WebAnswer, WebFailure> {
        let url = request.url.replacen(HOST, &self.to, 1);
        self.client.ask(&request.clone().at(&url))
    }
}
