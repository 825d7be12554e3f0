//! What every page has around its content.

use directory::Settings;

use super::assets;

/// The part of the site a page is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    /// None of them: the beginning, refusals.
    None,
    /// `/actions`.
    Actions,
    /// `/workflows`.
    Workflows,
}

/// The version of the service.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The frame of a page.
#[derive(Clone, Debug)]
pub(crate) struct Shell {
    /// What comes before every path: empty, or the path of the base URL where a proxy gives the service one.
    pub(crate) root: String,
    /// The version of the service.
    pub(crate) version: &'static str,
    section: Section,
}

impl Shell {
    /// The frame of a page of that section.
    pub(crate) fn new(settings: &Settings, section: Section) -> Self {
        let url = &settings.base_url;
        let after_host = url.split_once("://").and_then(|(_, rest)| rest.split_once('/'));
        let root = after_host.map(|(_, path)| format!("/{path}")).unwrap_or_default();
        Self { root, version: VERSION, section }
    }

    /// The path of the stylesheet.
    pub(crate) fn stylesheet(&self) -> String {
        self.at(assets::STYLESHEET.path())
    }

    /// The path of the stylesheet of drawings.
    pub(crate) fn canvas_style(&self) -> String {
        self.at(assets::CANVAS.path())
    }

    /// The path of the icon.
    pub(crate) fn icon(&self) -> String {
        self.at(assets::ICON.path())
    }

    fn at(&self, path: &str) -> String {
        format!("{}{path}", self.root)
    }

    pub(crate) fn in_actions(&self) -> bool {
        self.section == Section::Actions
    }

    pub(crate) fn in_workflows(&self) -> bool {
        self.section == Section::Workflows
    }
}
