use super::*;

fn lowest(most: usize, numbers: &[i64]) -> Vec<i64> {
    let mut lowest = Lowest::new(most);
    for no in numbers {
        lowest.add(*no);
    }
    lowest.numbers.into_iter().collect()
}

#[test]
fn the_lowest_stay_in_order_each_once() {
    assert_eq!(lowest(3, &[5, 9, 5, 1, 7, 1, 3, 9]), [1, 3, 5]);
}

#[test]
fn fewer_than_the_most_all_stay() {
    assert_eq!(lowest(9, &[2, 1, 2]), [1, 2]);
}

#[test]
fn of_none_none_stays() {
    assert_eq!(lowest(0, &[2, 1]), [0_i64; 0]);
}
