//! Advisories that concern what is built in and are lived with, each with its reason and the day until which that
//! was thought through.

/// An advisory that is no fault until its day.
pub(super) struct Accepted {
    pub(super) id: &'static str,
    pub(super) why: &'static str,
    /// Year, month and day.
    pub(super) review: &'static str,
}

const fn accepted(id: &'static str, why: &'static str) -> Accepted {
    let review = "2027-03-31";
    Accepted { id, why, review }
}

/// Tauri 2 draws its window on Linux with GTK 3, whose Rust bindings nobody looks after any more. They are called by
/// Tauri alone, with nothing that comes from outside; there is no other way until Tauri 3.
const GTK: &str = "GTK 3's bindings, which Tauri 2 needs on Linux";

pub(super) const ACCEPTED: [Accepted; 12] = [
    accepted("RUSTSEC-2024-0411", GTK),
    accepted("RUSTSEC-2024-0412", GTK),
    accepted("RUSTSEC-2024-0413", GTK),
    accepted("RUSTSEC-2024-0414", GTK),
    accepted("RUSTSEC-2024-0415", GTK),
    accepted("RUSTSEC-2024-0416", GTK),
    accepted("RUSTSEC-2024-0417", GTK),
    accepted("RUSTSEC-2024-0418", GTK),
    accepted("RUSTSEC-2024-0419", GTK),
    accepted("RUSTSEC-2024-0420", GTK),
    accepted(
        "RUSTSEC-2024-0429",
        "an iterator of glib that neither Tauri nor anything here uses; mended only beyond GTK 3",
    ),
    accepted(
        "RUSTSEC-2024-0370",
        "a macro that runs while GTK 3's bindings are compiled, and is in no program",
    ),
];
