//! Ids that sort by time, as real ones do, and are the same every time.

use uuid::{Builder, Uuid};
use values::Instant;

/// The id of a thing that came to be `at`; `name` tells it from all others.
pub(crate) fn id(at: Instant, name: &str) -> Uuid {
    let named = Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes()).into_bytes();
    let mut tail = [0_u8; 10];
    tail.iter_mut().zip(named).for_each(|(to, from)| *to = from);
    let millis = u64::try_from(at.as_millis()).unwrap_or(0);
    Builder::from_unix_timestamp_millis(millis, &tail).into_uuid()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_the_same_every_time_and_sort_by_time() {
        let (earlier, later) = (Instant::from_millis(1_000), Instant::from_millis(2_000));
        assert_eq!(id(earlier, "a"), id(earlier, "a"));
        assert_ne!(id(earlier, "a"), id(earlier, "b"));
        assert!(id(earlier, "z") < id(later, "a"));
        assert_eq!(id(earlier, "a").get_version_num(), 7);
    }
}
