use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::{Unreachable, not_public};

fn what(address: &str) -> Option<Unreachable> {
    not_public(address.parse().unwrap())
}

/// One address of the middle and both ends of every range.
const NOT_PUBLIC_V4: &[(&str, Unreachable)] = &[
    ("0.0.0.0", Unreachable::Reserved),
    ("0.255.255.255", Unreachable::Reserved),
    ("10.0.0.0", Unreachable::Private),
    ("10.255.255.255", Unreachable::Private),
    ("100.64.0.0", Unreachable::CarrierNat),
    ("100.100.100.200", Unreachable::CarrierNat),
    ("100.127.255.255", Unreachable::CarrierNat),
    ("127.0.0.1", Unreachable::Loopback),
    ("127.255.255.254", Unreachable::Loopback),
    ("168.63.129.16", Unreachable::Metadata),
    ("169.254.0.0", Unreachable::LinkLocal),
    ("169.254.169.254", Unreachable::LinkLocal),
    ("169.254.170.2", Unreachable::LinkLocal),
    ("169.254.255.255", Unreachable::LinkLocal),
    ("172.16.0.0", Unreachable::Private),
    ("172.31.255.255", Unreachable::Private),
    ("192.0.0.0", Unreachable::Reserved),
    ("192.0.0.192", Unreachable::Reserved),
    ("192.0.2.1", Unreachable::Reserved),
    ("192.88.99.1", Unreachable::Reserved),
    ("192.168.0.0", Unreachable::Private),
    ("192.168.255.255", Unreachable::Private),
    ("198.18.0.0", Unreachable::Reserved),
    ("198.19.255.255", Unreachable::Reserved),
    ("198.51.100.1", Unreachable::Reserved),
    ("203.0.113.255", Unreachable::Reserved),
    ("224.0.0.0", Unreachable::Multicast),
    ("239.255.255.255", Unreachable::Multicast),
    ("240.0.0.0", Unreachable::Reserved),
    ("255.255.255.255", Unreachable::Reserved),
];

/// The neighbours of those ranges, and some that are asked every day.
const PUBLIC_V4: &[&str] = &[
    "1.0.0.0",
    "1.1.1.1",
    "8.8.8.8",
    "9.255.255.255",
    "11.0.0.0",
    "100.63.255.255",
    "100.128.0.0",
    "126.255.255.255",
    "128.0.0.0",
    "168.63.129.15",
    "168.63.129.17",
    "169.253.255.255",
    "169.255.0.0",
    "172.15.255.255",
    "172.32.0.0",
    "191.255.255.255",
    "192.0.1.0",
    "192.0.3.0",
    "192.88.98.255",
    "192.167.255.255",
    "192.169.0.0",
    "198.17.255.255",
    "198.20.0.0",
    "198.51.99.255",
    "203.0.112.255",
    "203.0.114.0",
    "223.255.255.255",
];

#[test]
fn what_is_not_of_the_public_internet_is_known_to_its_ends() {
    for (address, expected) in NOT_PUBLIC_V4 {
        assert_eq!(what(address), Some(*expected), "{address}");
    }
    for address in PUBLIC_V4 {
        assert_eq!(what(address), None, "{address}");
    }
}

#[test]
fn of_ipv6_only_global_unicast_is_public() {
    for (address, expected) in [
        ("::", Unreachable::Reserved),
        ("::1", Unreachable::Loopback),
        ("::2", Unreachable::Reserved),
        ("100::1", Unreachable::Reserved),
        ("64:ff9b:1::1", Unreachable::Private),
        ("1fff:ffff::1", Unreachable::Reserved),
        ("2001::1", Unreachable::Reserved),
        ("2001:0:4136:e378:8000:63bf:3fff:fdd2", Unreachable::Reserved),
        ("2001:10::1", Unreachable::Reserved),
        ("2001:db8::1", Unreachable::Reserved),
        ("3fff::1", Unreachable::Reserved),
        ("4000::1", Unreachable::Reserved),
        ("5f00::1", Unreachable::Reserved),
        ("fc00::1", Unreachable::Private),
        ("fd00:ec2::254", Unreachable::Private),
        ("fdff:ffff::1", Unreachable::Private),
        ("fe80::1", Unreachable::LinkLocal),
        ("febf::1", Unreachable::LinkLocal),
        ("fec0::1", Unreachable::Private),
        ("feff::1", Unreachable::Private),
        ("ff02::1", Unreachable::Multicast),
    ] {
        assert_eq!(what(address), Some(expected), "{address}");
    }
    for address in ["2606:4700:4700::1111", "2001:4860:4860::8888", "2a00:1450::1", "3ffe::1"] {
        assert_eq!(what(address), None, "{address}");
    }
}

/// Every form in which an IPv6 address holds an IPv4 address, and whether a public one is public in it.
fn forms(inside: Ipv4Addr) -> [(IpAddr, bool); 7] {
    let [a, b, c, d] = inside.octets();
    let (high, low) = (u16::from_be_bytes([a, b]), u16::from_be_bytes([c, d]));
    let v6 = |segments: [u16; 8]| IpAddr::V6(Ipv6Addr::from(segments));
    [
        (v6([0, 0, 0, 0, 0, 0xffff, high, low]), false),
        (v6([0, 0, 0, 0, 0, 0, high, low]), false),
        (v6([0, 0, 0, 0, 0xffff, 0, high, low]), false),
        (v6([0x64, 0xff9b, 0, 0, 0, 0, high, low]), true),
        (v6([0x2002, high, low, 0, 0, 0, 0, 1]), false),
        (v6([0x2a00, 1, 2, 3, 0, 0x5efe, high, low]), false),
        (v6([0x2a00, 1, 2, 3, 0x0200, 0x5efe, high, low]), false),
    ]
}

#[test]
fn an_address_inside_another_is_seen() {
    for (address, _) in NOT_PUBLIC_V4 {
        for (form, _) in forms(address.parse().unwrap()) {
            assert!(not_public(form).is_some(), "{form} holds {address}");
        }
    }
    for address in PUBLIC_V4 {
        for (form, public) in forms(address.parse().unwrap()) {
            assert_eq!(not_public(form).is_none(), public, "{form} holds {address}");
        }
    }
}
