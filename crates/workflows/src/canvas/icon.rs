//! The signs in the boxes, 20 by 20.

use crate::{Step, StepKind};

/// What a step is, at a glance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Icon {
    Start,
    User,
    Group,
    Mail,
    Web,
    Choice,
    Loop,
    Print,
    Set,
    Wait,
    Other,
}

impl Icon {
    pub(super) fn of(step: &Step) -> Self {
        match &step.kind {
            StepKind::If { .. } => Self::Choice,
            StepKind::For { .. } => Self::Loop,
            StepKind::Print(_) => Self::Print,
            StepKind::Set(_) => Self::Set,
            StepKind::Wait(_) => Self::Wait,
            StepKind::Action(_) => Self::of_action(&step.action),
        }
    }

    fn of_action(name: &str) -> Self {
        let name = name.to_lowercase();
        let (service, action) = name.split_once('.').unwrap_or(("", &name));
        match service {
            "email" => Self::Mail,
            "http" => Self::Web,
            _ if action.contains("group") || action.contains("member") => Self::Group,
            _ if action.contains("user") || action.contains("link") => Self::User,
            _ => Self::Other,
        }
    }

    /// The strokes.
    pub(super) const fn path(self) -> &'static str {
        match self {
            Self::Start => "M7 4.5l8.5 5.5L7 15.5z",
            Self::User => {
                "M10 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM4 16.5c.6-3.2 3-4.7 6-4.7s5.4 1.5 6 4.7"
            }
            Self::Group => {
                "M7.5 9a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2zM2.5 15.8c.5-2.9 2.5-4.2 5-4.2s4.5 1.3 5 4.2M13 4.2a2.5 2.5 0 0 1 0 4.6M14.6 11.9c1.7.5 2.6 1.8 2.9 3.9"
            }
            Self::Mail => "M3 5.5h14v9.5H3zM3.3 6l6.7 5 6.7-5",
            Self::Web => {
                "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM3 10h14M10 3c-4.5 4.6-4.5 9.400 0 14M10 3c4.5 4.6 4.500 9.400 0 14"
            }
            Self::Choice => {
                "M10 17v-5M10 12c0-3-5-2.500-5-7M10 12c0-3 5-2.500 5-7M2.800 7L5 4.600 7.200 7M12.800 7L15 4.600 17.200 7"
            }
            Self::Loop => {
                "M4 10a6 6 0 0 1 10.500-4M16 10a6 6 0 0 1-10.500 4M14.800 2.800v3.400h-3.400M5.200 17.200v-3.400h3.400"
            }
            Self::Print => "M4 4.500h12v8.500H9l-3.500 3v-3H4zM7 8h6M7 10.500h4",
            Self::Set => "M4 7h12M4 13h12M8 3.500l-1.500 13M13.500 3.500l-1.500 13",
            Self::Wait => "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM10 6v4.200l2.800 1.800",
            Self::Other => "M4.500 4.500h11v11h-11zM8 8h4v4H8z",
        }
    }
}
