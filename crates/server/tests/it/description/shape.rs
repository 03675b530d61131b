//! Whether a value has the shape that a schema says: as much of JSON Schema as the description uses.

use serde_json::{Map, Value};

/// A described answer is looked at more strictly than a reader would: a field that is not described is a fault, too.
pub(super) struct Shapes<'a>(pub(super) &'a Value);

/// What does not fit: where, and why.
type Faults = Vec<String>;

impl Shapes<'_> {
    /// What of `value` is not as `schema` says.
    pub(super) fn faults(&self, schema: &Value, value: &Value) -> Faults {
        let mut faults = Faults::new();
        self.look(schema, value, "", &mut faults);
        faults
    }

    /// The schema itself, or the one that it refers to.
    pub(super) fn resolve<'b>(&'b self, schema: &'b Value) -> &'b Value {
        match schema["$ref"].as_str() {
            Some(place) => self.0.pointer(place.trim_start_matches('#')).unwrap(),
            None => schema,
        }
    }

    fn look(&self, schema: &Value, value: &Value, at: &str, faults: &mut Faults) {
        let schema = self.resolve(schema).as_object().unwrap();
        if let Some(choices) = schema.get("oneOf") {
            let fits = |choice: &&Value| self.faults(choice, value).is_empty();
            let fitting = choices.as_array().unwrap().iter().filter(fits).count();
            if fitting != 1 {
                faults.push(format!("{at} is {fitting} of the choices: {value}"));
            }
            return;
        }
        faults.extend(of_value(schema, value).map(|why| format!("{at} {why}: {value}")));
        match value {
            Value::Object(fields) => self.fields(schema, fields, at, faults),
            Value::Array(items) => {
                let item = schema.get("items").unwrap_or(&Value::Null);
                for (n, value) in items.iter().enumerate().filter(|_| !item.is_null()) {
                    self.look(item, value, &format!("{at}/{n}"), faults);
                }
            }
            _ => {}
        }
    }

    fn fields(
        &self,
        schema: &Map<String, Value>,
        fields: &Map<String, Value>,
        at: &str,
        faults: &mut Faults,
    ) {
        let required = schema.get("required").and_then(Value::as_array);
        for name in required.into_iter().flatten().filter_map(Value::as_str) {
            if !fields.contains_key(name) {
                faults.push(format!("{at}/{name} is missing"));
            }
        }
        let Some(known) = schema.get("properties").and_then(Value::as_object) else {
            let others = schema.get("additionalProperties");
            for (name, value) in others.into_iter().flat_map(|_| fields) {
                self.look(others.unwrap(), value, &format!("{at}/{name}"), faults);
            }
            return;
        };
        for (name, value) in fields {
            match known.get(name) {
                Some(schema) => self.look(schema, value, &format!("{at}/{name}"), faults),
                None => faults.push(format!("{at}/{name} is not described")),
            }
        }
    }
}

/// A word of schemas, what is said of a value that it does not hold for, and whether it does.
type Rule = (&'static str, &'static str, fn(&Value, &Value) -> bool);

/// What a single value is not that it should be.
fn of_value<'a>(
    schema: &'a Map<String, Value>,
    value: &'a Value,
) -> impl Iterator<Item = &'static str> + 'a {
    let rules: [Rule; 8] = [
        ("type", "is of another type", is_of_type),
        ("const", "is another value", |wanted, value| wanted == value),
        ("enum", "is none of the values", |all, value| {
            all.as_array().unwrap().contains(value)
        }),
        ("minimum", "is too small", |least, value| {
            value.as_f64() >= least.as_f64()
        }),
        ("maximum", "is too large", |most, value| {
            value.as_f64() <= most.as_f64()
        }),
        ("maxItems", "is too long", |most, value| {
            let count = value.as_array().map(|items| items.len() as u64);
            count <= most.as_u64()
        }),
        ("format", "has another form", has_format),
        ("pattern", "has another form", has_pattern),
    ];
    rules.into_iter().filter_map(move |(rule, why, holds)| {
        let wanted = schema.get(rule)?;
        // What a text or a number must be is not asked of null, which the type allows or not.
        let asked = !value.is_null() || ["type", "const", "enum"].contains(&rule);
        (asked && !holds(wanted, value)).then_some(why)
    })
}

fn is_of_type(wanted: &Value, value: &Value) -> bool {
    let is = |name: &Value| match name.as_str().unwrap() {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "string" => value.is_string(),
        "integer" => value.is_u64() || value.is_i64(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("no type {other}"),
    };
    wanted
        .as_array()
        .map_or_else(|| is(wanted), |any| any.iter().any(is))
}

fn has_format(format: &Value, value: &Value) -> bool {
    let text = value.as_str().unwrap_or_default();
    match format.as_str().unwrap() {
        "uuid" => text
            .parse::<uuid::Uuid>()
            .is_ok_and(|id| id.to_string() == text),
        "date-time" => text
            .parse::<values::Instant>()
            .is_ok_and(|at| at.to_string() == text),
        "date" => text.parse::<values::LocalDate>().is_ok(),
        other => panic!("no format {other}"),
    }
}

/// Those that answers have, by what they are made of and how long they are.
fn has_pattern(pattern: &Value, value: &Value) -> bool {
    let text = value.as_str().unwrap_or_default();
    let hexadecimal = text.bytes().all(|byte| byte.is_ascii_hexdigit());
    match pattern.as_str().unwrap() {
        "^[0-9a-f]{64}$" | "^[0-9a-fA-F]{64}$" => hexadecimal && text.len() == 64,
        "^[0-9a-f]{128}$" => hexadecimal && text.len() == 128,
        "^[A-Z]+$" => !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_uppercase()),
        "^[0-9]{2}:[0-9]{2}$" => text.parse::<values::LocalTime>().is_ok(),
        "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$" => text.parse::<values::BirthDate>().is_ok(),
        other => panic!("no pattern {other}"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_missing_wrong_or_not_described_is_found() {
        let root = json!({ "parts": { "many": { "type": "array", "maxItems": 1, "items": { "type": "integer", "maximum": 3 } } } });
        let schema = json!({ "type": "object", "required": ["id", "many"], "properties": {
            "id": { "type": "string", "format": "uuid" }, "many": { "$ref": "#/parts/many" },
            "state": { "enum": ["on", "off"] }, "either": { "oneOf": [{ "const": 1 }, { "type": "null" }] } } });
        let id = uuid::Uuid::nil();
        let shapes = Shapes(&root);
        let right = json!({ "id": id, "many": [3], "state": "on", "either": null });
        assert_eq!(shapes.faults(&schema, &right), Faults::new());
        for wrong in [
            json!([]),
            json!({ "id": id }),
            json!({ "id": "7", "many": [] }),
            json!({ "id": id, "many": [1, 2] }),
            json!({ "id": id, "many": [4] }),
            json!({ "id": id, "many": ["1"] }),
            json!({ "id": id, "many": [], "state": "between" }),
            json!({ "id": id, "many": [], "either": 2 }),
            json!({ "id": id, "many": [], "more": 1 }),
        ] {
            assert_ne!(shapes.faults(&schema, &wrong), Faults::new(), "{wrong}");
        }
    }
}
