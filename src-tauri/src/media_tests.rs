//! The media server over real sockets, with a raw client: what is asked and what comes back, byte for byte.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use super::*;
use crate::bench::fake::{FILM_LEN, FakeBench, LONG_FILM_LEN, film_byte};

struct Answer {
    code: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn header(&self, name: &str) -> Option<&str> {
        let line = self
            .head
            .lines()
            .find(|line| line.to_ascii_lowercase().starts_with(&format!("{name}:")))?;
        Some(line.split_once(':')?.1.trim())
    }
}

struct Server {
    bench: Arc<FakeBench>,
    host: String,
    token: String,
}

fn server() -> Server {
    let bench = Arc::new(FakeBench::default());
    let base = serve(Arc::clone(&bench) as Arc<dyn Bench>).unwrap().base;
    let (host, token) = base
        .strip_prefix("http://")
        .unwrap()
        .split_once('/')
        .unwrap();
    Server {
        bench,
        host: host.to_owned(),
        token: token.to_owned(),
    }
}

impl Server {
    fn send(&self, path: &str, host: &str, headers: &str) -> TcpStream {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        let patience = Some(Duration::from_secs(20));
        stream.set_read_timeout(patience).unwrap();
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{headers}\r\n"
        )
        .unwrap();
        stream
    }

    fn get_raw(&self, path: &str, host: &str, headers: &str) -> Answer {
        let mut bytes = Vec::new();
        self.send(path, host, headers)
            .read_to_end(&mut bytes)
            .unwrap();
        let split = bytes
            .windows(4)
            .position(|window| window == b"\r\n\r\n")
            .unwrap();
        let head = String::from_utf8(bytes[..split].to_vec()).unwrap();
        Answer {
            code: head[9..12].parse().unwrap(),
            head,
            body: bytes.split_off(split + 4),
        }
    }

    fn get(&self, path: &str, headers: &str) -> Answer {
        self.get_raw(&format!("/{}{path}", self.token), &self.host, headers)
    }
}

#[test]
fn only_who_knows_the_token_and_the_true_host_is_answered() {
    let server = server();
    assert_eq!(server.get("/page/m1/0?width=800&rotation=0", "").code, 200);
    let path = format!("/{}/page/m1/0?width=800&rotation=0", server.token);
    let port = server.host.rsplit_once(':').unwrap().1;
    for host in [
        "evil.example".to_owned(),
        format!("localhost:{port}"),
        format!("evil.example:{port}"),
        String::new(),
    ] {
        assert_eq!(
            server.get_raw(&path, &host, "").code,
            403,
            "{host}: a name rebound to this computer"
        );
    }
    for token in [
        String::new(),
        "0".repeat(48),
        server.token[..47].to_owned(),
        server.token.to_uppercase() + "0",
    ] {
        assert_eq!(
            server
                .get_raw(
                    &format!("/{token}/page/m1/0?width=800&rotation=0"),
                    &server.host,
                    ""
                )
                .code,
            403,
            "{token}"
        );
    }
}

#[test]
fn nothing_is_stored_guessed_at_or_shared_with_another_origin() {
    let server = server();
    for path in [
        "/page/m1/0?width=800&rotation=0",
        "/video/film",
        "/video/gone",
        "/nothing",
    ] {
        let answer = server.get(path, "Origin: http://evil.example\r\n");
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
        assert_eq!(
            answer.header("x-content-type-options"),
            Some("nosniff"),
            "{path}"
        );
        assert_eq!(answer.header("access-control-allow-origin"), None, "{path}");
    }
}

#[test]
fn a_page_image_is_asked_for_by_number_width_and_rotation() {
    let answer = server().get("/page/m1/7?width=1200&rotation=90", "");
    assert_eq!(answer.header("content-type"), Some("image/bmp"));
    assert_eq!(answer.body, b"[7,1200,90,null]");
    let part = server().get("/page/m1/7?width=9000&part=10,20,300,400", "");
    assert_eq!(part.body, b"[7,9000,0,[10,20,300,400]]");
}

#[test]
fn a_size_without_sense_is_refused_before_the_renderer_hears_of_it() {
    let server = server();
    for path in [
        "/page/m1/0?width=0&rotation=0",
        "/page/m1/0?width=8193&rotation=0",
        "/page/m1/0?width=800&rotation=45",
        "/page/m1/-1?width=800&rotation=0",
        "/page/m1/x?width=800&rotation=0",
        "/image/m1?width=0",
        "/image/m1?width=9&rotation=90",
        "/page/m1/0",
        "/page/m1/0?width=9&x=1",
        "/page/m1/0?width=9&part=1,2,3",
        "/page/m1/0?width=9&part=1,2,3,4,5",
        "/page/m1/0?width=9&part=1,2,3,-4",
        "/page/m1/0?width=16385&part=0,0,9,9",
        "/image/m1?width=9&part=0,0,9,9",
    ] {
        assert_eq!(server.get(path, "").code, 400, "{path}");
    }
}

