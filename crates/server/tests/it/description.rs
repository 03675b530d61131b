//! `docs/openapi.json` is true: every route stands in it and no other, and real answers have its shapes.

mod answers;
mod shape;

use std::{collections::BTreeSet, fs, path::Path};

use serde_json::Value;
use wire::Code;

/// The description, for whoever writes another client and for programs that attack.
const DESCRIPTION: &str = include_str!("../../../../docs/openapi.json");
/// `OpenAPI` has no words for a WebSocket: these stand in the description's prose.
const WEBSOCKETS: [(&str, &str); 1] = [("get", "/sync/v1/doorbell")];
const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

/// A method and a path with its parameters in braces.
type Route = (String, String);

fn description() -> Value {
    serde_json::from_str(DESCRIPTION).unwrap()
}

/// The routes in the description.
fn described() -> BTreeSet<Route> {
    let description = description();
    let paths = description["paths"].as_object().unwrap();
    let of_path = |(path, item): (&String, &Value)| {
        let methods = item.as_object().unwrap().keys().cloned();
        let known = methods.filter(|name| METHODS.contains(&name.as_str()));
        known
            .map(|method| (method, path.clone()))
            .collect::<Vec<_>>()
    };
    paths.iter().flat_map(of_path).collect()
}

/// The routes in the program's sources, whichever module adds them.
fn routes() -> BTreeSet<Route> {
    let mut routes = BTreeSet::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if !path.ends_with("tests.rs") {
                let source = fs::read_to_string(path).unwrap();
                routes.extend(routes_in(source.split("#[cfg(test)]").next().unwrap()));
            }
        }
    }
    routes
}

fn routes_in(program: &str) -> Vec<Route> {
    let mut routes = Vec::new();
    for call in program.split(".route(").skip(1) {
        let (path, handlers) = call.split_once('"').unwrap().1.split_once('"').unwrap();
        let handlers = up_to_its_end(handlers);
        let methods = METHODS.iter().filter(|method| names(handlers, method));
        routes.extend(methods.map(|method| ((*method).to_owned(), path.to_owned())));
    }
    routes
}

/// A call's arguments, up to the parenthesis that ends it.
fn up_to_its_end(arguments: &str) -> &str {
    let mut depth = 1;
    let end = arguments.find(|letter| {
        depth += match letter {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        depth == 0
    });
    arguments.get(..end.unwrap()).unwrap()
}

/// Whether a function of that name is called.
fn names(handlers: &str, function: &str) -> bool {
    handlers
        .match_indices(&format!("{function}("))
        .any(|(at, _)| {
            let before = handlers.get(..at).unwrap().chars().next_back();
            !before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_')
        })
}

#[test]
fn routes_are_found_in_a_program_however_it_is_written() {
    let program = r#"
        Router::new().route("/one", get(|| async { target("x") })).route(
            "/two/{id}",
            axum::routing::post(two::post).delete(two::delete),
        ).merge(other()); tx.get(kind).put(1)"#;
    let found = routes_in(program);
    let found: Vec<_> = found
        .iter()
        .map(|(method, path)| (&**method, &**path))
        .collect();
    let expected = [
        ("get", "/one"),
        ("post", "/two/{id}"),
        ("delete", "/two/{id}"),
    ];
    assert_eq!(found, expected);
}

#[test]
fn every_route_is_described_and_nothing_else() {
    let mut routes = routes();
    assert!(routes.len() > WEBSOCKETS.len());
    for (method, path) in WEBSOCKETS {
        let route = (method.to_owned(), path.to_owned());
        assert!(routes.remove(&route), "{path} is no route any more");
        let told = description()["info"]["description"]
            .as_str()
            .map(|told| told.contains(path));
        assert_eq!(
            told,
            Some(true),
            "{path} does not stand in the description's prose"
        );
    }
    let described = described();
    let missing: Vec<_> = routes.difference(&described).collect();
    let gone: Vec<_> = described.difference(&routes).collect();
    assert!(
        missing.is_empty() && gone.is_empty(),
        "docs/openapi.json lacks {missing:?} and has {gone:?}, which is no route: an operation is best copied \
         from one that takes and gives the same kind of thing"
    );
}

#[test]
fn codes_kinds_and_statuses_are_those_of_the_program() {
    let description = description();
    let schemas = &description["components"]["schemas"];
    let listed = |values: &Value| -> BTreeSet<String> {
        let values = values.as_array().unwrap().iter();
        values
            .map(|value| value.as_str().unwrap().to_owned())
            .collect()
    };
    let codes = Code::ALL
        .iter()
        .map(|code| code.name().to_owned())
        .collect();
    assert_eq!(
        listed(&schemas["Failure"]["properties"]["code"]["enum"]),
        codes
    );
    let kinds = clinic::records::Kind::ALL.map(|kind| kind.name().to_owned());
    assert_eq!(listed(&schemas["Kind"]["enum"]), kinds.into());
    let statuses: BTreeSet<String> = Code::ALL
        .iter()
        .map(|code| code.status().to_string())
        .collect();
    for (method, path) in described() {
        let responses = description["paths"][&path][&method]["responses"]
            .as_object()
            .unwrap();
        for (status, response) in responses.iter().filter(|(status, _)| *status != "200") {
            let named = format!("#/components/responses/{status}");
            assert!(statuses.contains(status), "{path}: no code has {status}");
            assert_eq!(response["$ref"], named, "{path}");
        }
        for always in ["200", "403", "429", "503"] {
            assert!(responses.contains_key(always), "{path} can answer {always}");
        }
    }
}
