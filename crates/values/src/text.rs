//! One macro for newtypes that travel as a JSON string and appear in TypeScript under their own name.

/// Serde and TypeScript for a type with `Display` and `FromStr`.
macro_rules! travels_as_text {
    ($name:ident, $typescript:expr) => {
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
        $crate::text::typescript!($name, $typescript);
    };
}

/// A TypeScript alias for a type whose JSON form serde derives elsewhere.
macro_rules! typescript {
    ($name:ident, $typescript:expr) => {
        impl ts_rs::TS for $name {
            type WithoutGenerics = Self;
            type OptionInnerType = Self;
            fn name(_: &ts_rs::Config) -> String {
                stringify!($name).to_owned()
            }
            fn inline(_: &ts_rs::Config) -> String {
                $typescript.to_owned()
            }
            fn decl(_: &ts_rs::Config) -> String {
                format!("type {} = {};", stringify!($name), $typescript)
            }
            fn output_path() -> Option<std::path::PathBuf> {
                Some(concat!(stringify!($name), ".ts").into())
            }
        }
    };
}

pub(crate) use {travels_as_text, typescript};
