use crate::world::{World, assert_transcript};

#[test]
fn the_program_says_what_it_does_and_how_it_ends() {
    let world = World::new();
    assert_transcript!(world, world.run_plain("--help", [""; 0]), @"
    exit code 0
    --- stdout
    A self-hosted SCIM user-provisioning directory

    Usage: rollcall <COMMAND>

    Commands:
      serve                    Serve SCIM over HTTP
      directory                Create and list directories
      key                      Create, list and revoke keys
      domain                   Add and list verified domains
      account                  Create and list accounts
      schema                   Add, list and remove schemas of your own
      index                    Add, list and remove indexes of your own
      explain                  Say how a filter would be answered
      verify                   Check every invariant of the data
      connection               Keep, try and remove connections to directories, here or elsewhere
      conformance              Check any SCIM server against the RFCs
      bench                    Measure how fast any SCIM server is, and whether it is right under load
      workflow                 Check and run workflows, and see their runs
      demo                     Show the main job, end to end, on fresh data
      completions              Print a shell's completions
      man                      Write the manual pages
      user                     Create, change, find and remove users of a directory
      group                    Create, change, find and remove groups of a directory
      schemas                  Read the schemas of a directory
      service-provider-config  Read what a directory supports
      email                    Send mail
      http                     Ask any address
      help                     Print this message or the help of the given subcommand(s)

    Options:
      -h, --help     Print help
      -V, --version  Print version

    Examples:
      rollcall demo                                         see a user created, over real HTTP
      rollcall serve --data data                            serve the data in ./data
      rollcall directory create --data data --name Staff    print a base URL and a key
      rollcall user create ada@example.com                  create a user, over a connection

    Exit codes:
      0  done
      1  not done, or verification found something; why is on stderr
      2  the command line, an input, the connection or the configuration is wrong
      3  what it is about is not there
      4  there is one already, or another change came first
      5  the key is unknown, or may not do this
      6  the service can't be reached, or asks to come back later
    ");
}

#[test]
fn the_version_is_that_of_the_package() {
    let run = World::new().run_plain("--version", [""; 0]);
    assert_eq!((run.code, run.stdout), (0, format!("rollcall {}\n", env!("CARGO_PKG_VERSION"))));
}

#[test]
fn every_command_has_help_with_an_example_of_itself() {
    let world = World::new();
    for command in [
        "serve",
        "directory create",
        "key create",
        "key revoke",
        "domain add",
        "account create",
        "schema add",
        "schema remove",
        "index add",
        "index remove",
        "explain",
        "connection add",
        "connection test",
        "connection rename",
        "connection remove",
        "bench",
        "demo",
        "completions",
        "user create",
        "user list",
        "user import",
        "user export",
        "group add-members",
        "account links",
        "schemas get",
    ] {
        let run = world.run_plain(&format!("{command} --help"), [""; 0]);
        assert_eq!(run.code, 0, "{command}");
        assert!(run.stdout.contains(&format!("\n  rollcall {command} ")), "{}", run.stdout);
        assert!(run.stdout.ends_with('\n'), "{}", run.stdout);
    }
}
