//! Trend charts.
