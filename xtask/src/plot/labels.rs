//! Names at the ends of lines, moved apart where they would lie on each other.

/// Where each may be written: as near as can be to where it wants to be, no two nearer than `gap`, none below `lowest`.
pub(super) fn apart(wanted: &[f64], gap: f64, lowest: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    let want = |place: usize| wanted.get(place).copied().unwrap_or_default();
    order.sort_by(|one, other| want(*one).total_cmp(&want(*other)));
    let mut placed: Vec<(usize, f64)> = Vec::new();
    for place in order {
        let above = placed.last().map_or(f64::NEG_INFINITY, |(_, y)| y + gap);
        placed.push((place, want(place).max(above)));
    }
    // Those that went too far down push those above them up again.
    let mut floor = lowest;
    for (_, y) in placed.iter_mut().rev() {
        *y = y.min(floor);
        floor = *y - gap;
    }
    placed.sort_by_key(|(place, _)| *place);
    placed.into_iter().map(|(_, y)| y).collect()
}
