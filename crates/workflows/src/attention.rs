//! Settling what a person must decide: refused changes, two values of one field, possible duplicates.

mod asked;
mod attention_list;
mod concerned;
mod discard_attention;
mod open_item;
mod rebook_attention;
mod settle_conflict;
mod waiting;

pub use attention_list::attention_list;
pub use discard_attention::discard_attention;
pub(crate) use open_item::{may_settle, reason};
pub use rebook_attention::rebook_attention;
pub use settle_conflict::settle_conflict;
pub use waiting::waiting_for;
