//! Types that everything else is said in: ids, instants, dates, money, names.
//!
//! They carry codecs (serde, TypeScript) and arithmetic, never a rule of care. A value that exists
//! is valid: constructors check, fields are private where an invariant hangs on them.

pub mod csv;
mod decimal;
pub mod ids;
pub mod money;
pub mod names;
pub mod sensitive;
pub mod simulation;
mod text;
pub mod time;

pub use decimal::Decimal;
pub use money::{Currency, Money, MoneyError, TaxRate};
pub use names::HumanName;
pub use sensitive::Sensitive;
pub use time::{BirthDate, Clock, Instant, LocalDate, LocalTime, Minutes, Weekday, Zone};
