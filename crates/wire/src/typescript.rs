//! The command table as TypeScript: one file, generated, that the screens compile against.

use std::collections::BTreeMap;

use ts_rs::{Config, TS, TypeVisitor};

#[cfg_attr(
    not(test),
    expect(
        clippy::wildcard_imports,
        reason = "the table names types of every module"
    )
)]
use crate::{
    agenda::*, attention::*, audit::*, billing::*, directory::*, facilities::*, local::*,
    monitoring::*, patients::*, people::*, restriction::*, sign_in::*, ward::*, workstations::*,
};
use crate::{
    code::{Code, Failure},
    commands::ALL,
    sync::FacilityChoice,
    tags::Tag,
};

const HEAD: &str = "// Generated from crates/wire by `cargo xtask codegen`. Do not edit.\n";

/// The whole file.
pub fn typescript() -> String {
    let mut declarations = Declarations {
        config: Config::new().with_large_int("number"),
        seen: BTreeMap::new(),
    };
    let mut rows = String::new();
    macro_rules! shared {
        ($($module:ident::$name:ident($request:ty) -> $response:ty => $kind:ident [$($tag:ident),*] needs $permission:ident;)*) => {
            $(rows.push_str(&declarations.row::<$request, $response>(stringify!($name)));)*
        };
    }
    macro_rules! local {
        ($($name:ident($request:ty) -> $response:ty => [$($tag:ident),*] $guard:ident $($permission:ident)?;)*) => {
            $(rows.push_str(&declarations.row::<$request, $response>(stringify!($name)));)*
        };
    }
    crate::with_commands!(shared);
    crate::with_local_commands!(local);
    declarations.visit::<HostEvent>();
    declarations.visit::<Failure>();
    declarations.visit::<Code>();
    declarations.visit::<Tag>();
    declarations.visit::<SlotTaken>();
    declarations.visit::<FacilityChoice>();
    declarations.visit::<Restricted>();

    let mut file = HEAD.to_owned();
    for declaration in declarations.seen.values() {
        file.push_str("export ");
        file.push_str(declaration);
        file.push('\n');
    }
    file.push_str("\nexport interface Commands {\n");
    file.push_str(&rows);
    file.push_str("}\n\n");
    file.push_str(&effects());
    file.push_str(&codes());
    file
}

fn effects() -> String {
    let mut text = "export const effects: { readonly [C in keyof Commands]: { readonly kind: \"reads\" | \"changes\" | \"local\"; readonly tags: readonly Tag[] } } = {\n".to_owned();
    for command in ALL {
        let tags: Vec<String> = command
            .tags
            .iter()
            .filter_map(|tag| serde_json::to_string(tag).ok())
            .collect();
        let (name, kind, tags) = (command.name, command.kind.name(), tags.join(", "));
        text.extend([
            "  ",
            name,
            ": { kind: \"",
            kind,
            "\", tags: [",
            &tags,
            "] },\n",
        ]);
    }
    text.push_str("};\n\n");
    text
}

fn codes() -> String {
    let names: Vec<String> = Code::ALL
        .iter()
        .map(|code| format!("\"{}\"", code.name()))
        .collect();
    format!(
        "export const codes: readonly Code[] = [{}];\n",
        names.join(", ")
    )
}

/// Collects a type's declaration and those of everything it mentions.
struct Declarations {
    config: Config,
    seen: BTreeMap<String, String>,
}

impl Declarations {
    fn row<Request: TS + 'static, Response: TS + 'static>(&mut self, name: &str) -> String {
        self.visit::<Request>();
        self.visit::<Response>();
        format!(
            "  {name}: {{ request: {}; response: {} }};\n",
            Request::name(&self.config),
            Response::name(&self.config)
        )
    }
}

impl TypeVisitor for Declarations {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if T::output_path().is_some() {
            let name = T::ident(&self.config);
            if self.seen.contains_key(&name) {
                return;
            }
            self.seen.insert(name, T::decl(&self.config));
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_branded_and_every_command_has_a_row() {
        let file = typescript();
        assert!(
            file.contains("export type PatientId = string & { readonly __id: \"PatientId\" };")
        );
        for command in ALL {
            assert!(
                file.contains(&format!("  {}: {{ request: ", command.name)),
                "{}",
                command.name
            );
        }
    }

    #[test]
    fn types_named_only_inside_an_override_are_declared_too() {
        let file = typescript();
        for name in [
            "HumanName",
            "Address",
            "EmergencyContact",
            "BirthDate",
            "LocalDate",
        ] {
            assert!(file.contains(&format!("export type {name} =")), "{name}");
        }
    }
}
