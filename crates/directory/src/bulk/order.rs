//! The order of operations: as they stand, but what is referred to comes first; circles go together.
//!
//! These are the strongly connected components of the references, which Tarjan's algorithm finds with what is
//! referred to first. It keeps a stack of its own, since a chain of references may be as long as the request.

/// The operations in the order they are carried out: one by one, or several that refer to each other in a
/// circle, in the order they stand. `references` has for each operation those it refers to.
pub(super) fn order(references: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut walk =
        Walk { references, marks: vec![Mark::default(); references.len()], ..Walk::default() };
    for operation in 0..references.len() {
        walk.from(operation);
    }
    walk.components
}

#[derive(Clone, Copy, Debug, Default)]
struct Mark {
    /// When it was found, from 1; 0: not yet.
    found: usize,
    /// The earliest found that it leads to, among those not yet in a component.
    lowest: usize,
    /// Whether it is in a component.
    placed: bool,
}

#[derive(Debug, Default)]
struct Walk<'r> {
    references: &'r [Vec<usize>],
    marks: Vec<Mark>,
    found: usize,
    /// The way from the start to where the walk is, each with how many of its references were followed.
    way: Vec<(usize, usize)>,
    /// What was found and is not in a component yet.
    open: Vec<usize>,
    components: Vec<Vec<usize>>,
}

impl Walk<'_> {
    fn mark(&self, operation: usize) -> Mark {
        self.marks.get(operation).copied().unwrap_or_default()
    }

    fn enter(&mut self, operation: usize) {
        self.found += 1;
        if let Some(mark) = self.marks.get_mut(operation) {
            *mark = Mark { found: self.found, lowest: self.found, placed: false };
        }
        self.open.push(operation);
        self.way.push((operation, 0));
    }

    fn lower(&mut self, operation: usize, to: usize) {
        if let Some(mark) = self.marks.get_mut(operation) {
            mark.lowest = mark.lowest.min(to);
        }
    }

    fn from(&mut self, start: usize) {
        if self.mark(start).found == 0 {
            self.enter(start);
        }
        while let Some((operation, followed)) = self.way.last_mut() {
            let operation = *operation;
            let next =
                self.references.get(operation).and_then(|named| named.get(*followed)).copied();
            *followed += 1;
            match next {
                Some(next) => match self.mark(next) {
                    Mark { found: 0, .. } => self.enter(next),
                    Mark { placed: true, .. } => {}
                    Mark { found, .. } => self.lower(operation, found),
                },
                None => self.leave(operation),
            }
        }
    }

    /// All references of the operation were followed.
    fn leave(&mut self, operation: usize) {
        self.way.pop();
        let Mark { found, lowest, .. } = self.mark(operation);
        if let Some((before, _)) = self.way.last().copied() {
            self.lower(before, lowest);
        }
        if lowest < found {
            return;
        }
        let start = self.open.iter().rposition(|&open| open == operation).unwrap_or_default();
        let mut component = self.open.split_off(start);
        component.sort_unstable();
        for &operation in &component {
            if let Some(mark) = self.marks.get_mut(operation) {
                mark.placed = true;
            }
        }
        self.components.push(component);
    }
}

#[cfg(test)]
mod tests {
    use super::order;

    #[test]
    fn operations_stay_as_they_stand_but_what_is_referred_to_is_pulled_forward() {
        let none = Vec::new;
        assert_eq!(order(&[none(), none(), none()]), [[0], [1], [2]]);
        assert_eq!(order(&[none(), vec![3], none(), none()]), [[0], [3], [1], [2]]);
        assert_eq!(order(&[vec![1], vec![2], vec![3], none()]), [[3], [2], [1], [0]]);
        assert_eq!(order(&[vec![2, 1], none(), none()]), [[2], [1], [0]]);
    }

    #[test]
    fn circles_go_together() {
        let none = Vec::new;
        assert_eq!(order(&[vec![0]]), [[0]]);
        assert_eq!(order(&[vec![1], vec![0]]), [[0, 1]]);
        let both = [vec![2], vec![0], vec![3], vec![2, 4], none()];
        assert_eq!(order(&both), [vec![4], vec![2, 3], vec![0], vec![1]]);
        let wide = [vec![1], vec![2], vec![0, 3], vec![4], vec![3]];
        assert_eq!(order(&wide), [vec![3, 4], vec![0, 1, 2]]);
    }

    #[test]
    fn a_chain_may_be_as_long_as_the_request() {
        let chain: Vec<Vec<usize>> = (0..100_000).map(|at| vec![at + 1]).chain([vec![]]).collect();
        assert_eq!(order(&chain).first(), Some(&vec![100_000]));
    }
}