#[test]
fn a_refusal_brings_its_sentence_and_a_panic_an_answer() {
    let server = server();
    let absent = server.get("/page/m2/0?width=800&rotation=0", "");
    assert_eq!(absent.code, 404);
    assert_eq!(
        String::from_utf8(absent.body).unwrap(),
        ErrorCode::MaterialAbsent.template()
    );
    assert_eq!(server.get("/video/other", "").code, 403);
    assert_eq!(
        server.get("/page/panics/0?width=800&rotation=0", "").code,
        500
    );
}

#[track_caller]
fn check_film(headers: &str, code: u16, from: u64, to: u64) {
    let answer = server().get("/video/film", headers);
    assert_eq!(answer.code, code, "{headers}");
    assert_eq!(
        answer.header("content-length"),
        Some((to - from).to_string().as_str()),
        "{headers}"
    );
    assert_eq!(answer.header("accept-ranges"), Some("bytes"), "{headers}");
    assert_eq!(
        answer.header("content-type"),
        Some("video/mp4"),
        "{headers}"
    );
    let expected = (code == 206).then(|| format!("bytes {from}-{}/{FILM_LEN}", to - 1));
    assert_eq!(
        answer.header("content-range"),
        expected.as_deref(),
        "{headers}"
    );
    assert!(
        answer.body.iter().copied().eq((from..to).map(film_byte)),
        "{headers}: the bytes themselves"
    );
}

#[test]
fn a_film_comes_whole_or_from_any_byte_to_its_true_end() {
    check_film("", 200, 0, FILM_LEN);
    check_film("Range: bytes=0-\r\n", 206, 0, FILM_LEN);
    check_film(
        "Range: bytes=1048575-1048576\r\n",
        206,
        1_048_575,
        1_048_577,
    );
    check_film("Range: bytes=2500000-\r\n", 206, 2_500_000, FILM_LEN);
    check_film("Range: bytes=-10\r\n", 206, FILM_LEN - 10, FILM_LEN);
}

#[test]
fn a_range_beyond_the_end_says_how_long_the_film_is() {
    let answer = server().get("/video/film", "Range: bytes=999999999-\r\n");
    assert_eq!(answer.code, 416);
    assert_eq!(
        answer.header("content-range"),
        Some(format!("bytes */{FILM_LEN}").as_str())
    );
}

#[test]
fn a_player_that_goes_away_stops_the_reading() {
    let server = server();
    let path = format!("/{}/video/long", server.token);
    let mut stream = server.send(&path, &server.host, "Range: bytes=0-\r\n");
    stream.read_exact(&mut [0; 64]).unwrap();
    drop(stream);
    let deadline = Instant::now() + Duration::from_secs(20);
    // The film holds the counter while it is being read.
    while Arc::strong_count(&server.bench.bytes_read) > 1 {
        assert!(Instant::now() < deadline, "the film is still being read");
        std::thread::yield_now();
    }
    let read = server.bench.bytes_read.load(Ordering::Relaxed);
    assert!(
        read < LONG_FILM_LEN / 8,
        "{read} bytes were read for a player that took 64"
    );
}

#[test]
fn a_page_does_not_wait_for_a_column_of_thumbnails() {
    let server = server();
    let thumbnails: Vec<TcpStream> = (0..5)
        .map(|page| {
            let path = format!("/{}/page/slow/{page}?width=120", server.token);
            server.send(&path, &server.host, "")
        })
        .collect();
    assert_eq!(server.get("/page/m1/0?width=900", "").code, 200);
    server.bench.released.store(true, Ordering::Relaxed);
    for mut thumbnail in thumbnails {
        let mut bytes = Vec::new();
        thumbnail.read_to_end(&mut bytes).unwrap();
        assert!(bytes.starts_with(b"HTTP/1.1 200"), "each comes in the end");
    }
}

#[test]
fn pages_scrolled_past_do_not_heap_up_behind_each_other() {
    let server = server();
    let most = jury_desk::worker_count() + FROM_MEMORY;
    let begun = || server.bench.started.load(Ordering::Relaxed);
    let scroll = || -> Vec<TcpStream> {
        let ask = |page| {
            let path = format!("/{}/page/slow/{page}?width=900", server.token);
            server.send(&path, &server.host, "")
        };
        (0..20).map(ask).collect()
    };
    let first = scroll();
    let deadline = Instant::now() + Duration::from_secs(20);
    while begun() < most {
        assert!(Instant::now() < deadline, "{} were begun", begun());
        std::thread::yield_now();
    }
    drop(first);
    let second = scroll();
    // Other requests come and go meanwhile, so the server has seen that nobody listens to the first ones.
    for _ in 0..50 {
        assert_eq!(server.get("/video/film", "Range: bytes=0-0\r\n").code, 206);
    }
    assert_eq!(begun(), most);
    server.bench.released.store(true, Ordering::Relaxed);
    for mut page in second {
        page.read_to_end(&mut Vec::new()).unwrap();
    }
}
