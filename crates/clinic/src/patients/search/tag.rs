//! Tagged words: a zero and a letter in front, so that no fragment of a name ever meets one.

macro_rules! tags {
    ($($(#[$doc:meta])* $name:ident $prefix:literal;)*) => { $(
        $(#[$doc])*
        pub(super) fn $name(content: &str) -> String {
            format!(concat!($prefix, "{}"), content)
        }
    )* };
}

tags! {
    /// Month and day of birth, `0714`.
    birthday "0b";
    /// Birth date as far as known: `1945`, `194507`, `19450714`.
    birth_date "0d";
    /// A word of the family name.
    family "0f";
    /// A word of the given names or the preferred name.
    given "0g";
    /// National number.
    national "0n";
    /// The end of a telephone number.
    phone "0p";
    /// Record number, with its series and without.
    record_number "0r";
    /// How a word of the name sounds.
    sound "0s";
    /// The first two, three and four digits of the year of birth.
    year "0y";
}
