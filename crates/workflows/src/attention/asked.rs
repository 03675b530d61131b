//! What a refused change asked of the agenda.

use clinic::records::Attention;
use wire::agenda::{BookAppointment, MoveAppointment};

/// A place in the agenda that was refused.
pub(super) enum Asked {
    /// For a new visit.
    Book(BookAppointment),
    /// For one that is there.
    Move(MoveAppointment),
}

impl Asked {
    /// What the item asked for, when it is about a place in the agenda and this version can read it.
    pub(super) fn of(item: &Attention) -> Option<Self> {
        let refused = item.refused()?;
        let request = refused.request.clone();
        match refused.command.as_str() {
            "book_appointment" => serde_json::from_value(request).ok().map(Self::Book),
            "move_appointment" => serde_json::from_value(request).ok().map(Self::Move),
            _ => None,
        }
    }
}
