//! The page of Create User: read it, fill the form, run it, see the user.

use crate::world::story;

#[tokio::test(flavor = "multi_thread")]
async fn a_user_is_created_from_the_page_of_create_user() {
    story(async |world, browser| {
        browser.open("/").await;
        browser.press("Actions").await;
        browser.press("Create User").await;
        assert!(browser.address().await.ends_with("/actions/create-user"));
        assert_eq!(browser.text("h1").await.as_deref(), Some("Create User"));
        assert!(browser.text(".note").await.expect("the note").contains("409"));

        browser.type_into("Key", &world.key).await;
        browser.type_into("User Name", "ada@example.com").await;
        browser.press("Run Create User").await;

        let result = browser.text("#result").await.expect("what came of it");
        assert!(result.contains("201 Created"), "{result}");
        assert!(result.contains("\"userName\": \"ada@example.com\""), "{result}");
        assert_eq!(browser.value_of("User Name").await, "ada@example.com");
        assert_eq!(browser.value_of("Key").await, "", "the key is not kept");
        let html = browser.ask("document.documentElement.outerHTML").await.to_string();
        assert!(!html.contains(&world.key), "the key is nowhere on the page");
        assert!(browser.address().await.ends_with("/actions/create-user#result"));

        // Once more: she is there.
        browser.type_into("Key", &world.key).await;
        browser.press("Run Create User").await;
        let result = browser.text("#result").await.expect("what came of it");
        assert!(result.contains("409 Conflict") && result.contains("uniqueness"), "{result}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_form_says_what_is_wrong_where_it_is_wrong() {
    story(async |world, browser| {
        browser.open("/actions/create-user").await;
        browser.press("Show what would be sent").await;
        let fault = browser.text(".fault").await.expect("what is wrong");
        assert!(fault.contains("User Name is missing"), "{fault}");

        browser.type_into("User Name", "ada@example.com").await;
        browser.press("Show what would be sent").await;
        let result = browser.text("#result").await.expect("what would be sent");
        assert!(result.contains("Nothing was sent") && result.contains("/Users"), "{result}");

        for (key, said) in [
            ("", "A key is needed"),
            ("rc_nonsense", "is not valid"),
            (world.reading_key.as_str(), "may only read"),
        ] {
            browser.type_into("Key", key).await;
            browser.press("Run Create User").await;
            let fault = browser.text(".key .fault").await.expect("what is wrong with the key");
            assert!(fault.contains(said), "{fault}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_acts_in_its_own_directory_alone() {
    story(async |world, browser| {
        browser.open("/actions/create-user").await;
        browser.type_into("Key", &world.key).await;
        browser.type_into("User Name", "ada@example.com").await;
        browser.press("Run Create User").await;
        browser.open("/actions/list-users").await;
        browser.type_into("Key", &world.other_key).await;
        browser.press("Run List Users").await;
        let result = browser.text("#result").await.expect("what came of it");
        assert!(result.contains("200 OK") && !result.contains("ada"), "{result}");
        browser.type_into("Key", &world.reading_key).await;
        browser.press("Run List Users").await;
        let result = browser.text("#result").await.expect("what came of it");
        assert!(result.contains("ada@example.com"), "{result}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_is_shown_as_text_and_never_becomes_markup() {
    story(async |world, browser| {
        let canary =
            "\"><img src=x onerror=document.title='owned'><script>document.title='owned'</script>";
        browser.open("/actions/create-user").await;
        browser.type_into("Key", &world.key).await;
        browser.type_into("User Name", "ada@example.com").await;
        let more = browser.text("details.more summary").await.expect("advanced parameters");
        browser.press(&more).await;
        browser.type_into("Display Name", canary).await;
        browser.press("Run Create User").await;
        let result = browser.text("#result").await.expect("what came of it");
        assert!(result.contains("201 Created") && result.contains("onerror"), "{result}");
        assert_eq!(browser.value_of("Display Name").await, canary);
        assert_eq!(browser.ask("document.querySelectorAll('main img, script').length").await, 0);
        assert_ne!(browser.ask("document.title").await, "owned");
    })
    .await;
}
