//! Builders, a fixed clock, seeded clinics (development dependency only)
