//! Tries, from inside, what the sandbox should stop. Asked for by the tests and by `jury doctor`.
//!
//! Not an exploit: four plain calls. The one rule: whatever succeeds by mistake is undone.

use std::fs::File;
use std::io::ErrorKind;
use std::net::{SocketAddr, TcpStream, UdpSocket};
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::wire::SelfTest;

pub(super) fn run() -> SelfTest {
    SelfTest {
        reached_network: reached_network(),
        wrote_file: wrote_file(),
        read_outside: ["/etc/passwd", "/etc/hostname"]
            .iter()
            .any(|path| File::open(path).is_ok())
            || std::env::args_os()
                .next()
                .is_some_and(|exe| File::open(exe).is_ok()),
        started_program: started_program(),
    }
}

/// Refused connections count as reached: the socket was made.
fn reached_network() -> bool {
    let stopped = |kind: ErrorKind| kind == ErrorKind::PermissionDenied;
    let address = SocketAddr::from(([127, 0, 0, 1], 9));
    let stream = TcpStream::connect_timeout(&address, Duration::from_millis(200));
    let datagram = UdpSocket::bind((std::net::Ipv4Addr::LOCALHOST, 0));
    !(stream.is_err_and(|error| stopped(error.kind()))
        && datagram.is_err_and(|error| stopped(error.kind())))
}

fn wrote_file() -> bool {
    let path = std::env::temp_dir().join(format!("jury-self-test-{}", std::process::id()));
    let wrote = File::create(&path).is_ok();
    if wrote {
        let _ = std::fs::remove_file(&path);
    }
    wrote
}

fn started_program() -> bool {
    let program = if cfg!(windows) {
        "C:\\Windows\\System32\\whoami.exe"
    } else {
        "/bin/true"
    };
    Command::new(program)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok()
}
