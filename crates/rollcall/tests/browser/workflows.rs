//! The page of a workflow: its drawing, and a run.

use crate::world::story;

#[tokio::test(flavor = "multi_thread")]
async fn a_workflow_is_looked_at_run_and_its_run_is_seen() {
    story(async |world, browser| {
        browser.open("/workflows").await;
        browser.press("Onboarding").await;
        browser.enter("iframe.canvas").await;
        let drawn = browser.texts("svg .rc-title").await;
        assert_eq!(
            drawn,
            ["On demand", "Create User", "Is there a group?", "Create Group", "Say so"]
        );
        let said = browser.ask("document.querySelector('svg desc').textContent").await.to_string();
        assert!(
            said.contains("2. Is there a group?") && said.contains("If not: 4. Say so"),
            "{said}"
        );
        browser.leave().await;

        browser.type_into("Key", &world.key).await;
        browser.type_into("User Name", "grace@example.com").await;
        browser.press("Run the workflow").await;
        let run = browser.text("#result").await.expect("the run");
        assert!(run.contains("Run completed"), "{run}");
        let steps = browser.texts("#result .steps strong").await;
        assert_eq!(steps, ["Create User", "Is there a group?", "Say so"]);
        let id = browser.text("#result dl a").await.expect("the id of the run");

        // Its page asks for the key, and tells a stranger nothing.
        browser.press(&id).await;
        assert!(browser.address().await.ends_with(&id));
        assert_eq!(browser.text(".steps").await, None);
        browser.type_into("Key", &world.other_key).await;
        browser.press("Show the run").await;
        assert_eq!(browser.text(".steps").await, None, "it is another directory's");
        browser.type_into("Key", &world.reading_key).await;
        browser.press("Show the run").await;
        let seen = browser.text(".result").await.expect("the run");
        assert!(seen.contains("Run completed"), "{seen}");
        let html = browser.ask("document.documentElement.outerHTML").await.to_string();
        assert!(html.contains("grace@example.com") && !html.contains(&world.key));

        browser.press("Runs").await;
        browser.type_into("Key", &world.key).await;
        browser.press("Show the runs").await;
        assert_eq!(browser.texts("tbody th").await, [id]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_drawing_stands_alone() {
    story(async |_, browser| {
        browser.open("/workflows/create-user-and-send-results-via-email/canvas").await;
        let drawn = browser.texts("svg .rc-title").await;
        assert_eq!(drawn, ["On demand", "Create User", "Send the results"]);
        browser.open("/actions/create-user").await;
        browser.enter("iframe.canvas").await;
        assert_eq!(browser.texts("svg .rc-title").await, drawn);
    })
    .await;
}
