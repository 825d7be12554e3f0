//! What whoever runs this lets out, beyond the public internet over TLS.

use std::net::IpAddr;
use std::str::FromStr;

/// Destinations that may be asked although they are not public, or over plain HTTP. Empty unless somebody says more.
///
/// An entry is a host, as URLs have it, or an address, or a network (`10.1.0.0/16`); a host or an address may have a
/// port: `intranet.example.com`, `10.1.2.3:8443`, `[::1]:8080`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AllowList(Vec<Entry>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    whom: Whom,
    port: Option<u16>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Whom {
    /// The host as it stands in the URL, whatever its addresses are.
    Host(String),
    /// The addresses that begin with so many bits of this one.
    Network(IpAddr, u8),
}

/// Why a text is no entry.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{}` is not a destination to allow: write a host or an address, with a port or not (intranet.example.com, 10.1.2.3:8443), or a network (10.1.0.0/16)",
    input.escape_debug()
)]
pub struct NotADestination {
    /// The text as it was given.
    pub input: String,
}

impl AllowList {
    /// The list of these entries.
    pub fn new<T: AsRef<str>>(
        entries: impl IntoIterator<Item = T>,
    ) -> Result<Self, NotADestination> {
        let entries = entries.into_iter().map(|entry| entry.as_ref().trim().parse());
        Ok(Self(entries.collect::<Result<_, _>>()?))
    }

    /// Whether this host may be asked at this port, whatever its addresses are.
    pub(super) fn host(&self, host: &str, port: u16) -> bool {
        self.at(port).any(|whom| matches!(whom, Whom::Host(known) if known == host))
    }

    /// Whether this address may be asked at this port.
    pub(super) fn address(&self, address: IpAddr, port: u16) -> bool {
        self.at(port).any(|whom| match whom {
            Whom::Host(_) => false,
            Whom::Network(network, bits) => begins_with(address, *network, *bits),
        })
    }

    fn at(&self, port: u16) -> impl Iterator<Item = &Whom> {
        let here = self.0.iter().filter(move |entry| entry.port.is_none_or(|own| own == port));
        here.map(|entry| &entry.whom)
    }
}

impl FromStr for Entry {
    type Err = NotADestination;

    fn from_str(text: &str) -> Result<Self, NotADestination> {
        parse(text).ok_or_else(|| NotADestination { input: text.to_owned() })
    }
}

fn parse(text: &str) -> Option<Entry> {
    if let Some((network, bits)) = text.split_once('/') {
        let network: IpAddr = network.parse().ok()?;
        let bits: u8 = bits.parse().ok()?;
        let whom = (bits <= width(network)).then_some(Whom::Network(network, bits))?;
        return Some(Entry { whom, port: None });
    }
    if let Ok(address) = text.parse::<IpAddr>() {
        return Some(Entry { whom: Whom::Network(address, width(address)), port: None });
    }
    let (host, port) = match text.rsplit_once(':') {
        Some((host, port)) => (host, Some(port.parse().ok().filter(|port| *port != 0)?)),
        None => (text, None),
    };
    let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    if let Ok(address) = bare.parse::<IpAddr>() {
        return Some(Entry { whom: Whom::Network(address, width(address)), port });
    }
    // As a URL has it: lower case, punycode. What it reads as an address was written in no form that is meant here.
    let url = reqwest::Url::parse(&format!("https://{host}/")).ok()?;
    let plain = url.port().is_none() && url.username().is_empty() && url.path() == "/";
    let host = url.domain().filter(|host| plain && url.query().is_none() && !host.contains('*'))?;
    Some(Entry { whom: Whom::Host(host.to_owned()), port })
}

const fn width(address: IpAddr) -> u8 {
    match address {
        IpAddr::V4(_) => 32,
        IpAddr::V6(_) => 128,
    }
}

/// Whether the first bits of two addresses of one family are the same.
fn begins_with(address: IpAddr, network: IpAddr, bits: u8) -> bool {
    let (address, network) = match (address, network) {
        (IpAddr::V4(a), IpAddr::V4(b)) => {
            (u128::from(a.to_bits()) << 96, u128::from(b.to_bits()) << 96)
        }
        (IpAddr::V6(a), IpAddr::V6(b)) => (a.to_bits(), b.to_bits()),
        _ => return false,
    };
    let rest = 128 - u32::from(bits);
    address.checked_shr(rest).unwrap_or(0) == network.checked_shr(rest).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::AllowList;

    fn allows(entries: &str, host: &str, port: u16) -> bool {
        let list = AllowList::new(entries.split(',')).unwrap();
        host.parse().map_or_else(|_| list.host(host, port), |address| list.address(address, port))
    }

    #[test]
    fn an_entry_lets_out_what_it_names_and_nothing_beside_it() {
        assert!(allows("intranet.example.com", "intranet.example.com", 443));
        assert!(allows("Intranet.Example.com:8443", "intranet.example.com", 8443));
        assert!(!allows("intranet.example.com:8443", "intranet.example.com", 443));
        assert!(!allows("example.com", "intranet.example.com", 443));
        assert!(!allows("example.com", "example.com.evil.org", 443));
        assert!(allows("10.1.0.0/16", "10.1.255.255", 1));
        assert!(!allows("10.1.0.0/16", "10.2.0.0", 1));
        assert!(allows("10.1.2.3:80,[::1]:81", "::1", 81));
        assert!(!allows("10.1.2.3:80,[::1]:81", "10.1.2.3", 81));
        assert!(allows("0.0.0.0/0", "10.0.0.1", 1));
        assert!(!allows("0.0.0.0/0", "::1", 1));
        assert!(allows("fd00::/8", "fd12::1", 1));
        assert!(!allows("10.0.0.1", "::ffff:10.0.0.1", 1), "another form is another address");
    }

    #[test]
    fn what_is_no_destination_is_refused() {
        for wrong in [
            "",
            "10.0.0.0/33",
            "10.0.0/8",
            "/8",
            "a b",
            "host:",
            "host:0",
            "host:70000",
            "https://host",
            "user@host",
            "host/path",
            "0x7f.1",
            "2130706433",
            "*",
        ] {
            let error = AllowList::new([wrong]).unwrap_err();
            assert_eq!(error.input, wrong);
        }
    }
}
