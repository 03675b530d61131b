//! The demo clinic: seeded records, embedded server and broker, simulated bedside monitors
