//! A browser, and what a person does with it.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use thirtyfour::prelude::*;

/// Whether what is pressed leads to another page; the page it stands on is marked.
const LEADS_AWAY: &str = "
    const [pressed] = arguments;
    window.marked = true;
    if (pressed.tagName === 'A') return pressed.href.split('#')[0] !== location.href.split('#')[0];
    return pressed.type === 'submit' && pressed.form !== null && pressed.form.checkValidity();";

/// Whether another page than the marked one is there, all of it.
const ARRIVED: &str = "return window.marked === undefined && document.readyState === 'complete';";

/// A browser that shows one page after another.
pub(crate) struct Browser {
    driver: WebDriver,
    base_url: String,
}

/// The program that drives browsers; it ends with the story.
pub(crate) struct Chromedriver {
    child: Child,
    url: String,
}

impl Chromedriver {
    /// Starts one on a free port.
    pub(crate) fn start() -> Self {
        let mut child = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver runs: `cargo xtask prepare` installs it");
        let said = BufReader::new(child.stdout.take().expect("it is piped"));
        let port = said.lines().map_while(Result::ok).find_map(|line| {
            let port = line.rsplit_once(" on port ")?.1.trim_end_matches('.').to_owned();
            line.contains("started successfully").then_some(port)
        });
        let port = port.expect("chromedriver says which port it is on");
        Self { child, url: format!("http://127.0.0.1:{port}") }
    }

    /// Opens a browser of that size.
    pub(crate) async fn browser(&self, base_url: &str, width: u32, height: u32) -> Browser {
        let mut capabilities = DesiredCapabilities::chrome();
        for argument in [
            "--headless=new",
            // Tests run as root in containers, where the sandbox of the browser can't be set up.
            "--no-sandbox",
            "--disable-dev-shm-usage",
            "--disable-gpu",
            // A page that still scrolls can't be pressed.
            "--force-prefers-reduced-motion",
            "--no-proxy-server",
            &format!("--window-size={width},{height}"),
        ] {
            capabilities.add_arg(argument).expect("an argument");
        }
        let driver = WebDriver::new(&self.url, capabilities).await.expect("a browser");
        Browser { driver, base_url: base_url.to_owned() }
    }
}

impl Drop for Chromedriver {
    fn drop(&mut self) {
        // It has ended already, or it is ended now.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Browser {
    /// Opens a page of the service.
    pub(crate) async fn open(&self, path: &str) {
        self.driver.goto(format!("{}{path}", self.base_url)).await.expect("the page opens");
    }

    /// Types into a field.
    pub(crate) async fn type_into(&self, label: &str, text: &str) {
        let field = self.field(label).await;
        field.clear().await.expect("the field can be emptied");
        field.send_keys(text).await.expect("the field takes text");
    }

    /// What a field holds.
    pub(crate) async fn value_of(&self, label: &str) -> String {
        let value = self.field(label).await.prop("value").await;
        value.expect("a field has a value").unwrap_or_default()
    }

    /// The field that a label names, as a person finds it.
    async fn field(&self, label: &str) -> WebElement {
        let labels = self.driver.find_all(By::Css("form label")).await.expect("labels");
        for candidate in labels {
            let text = candidate.text().await.expect("a label has a text");
            if text.lines().next().unwrap_or_default().trim_end_matches("required").trim() == label
                || text.starts_with(label) && text.contains("required")
            {
                let id = candidate
                    .attr("for")
                    .await
                    .expect("attributes")
                    .expect("a label is for a field");
                return self.driver.find(By::Id(id)).await.expect("the field of the label");
            }
        }
        panic!("no field is labelled {label}")
    }

    /// Presses a button, or follows a link, by its words. What leads to another page is followed until that is there: a driver
    /// that is asked too early finds elements of the page before, which go while it looks at them.
    pub(crate) async fn press(&self, words: &str) {
        let path = format!(
            "//button[normalize-space()='{words}'] | //a[normalize-space()='{words}'] | //summary[normalize-space()='{words}']"
        );
        let found = self.driver.find(By::XPath(path)).await;
        let found = found.unwrap_or_else(|_| panic!("nothing says {words}"));
        found.scroll_into_view().await.expect("it can be scrolled to");
        let leads = self.driver.execute(LEADS_AWAY, vec![found.to_json().expect("an element")]);
        let leads = leads.await.expect("a script of the driver runs").json().as_bool();
        found.click().await.expect("it can be pressed");
        if leads == Some(true) {
            self.arrive().await;
        }
    }

    /// Waits until the page that was marked is gone and another is there.
    async fn arrive(&self) {
        for _ in 0..3000 {
            let there = self.driver.execute(ARRIVED, Vec::new()).await;
            // Between two pages there is nothing to ask.
            if there.is_ok_and(|there| there.json().as_bool() == Some(true)) {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        panic!("no other page comes")
    }

    /// What the first element of that selector says, if there is one.
    pub(crate) async fn text(&self, selector: &str) -> Option<String> {
        let found = self.driver.find(By::Css(selector.to_owned())).await.ok()?;
        Some(found.text().await.expect("an element has a text"))
    }

    /// All that elements of that selector say.
    pub(crate) async fn texts(&self, selector: &str) -> Vec<String> {
        let mut texts = Vec::new();
        for found in self.driver.find_all(By::Css(selector.to_owned())).await.expect("elements") {
            texts.push(found.text().await.expect("an element has a text"));
        }
        texts
    }

    /// Looks into the frame of that selector, until [`Browser::leave`].
    pub(crate) async fn enter(&self, selector: &str) {
        let frame = self.driver.find(By::Css(selector.to_owned())).await.expect("a frame");
        frame.scroll_into_view().await.expect("it can be scrolled to");
        frame.enter_frame().await.expect("a frame can be looked into");
    }

    /// Looks at the page again.
    pub(crate) async fn leave(&self) {
        self.driver.enter_default_frame().await.expect("the page is there");
    }

    /// What a script of the test says. Pages have none.
    pub(crate) async fn ask(&self, script: &str) -> serde_json::Value {
        let said = self.driver.execute(format!("return {script}"), Vec::new()).await;
        said.expect("a script of the driver runs").json().clone()
    }

    /// The address of the page.
    pub(crate) async fn address(&self) -> String {
        self.driver.current_url().await.expect("a page has an address").to_string()
    }

    /// Keeps a picture of what is shown.
    pub(crate) async fn picture(&self, file: &std::path::Path) {
        self.driver.screenshot(file).await.expect("a picture");
    }

    /// Ends it.
    pub(crate) async fn close(self) {
        self.driver.quit().await.expect("the browser ends");
    }
}
