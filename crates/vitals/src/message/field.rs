//! Reads one field at a time and keeps count of what was wrong.

use serde_json::{Map, Value};
use wire::vitals::MessageClass;

/// 2000-01-01 and 2100-01-01: a timestamp outside says that the clock was never set.
const TIMESTAMPS: std::ops::Range<i64> = 946_684_800_000..4_102_444_800_000;

/// What had to be left out of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Faults {
    /// Fields of the wrong type.
    pub wrong_type: u16,
    /// Fields outside their possible range.
    pub out_of_range: u16,
    /// Fields that came with a unit of their own.
    pub foreign_unit: u16,
}

impl Faults {
    /// The class of a message with these faults; none where there are none.
    pub const fn class(self) -> Option<MessageClass> {
        if self.wrong_type > 0 {
            Some(MessageClass::WrongType)
        } else if self.out_of_range > 0 {
            Some(MessageClass::OutOfRange)
        } else if self.foreign_unit > 0 {
            Some(MessageClass::UnknownUnit)
        } else {
            None
        }
    }
}

/// How a foreign unit becomes ours: `value * factor + offset`.
pub(super) struct Conversion {
    pub(super) unit: &'static str,
    pub(super) factor: f64,
    pub(super) offset: f64,
}

/// What values a number may take, and how to read its units.
pub(super) struct NumberRule {
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) units: &'static [Conversion],
}

/// Values by which monitors say that there is no reading.
const NO_READING: [f64; 2] = [0.0, -100.0];

/// The fields of one JSON object.
pub(super) struct Fields<'a> {
    object: &'a Map<String, Value>,
    pub(super) faults: Faults,
}

impl<'a> Fields<'a> {
    pub(super) fn new(object: &'a Map<String, Value>) -> Self {
        Self {
            object,
            faults: Faults::default(),
        }
    }

    /// A field that is there and not null.
    fn present(&self, name: &str) -> Option<&'a Value> {
        self.object.get(name).filter(|value| !value.is_null())
    }

    fn wrong_type<T>(&mut self) -> Option<T> {
        self.faults.wrong_type = self.faults.wrong_type.saturating_add(1);
        None
    }

    fn out_of_range<T>(&mut self) -> Option<T> {
        self.faults.out_of_range = self.faults.out_of_range.saturating_add(1);
        None
    }

    /// A measured value, either plain or as `{"value":…,"unit":…}`.
    pub(super) fn number(&mut self, name: &str, rule: &NumberRule) -> Option<f64> {
        let value = self.present(name)?;
        let number = match value {
            Value::Object(inside) => self.converted(inside, rule)?,
            other => match other.as_f64() {
                Some(number) => number,
                None => return self.wrong_type(),
            },
        };
        if is_no_reading(number) {
            None
        } else if number.is_finite() && number >= rule.low && number <= rule.high {
            Some(number)
        } else {
            self.out_of_range()
        }
    }

    fn converted(&mut self, inside: &Map<String, Value>, rule: &NumberRule) -> Option<f64> {
        let (Some(number), Some(unit)) = (
            inside.get("value").and_then(Value::as_f64),
            inside.get("unit").and_then(Value::as_str),
        ) else {
            return self.wrong_type();
        };
        self.faults.foreign_unit = self.faults.foreign_unit.saturating_add(1);
        if is_no_reading(number) {
            return None;
        }
        rule.units
            .iter()
            .find(|known| known.unit == unit)
            .map(|known| number.mul_add(known.factor, known.offset))
    }

    /// A whole number within `low..=high`.
    pub(super) fn whole(&mut self, name: &str, low: i64, high: i64) -> Option<i64> {
        let value = self.present(name)?;
        match value.as_i64() {
            Some(number) if (low..=high).contains(&number) => Some(number),
            Some(_) => self.out_of_range(),
            None if value.is_u64() => self.out_of_range(),
            None => self.wrong_type(),
        }
    }

    /// A finite number within `low..=high` where 0 is a value like any other.
    pub(super) fn real(&mut self, name: &str, low: f64, high: f64) -> Option<f64> {
        match self.present(name)?.as_f64() {
            Some(number) if number >= low && number <= high => Some(number),
            Some(_) => self.out_of_range(),
            None => self.wrong_type(),
        }
    }

    /// Milliseconds since 1970, in this century.
    pub(super) fn timestamp(&mut self, name: &str) -> Option<i64> {
        self.whole(name, TIMESTAMPS.start, TIMESTAMPS.end)
    }

    pub(super) fn flag(&mut self, name: &str) -> Option<bool> {
        match self.present(name)? {
            Value::Bool(flag) => Some(*flag),
            _ => self.wrong_type(),
        }
    }

    pub(super) fn text(&mut self, name: &str) -> Option<&'a str> {
        match self.present(name)? {
            Value::String(text) => Some(text),
            _ => self.wrong_type(),
        }
    }

    pub(super) fn list(&mut self, name: &str) -> Option<&'a [Value]> {
        match self.present(name)? {
            Value::Array(list) => Some(list),
            _ => self.wrong_type(),
        }
    }

    /// The fields of an object inside; what is wrong in it is added by [`Self::absorb`].
    pub(super) fn inside(&mut self, name: &str) -> Option<Fields<'a>> {
        match self.present(name)? {
            Value::Object(object) => Some(Fields::new(object)),
            _ => self.wrong_type(),
        }
    }

    pub(super) const fn absorb(&mut self, inner: Faults) {
        self.faults.wrong_type = self.faults.wrong_type.saturating_add(inner.wrong_type);
        self.faults.out_of_range = self.faults.out_of_range.saturating_add(inner.out_of_range);
        self.faults.foreign_unit = self.faults.foreign_unit.saturating_add(inner.foreign_unit);
    }

    /// Notes a value that contradicts another one.
    pub(super) const fn contradiction(&mut self) {
        self.faults.out_of_range = self.faults.out_of_range.saturating_add(1);
    }

    /// Notes an item of a list that has the wrong type.
    pub(super) const fn wrong_item(&mut self) {
        self.faults.wrong_type = self.faults.wrong_type.saturating_add(1);
    }
}

fn is_no_reading(number: f64) -> bool {
    NO_READING
        .iter()
        .any(|sentinel| (number - sentinel).abs() < f64::EPSILON)
}
