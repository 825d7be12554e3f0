use super::*;

#[tokio::test]
async fn a_result_comes_through() {
    let answer = caught(async {
        tokio::task::yield_now().await;
        7
    });
    assert_eq!(answer.await, Ok(7));
}

#[tokio::test]
async fn a_panic_becomes_its_message() {
    let literal = caught(async {
        tokio::task::yield_now().await;
        panic!("a literal");
    });
    assert_eq!(literal.await, Err::<(), _>("a literal".to_owned()));
    let formatted = caught(async { panic!("number {}", 7) });
    assert_eq!(formatted.await, Err::<(), _>("number 7".to_owned()));
}
