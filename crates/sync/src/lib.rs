//! Outbox, push, pull, rebase: a planner that is pure, an engine that runs it
