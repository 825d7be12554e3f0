//! Lists of any length, page by page.

use futures_util::stream::{self, BoxStream, StreamExt as _};
use serde_json::Value;

use crate::{Among, Client, Error, ListQuery, Operation};

/// Resources as they come, over as many pages as it takes.
pub type Resources = BoxStream<'static, Result<Value, Error>>;

/// How a walk finds the next page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paging {
    /// By cursor if the service says that it has them, else by index.
    #[default]
    Best,
    /// By index (RFC 7644 §3.4.2.4). What is created or deleted meanwhile moves the pages: a resource may come twice, or be
    /// left out.
    Index,
    /// By cursor (RFC 9865).
    Cursor,
}

impl Client {
    /// Everything a list finds, from its first page to its last. The `count` of the query is the size of a page. The
    /// walk ends with the first error.
    pub fn walk(&self, among: impl Into<Among>, query: ListQuery, paging: Paging) -> Resources {
        let walk = Walk { client: self.clone(), among: among.into(), query, paging };
        stream::try_unfold(Some(walk), |walk| async move {
            match walk {
                Some(walk) => walk.page().await.map(Some),
                None => Ok(None),
            }
        })
        .flat_map(|page| match page {
            Ok(resources) => stream::iter(resources.into_iter().map(Ok).collect::<Vec<_>>()),
            Err(error) => stream::iter(vec![Err(error)]),
        })
        .boxed()
    }
}

/// Where a walk is: before the page that the query asks for.
struct Walk {
    client: Client,
    among: Among,
    query: ListQuery,
    paging: Paging,
}

impl Walk {
    /// The next page, and the walk behind it, unless it was the last.
    async fn page(mut self) -> Result<(Vec<Value>, Option<Self>), Error> {
        if self.paging == Paging::Best {
            self.paging = self.client.best_paging().await?;
        }
        if self.paging == Paging::Cursor {
            self.query.cursor.get_or_insert_default();
        }
        let listing = self.client.list(self.among, &self.query);
        let page = Page::ask(listing).await?;
        let next = self.behind(&page);
        Ok((page.resources, next))
    }

    fn behind(mut self, page: &Page) -> Option<Self> {
        let here = page.resources.len() as u64;
        if self.paging == Paging::Cursor {
            self.query.cursor = Some(page.next_cursor.clone()?);
            return Some(self);
        }
        // An empty page ends the walk, whatever the total says: else it might never end.
        let first = self.query.start_index.unwrap_or(1).max(1);
        let more = here > 0 && (first - 1).saturating_add(here) < page.total;
        self.query.start_index = Some(first.saturating_add(here));
        more.then_some(self)
    }
}

/// One page of a list (RFC 7644 §3.4.2).
struct Page {
    total: u64,
    next_cursor: Option<String>,
    resources: Vec<Value>,
}

impl Page {
    async fn ask(listing: Operation) -> Result<Self, Error> {
        let url = listing.url().clone();
        let mut body = listing.await?.body;
        let total = body.get("totalResults").and_then(Value::as_u64);
        let next_cursor = body.get("nextCursor").and_then(Value::as_str);
        let next_cursor = next_cursor.filter(|cursor| !cursor.is_empty()).map(str::to_owned);
        let resources = match body.get_mut("Resources").map(Value::take) {
            Some(Value::Array(resources)) => resources,
            // Left out when nothing is found.
            None | Some(Value::Null) if total.is_some() => Vec::new(),
            _ => return Err(Error::not_a_list(&url, "Resources")),
        };
        // A walk by cursor needs no total (RFC 9865 §2).
        let total = total.unwrap_or(resources.len() as u64);
        Ok(Self { total, next_cursor, resources })
    }
}

impl Client {
    /// By cursor if the service says that it has them. One that doesn't say what it has, has none.
    async fn best_paging(&self) -> Result<Paging, Error> {
        let body = match self.service_provider_config().await {
            Ok(answer) => answer.body,
            // It is the list that was asked for: whether that is refused too will show.
            Err(Error::Refused { .. } | Error::NotJson { .. }) => Value::Null,
            Err(error) => return Err(error),
        };
        let cursor = body.pointer("/pagination/cursor").and_then(Value::as_bool);
        Ok(if cursor == Some(true) { Paging::Cursor } else { Paging::Index })
    }
}
