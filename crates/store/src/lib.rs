//! The Records port kept in SQL: SQLite, encrypted on workstations
