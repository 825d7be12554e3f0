//! Which addresses are of the public internet.

#[cfg(test)]
mod tests;

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// What an address is, that is not of the public internet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Unreachable {
    /// This machine.
    Loopback,
    /// A private network (RFC 1918, RFC 4193, site-local).
    Private,
    /// The neighbours, and the metadata services of clouds (RFC 3927).
    LinkLocal,
    /// The metadata service of a cloud, at an address that looks public.
    Metadata,
    /// Behind a carrier's translation (RFC 6598).
    CarrierNat,
    /// Many at once.
    Multicast,
    /// Set aside for documents, measurements or later, or no address at all.
    Reserved,
}

impl fmt::Display for Unreachable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Loopback => "this machine",
            Self::Private => "a private network",
            Self::LinkLocal => "the local network or the metadata of a cloud",
            Self::Metadata => "the metadata of a cloud",
            Self::CarrierNat => "a carrier's network",
            Self::Multicast => "a multicast address",
            Self::Reserved => "an address that is set aside",
        })
    }
}

/// What an address is, if it is not of the public internet; none if it is.
pub fn not_public(address: IpAddr) -> Option<Unreachable> {
    match address {
        IpAddr::V4(address) => v4(address),
        IpAddr::V6(address) => v6(address),
    }
}

/// The special addresses of IPv4 (the IANA registry, RFC 6890).
const fn v4(address: Ipv4Addr) -> Option<Unreachable> {
    Some(match address.octets() {
        [127, ..] => Unreachable::Loopback,
        [10, ..] | [172, 16..=31, ..] | [192, 168, ..] => Unreachable::Private,
        [169, 254, ..] => Unreachable::LinkLocal,
        // Azure's, which is of a public range.
        [168, 63, 129, 16] => Unreachable::Metadata,
        [100, 64..=127, ..] => Unreachable::CarrierNat,
        [224..=239, ..] => Unreachable::Multicast,
        [0 | 240..=255, ..]
        | [192, 0, 0 | 2, _]
        | [192, 88, 99, _]
        | [198, 18..=19, _, _]
        | [198, 51, 100, _]
        | [203, 0, 113, _] => Unreachable::Reserved,
        _ => return None,
    })
}

/// Of IPv6, what is not global unicast is not public; and what has an IPv4 address in it is no more public than that.
fn v6(address: Ipv6Addr) -> Option<Unreachable> {
    if let Some(inside) = holds(address) {
        return v4(inside).or(Some(Unreachable::Reserved));
    }
    Some(match address.segments() {
        [0, 0, 0, 0, 0, 0, 0, 1] => Unreachable::Loopback,
        // NAT64 (RFC 6052): a network that has only IPv6 reaches the public IPv4 internet so.
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => return v4(inside(high, low)),
        // NAT64 for use inside (RFC 8215); unique local; site-local, which was before it.
        [0x64, 0xff9b, ..] | [0xfc00..=0xfdff | 0xfec0..=0xfeff, ..] => Unreachable::Private,
        [0xfe80..=0xfebf, ..] => Unreachable::LinkLocal,
        [0xff00..=0xffff, ..] => Unreachable::Multicast,
        // Teredo, ORCHID, benchmarks and other protocols (2001::/23), documents (2001:db8::/32, 3fff::/20).
        [0x2001, 0..=0x01ff | 0x0db8, ..] | [0x3fff, 0..=0x0fff, ..] => Unreachable::Reserved,
        [0x2000..=0x3fff, ..] => return None,
        _ => Unreachable::Reserved,
    })
}

/// The IPv4 address inside an IPv6 address of a form that no host of the internet is at, and that a stack may take for
/// the address inside.
const fn holds(address: Ipv6Addr) -> Option<Ipv4Addr> {
    match address.segments() {
        [0, 0, 0, 0, 0, 0, 0, 1] => None,
        // Mapped (::ffff:a.b.c.d) and compatible (::a.b.c.d); translated (::ffff:0:a.b.c.d); ISATAP (RFC 5214).
        [0, 0, 0, 0, 0, 0 | 0xffff, high, low]
        | [0, 0, 0, 0, 0xffff, 0, high, low]
        | [_, _, _, _, 0 | 0x0200, 0x5efe, high, low]
        // 6to4 (RFC 3056).
        | [0x2002, high, low, ..] => Some(inside(high, low)),
        _ => None,
    }
}

/// The IPv4 address in two segments.
const fn inside(high: u16, low: u16) -> Ipv4Addr {
    let [a, b] = high.to_be_bytes();
    let [c, d] = low.to_be_bytes();
    Ipv4Addr::new(a, b, c, d)
}
