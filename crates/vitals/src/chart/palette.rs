//! Colours of charts. The hues of alarms (red, yellow, cyan) are left to alarms.

use plotters::style::RGBColor;

/// The colours of one theme. Text and lines have a contrast of 4.5 to 1 to the paper at least.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "named after what they colour")]
pub struct Palette {
    pub paper: RGBColor,
    pub ink: RGBColor,
    pub quiet: RGBColor,
    pub grid: RGBColor,
    pub hatch: RGBColor,
    pub limit: RGBColor,
    pub watermark: RGBColor,
    pub heart_rate: RGBColor,
    pub blood_pressure: RGBColor,
    pub oxygen_saturation: RGBColor,
    pub respiration_rate: RGBColor,
}

impl Palette {
    /// Dark ink on white paper; also for printing.
    pub const LIGHT: Self = Self {
        paper: RGBColor(255, 255, 255),
        ink: RGBColor(24, 29, 36),
        quiet: RGBColor(88, 98, 112),
        grid: RGBColor(224, 229, 235),
        hatch: RGBColor(150, 160, 172),
        limit: RGBColor(120, 130, 142),
        watermark: RGBColor(88, 98, 112),
        heart_rate: RGBColor(10, 112, 66),
        blood_pressure: RGBColor(116, 52, 168),
        oxygen_saturation: RGBColor(20, 92, 178),
        respiration_rate: RGBColor(148, 78, 4),
    };

    /// Light ink on dark paper.
    pub const DARK: Self = Self {
        paper: RGBColor(18, 22, 27),
        ink: RGBColor(232, 236, 241),
        quiet: RGBColor(160, 170, 183),
        grid: RGBColor(44, 51, 60),
        hatch: RGBColor(104, 114, 127),
        limit: RGBColor(130, 140, 152),
        watermark: RGBColor(190, 198, 208),
        heart_rate: RGBColor(86, 214, 146),
        blood_pressure: RGBColor(204, 164, 255),
        oxygen_saturation: RGBColor(124, 186, 255),
        respiration_rate: RGBColor(242, 178, 96),
    };
}
