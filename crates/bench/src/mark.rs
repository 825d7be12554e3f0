//! The names of what is made here, by which it is found again.

/// What every name begins with.
const PREFIX: &str = "bench-";

/// Where the mail of the people goes: nowhere (RFC 2606).
const DOMAIN: &str = "@bench.example";

/// How many digits a number has at least, so that names sort as their numbers do.
const DIGITS: usize = 7;

/// The `userName` of the person of a number, counted from 1.
pub(crate) fn user_name(number: u64) -> String {
    format!("{PREFIX}{number:0DIGITS$}{DOMAIN}")
}

/// The number of a person who was filled in; none of anybody else.
pub(crate) fn number(user_name: &str) -> Option<u64> {
    let digits = user_name.strip_prefix(PREFIX)?.strip_suffix(DOMAIN)?;
    let plain = digits.len() >= DIGITS && digits.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

/// A `userName` that no other run gives.
pub(crate) fn fresh(run: &str, number: u64) -> String {
    format!("{PREFIX}{run}-{number}{DOMAIN}")
}

/// What the names of one run have in common. Two runs have the same once in four thousand million times.
pub(crate) fn run() -> std::io::Result<String> {
    let mut bytes = [0; 4];
    getrandom::fill(&mut bytes).map_err(std::io::Error::other)?;
    Ok(format!("run{}", hex::encode(bytes)))
}
