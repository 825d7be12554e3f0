use crate::world::{World, assert_transcript, write};

#[test]
fn a_folder_without_data_is_not_filled_by_a_command_that_only_looks() {
    let world = World::new();
    assert_transcript!(world, world.run("verify"), @"
    exit code 1
    --- stderr
    error: there is no Rollcall data in [FOLDER]/data
    hint: check --data, or begin with `rollcall serve` or `rollcall directory create`
    ");
    for command in
        ["directory list", "key list", "domain list", "account list", "domain add example.com"]
    {
        assert_eq!(world.run(command).code, 1, "{command}");
    }
    assert!(!world.data().exists());
}

#[test]
fn the_data_folder_has_to_be_named() {
    let world = World::new();
    assert_transcript!(world, world.run_plain("directory list", [""; 0]), @"
    exit code 2
    --- stderr
    error: the following required arguments were not provided:
      --data <DIR>

    Usage: rollcall directory list --data <DIR>

    For more information, try '--help'.
    ");
}

#[test]
fn a_profile_has_one_of_four_names() {
    let world = World::new();
    assert_transcript!(world, world.run("directory create --name Staff --profile lax"), @"
    exit code 2
    --- stderr
    error: invalid value 'lax' for '--profile <PROFILE>'
      [possible values: atlassian, atlassian-exact, standard, strict]

    For more information, try '--help'.
    ");
    assert!(!world.data().exists());
}

#[test]
fn a_name_is_needed_and_an_id_is_an_id() {
    let world = World::new();
    assert_transcript!(world, world.run("directory create --name="), @"
    exit code 1
    --- stderr
    error: the name of the directory must have 1 to 200 characters, and no control characters
    ");
    assert_transcript!(world, world.run("key revoke first"), @"
    exit code 2
    --- stderr
    error: invalid value 'first' for '<KEY_ID>': failed to parse a UUID

    For more information, try '--help'.
    ");
}

#[test]
fn an_organization_that_is_not_there_is_named_with_those_that_are() {
    let world = World::new();
    world.json("directory create --name Staff --organization Mine");
    assert_transcript!(world, world.run("directory create --name More --organization Yours"), @r#"
    exit code 1
    --- stderr
    error: there is no organization `Yours`
    hint: choose with --organization: "Mine" ([ID])
    "#);
}

#[test]
fn a_data_folder_that_is_a_file_can_not_be_used() {
    let world = World::new();
    write(&world.data(), "a file");
    assert_transcript!(world, world.run("directory create --name Staff"), @"
    exit code 1
    --- stderr
    error: the data folder [FOLDER]/data can't be used: check that it can be written by this user
      because: File exists (os error 17)
    ");
}

#[test]
fn a_store_of_another_program_is_left_alone() {
    let world = World::new();
    write(
        &world.data().join("rollcall.db"),
        "this is not a database, and it is long enough to be read as one",
    );
    let run = world.run("directory list");
    assert_eq!((run.code, run.stdout.as_str()), (1, ""));
    assert!(run.stderr.starts_with("error: the store "), "{}", run.stderr);
}
