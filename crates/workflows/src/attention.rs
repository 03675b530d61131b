//! Settling what the shared records refused.

mod asked;
mod attention_list;
mod concerned;
mod discard_attention;
mod open_item;
mod rebook_attention;

pub use attention_list::attention_list;
pub use discard_attention::discard_attention;
pub use rebook_attention::rebook_attention;
