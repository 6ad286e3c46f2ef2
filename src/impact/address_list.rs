//! Addresses and networks, as the files of `--safe-addresses` and `--exclude-addresses` list them.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::impact::log::hit::listener;

/// A list of networks, sorted, so that a list of a million costs twenty steps a look.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct AddressList {
    /// First and last address of each, as IPv6; no two overlap.
    networks: Vec<(u128, u128)>,
}

/// A line that is neither an address nor a network. It does not say what stands there: that may be an address.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("line {line} is neither an address nor a network such as `192.0.2.0/24`")]
pub struct AddressListError {
    /// The line, counted from one.
    pub line: usize,
}

impl AddressList {
    /// Reads one address or network a line; what follows `#` is a comment.
    ///
    /// # Errors
    /// At the first line that is neither.
    pub fn parse(text: &str) -> Result<Self, AddressListError> {
        let mut networks = Vec::new();
        for (index, line) in text.lines().enumerate() {
            let line = line.split('#').next().unwrap_or_default().trim();
            if !line.is_empty() {
                networks.push(network(line).ok_or(AddressListError { line: index + 1 })?);
            }
        }
        networks.sort_unstable();
        networks.dedup_by(|next, kept| {
            let overlaps = next.0 <= kept.1;
            if overlaps {
                kept.1 = kept.1.max(next.1);
            }
            overlaps
        });
        Ok(Self { networks })
    }

    /// Whether the listener of a request is in the list.
    pub(in crate::impact) fn contains(&self, address: &[u8]) -> bool {
        if self.networks.is_empty() {
            return false;
        }
        let Some(number) = parse(address).map(as_number) else { return false };
        let after = self.networks.partition_point(|(first, _)| *first <= number);
        after.checked_sub(1).is_some_and(|index| number <= self.networks[index].1)
    }
}

/// What tells listeners apart: IPv4 whole, IPv6 its first 64 bits (section 5.5.4), and the text of anything else, which a log of names has.
pub(in crate::impact) fn listener_bytes(address: &[u8]) -> ([u8; 16], &[u8]) {
    match parse(address) {
        Some(IpAddr::V4(v4)) => (v4.to_ipv6_mapped().octets(), &[]),
        Some(IpAddr::V6(v6)) => ((u128::from(v6) & (u128::MAX << 64)).to_be_bytes(), &[]),
        None => ([0; 16], listener(address)),
    }
}

fn parse(address: &[u8]) -> Option<IpAddr> {
    // most are plain, and have nothing to take away
    if let Some(v4) = plain_ipv4(address) {
        return Some(IpAddr::V4(v4));
    }
    let text = std::str::from_utf8(listener(address)).ok()?;
    let address: IpAddr = text.parse().ok()?;
    Some(address.to_canonical())
}

/// An address of IPv4, as nearly every log writes all of them. What it leaves, the standard library may still read.
fn plain_ipv4(text: &[u8]) -> Option<Ipv4Addr> {
    let (mut octets, mut place, mut digits, mut sum) = ([0; 4], 0, 0, 0_u32);
    for byte in text {
        match byte {
            b'0'..=b'9' if digits < 3 && (digits == 0 || sum > 0) => {
                sum = sum * 10 + u32::from(byte - b'0');
                digits += 1;
            }
            b'.' if digits > 0 && place < 3 => {
                octets[place] = u8::try_from(sum).ok()?;
                (place, digits, sum) = (place + 1, 0, 0);
            }
            _ => return None,
        }
    }
    *octets.last_mut().filter(|_| place == 3 && digits > 0)? = u8::try_from(sum).ok()?;
    Some(Ipv4Addr::from(octets))
}

fn as_number(address: IpAddr) -> u128 {
    u128::from(match address {
        IpAddr::V4(v4) => v4.to_ipv6_mapped(),
        IpAddr::V6(v6) => v6,
    })
}

fn network(text: &str) -> Option<(u128, u128)> {
    let (address, bits) = text.split_once('/').map_or((text, None), |(address, bits)| (address, Some(bits)));
    let address: IpAddr = address.parse().ok()?;
    let longest: u32 = if address.is_ipv4() { 32 } else { Ipv6Addr::BITS };
    let bits = match bits {
        Some(bits) => bits.parse().ok().filter(|bits| *bits <= longest)?,
        None => longest,
    };
    let free = u128::MAX.checked_shr(Ipv6Addr::BITS - (longest - bits)).unwrap_or(0);
    let number = as_number(address);
    Some((number & !free, number | free))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn networks_hold_their_addresses_and_no_others() {
        let list =
            AddressList::parse("# clouds\n192.0.2.0/24\n192.0.2.128/25 # inside\n2001:db8::/32\n\n198.51.100.7\n0.0.0.0/32\n")
                .unwrap();
        for inside in ["192.0.2.0", "192.0.2.255", "::ffff:192.0.2.9", "2001:db8:ffff::1", "198.51.100.7", "0.0.0.0"] {
            assert!(list.contains(inside.as_bytes()), "{inside}");
        }
        for outside in ["192.0.3.0", "192.0.1.255", "2001:db9::", "198.51.100.8", "0.0.0.1", "host.example", ""] {
            assert!(!list.contains(outside.as_bytes()), "{outside}");
        }
        let all = AddressList::parse("::/0").unwrap();
        assert!(all.contains(b"192.0.2.1") && all.contains(b"ff::1"));
        assert!(AddressList::parse("0.0.0.0/0").unwrap().contains(b"255.255.255.255"));
    }

    #[test]
    fn a_plain_address_is_what_the_standard_library_reads() {
        let pieces = ["0", "9", "10", "99", "100", "255", "256", "999", "1000", "00", "01", "", ".", " ", "x", "-1", "+1", ":"];
        for one in pieces {
            for other in pieces {
                for text in [
                    format!("{one}.{other}.0.255"),
                    format!("192.0.{one}.{other}"),
                    format!("{one}.2.3{other}"),
                    format!("1.2.3.4.{one}{other}"),
                    format!("{one}{other}"),
                ] {
                    assert_eq!(plain_ipv4(text.as_bytes()), text.parse().ok(), "{text}");
                }
            }
        }
    }

    #[test]
    fn a_wrong_line_is_named_and_not_quoted() {
        for text in ["192.0.2.0/33", "x", "192.0.2.0/-1", "2001:db8::/129", "192.0.2"] {
            assert_eq!(AddressList::parse(&format!("::1\n{text}")), Err(AddressListError { line: 2 }), "{text}");
        }
    }

    #[test]
    fn an_address_of_ipv6_is_its_network() {
        assert_eq!(listener_bytes(b"2001:db8::1"), listener_bytes(b"2001:db8:0:0:ffff::2"));
        assert_ne!(listener_bytes(b"2001:db8::1"), listener_bytes(b"2001:db8:0:1::1"));
        assert_ne!(listener_bytes(b"192.0.2.1"), listener_bytes(b"192.0.2.2"));
        assert_eq!(listener_bytes(b"::ffff:192.0.2.1"), listener_bytes(b"192.0.2.1"));
        assert_ne!(listener_bytes(b"a.example"), listener_bytes(b"b.example"));
    }
}
