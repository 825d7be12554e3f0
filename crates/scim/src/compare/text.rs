//! Text as it is compared.

use std::borrow::Cow;

use precis_profiles::UsernameCaseMapped;
use precis_profiles::precis_core::profile::PrecisFastInvocation;
use unicode_normalization::UnicodeNormalization;

use crate::Attribute;

/// The text as an attribute that is not case-exact compares it: lower case, then NFC.
pub fn folded(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return lower_ascii(text);
    }
    // Character by character: what a part of a text becomes must not depend on its neighbours, as
    // `str::to_lowercase` makes the Greek sigma do.
    Cow::Owned(text.chars().flat_map(char::to_lowercase).nfc().collect())
}

/// The text as this attribute compares it.
pub(super) fn prepared<'v>(attribute: &Attribute, text: &'v str) -> Cow<'v, str> {
    if attribute.is_case_exact() {
        Cow::Borrowed(text)
    } else if attribute.name.eq_ignore_ascii_case("userName") {
        user_name(text)
    } else {
        folded(text)
    }
}

/// RFC 7644 §5 wants user names prepared by PRECIS before they are compared. Names outside of the
/// profile (with a space, say) exist, and are folded like any other text. In ASCII the two agree.
fn user_name(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return lower_ascii(text);
    }
    UsernameCaseMapped::enforce(text).unwrap_or_else(|_| folded(text))
}

fn lower_ascii(text: &str) -> Cow<'_, str> {
    if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(text.to_ascii_lowercase())
    } else {
        Cow::Borrowed(text)
    }
}
