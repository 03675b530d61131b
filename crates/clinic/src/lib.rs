//! The domain: records and the rules about them. Pure: no clock, no database, no network, no async
