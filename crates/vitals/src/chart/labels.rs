//! The words of a chart. They come from outside, because the reader's language is decided there.

/// Every word that a chart can show.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "named after what they say")]
pub struct ChartLabels {
    pub title: String,
    pub heart_rate: String,
    pub blood_pressure: String,
    pub oxygen_saturation: String,
    pub respiration_rate: String,
    /// Why there is no line: nothing came from the monitor.
    pub no_data: String,
    /// Why there is no line: the monitor sent no such value.
    pub no_reading: String,
    /// Why there is no line: the ECG electrodes were off.
    pub lead_off: String,
    /// Why there is no line: the oxygen sensor was off.
    pub sensor_off: String,
    /// Stands before the value before the last.
    pub before: String,
    pub simulated: String,
    /// January to December, three letters.
    pub months: [String; 12],
}

impl ChartLabels {
    /// The words of a language by its tag: `en`, `ar`. Others are English.
    pub fn of(language: &str) -> Self {
        match language {
            "ar" => Self::arabic(),
            _ => Self::default(),
        }
    }

    fn arabic() -> Self {
        Self {
            title: "العلامات الحيوية عبر الزمن".to_owned(),
            heart_rate: "معدل ضربات القلب".to_owned(),
            blood_pressure: "ضغط الدم".to_owned(),
            oxygen_saturation: "تشبّع الأكسجين".to_owned(),
            respiration_rate: "معدل التنفس".to_owned(),
            no_data: "لا بيانات".to_owned(),
            no_reading: "لا قراءة".to_owned(),
            lead_off: "الأقطاب منزوعة".to_owned(),
            sensor_off: "المستشعر منزوع".to_owned(),
            before: "قبلها".to_owned(),
            simulated: "تجريبي - محاكاة".to_owned(),
            months: [
                "يناير",
                "فبراير",
                "مارس",
                "أبريل",
                "مايو",
                "يونيو",
                "يوليو",
                "أغسطس",
                "سبتمبر",
                "أكتوبر",
                "نوفمبر",
                "ديسمبر",
            ]
            .map(str::to_owned),
        }
    }
}

impl Default for ChartLabels {
    fn default() -> Self {
        Self {
            title: "Vital signs over time".to_owned(),
            heart_rate: "Heart rate".to_owned(),
            blood_pressure: "Blood pressure".to_owned(),
            oxygen_saturation: "SpO₂".to_owned(),
            respiration_rate: "Respiration rate".to_owned(),
            no_data: "No data".to_owned(),
            no_reading: "No reading".to_owned(),
            lead_off: "Leads off".to_owned(),
            sensor_off: "Sensor off".to_owned(),
            before: "before".to_owned(),
            simulated: "DEMO - SIMULATED".to_owned(),
            months: [
                "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
            ]
            .map(str::to_owned),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chart_speaks_its_readers_language_and_else_english() {
        assert_eq!(ChartLabels::of("ar").no_data, "لا بيانات");
        assert_eq!(ChartLabels::of("fr"), ChartLabels::default());
    }
}
