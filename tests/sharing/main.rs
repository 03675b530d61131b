//! Workstations and a server, in one process: what one does, the other sees; what was done without the
//! network arrives when it is back; what cannot be is refused once, and nothing is lost.

mod offline;
mod place;
mod start;
mod together;
