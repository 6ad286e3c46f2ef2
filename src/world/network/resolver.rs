//! Looks names up, and refuses those that lead into a private network. The addresses that were judged are those that are connected to, so a name server
//! that answers differently the second time (rebinding) gains nothing: a name is asked as one of the internet only while all its addresses are, and the
//! first request to one that is not requires that all are private.

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

use crate::world::network::web_client::PrivateNetworks;

/// What an error begins with that refuses an address; the address follows.
pub(in crate::world::network) const PRIVATE_MARK: &str = "private address: ";

/// The system's resolver, with a guard before it.
pub(in crate::world::network) struct GuardedResolver {
    pub(in crate::world::network) private_networks: PrivateNetworks,
}

impl std::fmt::Debug for GuardedResolver {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "GuardedResolver({:?})", self.private_networks)
    }
}

impl Resolver for GuardedResolver {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = DefaultResolver::default().resolve(uri, config, timeout)?;
        // the producer has chosen the proxy, which may be anywhere
        let is_of_proxy = config.proxy().is_some_and(|proxy| proxy.uri() == uri);
        match self.private_networks.forbidden(found.iter().map(std::net::SocketAddr::ip)) {
            Some(address) if !is_of_proxy => Err(ureq::Error::Other(format!("{PRIVATE_MARK}{address}").into())),
            _ => Ok(found),
        }
    }
}
