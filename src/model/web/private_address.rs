//! Addresses of one computer or one network, which the internet does not lead to (RFC 6890).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Whether an address is of this computer, of its own network, or of none that the internet leads to. An IPv6 address that stands for one of IPv4 is judged
/// by that, since that is what is reached in the end.
pub fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_private_v4(address),
        IpAddr::V6(address) => embedded(address).map_or_else(|| is_private_v6(address), is_private_v4),
    }
}

fn is_private_v4(address: Ipv4Addr) -> bool {
    let [first, second, third, _] = address.octets();
    address.is_loopback()
        || address.is_private()
        || address.is_link_local()
        || address.is_multicast()
        // "this network" (RFC 1122), and what is reserved, with the broadcast (RFC 1112)
        || first == 0
        || first >= 240
        // shared by carriers, 100.64.0.0/10 (RFC 6598)
        || (first == 100 && (64..128).contains(&second))
        // protocol assignments, 192.0.0.0/24 (RFC 6890), and benchmarks, 198.18.0.0/15 (RFC 2544)
        || (first, second, third) == (192, 0, 0)
        || (first == 198 && (18..20).contains(&second))
}

fn is_private_v6(address: Ipv6Addr) -> bool {
    let [first, second, third, fourth, ..] = address.segments();
    address.is_unique_local()
        || address.is_unicast_link_local()
        || address.is_multicast()
        // fec0::/10, private once (RFC 3879)
        || (first & 0xffc0) == 0xfec0
        // 64:ff9b:1::/48, translated within one network (RFC 8215), and 100::/64, thrown away (RFC 6666)
        || (first, second, third) == (0x64, 0xff9b, 1)
        || (first, second, third, fourth) == (0x100, 0, 0, 0)
}

/// The address of IPv4 that one of IPv6 stands for: `::ffff:a.b.c.d` (mapped) and `::a.b.c.d` (compatible; RFC 4291, section 2.5.5), which also has `::` and
/// `::1`; `64:ff9b::a.b.c.d` (translated; RFC 6052), and what follows `2002:` (6to4; RFC 3056).
fn embedded(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let of = |high: u16, low: u16| Ipv4Addr::from_bits(u32::from(high) << 16 | u32::from(low));
    match address.segments() {
        [0, 0, 0, 0, 0, 0 | 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] | [0x2002, high, low, ..] => {
            Some(of(high, low))
        }
        _ => None,
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
            "0.1.2.3",
            "192.0.0.1",
            "192.0.0.255",
            "198.18.0.1",
            "198.19.255.255",
            "224.0.0.251",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "fd00::1",
            "fe80::1",
            "fec0::1",
            "feff::1",
            "ff02::fb",
            "100::1",
            "64:ff9b:1::8.8.8.8",
        ] {
            assert!(is_private(private.parse().unwrap()), "{private}");
        }
    }

    #[test]
    fn an_address_that_stands_for_another_is_judged_by_that() {
        for start in ["::ffff:", "::", "64:ff9b::"] {
            assert!(is_private(format!("{start}192.168.0.1").parse().unwrap()), "{start}");
            assert!(!is_private(format!("{start}8.8.8.8").parse().unwrap()), "{start}");
        }
        // 6to4: 10.0.0.1, 127.0.0.1 and 8.8.8.8
        assert!(is_private("2002:a00:1::1".parse().unwrap()) && is_private("2002:7f00:1::".parse().unwrap()));
        assert!(!is_private("2002:808:808::1".parse().unwrap()));
    }

    #[test]
    fn addresses_of_the_internet_are_not() {
        for public in [
            "1.1.1.1",
            "100.63.255.255",
            "100.128.0.1",
            "172.32.0.1",
            "192.0.1.1",
            "198.17.255.255",
            "198.20.0.1",
            "223.255.255.255",
            "2606:4700::1111",
            "2001:4860:4860::8888",
            "64:ff9b:2::a00:1",
        ] {
            assert!(!is_private(public.parse().unwrap()), "{public}");
        }
    }
}
