//! Every page fits a phone, is styled, and loads nothing that the browser refuses.

use crate::world::story_at;

const PAGES: &[&str] = &[
    "/",
    "/actions",
    "/actions/create-user",
    "/actions/patch-user",
    "/workflows",
    "/workflows/onboarding",
    "/workflows/onboarding/canvas",
    "/workflows/onboarding/runs",
    "/nothing",
];

#[tokio::test(flavor = "multi_thread")]
async fn every_page_fits_a_phone() {
    story_at(500, 844, async |_, browser| {
        for path in PAGES {
            browser.open(path).await;
            let spare = browser
                .ask("document.documentElement.clientWidth - document.documentElement.scrollWidth")
                .await;
            assert_eq!(spare, 0, "{path} is wider than the screen");
            // The stylesheet was let in: a page without it has margins.
            let margin = browser.ask("getComputedStyle(document.body).marginTop").await;
            assert_eq!(margin, "0px", "{path} has no style");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_to_press_or_fill_has_a_name_and_pages_have_an_order() {
    story_at(1280, 900, async |_, browser| {
        for path in PAGES.iter().filter(|path| !path.ends_with("canvas")) {
            browser.open(path).await;
            for (script, what) in [
                (
                    "[...document.querySelectorAll('input, select, textarea')].filter(one => !one.labels.length).map(one => one.name)",
                    "fields without a label",
                ),
                (
                    "[...document.querySelectorAll('a, button, summary')].filter(one => !one.textContent.trim()).map(one => one.outerHTML)",
                    "links and buttons without a name",
                ),
                ("[...document.querySelectorAll('iframe')].filter(one => !one.title).map(one => one.src)", "frames without a title"),
                (
                    "(ids => ids.filter((id, at) => ids.indexOf(id) !== at))([...document.querySelectorAll('[id]')].map(one => one.id))",
                    "ids that come twice",
                ),
            ] {
                let found = browser.ask(script).await;
                assert_eq!(found, serde_json::json!([]), "{path}: {what}");
            }
            assert_eq!(browser.texts("h1").await.len(), 1, "{path} has one title");
            assert_eq!(browser.texts("main").await.len(), 1, "{path} has one main part");
        }
    })
    .await;
}
