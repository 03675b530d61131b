//! The shared server: a library of roles and a thin binary
