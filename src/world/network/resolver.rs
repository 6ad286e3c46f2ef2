//! Looks names up, and refuses those that lead into a private network. The addresses that were judged are those that are connected to, so a name server
//! that answers differently the second time (rebinding) gains nothing.

use std::net::IpAddr;

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
        if self.private_networks == PrivateNetworks::Refused
            && let Some(private) = found.iter().find(|address| is_private(address.ip()))
        {
            return Err(ureq::Error::Other(format!("{PRIVATE_MARK}{}", private.ip()).into()));
        }
        Ok(found)
    }
}

/// Whether an address is of this computer, of its own network, or of none that the internet leads to (RFC 6890).
pub(in crate::world::network) fn is_private(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => {
            let [first, second, ..] = address.octets();
            address.is_loopback()
                || address.is_private()
                || address.is_link_local()
                || address.is_broadcast()
                || address.is_multicast()
                || first == 0
                // shared by carriers, 100.64.0.0/10 (RFC 6598)
                || (first == 100 && (64..128).contains(&second))
        }
        IpAddr::V6(address) => {
            address.is_loopback()
                || address.is_unspecified()
                || address.is_unique_local()
                || address.is_unicast_link_local()
                || address.is_multicast()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_ones_own_network_are_private() {
        for private in [
            "127.0.0.1",
            "10.0.0.1",
            "172.16.5.4",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "::1",
            "fd00::1",
            "fe80::1",
            "::ffff:10.0.0.1",
        ] {
            assert!(is_private(private.parse().unwrap()), "{private}");
        }
        for public in ["1.1.1.1", "100.128.0.1", "172.32.0.1", "2606:4700::1111"] {
            assert!(!is_private(public.parse().unwrap()), "{public}");
        }
    }
}
