//! A logarithmic axis: where a value lies, and what is written along it.

/// From one power of ten to another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Axis {
    low: i32,
    high: i32,
}

impl Axis {
    /// The narrowest that holds all the values.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "powers of ten of numbers that are measured"
    )]
    pub(super) fn of(values: impl Iterator<Item = f64> + Clone) -> Self {
        let lowest = values.clone().fold(f64::INFINITY, f64::min);
        let highest = values.fold(f64::MIN_POSITIVE, f64::max);
        if !lowest.is_finite() {
            return Self { low: 0, high: 1 };
        }
        let low = lowest.log10().floor() as i32;
        Self { low, high: (highest.log10().ceil() as i32).max(low + 1) }
    }

    /// Where a value lies, from 0 to 1.
    pub(super) fn at(self, value: f64) -> f64 {
        (value.log10() - f64::from(self.low)) / f64::from(self.high - self.low)
    }

    /// The powers of ten, each with what is written there.
    pub(super) fn ticks(self) -> impl Iterator<Item = (f64, String)> {
        (self.low..=self.high).map(move |power| (self.at(10_f64.powi(power)), written(power)))
    }
}

fn written(power: i32) -> String {
    let value = 10_f64.powi(power);
    match power {
        6.. => format!("{:.0} M", value / 1e6),
        3..6 => format!("{:.0} k", value / 1e3),
        0..3 => format!("{value:.0}"),
        _ => format!("{value}"),
    }
}
