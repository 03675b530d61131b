//! Commands on a real store.

mod agenda;
mod attention;
mod billing;
mod matrix;
mod monitoring;
mod patients;
mod people;
mod restriction;
