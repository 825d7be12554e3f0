//! The mixed day of an identity provider.
//!
//! What Okta and Entra ID send over a day is mostly asked and seldom changed. Before it changes anybody, Entra ID finds them by
//! the attribute it matches by, and reads them again on every cycle; Okta finds by `userName` before it creates, and reads by
//! id before it updates. Groups are pushed member by member. Imports read the list, page by page.

use std::sync::Arc;

use super::{Hand, Kind, Operation, Setting, draw};
use crate::answer::{Answer, Checked};
use crate::draw::Draw;
use crate::mix::Mix;
use crate::wire::Asked;

/// What is asked, out of a hundred requests.
const WEIGHTS: [(Mix, usize); 8] = [
    (Mix::FindUserName, 32),
    (Mix::Get, 30),
    (Mix::FindExternalId, 12),
    (Mix::Patch, 10),
    // Adding and taking out in turn.
    (Mix::Members, 8),
    (Mix::List, 3),
    (Mix::Create, 3),
    // And activating again, in turn.
    (Mix::Deactivate, 2),
];

/// Asks by weight.
pub(super) struct Day {
    hands: Vec<Hand>,
    /// A hundred places in `hands`.
    wheel: Vec<usize>,
    draw: Draw,
    /// Who asked last.
    last: usize,
}

impl Day {
    pub(super) fn new(setting: &Arc<Setting>, number: usize) -> Self {
        let hands = WEIGHTS.iter().map(|(mix, _)| setting.hand(*mix, number)).collect();
        let places = WEIGHTS.iter().enumerate();
        let wheel = places.flat_map(|(place, (_, weight))| std::iter::repeat_n(place, *weight));
        Self { hands, wheel: wheel.collect(), draw: draw(number), last: 0 }
    }
}

impl Operation for Day {
    fn ask(&mut self) -> (Kind, Asked) {
        self.last = self.draw.of(&self.wheel).copied().unwrap_or_default();
        match self.hands.get_mut(self.last) {
            Some(hand) => hand.ask(),
            // There is one for each place of the wheel.
            None => (Kind::List, Asked::get("/Users".to_owned())),
        }
    }

    fn check(&mut self, answer: &Answer) -> Checked {
        self.hands.get_mut(self.last).map_or(Ok(()), |hand| hand.check(answer))
    }

    fn made(&mut self) -> Vec<String> {
        self.hands.iter_mut().flat_map(|hand| hand.made()).collect()
    }
}
